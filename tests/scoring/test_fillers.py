"""Fillers and delivery."""

from __future__ import annotations

import pytest

from scoring.answer import Answer, Sentence, Word
from scoring.delivery import measure_delivery
from scoring.fillers import find_fillers
from scoring.score import score_answer
from tests.scoring.spoken import LOST_PALLET, asked, spoken


@pytest.mark.parametrize(
    ("text", "fillers"),
    [
        ("Um, so I, uh, asked them.", ["Um", "uh"]),
        ("It was, like, basically done, you know.", ["like", "basically", "you know"]),
        ("I would like a tool like that, the kind of data you know well.", []),
        ("It took, like six hundred words, like really long.", ["like", "like"]),
        ("Old findings, like healed fractures, go off, like milk.", []),
        ("A small one, like this, and some, like two friends calling each other names.", []),
        ("It's kind of hard, I mean, sort of.", ["kind of", "I mean", "sort of"]),
        ("Do you know what it actually does?", []),
        ("It was also actually mine.", []),
    ],
)
def test_fillers_are_told_from_words_that_carry_sense(text: str, fillers: list[str]) -> None:
    assert [e.quote for e in find_fillers([Sentence(text, 0, 5)])] == fillers


def test_a_filler_has_the_seconds_of_its_words() -> None:
    words = tuple(Word(w, float(i), i + 0.5) for i, w in enumerate(["So", "you", "know,", "it", "worked."]))
    (filler,) = find_fillers([Sentence("So you know, it worked.", 0, 4.5, words)])
    assert (filler.start, filler.end) == (1.0, 2.5)


@pytest.mark.parametrize(("opener", "told"), [("", "with no fillers."), ("Um, ", "fillers a minute")])
def test_an_answer_without_fillers_is_told_so_in_words(opener: str, told: str) -> None:
    said = Answer(tuple(Sentence(opener + text, 8.0 * i, 8.0 * i + 7) for i, text in enumerate(LOST_PALLET)))
    (delivery,) = [c for c in score_answer(asked(), said).criteria if c.id == "delivery"]
    assert told in delivery.reason


def test_delivery_is_measured_from_the_words() -> None:
    words = [
        Word("word", 0.5 * i + (2.0 if i >= 20 else 0.0), 0.5 * i + 0.4 + (2.0 if i >= 20 else 0.0)) for i in range(40)
    ]
    answer = Answer(
        (Sentence("word " * 40, words[0].start, words[-1].end, tuple(words)),), response_delay=1.2, overlaps=1
    )
    delivery = measure_delivery(answer)
    assert delivery.pauses == 1
    assert delivery.longest_pause == pytest.approx(2.1)
    assert delivery.delivered_rate == pytest.approx(60 * 40 / 21.9, abs=0.1)
    assert delivery.articulation_rate == pytest.approx(60 * 40 / 16.0, abs=0.1)
    assert (delivery.response_delay, delivery.overlaps) == (1.2, 1)


def test_too_little_speech_has_no_rate() -> None:
    assert measure_delivery(spoken("I did it.")).delivered_rate is None
