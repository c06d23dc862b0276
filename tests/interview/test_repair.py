"""Requests are told from answers; open clauses from finished ones."""

from __future__ import annotations

import pytest

from coach.interview import repair


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("Sorry, can you repeat that?", "repeat"),
        ("Could you say the question again please", "repeat"),
        ("I didn't catch that.", "repeat"),
        ("Could you rephrase the question?", "rephrase"),
        ("Hm, could you rephrase the question please?", "rephrase"),
        ("What do you mean by ground truth?", "rephrase"),
        ("Do you mean random errors or systematic ones?", "rephrase"),
        ("I don't understand the question.", "rephrase"),
        ("Give me a minute.", "moment"),
        ("Let me think about that for a second.", "moment"),
        ("Can we skip this one?", "skip"),
        ("Can you hear me?", "hearing_check"),
        ("Mm-hm.", "backchannel"),
        ("Okay.", "backchannel"),
    ],
)
def test_requests(text: str, request_: str) -> None:
    assert repair.request_in(text) == request_


@pytest.mark.parametrize(
    "text",
    [
        "Yes.",
        "No, I would not.",
        "I would repeat the labelling with two annotators.",
        "First I clarify the guideline, then I measure agreement again.",
        "We asked the client what they meant and rephrased the rule.",
        "Skip patterns in the data were the problem.",
        "",
    ],
)
def test_answers_are_no_requests(text: str) -> None:
    assert repair.request_in(text) is None


@pytest.mark.parametrize("text", ["and then we", "because", "I would say, um", "the first one is"])
def test_open_clauses(text: str) -> None:
    assert repair.trails_off(text)


@pytest.mark.parametrize("text", ["That's my answer.", "So yeah, that's it.", "I hope that answers your question."])
def test_closing_phrases(text: str) -> None:
    assert repair.closes(text)
    assert not repair.trails_off(text)


def test_corrections_are_noticed() -> None:
    assert repair.corrects("Sorry, not twenty, it was twelve annotators.")
    assert not repair.corrects("I corrected the labels twice.")
