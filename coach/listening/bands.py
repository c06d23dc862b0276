"""How loud a sound is in each of a few bands of pitch: what microphone and loudspeaker are compared by. Pure numpy."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

Levels = npt.NDArray[np.float64]

BANDS = 20
LOWEST, HIGHEST = 120.0, 7000.0
"""Hz; between them the bands are of equal width on the mel scale."""
WINDOW = 0.032
"""Seconds of sound in one reading: a frame of voice activity."""
SILENT = -20.0
"""dB of digital silence; 0 dB is an amplitude of one step of int16."""


def band_levels(windows: Levels, rate: int) -> Levels:
    """[n, samples of WINDOW at `rate` Hz] → [n, BANDS] in dB."""
    length = windows.shape[1]
    power = np.abs(np.fft.rfft(windows * _taper(length), axis=1)) ** 2
    return np.asarray(10 * np.log10(power @ _filters(rate, length) + 10 ** (SILENT / 10)))


def samples_of_window(rate: int) -> int:
    return round(WINDOW * rate)


@lru_cache(maxsize=8)
def _taper(length: int) -> Levels:
    """A Hann window of unit energy, so that levels do not depend on the rate."""
    taper = np.hanning(length)
    return np.asarray(taper / np.sqrt(np.sum(taper**2) * length))


@lru_cache(maxsize=8)
def _filters(rate: int, length: int) -> Levels:
    """[frequencies, BANDS]: triangles that overlap by half; what lies beyond half the rate is in no band."""
    mel = np.linspace(_mel(LOWEST), _mel(HIGHEST), BANDS + 2)
    edges = 700 * (np.exp(mel / 1127) - 1)
    hertz = np.fft.rfftfreq(length, 1 / rate)[:, None]
    rising = (hertz - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - hertz) / (edges[2:] - edges[1:-1])
    return np.asarray(2 * np.clip(np.minimum(rising, falling), 0, None))


def _mel(hertz: float) -> float:
    return float(1127 * np.log(1 + hertz / 700))


@lru_cache(maxsize=1)
def band_centres() -> Levels:
    """[BANDS] Hz."""
    mel = np.linspace(_mel(LOWEST), _mel(HIGHEST), BANDS + 2)
    return np.asarray(700 * (np.exp(mel[1:-1] / 1127) - 1))
