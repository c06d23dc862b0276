"""A frame of the microphone beside what the echo explains of it: how loud, voiced and open the rest is. Pure numpy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coach.listening.audio import SAMPLE_RATE
from coach.listening.bands import BANDS, Levels, band_centres, band_levels
from coach.listening.echo_path import EchoPath
from coach.listening.voice_activity import FRAME_SAMPLES

FAINT = 0.8
"""Mean excess below which a frame is not looked at more closely."""
CLOSED_BELOW = 650.0
"""Hz below which a murmur with closed lips lies."""
SURELY, LIKELY = 4.0, 1.5
"""Times the expected echo (6 and 2 dB over it) from which what is left in a band is somebody else's."""
LOWEST, HIGHEST = 70.0, 400.0
"""Hz of a voice's pitch."""
NO_OPENNESS = -60.0
_WINDOW = 2 * FRAME_SAMPLES
_TAPER = np.hanning(_WINDOW)
_HERTZ = np.fft.rfftfreq(2 * _WINDOW, 1 / SAMPLE_RATE)
_AUDIBLE = (_HERTZ > LOWEST) & (_HERTZ < 2000)
_SIMILARITY = np.fft.irfft(np.abs(np.fft.rfft(_TAPER, 2 * _WINDOW)) ** 2)[:_WINDOW]
_SIMILARITY = np.maximum(_SIMILARITY / _SIMILARITY[0], 0.1)


@dataclass(frozen=True, slots=True)
class Heard:
    """One frame. `excess`: by how many spreads its bands are louder than the echo, on average, -1 to 3."""

    at: float
    levels: Levels
    excess: float
    probability: float
    """Of speech."""
    power: Levels
    """[BANDS] of what the echo does not explain."""
    periodicity: float = 0.0
    """0 to 1."""
    openness: float = NO_OPENNESS
    """dB of what lies above CLOSED_BELOW against what lies below it."""


class Ears:
    """One way to hear the microphone, as it is or without the echo, and what is known of the echo in it."""

    def __init__(self, path: EchoPath) -> None:
        self.path = path
        self.levels = np.zeros(BANDS)
        self._samples = np.zeros(_WINDOW)

    def hear(self, samples: Levels) -> None:
        """A frame of FRAME_SAMPLES in steps of int16."""
        self._samples = np.concatenate([self._samples[FRAME_SAMPLES:], samples])
        self.levels = band_levels(samples[None], SAMPLE_RATE)[0]

    def seen(self, at: float, louder: float, probability: float) -> Heard:
        """The last frame. `louder`: dB by which the loudspeaker is louder than it was when the path was learned."""
        levels = self.levels
        expected = self.path.expected(at) + louder
        excess = float(self.path.excess(levels, expected).mean())
        echo, power = 10 ** ((expected - levels) / 10), 10 ** (levels / 10)
        left = power * np.clip(1 - echo, 0.0, 1.0)
        if excess < FAINT:
            return Heard(at, levels, excess, probability, left)
        sure = power * np.clip(1 - SURELY * echo, 0.0, 1.0)
        low = band_centres() < CLOSED_BELOW
        openness = float(10 * np.log10((sure[~low].sum() + 1e-9) / (sure[low].sum() + 1e-9)))
        periodicity = _periodicity(self._samples, np.clip(1 - LIKELY * echo, 0.0, 1.0))
        return Heard(at, levels, excess, probability, left, periodicity, openness)


def _periodicity(samples: Levels, left: Levels) -> float:
    """Height of the highest peak of the autocorrelation at a voice's pitch, of what is no echo: 0 to 1."""
    power = np.abs(np.fft.rfft((samples - samples.mean()) * _TAPER, 2 * _WINDOW)) ** 2
    similar = np.fft.irfft(power * np.interp(_HERTZ, band_centres(), left) * _AUDIBLE)[:_WINDOW]
    similar = similar / (similar[0] + 1e-9) / _SIMILARITY
    shortest, longest = round(SAMPLE_RATE / HIGHEST), round(SAMPLE_RATE / LOWEST)
    lags = similar[shortest : longest + 1]
    peaks = (lags[1:-1] >= lags[:-2]) & (lags[1:-1] >= lags[2:])
    return float(lags[1:-1][peaks].max(initial=0.0))
