from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coach.listening.voice_activity import FRAME_SAMPLES, Framer, VoiceActivity


def voiced(probabilities: list[float]) -> list[bool]:
    activity = VoiceActivity()
    return [activity.push(p) for p in probabilities]


def test_a_wavering_probability_stays_voice() -> None:
    assert voiced([0.1, 0.6, 0.4, 0.45, 0.36, 0.3, 0.45]) == [False, True, True, True, True, False, False]


def test_reset_forgets_the_voice() -> None:
    activity = VoiceActivity()
    activity.push(0.9)
    activity.reset()
    assert not activity.push(0.4)


@given(st.lists(st.integers(0, 3000), max_size=12))
def test_framing_neither_loses_nor_repeats_a_sample(sizes: list[int]) -> None:
    pcm = bytes(range(256)) * (2 * sum(sizes) // 256 + 1)
    framer, frames, at = Framer(), [], 0
    for size in sizes:
        frames += framer.push(pcm[at : at + 2 * size])
        at += 2 * size
    whole = at // (2 * FRAME_SAMPLES) * 2 * FRAME_SAMPLES
    assert b"".join(frames) == pcm[:whole]
    assert all(len(f) == 2 * FRAME_SAMPLES for f in frames)
    assert framer.drop() == (at - whole) // 2
