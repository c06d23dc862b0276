"""The interviewer's echo, taken off the microphone: found wherever it lies, learned while somebody speaks over it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest

from bench.rooms import Room
from bench.voices import Candidate, at_16_khz, synthesiser
from coach.listening.adaptive_filter import AdaptiveFilter
from coach.listening.audio import SAMPLE_RATE
from coach.listening.echo_canceller import EchoCanceller
from coach.listening.own_voice import OwnVoice
from coach.listening.voice_activity import FRAME_SAMPLES
from tests.listening.test_overlap import Samples, babble

SECONDS = 8.0


@lru_cache
def played() -> Samples:
    text = (
        "Tell me about a project in which you chose how data were labelled, and what you would do in another way now. "
    )
    sound = at_16_khz(synthesiser().say(text + text, Candidate("en-us", "f2").speaker))
    return np.asarray(6000 * sound / np.abs(sound).max())[: round(SECONDS * SAMPLE_RATE)]


def left_of(mic: Samples, late_report: float = 0.0, played_at: int = SAMPLE_RATE) -> tuple[Samples, EchoCanceller]:
    """What is left of a microphone while played() sounds at that rate; the report of it comes late."""
    own = OwnVoice()
    pcm = played() if played_at == SAMPLE_RATE else np.interp(
        np.arange(round(SECONDS * played_at)) / played_at, np.arange(len(played())) / SAMPLE_RATE, played()
    )  # fmt: skip
    own.says(0, 0.0, pcm.astype("<i2").tobytes(), played_at)
    own.sounds(0, 0.0, late_report)
    canceller, left = EchoCanceller(own), []
    for first in range(0, len(mic) - FRAME_SAMPLES, FRAME_SAMPLES):
        left.append(canceller.push(first / SAMPLE_RATE, mic[first : first + FRAME_SAMPLES]))
    return np.concatenate(left), canceller


def echo(delay: float = 0.1) -> Samples:
    room = Room(np.random.default_rng(3), 6.0, delay, 0.3)
    heard = room.echo(played(), float(np.std(played()))) * 32767
    return np.asarray(heard + np.random.default_rng(0).normal(0, 10, len(heard)))


def decibels(before: Samples, after: Samples) -> float:
    return float(10 * np.log10(np.mean(before[: len(after)] ** 2) / np.mean(after**2)))


@pytest.mark.parametrize(("delay", "late_report"), [(0.02, 0.0), (0.3, 0.0), (0.05, 0.15)])
def test_nine_tenths_of_an_echo_are_gone_after_some_seconds_wherever_it_lies(delay: float, late_report: float) -> None:
    mic = echo(delay)
    left, canceller = left_of(mic, late_report)
    last = slice(round(5 * SAMPLE_RATE), len(left))
    assert canceller.works
    assert decibels(mic[last], left[last]) >= 10.0


@pytest.mark.parametrize("wrong", [-0.25, -0.122, -0.1205, 0.1205, 0.122, 0.25])
def test_a_speech_that_is_reported_at_a_wrong_place_does_not_make_the_room_forgotten(wrong: float) -> None:
    own, begins = OwnVoice(), (0.0, 9.0, 18.0)
    mic = np.concatenate([np.concatenate([echo(), np.zeros(SAMPLE_RATE)]) for _ in begins])
    canceller, left = EchoCanceller(own), []
    for first in range(0, len(mic) - FRAME_SAMPLES, FRAME_SAMPLES):
        at = first / SAMPLE_RATE
        if begins and at >= begins[0]:
            speech, begin = 2 - len(begins[1:]), begins[0]
            begins = begins[1:]
            own.says(speech, 0.0, played().astype("<i2").tobytes(), SAMPLE_RATE)
            own.sounds(speech, 0.0, begin + (wrong if speech == 1 else 0.0))
        left.append(canceller.push(at, mic[first : first + FRAME_SAMPLES]))
    third = slice(round(19.0 * SAMPLE_RATE), len(left) * FRAME_SAMPLES - SAMPLE_RATE)
    assert decibels(mic[third], np.concatenate(left)[third]) >= 10.0


def test_a_voice_played_at_another_rate_is_the_same_voice() -> None:
    mic = echo()
    left, _ = left_of(mic, played_at=24_000)
    last = slice(round(5 * SAMPLE_RATE), len(left))
    assert decibels(mic[last], left[last]) >= 10.0


def test_who_speaks_over_it_is_left_as_they_are_and_the_room_is_not_unlearned() -> None:
    mic, over = echo(), np.zeros(len(echo()))
    said = babble(4, 2.0, 120)
    over[4 * SAMPLE_RATE : 6 * SAMPLE_RATE] = 1500 * said / np.std(said)
    left, _ = left_of(mic + over)
    during, after = (slice(s * SAMPLE_RATE, e * SAMPLE_RATE - FRAME_SAMPLES) for s, e in ((4, 6), (6, 8)))
    assert decibels(over[during], left[during] - over[during]) >= 6.0
    assert decibels(mic[after], left[after]) >= 10.0


def test_where_nothing_comes_back_frames_are_as_they_were() -> None:
    mic = np.random.default_rng(0).normal(0, 40, round(SECONDS * SAMPLE_RATE))
    left, canceller = left_of(mic)
    assert not canceller.works
    np.testing.assert_array_equal(left, mic[: len(left)])


def test_a_room_that_is_known_answers_any_sound() -> None:
    rng = np.random.default_rng(1)
    sound, answer = rng.normal(0, 1000, 200 * 64), rng.normal(0, 0.1, 100)
    heard = np.convolve(sound, answer)[: len(sound)]
    room = AdaptiveFilter(64, 2, 1.0)
    for first in range(0, len(sound), 64):
        room.learn(heard[first : first + 64] - room.predict(sound[first : first + 64]).sum(axis=0))
    assert decibels(heard[:1000], heard[:1000] - room.echo_of(sound[:1000])) >= 20.0
