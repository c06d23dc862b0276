"""Does somebody speak while the interviewer does? No echo of it, no cough, no hum, no keys: frames in, overlaps out."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Literal

import numpy as np

from coach.listening.audio import SAMPLE_RATE
from coach.listening.bands import Levels, band_centres, band_levels
from coach.listening.echo_path import EchoPath
from coach.listening.own_voice import OwnVoice
from coach.listening.voice_activity import FRAME_SAMPLES

STRONG = 1.0
"""Mean excess of a frame that is more than echo (of echo alone, 1 frame in 100 has as much)."""
FAINT = 0.8
"""The same, of a frame that goes on."""
VOICE = 0.5
"""Probability of speech that one of the first two frames has."""
ONSET = 2
"""Adjacent strong frames that begin an overlap (64 ms): one is a click, or a slip of the echo."""
LOOKED_AT = 10
"""Last frames (0.32 s) by which a voice is told from a noise."""
SURE_FROM = 8
"""Frames after which that may be told."""
MOSTLY, OPEN_FRAMES = 0.5, 2
"""Of those frames: the share that is strong, and how many are more than a hum."""
PERIODIC_FRAMES, FEWER_PERIODIC, OF_STRONG, AT_FIRST = 5, 4, 0.6, 13
"""Frames with a pitch that make a voice; at first fewer do, where they are so much of what the echo does not drown (a
cough begins with noise)."""
PERIODIC = 0.45
"""Normalised autocorrelation of a voiced frame (noise has 0.2 to 0.3 here)."""
CLOSED_BELOW, HUM = 650.0, -13.0
"""A hum with closed lips has less than so many dB above so many Hz, against what lies below."""
ECHOED = 0.6
"""Likeness to what is played from which even a loud sound is the echo: somebody turned the volume up."""
SURELY = 4.0
"""Times the expected echo (6 dB over it): what is left in a band is surely somebody else's."""
OVER_AFTER = 8
"""Frames without excess (0.26 s) that end an overlap."""
LOWEST, HIGHEST = 70.0, 400.0
"""Hz of a voice's pitch."""
_WINDOW = 2 * FRAME_SAMPLES
_TAPER = np.hanning(_WINDOW)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Times are rehearsal seconds. `begun`: a sound that is not the interviewer's, from `since` on; `voice`: somebody
    speaks; `ended`: it is over."""

    at: float
    since: float
    stage: Literal["begun", "voice", "ended"]


@dataclass(frozen=True, slots=True)
class _Frame:
    at: float
    levels: Levels
    excess: float
    periodicity: float = 0.0
    """0 to 1."""
    openness: float = -60.0
    """dB of what lies above CLOSED_BELOW against what lies below it."""


class OverlapDetector:
    """push() each frame in order. `own`: is the last frame nothing but the interviewer's echo?"""

    def __init__(self, own_voice: OwnVoice) -> None:
        self._own_voice = own_voice
        self.path = EchoPath(own_voice)
        self._frames: deque[_Frame] = deque(maxlen=LOOKED_AT)
        self._last = np.zeros(FRAME_SAMPLES)
        self._probabilities: deque[float] = deque([0.0] * ONSET, ONSET)
        self._since: float | None = None
        self._count = 0
        self._faint = 0
        self._sure = False
        self.own = False

    def push(self, at: float, frame: bytes, probability: float) -> list[Overlap]:
        """`at`: of the frame's first sample; `probability`: of speech in it."""
        samples = np.frombuffer(frame, "<i2").astype(np.float64)
        levels = band_levels(samples[None], SAMPLE_RATE)[0]
        before, self._last = self._last, samples
        self._probabilities.append(probability)
        if not self._own_voice.audible(at):
            self.path.push(at, levels, learn=False)
            self.own = False
            return self._end(at)
        self.path.push(at, levels, learn=self._since is None)
        if not self.path.known:
            self.own = False
            return []
        self._frames.append(self._seen(at, levels, np.concatenate([before, samples])))
        found = self._go_on(at) if self._since is not None else self._begin(at)
        self.own = self._since is None and bool(self.path.echoes)
        return found

    def _seen(self, at: float, levels: Levels, samples: Levels) -> _Frame:
        expected = self.path.expected(at)
        excess = float(self.path.excess(at, levels).mean())
        left = np.clip(1 - 1.5 * 10 ** ((expected - levels) / 10), 0.0, 1.0)
        if excess < FAINT:
            return _Frame(at, levels, excess)
        power = 10 ** (levels / 10) * np.clip(1 - SURELY * 10 ** ((expected - levels) / 10), 0.0, 1.0)
        low = band_centres() < CLOSED_BELOW
        openness = float(10 * np.log10((power[~low].sum() + 1e-9) / (power[low].sum() + 1e-9)))
        return _Frame(at, levels, excess, _periodicity(samples, left), openness)

    def _begin(self, at: float) -> list[Overlap]:
        last = list(self._frames)[-ONSET:]
        strong = len(last) == ONSET and all(f.excess >= STRONG for f in last)
        voiced = max(self._probabilities) >= VOICE or all(f.periodicity >= PERIODIC for f in last)
        if not strong or not voiced:
            return []
        self._since, self._count, self._faint, self._sure = last[0].at, ONSET, 0, False
        return [Overlap(_end_of(at), self._since, "begun")]

    def _go_on(self, at: float) -> list[Overlap]:
        assert self._since is not None
        self._count += 1
        self._faint = 0 if self._frames[-1].excess >= FAINT else self._faint + 1
        if self._faint >= OVER_AFTER:
            return self._end(at)
        if not self._sure and self._count >= SURE_FROM and self._is_voice():
            self._sure = True
            return [Overlap(_end_of(at), self._since, "voice")]
        return []

    def _is_voice(self) -> bool:
        since = self._since or 0.0
        frames = [f for f in self._frames if f.at >= since]
        strong = [f for f in frames if f.excess >= STRONG]
        periodic = sum(f.periodicity >= PERIODIC for f in strong)
        return (
            len(strong) >= MOSTLY * len(frames)
            and periodic >= (PERIODIC_FRAMES if self._count > AT_FIRST else self._least_periodic(len(strong)))
            and sum(f.periodicity >= PERIODIC and f.openness >= HUM for f in strong) >= OPEN_FRAMES
            and not self._like_echo(frames)
        )

    def _least_periodic(self, strong: int) -> float:
        return min(PERIODIC_FRAMES, max(FEWER_PERIODIC, OF_STRONG * strong))

    def _like_echo(self, frames: list[_Frame]) -> bool:
        return bool(self.path.echoes) and self.path.likeness([(f.at, f.levels) for f in frames]) >= ECHOED

    def _end(self, at: float) -> list[Overlap]:
        since, self._since = self._since, None
        return [] if since is None else [Overlap(_end_of(at), since, "ended")]


def _end_of(at: float) -> float:
    return round(at + FRAME_SAMPLES / SAMPLE_RATE, 3)


def _periodicity(samples: Levels, left: Levels) -> float:
    """Height of the highest peak of the autocorrelation at a voice's pitch, of what is no echo: 0 to 1."""
    power = np.abs(np.fft.rfft((samples - samples.mean()) * _TAPER, 2 * _WINDOW)) ** 2
    hertz = np.fft.rfftfreq(2 * _WINDOW, 1 / SAMPLE_RATE)
    power = power * np.interp(hertz, band_centres(), left) * (hertz > LOWEST) * (hertz < 2000)
    similar = np.fft.irfft(power)[:_WINDOW]
    similar = similar / (similar[0] + 1e-9) / _taper_similarity()
    shortest, longest = round(SAMPLE_RATE / HIGHEST), round(SAMPLE_RATE / LOWEST)
    lags = similar[shortest : longest + 1]
    peaks = (lags[1:-1] >= lags[:-2]) & (lags[1:-1] >= lags[2:])
    return float(lags[1:-1][peaks].max(initial=0.0))


def _taper_similarity() -> Levels:
    return _SIMILARITY


_SIMILARITY = np.fft.irfft(np.abs(np.fft.rfft(_TAPER, 2 * _WINDOW)) ** 2)[:_WINDOW]
_SIMILARITY = np.maximum(_SIMILARITY / _SIMILARITY[0], 0.1)
