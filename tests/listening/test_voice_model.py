"""What the model makes of a sound, frame by frame, whatever the sound is."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coach.listening.bands import BANDS
from coach.listening.ears import Heard
from coach.listening.voice_model import features, ruled_voice, undecided, voice_model


def heard(excess: float, probability: float, periodicity: float, openness: float, loud: float, band: int) -> Heard:
    power = np.full(BANDS, 1.0)
    power[band] = 10 ** (loud / 10)
    return Heard(0.0, 10 * np.log10(power), excess, probability, power, periodicity, openness)


def frames() -> st.SearchStrategy[list[Heard]]:
    unit = st.floats(0, 1)
    one = st.builds(
        heard, st.floats(-1, 3), unit, unit, st.floats(-200, 200), st.floats(0, 90), st.integers(0, BANDS - 1)
    )
    return st.lists(one, min_size=1, max_size=40)


VOWEL = [heard(2.5, 0.99, 0.9, -3.0, 60.0 + 3 * (n % 3), 4 + n % 5) for n in range(10)]
MURMUR = [heard(2.5, 0.95, 0.97, -25.0, 60.0, 1) for _ in range(10)]
NOISE = [heard(2.5, 0.3, 0.2, 20.0, 70.0 - 2 * n, 12) for n in range(10)]


@given(frames())
def test_every_feature_of_any_sound_is_a_small_number(sound: list[Heard]) -> None:
    assert all(math.isfinite(value) and abs(value) <= 12 for value in features(sound).values())


def test_the_model_weighs_each_feature() -> None:
    model = voice_model()
    assert set(model.names) == set(features(VOWEL))
    assert model.hidden.shape == (len(model.bias), len(model.names)) and model.bias.shape == model.out.shape


def test_a_vowel_is_a_voice_and_a_murmur_or_a_hiss_is_none() -> None:
    model = voice_model()
    assert model.score(VOWEL) > max(model.score(MURMUR), model.score(NOISE))
    assert not model.is_voice(MURMUR) and not model.is_voice(NOISE)
    assert ruled_voice(VOWEL) and not ruled_voice(MURMUR) and not ruled_voice(NOISE)


def test_a_sound_that_is_mostly_echo_is_no_voice_whatever_its_score() -> None:
    echo = [heard(0.2, 1.0, 0.9, 0.0, 60.0, 5) for _ in range(10)]
    assert not undecided(9.0).is_voice(echo)
    assert undecided(9.0).is_voice(VOWEL)
