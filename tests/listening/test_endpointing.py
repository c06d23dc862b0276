from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coach.listening.audio import SAMPLE_RATE
from coach.listening.endpointing import Began, Boundary, Cut, Ended, Endpointer
from coach.listening.voice_activity import FRAME_SAMPLES

PER_SECOND = SAMPLE_RATE / FRAME_SAMPLES


def frames(seconds: float) -> int:
    return round(seconds * PER_SECOND)


def run(pattern: list[tuple[bool, float]], loud: dict[int, float] | None = None) -> list[Boundary]:
    """`pattern`: (voiced, seconds); `loud`: loudness of a frame where it is not 100."""
    endpointer, found, number = Endpointer(), [], 0
    for voiced, seconds in pattern:
        for _ in range(frames(seconds)):
            found += endpointer.push(number * FRAME_SAMPLES, voiced, (loud or {}).get(number, 100.0))
            number += 1
    return found


def seconds(sample: int) -> float:
    return sample / SAMPLE_RATE


def test_an_utterance_has_pre_roll_and_ends_after_0_6_s_of_silence() -> None:
    began, ended = run([(False, 1.0), (True, 2.0), (False, 0.7)])
    assert isinstance(began, Began) and isinstance(ended, Ended)
    assert abs(seconds(began.voice_from) - 1.0) < 0.04
    assert abs(seconds(began.voice_from - began.audio_from) - 0.5) < 0.001
    assert abs(seconds(ended.voice_to) - 3.0) < 0.05
    assert abs(seconds(ended.audio_to) - 3.6) < 0.05


def test_a_shorter_pause_stays_inside() -> None:
    assert len(run([(True, 1.0), (False, 0.5), (True, 1.0), (False, 0.7)])) == 2


def test_a_click_is_no_speech() -> None:
    assert run([(False, 0.5), (True, 0.064), (False, 1.0)]) == []


def test_pre_roll_never_reaches_into_the_utterance_before() -> None:
    first, end, second = run([(True, 1.0), (False, 0.65), (True, 1.0)])
    assert isinstance(first, Began) and isinstance(end, Ended) and isinstance(second, Began)
    assert second.audio_from >= end.audio_to


def test_a_long_utterance_ends_in_a_breath() -> None:
    found = run([(True, 19.0), (False, 0.3), (True, 2.0)])
    assert [type(b) for b in found] == [Began, Ended, Began]


def test_without_a_breath_it_is_cut_at_the_quietest_point() -> None:
    quiet = {n: 1.0 for n in range(frames(22.0), frames(22.3))}
    found = run([(True, 30.0)], quiet)
    assert [type(b) for b in found] == [Began, Cut]
    assert isinstance(found[1], Cut) and 22.0 <= seconds(found[1].at) <= 22.3


def test_stop_ends_what_goes_on() -> None:
    endpointer = Endpointer()
    for number in range(20):
        endpointer.push(number * FRAME_SAMPLES, True, 1.0)
    assert endpointer.stop(20 * FRAME_SAMPLES) == [Ended(20 * FRAME_SAMPLES, 20 * FRAME_SAMPLES)]
    assert endpointer.stop(20 * FRAME_SAMPLES) == []


@given(st.lists(st.tuples(st.booleans(), st.floats(0.03, 40.0)), max_size=8))
def test_utterances_follow_one_another_and_none_is_longer_than_28_s(pattern: list[tuple[bool, float]]) -> None:
    opened: int | None = None
    last = 0
    for boundary in run(pattern):
        match boundary:
            case Began(audio_from, voice_from):
                assert opened is None and last <= audio_from <= voice_from
                opened = audio_from
            case Ended(voice_to, audio_to):
                assert opened is not None and opened < voice_to <= audio_to
                assert audio_to - opened <= 28 * SAMPLE_RATE
                opened, last = None, audio_to
            case Cut(at):
                assert opened is not None and opened < at
                assert at - opened <= 28 * SAMPLE_RATE
                opened = last = at
