"""The interviewer's own voice in the microphone: it never stops for it, and stops for anybody else."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from coach.interview.echo import EchoGate
from coach.records.question_banks import find_banks

HALF_AN_HOUR = 1800.0
STRANGE = (
    *("the", "a", "is", "it", "was", "that", "this", "one", "two", "people"),
    *("model", "answer", "like", "really", "maybe", "four", "bank", "sound", "never", "window"),
)
PARTIAL_EVERY, LAG = 0.5, 0.4
RATE = 2.7
"""Words a second of the interviewer."""
ERRS = {6: 0.08, 12: 0.12, 20: 0.2}
"""dB that the echo lies below the voice → share of its words that are recognised wrongly, or invented."""


def speeches(rng: Random) -> Iterator[str]:
    """Everything that the packaged banks ask, in no order, for ever."""
    asked = [q.question.text for bank in find_banks().values() for q in bank.questions]
    asked += [r for bank in find_banks().values() for q in bank.questions for r in q.rephrasings]
    while True:
        yield rng.choice(asked)


def misheard(rng: Random, word: str, errs: float) -> list[str]:
    drawn = rng.random()
    if drawn < errs * 0.6:
        return [rng.choice(STRANGE)]
    if drawn < errs:
        return [word, rng.choice(STRANGE)]
    return [] if drawn < errs * 1.5 else [word]


def echo_of(rng: Random, text: str, begun: float, errs: float) -> list[tuple[float, float, list[str]]]:
    """(voice since, heard at, words so far) of each partial; voice activity ends the utterance now and then."""
    at, since, heard, partials, next_partial = begun + 0.15, begun + 0.15, [], [], begun + 0.6
    for word in text.split():
        at += rng.uniform(0.6, 1.4) / RATE
        heard += [(at, w) for w in misheard(rng, word, errs)]
        while next_partial < at:
            known = [w for t, w in heard if t <= next_partial - LAG]
            if known and rng.random() < 0.5:
                known[-1] = rng.choice(STRANGE)
            partials.append((since, next_partial, known))
            next_partial += PARTIAL_EVERY
        if word.endswith((".", "?", ",")) and rng.random() < 0.5:
            partials.append((since, at, [w for _, w in heard]))
            heard, since = [], at
    return [*partials, (since, at + 0.5, [w for _, w in heard])]


def interruptions(seed: int, down: int) -> tuple[int, float]:
    """How often half an hour of echo took the floor, and how long the interviewer spoke."""
    rng = Random(seed)
    gate, now, stops, spoke = EchoGate(), 0.0, 0, 0.0
    for text in speeches(rng):
        seconds = len(text.split()) / RATE
        gate.speaks(text, now, seconds * rng.uniform(0.9, 1.1))
        for since, at, words in echo_of(rng, text, now, ERRS[down]):
            gate.voice()
            stops += gate.barges_in(" ".join(words), since, at)
        gate.stopped(now + seconds)
        spoke += seconds
        now += seconds + 4.0
        if spoke >= HALF_AN_HOUR:
            break
    return stops, spoke


@pytest.mark.parametrize("down", [6, 12, 20])
def test_half_an_hour_of_its_own_words_never_stops_the_interviewer(down: int) -> None:
    stops, spoke = interruptions(down, down)
    assert spoke >= HALF_AN_HOUR
    assert stops == 0


QUESTION = "Tell me about a time when you found a mistake in a guideline that everybody else had already accepted."


def speaking(**known: bool | None) -> EchoGate:
    gate = EchoGate(**known)  # type: ignore[arg-type]
    gate.speaks(QUESTION, 10.0, 7.0)
    gate.voice()
    return gate


def test_two_words_of_the_candidate_take_the_floor_where_nothing_echoes() -> None:
    gate = speaking(echoes=False)
    assert not gate.barges_in("sorry", 12.0, 12.6)
    assert gate.barges_in("sorry wait", 12.0, 12.9)


def test_more_words_are_asked_for_while_it_is_not_known_whether_the_room_echoes() -> None:
    gate = speaking()
    assert not gate.barges_in("sorry wait", 12.0, 12.9)
    assert gate.barges_in("sorry wait could I", 12.0, 13.2)


def test_a_candidate_is_heard_through_the_echo_of_the_question() -> None:
    gate = speaking(echoes=True)
    echoed = "about a time when you found a mistake"
    assert not gate.barges_in(echoed, 10.5, 13.5)
    assert gate.barges_in(f"{echoed} sorry can we please do another one first", 10.5, 15.5)


def test_where_somebody_surely_speaks_two_words_do_and_one_if_it_was_all() -> None:
    gate = speaking(echoes=True)
    assert not gate.barges_in("sorry wait", 12.0, 12.9)
    assert gate.barges_in("sorry wait", 12.0, 12.9, sure=True)
    assert not gate.barges_in("wait", 12.0, 12.9, sure=True)
    assert gate.barges_in("wait", 12.0, 12.9, sure=True, whole=True)
    assert not gate.barges_in("okay", 12.0, 12.9, sure=True, whole=True)


@pytest.mark.parametrize("words", ["mm-hm", "yeah okay", "I see", "right"])
@pytest.mark.parametrize("echoes", [True, False, None])
def test_a_backchannel_takes_nothing(words: str, echoes: bool | None) -> None:
    assert not speaking(echoes=echoes).barges_in(words, 12.0, 12.9)


def test_a_speech_without_a_sound_from_the_microphone_shows_a_quiet_room() -> None:
    gate = EchoGate()
    gate.speaks(QUESTION, 0.0, 7.0)
    gate.stopped(7.0)
    assert gate.echoes is False


def test_echoed_words_show_a_room_that_echoes() -> None:
    gate = speaking()
    gate.barges_in("about a time when you", 10.4, 12.5)
    assert gate.echoes is True


def test_the_same_words_at_another_time_are_the_candidates_own() -> None:
    gate = speaking(echoes=False)
    assert gate.barges_in("you found a mistake in a guideline", 60.0, 62.5)


def test_hard_to_interrupt_asks_for_more_words() -> None:
    gate = EchoGate(hard_to_interrupt=2.0, echoes=False)
    gate.speaks(QUESTION, 10.0, 7.0)
    assert not gate.barges_in("sorry wait please", 12.0, 13.0)
    assert gate.barges_in("sorry wait please stop", 12.0, 13.4)


def test_an_echo_is_no_answer_and_what_follows_it_is() -> None:
    gate = speaking(echoes=True)
    assert gate.own_words("a guideline that everybody else had already accepted", 14.0, 17.5) == ""
    mixed = "else had already accepted well in my last project we found one"
    assert gate.own_words(mixed, 15.5, 20.0) == "well in my last project we found one"
    assert gate.own_words("well in my last project", 18.0, 20.0) == "well in my last project"


def test_who_repeats_the_question_after_it_was_asked_says_it() -> None:
    gate = speaking(echoes=True)
    gate.stopped(17.0)
    repeated = "a guideline that everybody else had already accepted"
    assert gate.own_words(repeated, 17.6, 20.0) == repeated
