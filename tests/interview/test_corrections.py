"""Corrections supersede the earlier claim, and the answer reads as corrected."""

from __future__ import annotations

import pytest

from coach.events import AnswerScored, CorrectionNoted, FinalTranscript
from coach.interview.corrections import corrected, corrections_in
from coach.interview.languages import is_foreign
from coach.interview.ledger import answer_claims, claims_in, contradictions, value_of
from scoring.answer import Answer, Sentence
from tests.interview.stage import moves, of, play

CLAIM = "We had twenty annotators on the project and agreement was sixty percent."


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("Sorry, not twenty, twelve annotators.", "twenty", "twelve"),
        ("To clarify my earlier point on agreement, it was seventy percent.", "sixty", "seventy"),
    ],
)
def test_the_figure_taken_back_is_found(text: str, old: str, new: str) -> None:
    assert [(c.superseded, c.old, c.new) for c in corrections_in(text, [CLAIM])] == [(CLAIM, old, new)]


def test_an_answer_without_a_correction_supersedes_nothing() -> None:
    assert corrections_in("Not all of the twenty were trained.", [CLAIM]) == []


def test_the_answer_reads_as_corrected_in_its_old_place() -> None:
    answer = Answer((Sentence(CLAIM, 0.0, 5.0), Sentence("Sorry, not twenty, twelve annotators.", 5.0, 7.0)))
    noted = CorrectionNoted(at=7, question_id="q", superseded=CLAIM, text="…", old="twenty", new="twelve")
    assert [s.text for s in corrected(answer, [noted]).sentences] == [
        CLAIM.replace("twenty", "twelve"),
        answer.sentences[1].text,
    ]


def test_a_rehearsal_writes_the_correction_down() -> None:
    events = play([{"say": f"{CLAIM} Sorry, not twenty, twelve annotators."}], questions=("beta",))
    assert [(c.old, c.new) for c in of(events, CorrectionNoted)] == [("twenty", "twelve")]


def test_another_figure_for_the_same_thing_at_the_same_place_is_a_contradiction_asked_about_neutrally() -> None:
    claims = claims_in(["At Brightwave, led 20 annotators"], "résumé")
    claims += answer_claims(["At Brightwave I led five annotators."])
    found = contradictions(claims)
    assert [c.later.number for c in found] == [5]
    assert found[0].question.count("?") == 1
    assert not contradictions(claims[:1] + answer_claims(["At Northlight I led five annotators."]))


@pytest.mark.parametrize(
    ("text", "value"), [("twenty-five", 25), ("1,200", 1200), ("three hundred", 300), ("3 x", None)]
)
def test_numbers_are_read_in_words_and_digits(text: str, value: float | None) -> None:
    assert value_of(text) == value


def test_another_language_is_told_from_english() -> None:
    assert is_foreign("Ich weiß nicht, wie ich das sagen soll.")
    assert not is_foreign("We used the Müller guideline for all items.")


FIRST = {"say": f"{CLAIM} I wrote the guideline anew.", "question": "beta"}


@pytest.mark.parametrize(
    "taken_back",
    ["Sorry, not twenty, twelve annotators.", "To clarify my earlier point on agreement, it was seventy percent."],
)
def test_an_earlier_answer_is_corrected_and_scored_again_while_the_question_stays_open(taken_back: str) -> None:
    script = [FIRST, {"say": taken_back}, {"say": "It is about agreement between annotators.", "question": "gamma"}]
    events = play(script, questions=("beta", "gamma"))
    assert [c.question_id for c in of(events, CorrectionNoted)] == ["beta"]
    assert [s.question_id for s in of(events, AnswerScored)] == ["beta", "beta", "gamma"]
    assert moves(events) == ["greet", "ask", "acknowledge", "ask", "note_correction", "acknowledge", "close"]
    assert [f.counts for f in of(events, FinalTranscript)] == [True, False, True]


def test_a_correction_with_an_answer_after_it_is_both() -> None:
    both = {"say": "Sorry, not twenty, twelve annotators. Gamma is the agreement that a model can reach."}
    events = play([FIRST, both], questions=("beta", "gamma"))
    assert [s.question_id for s in of(events, AnswerScored)] == ["beta", "beta", "gamma"]
    assert [f.counts for f in of(events, FinalTranscript)] == [True, True]


def test_who_means_the_present_answer_corrects_no_earlier_one() -> None:
    meant = {"say": "What I meant was that agreement on the project is a means.", "question": "gamma"}
    events = play([FIRST, meant], questions=("beta", "gamma"))
    assert [s.question_id for s in of(events, AnswerScored)] == ["beta", "gamma"]
    assert [f.counts for f in of(events, FinalTranscript)] == [True, True]
