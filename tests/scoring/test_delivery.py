"""What is measured of the manner of speaking, and what of it counts."""

from __future__ import annotations

from dataclasses import replace

from scoring.answer import Answer, Tone, VoicedGap, Word
from scoring.delivery import measure_delivery
from scoring.rubric import NON_NATIVE
from scoring.score import score_answer
from scoring.sentences import split_sentences
from tests.scoring.spoken import STORY, asked, spoken


def _timed(text: str, pace: float = 0.4, pauses: dict[int, float] | None = None) -> Answer:
    words, at = [], 0.0
    for i, word in enumerate(text.split()):
        at += (pauses or {}).get(i, 0.0)
        words.append(Word(word, at, at + pace))
        at += pace
    return Answer(split_sentences(words))


def test_pauses_inside_a_clause_are_told_from_those_between() -> None:
    text = "I pulled sixty pairs, hid the old verdicts and asked two nurses to rank them again blind."
    delivery = measure_delivery(_timed(text, pauses={2: 0.6, 4: 0.6, 8: 0.6}))
    assert (delivery.pauses_inside, delivery.pauses_between) == (1, 2)


def test_without_times_of_words_the_place_of_a_pause_is_unknown() -> None:
    delivery = measure_delivery(spoken(*STORY))
    assert delivery.pauses_inside is None and delivery.delivered_rate is not None


def test_the_rate_while_speaking_is_not_the_rate_with_pauses() -> None:
    delivery = measure_delivery(_timed(" ".join(STORY), pauses={10: 4.0}))
    assert delivery.articulation_rate and delivery.delivered_rate
    assert delivery.articulation_rate > delivery.delivered_rate


def test_pace_is_told_by_thirds_of_a_long_answer() -> None:
    slow, fast = _timed(" ".join(STORY), 0.6), _timed(" ".join(STORY), 0.3)
    shift = slow.seconds + 0.3
    later = tuple(
        replace(
            s,
            start=s.start + shift,
            end=s.end + shift,
            words=tuple(replace(w, start=w.start + shift, end=w.end + shift) for w in s.words),
        )
        for s in fast.sentences
    )
    pace = measure_delivery(Answer((*slow.sentences, *later))).pace
    assert len(pace) == 3 and pace[0] < pace[2]


def test_words_begun_again_are_counted() -> None:
    assert measure_delivery(spoken("I I went to the the shop and I had had a look at twenty more pairs.")).restarts == 2


def test_a_slower_pace_costs_nothing_in_a_second_language() -> None:
    slow = _timed(" ".join(STORY), 0.66)
    house, second = score_answer(asked(), slow), score_answer(asked(), slow, rubric=NON_NATIVE)
    levels = [next(c for c in card.criteria if c.id == "delivery").level or 0 for card in (house, second)]
    assert levels[0] <= levels[1] == 3
    assert (house.overall or 0) <= (second.overall or 0)


def test_voice_without_words_is_shown_and_costs_nothing() -> None:
    answer = spoken(*STORY)
    gaps = replace(answer, voiced_gaps=(VoicedGap(2.0, 2.4, 0.7),))
    assert measure_delivery(gaps).voiced_gaps == gaps.voiced_gaps
    assert score_answer(asked(), gaps).overall == score_answer(asked(), answer).overall


def test_loudness_and_pitch_are_told_by_their_share_of_the_time_and_score_nothing() -> None:
    plain = spoken(*STORY)
    with_tones = replace(plain, tones=(Tone(3.0, -20.0, 8.0), Tone(1.0, -28.0, None)))
    before, after = score_answer(asked(), plain), score_answer(asked(), with_tones)
    assert (after.delivery.loudness, after.delivery.pitch_range) == (-22.0, 8.0)
    assert replace(after, delivery=before.delivery) == before
