"""When a turn is over: silence, words, the voice's ending and the candidate's own pauses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.events import FinalTranscript
from coach.interview.clock import expected_of
from coach.interview.turn_features import PRIOR_PAUSE, UNMEASURED, PauseHabits, features_of
from coach.interview.turns import LEAST, WORDS_DUE, Turn, ends_at, silence_needed, so_far
from coach.listening.prosody import Ending
from coach.records.profiles import load_profiles
from scoring.answer import Word
from tests.interview.stage import profile, question

DONE = "we checked every item twice and as a result the error rate fell from nine percent to two percent that month"
FALLEN, LEVEL = Ending(8.0, 6.0, -20.0, 0.3, 0.4), Ending(-2.0, -1.0, 2.0, 4.0, 0.1)


def paused(words: str, ending: Ending | None = None, expected: float = 30.0, spoken: float = 40.0) -> Turn:
    """A turn that began at second 0 and fell silent."""
    turn = Turn(0.0, expected=expected)
    turn.voice_started(0.0)
    turn.hears(words, spoken - 1.0)
    turn.voice_stopped(spoken, ending)
    return turn


def final(text: str, *times: tuple[float, float]) -> FinalTranscript:
    words = tuple(Word(w, *t) for w, t in zip(text.split(), times, strict=True))
    return FinalTranscript(at=times[-1][1], text=text, words=words, started=times[0][0], ended=times[-1][1])


def test_where_the_ending_is_not_known_a_complete_answer_waits_for_the_profiles_silence() -> None:
    assert silence_needed(paused(DONE), profile()) == pytest.approx(1.8)


def test_a_voice_that_fell_ends_a_complete_answer_sooner() -> None:
    assert silence_needed(paused(DONE, FALLEN), profile()) < 1.2


def test_a_voice_that_did_not_fall_is_waited_for_longer_than_one_that_did() -> None:
    assert silence_needed(paused(DONE, LEVEL), profile()) > silence_needed(paused(DONE, FALLEN), profile()) + 0.3


@pytest.mark.parametrize("open_end", ["and then the", "because um", "but I was"])
def test_an_open_clause_is_waited_for_longer_than_a_complete_one(open_end: str) -> None:
    waited = silence_needed(paused(f"{DONE} {open_end}", LEVEL), profile())
    assert waited > silence_needed(paused(DONE, LEVEL), profile())
    assert waited >= 1.8


def test_a_closing_phrase_ends_the_turn_at_once_or_nearly() -> None:
    assert silence_needed(paused(f"{DONE} that is my answer", FALLEN), profile()) <= 0.81


def test_a_first_word_is_no_answer() -> None:
    assert silence_needed(paused("okay", FALLEN, spoken=0.6), profile()) > 1.8


def test_a_long_question_is_given_longer_than_a_short_one() -> None:
    said, spoken = "we talked it through and then we wrote the rule down", 6.0
    long, short = (paused(said, FALLEN, expected, spoken) for expected in (90.0, 8.0))
    assert silence_needed(long, profile()) > silence_needed(short, profile())


def test_an_answer_is_expected_to_take_most_of_its_limit_or_half_of_its_minutes_and_one_to_a_probe_less() -> None:
    free, limited = question("a"), question("b", limit=60)
    assert expected_of(free, follows=False) == 30.0
    assert expected_of(limited, follows=False) == 45.0
    assert expected_of(limited, follows=True) < expected_of(limited, follows=False)


def test_who_asks_for_time_is_given_six_seconds_and_more_in_every_profile() -> None:
    assert all(found.think_hold >= 6 for found in load_profiles().values())


def test_who_pauses_for_long_is_given_longer() -> None:
    slow, quick = paused(DONE, LEVEL), paused(DONE, LEVEL)
    for _ in range(8):
        slow.habits.note(1.4)
        quick.habits.note(0.25)
    assert silence_needed(slow, profile()) > silence_needed(quick, profile()) + 0.2


def test_words_that_lack_the_last_ones_are_weighed_apart_until_they_are_final() -> None:
    turn = paused(f"{DONE} because", LEVEL)
    early = features_of(replace(so_far(turn), changed=0.3))
    late = features_of(replace(so_far(turn), changed=-0.3))
    assert (early["stale"], early["stale_open"], late["stale"], late["open"]) == (1.0, 1.0, 0.0, 1.0)
    assert "open" not in early and "stale_open" not in late
    assert so_far(turn).changed == 1.0
    turn.finished(final("and then", (39.0, 39.4), (39.4, 39.9)))
    assert so_far(turn).changed == 0.0


@pytest.mark.parametrize("spread", range(12))
def test_a_clause_that_is_open_for_lack_of_its_last_words_ends_at_once_or_is_waited_for(spread: int) -> None:
    turn = paused(f"{DONE} and that the", FALLEN, expected=4.0 * (spread + 1))
    waited = silence_needed(turn, profile())
    assert waited < WORDS_DUE or waited >= profile().turn_silence
    turn.hears(turn.partial, 40.3)
    assert silence_needed(turn, profile()) >= profile().turn_silence


def test_the_line_of_a_voice_is_told_from_its_end_and_where_it_was_not_measured_that_is_told() -> None:
    ending = Ending(3.0, pitch_above=1.0, pitch_range=4.0, level_line=(-9.0, 1.0), pitch_line=(-2.5,))
    found = features_of(so_far(paused(DONE, ending)))
    assert (found["loud_0"], found["loud_1"], found["high_0"], found["within_span"]) == (-9.0, 1.0, -2.5, 0.25)
    assert {found["loud_2"], found["high_1"], found["voiced_end"]} == {UNMEASURED}


@pytest.mark.parametrize("said", [DONE, f"{DONE} and", "okay", "", f"{DONE} that's it"])
@pytest.mark.parametrize("ending", [FALLEN, LEVEL, Ending(3.0), None])
def test_more_patience_never_waits_less(said: str, ending: Ending | None) -> None:
    waited = [silence_needed(paused(said, ending), profile(), p / 4) for p in range(1, 13)]
    assert waited == sorted(waited)
    assert all(w >= LEAST - 1e-9 for w in waited)


def test_nothing_ends_while_somebody_speaks_or_before_anything_was_said() -> None:
    turn = Turn(0.0)
    assert ends_at(turn, profile()) is None
    turn.voice_started(1.0)
    assert ends_at(turn, profile()) is None


def test_a_hold_is_kept_whatever_the_voice_did() -> None:
    turn = paused(f"{DONE} that's it", FALLEN)
    turn.hold_until = 60.0
    assert ends_at(turn, profile()) == 60.0


def test_the_end_follows_the_silence_on_the_rehearsals_clock() -> None:
    turn = paused(DONE, FALLEN)
    assert ends_at(turn, profile()) == pytest.approx(40.0 + silence_needed(turn, profile()))


def test_a_voice_that_goes_on_forgets_how_it_ended() -> None:
    turn = paused(DONE, FALLEN)
    turn.voice_started(41.0)
    turn.voice_stopped(45.0)
    assert turn.ending is None


def test_pauses_between_utterances_and_between_words_become_a_habit() -> None:
    turn = Turn(0.0)
    turn.voice_started(1.0)
    turn.voice_stopped(3.0)
    turn.voice_started(4.2)
    assert turn.habits.usual > PRIOR_PAUSE
    spoken = Turn(0.0)
    spoken.finished(final("one two three", (0.0, 0.3), (1.5, 1.8), (1.82, 2.0)))
    assert spoken.habits.usual == pytest.approx(turn.habits.usual)


def test_gaps_that_are_no_pauses_and_absences_are_no_habit() -> None:
    habits = PauseHabits()
    for seconds in (0.0, -1.0, 0.05, 30.0):
        habits.note(seconds)
    assert habits.usual == pytest.approx(PRIOR_PAUSE)
