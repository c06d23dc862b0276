"""What the loudspeaker's voice becomes at the microphone: how late and how loud, learned while it plays. Pure numpy."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

import numpy as np

from coach.listening.bands import BANDS, SILENT, WINDOW, Levels
from coach.listening.own_voice import HOP, OwnVoice

SOONEST, LATEST = -0.16, 0.6
"""Seconds between which the echo follows its sound; before 0 because reports of what is played come late."""
REMEMBERED = 6.0
"""Seconds of the microphone from which the path is read."""
LOOK_EVERY = 16
"""Frames between two readings."""
ANYWHERE: Levels = np.arange(SOONEST, LATEST, HOP)
NEAR: Levels = HOP * np.arange(-6, 7, dtype=np.float64)
"""Seconds around a known lag in which it is looked for again."""
ENOUGH = 32
"""Frames that a first reading needs (1 s)."""
ALIKE = 0.35
"""Correlation of levels from which the microphone hears the loudspeaker (0.5 to 0.9 in a room, under 0.1 without)."""
CERTAIN = 96
"""Frames (3 s) without likeness after which the microphone is known not to hear the loudspeaker."""
LOUD = 12.0
"""dB below its loudest within which a band of the reference is loud enough to read its way through the room."""
STEADY = 0.5
"""Share of the old reading that a new one keeps."""
LEAST_SPREAD = 3.0
"""dB by which an echo's level differs from what was expected, at least."""
NOISE_RISES = 0.05
"""dB a frame by which the noise is taken to rise; it falls at once."""


@dataclass(frozen=True, slots=True)
class _Heard:
    at: float
    levels: Levels


class EchoPath:
    """push() each frame's levels, then ask for what is `expected` of the same frame, and its `excess` over that.

    `heard_as`: the path of the microphone as it was, where this one's frames have had their echo taken off.
    """

    def __init__(self, own_voice: OwnVoice, heard_as: EchoPath | None = None) -> None:
        self._own, self._heard_as = own_voice, heard_as
        self._heard: deque[_Heard] = deque(maxlen=round(REMEMBERED / WINDOW))
        self._since_look = 0
        self._noise: Levels | None = None
        self._lag = 0.0
        self._gain: Levels | None = None
        self._spread = np.full(BANDS, LEAST_SPREAD)
        self.echoes: bool | None = None
        """Does the microphone hear the loudspeaker? None while that is not known."""

    @property
    def known(self) -> bool:
        return self._gain is not None

    def push(self, at: float, levels: Levels, learn: bool) -> None:
        """`learn` False: somebody else may be speaking."""
        self._noise = self._quieter(levels)
        if not learn or not self._own.audible(at) or not self._own.full(at):
            return
        self._heard.append(_Heard(at, levels))
        self._since_look += 1
        if len(self._heard) >= ENOUGH and self._since_look >= LOOK_EVERY:
            self._since_look = 0
            self._look()

    def excess(self, levels: Levels, expected: Levels) -> Levels:
        """[BANDS]: by how many spreads each band is louder than echo and noise together, from -1 to 3."""
        return np.asarray(np.clip((levels - expected) / self._spread, -1.0, 3.0))

    def expected(self, at: float) -> Levels:
        """[BANDS] dB of echo and noise."""
        noise = self._noise if self._noise is not None else np.full(BANDS, SILENT)
        if self._gain is None:
            return noise
        echo = self._own.levels(np.array([at - self._lag]))[0] + self._gain
        return np.asarray(10 * np.log10(10 ** (echo / 10) + 10 ** (noise / 10)))

    def likeness(self, frames: list[tuple[float, Levels]]) -> float:
        """-1 to 1: how much the levels of these frames rise and fall as what is played does."""
        heard = np.array([levels for _, levels in frames])
        played = self._own.levels(np.array([at - self._lag for at, _ in frames]))
        return _likeness(heard, played)

    def _quieter(self, levels: Levels) -> Levels:
        if self._noise is None:
            return levels.copy()
        return np.asarray(np.where(levels < self._noise, 0.7 * self._noise + 0.3 * levels, self._noise + NOISE_RISES))

    def _look(self) -> None:
        """Read the path anew from what was heard: the lag at which it is most like what was played, then the levels."""
        heard = np.array([h.levels for h in self._heard])
        if self._heard_as is not None:
            self.echoes, self._lag = self._heard_as.echoes, self._heard_as._lag
            self._read_levels(heard, self._played(np.array([self._lag]))[0])
            return
        lags = np.asarray(self._lag + NEAR if self.echoes else ANYWHERE)
        played = self._played(lags)
        likeness = [_likeness(heard, one) for one in played]
        best = int(np.argmax(likeness))
        if likeness[best] < ALIKE and len(self._heard) < CERTAIN:
            return
        self.echoes = likeness[best] >= ALIKE
        if self.echoes:
            self._lag = float(lags[best])
        self._read_levels(heard, played[best] if self.echoes else self._played(np.array([self._lag]))[0])

    def _read_levels(self, heard: Levels, played: Levels) -> None:
        loud = played > played.max(axis=0) - LOUD
        ratio = np.where(loud, heard - played, np.nan)
        gain = _medians(ratio)
        spread = np.maximum(1.5 * _medians(np.abs(ratio - gain)), LEAST_SPREAD)
        kept = 0.0 if self._gain is None else STEADY
        self._gain = gain if self._gain is None else kept * self._gain + (1 - kept) * gain
        self._spread = kept * self._spread + (1 - kept) * spread

    def _played(self, lags: Levels) -> Levels:
        """[lags, frames, BANDS] of what was played so much before each frame."""
        at = np.array([h.at for h in self._heard])
        first = float(at[0] - lags.max())
        count = round(float(at[-1] - lags.min() - first) / HOP) + 1
        series = self._own.levels(np.asarray(first + HOP * np.arange(count, dtype=np.float64)))
        return np.asarray(series[np.round((at[None, :] - lags[:, None] - first) / HOP).astype(int)])


def _medians(values: Levels) -> Levels:
    """Of each column what is a number; each has one at least."""
    ordered = np.sort(values, axis=0)
    last = np.sum(~np.isnan(values), axis=0) - 1
    columns = np.arange(values.shape[1])
    return np.asarray((ordered[last // 2, columns] + ordered[(last + 1) // 2, columns]) / 2)


def _likeness(heard: Levels, played: Levels) -> float:
    a, b = heard - heard.mean(axis=0), played - played.mean(axis=0)
    size = math.sqrt(float(np.sum(a * a) * np.sum(b * b)))
    return float(np.sum(a * b)) / size if size > 0 else 0.0
