"""Who speaks while the interviewer does: its own echo never, a person soon, a cough, a hum or keys not."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest

from bench.rooms import Room, cough, hum, spoken_at, typing
from bench.voices import Candidate, at_16_khz, synthesiser
from coach.adapters.silero_detector import SileroDetector
from coach.adapters.speakers import SPEAKERS
from coach.listening.audio import SAMPLE_RATE
from coach.listening.overlap import Overlap, OverlapDetector
from coach.listening.own_voice import OwnVoice
from coach.listening.voice_activity import FRAME_SAMPLES

SECONDS = 11.0
AT = 7.0
"""When somebody makes a sound; the room is known by then."""
Samples = np.ndarray[tuple[int], np.dtype[np.float64]]


@lru_cache
def babble(seed: int, seconds: float, pitch: float) -> Samples:
    """Something like speech: syllables of a buzz whose resonances and pitch change, with gaps between words."""
    rng = np.random.default_rng(seed)
    parts = []
    while sum(map(len, parts)) < seconds * SAMPLE_RATE:
        length = round(rng.uniform(0.1, 0.25) * SAMPLE_RATE)
        phase = np.cumsum(np.full(length, pitch * rng.uniform(0.85, 1.2) / SAMPLE_RATE))
        spectrum = np.fft.rfft(np.diff(np.floor(phase), prepend=0.0))
        hertz = np.fft.rfftfreq(length, 1 / SAMPLE_RATE)
        formants = rng.uniform((300, 900, 2200), (800, 2000, 3200))
        gain = sum(1 / (1 + ((hertz - f) / 60) ** 2) for f in formants)
        parts += [np.fft.irfft(spectrum * gain, length) * np.hanning(length)]
        if rng.random() < 0.3:
            parts.append(np.zeros(round(rng.uniform(0.05, 0.3) * SAMPLE_RATE)))
    return np.concatenate(parts)[: round(seconds * SAMPLE_RATE)] * 10


def heard(down: float | None, sound: Samples, delay: float = 0.12, louder_from: float = 99.0) -> list[Overlap]:
    """What is found where the interviewer babbles all the time and `sound` comes over it at AT."""
    played = 0.2 * babble(1, SECONDS, 190) / np.abs(babble(1, SECONDS, 190)).max()
    room = Room(np.random.default_rng(2), down, delay)
    mic = room.echo(played, float(np.std(played))) + room.background(len(played))
    mic[round(louder_from * SAMPLE_RATE) :] *= 10 ** (8 / 20)
    begin = round(AT * SAMPLE_RATE)
    mic[begin : begin + len(sound)] += sound
    own = OwnVoice()
    own.says(0, 0.0, (played * 32767).astype("<i2").tobytes(), SAMPLE_RATE)
    own.sounds(0, 0.0, 0.0)
    detector, voice_activity, found = OverlapDetector(own), SileroDetector(), []
    pcm = (np.clip(mic, -1, 1) * 32767).astype("<i2")
    for first in range(0, len(pcm) - FRAME_SAMPLES, FRAME_SAMPLES):
        left = detector.clear(first / SAMPLE_RATE, pcm[first : first + FRAME_SAMPLES].tobytes())
        found += detector.push(first / SAMPLE_RATE, voice_activity.probability(left))
    return found


def stages(found: list[Overlap]) -> set[str]:
    return {overlap.stage for overlap in found}


@pytest.mark.parametrize("down", [6, 12, 20])
@pytest.mark.parametrize("delay", [0.03, 0.3])
def test_the_interviewers_echo_is_nobodys_voice(down: float, delay: float) -> None:
    assert "voice" not in stages(heard(down, np.zeros(0), delay))


@pytest.mark.parametrize("down", [None, 6, 12, 20])
def test_somebody_who_speaks_over_it_is_heard_within_a_tenth_and_known_within_half_a_second(down: float | None) -> None:
    said = synthesiser().say("I already told you about that project.", Candidate("en-us", "m1").speaker)
    found = heard(down, spoken_at(at_16_khz(said)))
    begun = next(o.at for o in found if o.stage == "begun" and o.at > AT)
    known = next(o.at for o in found if o.stage == "voice" and o.at > AT)
    assert begun - AT <= 0.15
    assert known - AT <= 0.5
    assert [o.stage for o in found if o.at > AT + 1.5][-1] == "ended"


@pytest.mark.parametrize("down", [None, 12])
def test_coughs_hums_and_keys_are_no_voice(down: float | None) -> None:
    rng = np.random.default_rng(5)
    for sound in (cough(rng), cough(rng), hum(rng), typing(rng, 3.0)):
        assert "voice" not in stages(heard(down, sound))


@pytest.mark.parametrize("seed", range(3))
def test_the_interviewer_that_begins_to_speak_again_is_nobodys_sound(seed: int) -> None:
    """Its place is reported every 0.2 s, up to 40 ms late."""
    own, rng = OwnVoice(), np.random.default_rng(seed)
    room, begins = Room(rng, 6.0, 0.12), np.arange(0.5, 36.5, 6.0)
    text = "Tell me how you would go about it when nobody has answered, and what you would do in another way."
    sound = at_16_khz(synthesiser().say(text, SPEAKERS["adaeze"]))[: round(4.8 * SAMPLE_RATE)]
    sound *= 0.2 / np.abs(sound).max()
    played = np.zeros(round(37 * SAMPLE_RATE))
    for begin in begins:
        played[round(begin * SAMPLE_RATE) :][: len(sound)] = sound
    mic = room.echo(played, float(np.std(sound))) + room.background(len(played))
    pcm = (np.clip(mic, -1, 1) * 32767).astype("<i2")
    reports = [(begin + told, speech, told) for speech, begin in enumerate(begins) for told in np.arange(0, 4.8, 0.2)]
    detector, voice_activity, found = OverlapDetector(own), SileroDetector(), []
    for first in range(0, len(pcm) - FRAME_SAMPLES, FRAME_SAMPLES):
        at = first / SAMPLE_RATE
        while reports and reports[0][0] <= at:
            _, speech, told = reports.pop(0)
            if told == 0.0:
                own.says(speech, 0.0, (sound * 32767).astype("<i2").tobytes(), SAMPLE_RATE)
            own.sounds(speech, told, begins[speech] + told + rng.uniform(0, 0.04))
        left = detector.clear(at, pcm[first : first + FRAME_SAMPLES].tobytes())
        found += detector.push(at, voice_activity.probability(left))
    assert not found


def test_an_echo_that_becomes_louder_is_still_the_echo() -> None:
    assert "voice" not in stages(heard(12, np.zeros(0), louder_from=6.0))


def test_a_loudspeaker_that_was_lowered_is_expected_to_be_lower() -> None:
    own, as_ever = OwnVoice(), OwnVoice()
    for voice in (own, as_ever):
        voice.says(0, 0.0, (0.1 * babble(1, 1.0, 190) * 32767).astype("<i2").tobytes(), SAMPLE_RATE)
        voice.sounds(0, 0.0, 10.0)
    own.lowered(12.0, 10.4)
    times = np.array([10.3, 10.5, 10.8])
    before, at_once, later = (as_ever.levels(times) - own.levels(times)).max(axis=1)
    assert (before, at_once) == (0.0, 0.0)
    assert later == pytest.approx(12.0)


def test_what_is_played_is_found_at_its_place_and_fades_after_it() -> None:
    own = OwnVoice()
    loud = (8000 * np.random.default_rng(0).normal(0, 0.3, SAMPLE_RATE)).astype("<i2").tobytes()
    own.says(4, 0.0, bytes(2 * SAMPLE_RATE), SAMPLE_RATE)
    own.says(4, 1.0, loud, SAMPLE_RATE)
    own.sounds(4, 0.5, 20.0)
    quiet, sounding, after = own.levels(np.array([20.2, 21.0, 21.75])).mean(axis=1)
    assert quiet < sounding - 40
    assert sounding - 20 > after > quiet
    assert own.audible(21.9) and not own.audible(22.2)
    own.silent(21.0)
    assert own.levels(np.array([21.3])).mean() < sounding - 10
