"""What the end of a voice shows: level and pitch against what came before."""

from __future__ import annotations

import numpy as np
import pytest

from coach.listening.audio import SAMPLE_RATE
from coach.listening.prosody import LINE, Ending, ending_of, tone_of


def tone(
    hz: tuple[float, float] = (140.0, 140.0), seconds: float = 1.5, level: tuple[float, float] = (0.3, 0.3)
) -> bytes:
    """A buzz like a voice: five harmonics, steady until its last 0.4 s, which glide to the second value."""
    count = round(seconds * SAMPLE_RATE)
    glide = np.clip((np.arange(count) - count + 0.4 * SAMPLE_RATE) / (0.3 * SAMPLE_RATE), 0, 1)
    pitch = hz[0] * (hz[1] / hz[0]) ** glide
    loud = level[0] * (level[1] / level[0]) ** glide
    phase = 2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE
    voice = sum(np.sin(n * phase) / n for n in range(1, 6))
    return (loud * voice * 8000).astype("<i2").tobytes()


def ending(pcm: bytes) -> Ending:
    found = ending_of(pcm)
    assert found is not None
    return found


def test_a_steady_voice_falls_neither_in_level_nor_in_pitch() -> None:
    found = ending(tone())
    assert found.energy_fall == pytest.approx(0, abs=0.5)
    assert found.pitch_fall == pytest.approx(0, abs=0.3)
    assert found.pitch_slope == pytest.approx(0, abs=2)


@pytest.mark.parametrize("hz", [90.0, 140.0, 240.0, 330.0])
def test_a_pitch_that_falls_by_a_fourth_is_measured_for_low_and_high_voices(hz: float) -> None:
    found = ending(tone((hz, hz * 2 ** (-5 / 12))))
    assert found.pitch_fall == pytest.approx(5, abs=0.6)
    assert found.pitch_slope is not None and found.pitch_slope < -5


def test_a_voice_that_comes_to_rest_ends_at_its_low_and_one_that_stays_up_above_it() -> None:
    rest, level, up = ending(tone((140.0, 100.0))), ending(tone()), ending(tone((140.0, 200.0)))
    assert rest.pitch_above is not None and level.pitch_above is not None and up.pitch_above is not None
    assert rest.pitch_above < level.pitch_above + 0.3 and up.pitch_above > 4


def test_the_last_voiced_stretch_is_measured() -> None:
    long, short = (tone(seconds=0.8) + bytes(2 * 1600) + tone(seconds=s) for s in (0.4, 0.2))
    assert ending(long).drawn_out == pytest.approx(0.4, abs=0.08)
    assert ending(short).drawn_out == pytest.approx(0.2, abs=0.08)


def test_the_lines_of_level_and_pitch_are_told_from_the_end_backwards() -> None:
    found = ending(tone((140.0, 100.0), level=(0.3, 0.1)))
    assert len(found.level_line) == len(found.pitch_line) == LINE
    assert found.pitch_line[0] == pytest.approx(-5.8, abs=0.7) and found.pitch_line[-1] == pytest.approx(0, abs=0.5)
    assert found.level_line[0] == pytest.approx(-9.5, abs=1.0) and found.level_line[-1] == pytest.approx(0, abs=0.5)
    assert list(found.pitch_line) == sorted(found.pitch_line)
    assert found.pitch_range is not None and found.pitch_range > 3 and found.voiced == pytest.approx(1, abs=0.15)


def test_a_noise_has_a_line_of_level_and_none_of_pitch() -> None:
    found = ending(np.random.default_rng(0).normal(0, 3000, SAMPLE_RATE).astype("<i2").tobytes())
    assert len(found.level_line) == LINE and not found.pitch_line and found.pitch_range is None


def test_a_question_rises() -> None:
    found = ending(tone((140.0, 200.0)))
    assert found.pitch_fall is not None and found.pitch_fall < -4
    assert found.pitch_slope is not None and found.pitch_slope > 5


def test_a_voice_that_fades_out_falls_in_level() -> None:
    assert ending(tone(level=(0.5, 0.05))).energy_fall > 8


def test_silence_after_the_voice_changes_nothing() -> None:
    falling = tone((140.0, 100.0), level=(0.5, 0.1))
    late, plain = ending(falling + bytes(2 * 3200)), ending(falling)
    assert late.energy_fall == pytest.approx(plain.energy_fall, abs=2)
    assert late.pitch_fall == pytest.approx(plain.pitch_fall, abs=0.5)


def test_a_constant_offset_is_no_sound() -> None:
    voice = np.frombuffer(tone((140.0, 100.0)), "<i2")
    shifted = ending((voice + 3000).astype("<i2").tobytes())
    assert shifted.energy_fall == pytest.approx(ending(voice.tobytes()).energy_fall, abs=0.1)


def test_noise_has_a_level_but_no_pitch() -> None:
    noise = np.random.default_rng(1).normal(0, 2000, SAMPLE_RATE).astype("<i2").tobytes()
    assert ending(noise).pitch_fall is None


@pytest.mark.parametrize("pcm", [b"", b"\0", bytes(2 * 300), bytes(2 * SAMPLE_RATE), tone(seconds=0.2)])
def test_too_little_voice_has_no_ending(pcm: bytes) -> None:
    assert ending_of(pcm) is None


def test_only_the_last_three_seconds_count() -> None:
    tail = tone((140.0, 100.0), seconds=3.0)
    assert ending_of(tone((300.0, 300.0), seconds=30.0) + tail) == ending_of(tail)


def test_a_tone_is_told_in_decibels_of_full_scale_and_semitones() -> None:
    loud, soft = tone_of(tone(level=(0.4, 0.4))), tone_of(tone(level=(0.2, 0.2)))
    assert loud is not None and soft is not None
    assert loud.level - soft.level == pytest.approx(6.0, abs=0.3) and -40 < soft.level < 0
    assert loud.seconds == pytest.approx(1.5, abs=0.1) and loud.pitch_range == pytest.approx(0, abs=0.3)


def test_a_voice_that_moves_by_a_fourth_has_a_range() -> None:
    both = tone_of(tone((120.0, 120.0)) + tone((160.0, 160.0)))
    assert both is not None and both.pitch_range == pytest.approx(5, abs=0.4)


def test_silence_around_a_voice_changes_no_tone() -> None:
    quiet = bytes(2 * SAMPLE_RATE)
    alone, among = tone_of(tone()), tone_of(quiet + tone() + quiet)
    assert alone is not None and among is not None
    assert among.level == pytest.approx(alone.level, abs=0.3) and among.seconds == pytest.approx(alone.seconds, abs=0.1)


def test_silence_has_no_tone_and_noise_no_pitch() -> None:
    assert tone_of(b"") is None and tone_of(bytes(3200)) is None
    hiss = tone_of(np.random.default_rng(1).normal(0, 2000, SAMPLE_RATE).astype("<i2").tobytes())
    assert hiss is not None and hiss.pitch_range is None
