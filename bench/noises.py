"""Noises that people make without speaking, of more kinds than the bench measures with. Synthetic, for training."""

from __future__ import annotations

import numpy as np

from bench.rooms import NASAL, OPEN, Formants, coloured, spoken_at, typing, voiced
from bench.voices import Samples
from coach.listening.audio import SAMPLE_RATE


def any_noise(rng: np.random.Generator) -> Samples:
    """A cough, a cleared throat, a breath, a murmur with closed lips, keys, or a knock."""
    made = (_cough, _cough, _cough, _throat, _breath, _murmur, _murmur, _murmur, _keys, _knock)
    return made[rng.integers(len(made))](rng)


def _cough(rng: np.random.Generator) -> Samples:
    parts = []
    for _ in range(rng.integers(1, 4)):
        length = _samples(rng.uniform(0.07, 0.45))
        rises = np.minimum(1, np.arange(length) / _samples(rng.uniform(0.002, 0.05)))
        fades = np.exp(-np.arange(length) / _samples(rng.uniform(0.04, 0.25)))
        burst = coloured(rng, length, rng.uniform(100, 1000), rng.uniform(1800, 7000)) * rises * fades
        if rng.random() < 0.6:
            burst = _joined(burst, _tail(rng), rng.uniform(0.0, 0.06))
        parts += [burst, np.zeros(_samples(rng.uniform(0.05, 0.35)))]
    return spoken_at(np.concatenate(parts), rng.uniform(-8, 9))


def _tail(rng: np.random.Generator) -> Samples:
    formants = tuple((f * rng.uniform(0.75, 1.3), b, s) for f, b, s in OPEN)
    sound = voiced(rng, rng.uniform(0.04, 0.2), rng.uniform(90, 350), formants)
    return rng.uniform(0.15, 0.7) * sound * np.linspace(1, rng.uniform(0.2, 1), len(sound))


def _joined(first: Samples, second: Samples, over: float) -> Samples:
    """The second begins so many seconds before the first ends."""
    both = np.zeros(len(first) + len(second))
    begin = max(0, len(first) - _samples(over))
    both[: len(first)] += first
    both[begin : begin + len(second)] += second
    return both[: begin + len(second)]


def _throat(rng: np.random.Generator) -> Samples:
    """Noise and a rough voice that flutter 20 to 45 times a second."""
    seconds = rng.uniform(0.15, 0.5)
    rough = coloured(rng, _samples(seconds), rng.uniform(150, 500), rng.uniform(1500, 4000))
    rough = rough + rng.uniform(0, 0.5) * voiced(rng, seconds, rng.uniform(60, 130), OPEN)[: len(rough)]
    times = np.arange(len(rough)) / SAMPLE_RATE
    flutter = 0.5 * (1 + np.sin(2 * np.pi * rng.uniform(20, 45) * times))
    return spoken_at(rough * (0.2 + 0.8 * flutter) * _edges(len(rough)), rng.uniform(-8, 3))


def _breath(rng: np.random.Generator) -> Samples:
    length = _samples(rng.uniform(0.2, 0.9))
    return spoken_at(coloured(rng, length, rng.uniform(300, 1500), 7000) * np.hanning(length), rng.uniform(-14, -2))


def _murmur(rng: np.random.Generator) -> Samples:
    """One to three hums with breaths between them; the lips are more or less closed."""
    parts, pitch = [], rng.uniform(80, 280)
    for _ in range(rng.integers(1, 4)):
        leak = rng.uniform(0.2, 1.6)
        lowest, *higher = NASAL
        formants: Formants = (lowest, *((f * rng.uniform(0.85, 1.2), b, s * leak) for f, b, s in higher))
        parts += [voiced(rng, rng.uniform(0.1, 0.5), pitch * rng.uniform(0.8, 1.35), formants)]
        parts += [rng.uniform(0.005, 0.05) * rng.normal(0, 1, _samples(rng.uniform(0.03, 0.12)))]
    return spoken_at(np.concatenate(parts), rng.uniform(-10, 3))


def _keys(rng: np.random.Generator) -> Samples:
    return typing(rng, 1.2) * 10 ** (rng.uniform(-4, 6) / 20)


def _knock(rng: np.random.Generator) -> Samples:
    """A cup put down, a desk that is struck: a low ringing and a click."""
    length = _samples(rng.uniform(0.05, 0.25))
    times = np.arange(length) / SAMPLE_RATE
    ring = sum(np.sin(2 * np.pi * rng.uniform(80, 900) * times) for _ in range(3))
    sound = ring + coloured(rng, length, 500, 6000) * np.exp(-times / 0.01)
    return spoken_at(sound * np.exp(-times / rng.uniform(0.02, 0.08)), rng.uniform(-6, 8))


def _edges(length: int) -> Samples:
    return np.minimum(1, np.minimum(np.arange(length), np.arange(length)[::-1]) / (0.015 * SAMPLE_RATE))


def _samples(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE)
