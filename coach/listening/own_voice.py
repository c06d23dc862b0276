"""What the loudspeaker plays, on the rehearsal's clock: the reference with which the microphone is compared."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field

import numpy as np

from coach.listening.audio import SAMPLE_RATE
from coach.listening.bands import BANDS, SILENT, Levels, band_levels, samples_of_window

HOP = 0.008
"""Seconds between two readings of what is played."""
FADES = 0.9
"""dB by which a room's answer to a sound falls in each HOP (60 dB in about half a second)."""
LINGERS = 0.6
"""Seconds after the last sound for which its echo may be heard."""
REPORTS = 6
"""Reports about the position of which the soonest is believed: the others were on their way for longer."""
FRESH, SOONER = 3, 6
"""Fewer reports than this leave it open by how much the first was late: the sound may be so many HOPs (48 ms) ahead."""
LATE = 0.15
"""Seconds by which two reports in a row must be behind before the speech is taken to have waited."""
OBEYS = 0.1
"""Seconds until a loudspeaker that was told to be silent surely is."""
LOWERING = 0.3
"""Seconds until a voice that is lowered is surely heard lower."""


@dataclass(slots=True)
class _Stretch:
    """Sound of one speech without a halt: its second s leaves the loudspeaker at `began + s`, from `since` on."""

    speech: int
    began: float
    since: float
    until: float = math.inf
    reports: deque[float] = field(default_factory=lambda: deque(maxlen=REPORTS))

    @property
    def ahead(self) -> int:
        """HOPs by which the sound may be ahead of what is reported."""
        return SOONER if len(self.reports) < FRESH else 0

    @property
    def soonest(self) -> float:
        """From when on it may be heard."""
        return self.since - self.ahead * HOP

    def report(self, began: float) -> None:
        self.reports.append(began)
        behind = [b > self.began + LATE for b in self.reports]
        self.began = min(list(self.reports)[-2:]) if behind[-2:] == [True, True] else min(self.began, began)


@dataclass(frozen=True, slots=True)
class Playing:
    """A stretch as it is known now: `number` is its own, the times as in the stretch."""

    number: int
    speech: int
    began: float
    until: float


class OwnVoice:
    """Told by whoever plays; asked by whoever listens. Times are rehearsal seconds."""

    def __init__(self) -> None:
        self._sound: dict[int, Levels] = {}
        self._waves: dict[int, Levels] = {}
        self._stretches: deque[_Stretch] = deque(maxlen=8)
        self._gains: deque[tuple[float, float]] = deque([(-math.inf, 0.0)], maxlen=8)
        self._begun = 0

    def says(self, speech: int, offset: float, pcm: bytes, rate: int) -> None:
        """A sentence that is about to be played, `offset` seconds into its speech: int16 mono."""
        if speech not in self._sound:
            self._sound = {key: levels for key, levels in self._sound.items() if key >= speech - 1}
            self._waves = {key: wave for key, wave in self._waves.items() if key >= speech - 1}
        before = self._sound.get(speech, np.zeros((0, BANDS)))
        missing = max(0, round(offset / HOP) - len(before))
        levels = np.concatenate([before, np.full((missing, BANDS), SILENT), _levels(pcm, rate)])
        self._sound[speech] = _faded(levels, len(before))
        wave = self._waves.get(speech, np.zeros(0))
        missing = max(0, round(offset * SAMPLE_RATE) - len(wave))
        self._waves[speech] = np.concatenate([wave, np.zeros(missing), _wave(pcm, rate)])

    def sounds(self, speech: int, position: float, at: float) -> None:
        """At `at`, `position` seconds of the speech had left the loudspeaker."""
        last = self._stretches[-1] if self._stretches else None
        if last and last.speech == speech and last.until == math.inf:
            last.report(at - position)
            return
        self.silent(at)
        since = at - position if position < LINGERS else at
        self._begun += 1
        self._stretches.append(_Stretch(speech, at - position, since, reports=deque([at - position], REPORTS)))

    def silent(self, at: float) -> None:
        """Nothing more is played, once the loudspeaker obeys."""
        if self._stretches and self._stretches[-1].until == math.inf:
            self._stretches[-1].until = at + OBEYS

    def lowered(self, decibels: float, at: float) -> None:
        """The loudspeaker plays so much less loudly from now on; 0 = as loud as ever."""
        self._gains.append((at, -decibels))

    def full(self, at: float) -> bool:
        """Is it neither lowered now nor was just now?"""
        return self._gains[-1][1] == 0.0 and at > self._gains[-1][0] + LOWERING

    def audible(self, at: float) -> bool:
        """Is something played, or may its echo still be heard?"""
        stretch = self._at(at)
        if stretch is None:
            return False
        ends = stretch.began + len(self._sound.get(stretch.speech, ())) * HOP
        return at < min(stretch.until, ends) + LINGERS

    def playing(self, at: float) -> Playing | None:
        """What is played at `at`, or was last."""
        stretch = self._at(at)
        if stretch is None:
            return None
        number = self._begun - (len(self._stretches) - self._stretches.index(stretch))
        return Playing(number, stretch.speech, stretch.began, stretch.until)

    def sound(self, speech: int, first: int, count: int) -> Levels:
        """`count` samples of a speech from its sample `first` on, in steps of int16 at SAMPLE_RATE; 0 outside of it."""
        found = np.zeros(count)
        wave = self._waves.get(speech, found[:0])
        begin, end = max(0, first), min(len(wave), first + count)
        if begin < end:
            found[begin - first : end - first] = wave[begin:end]
        return found

    def levels(self, times: Levels) -> Levels:
        """[n, BANDS] dB at the loudspeaker of what the room still sounds of at these moments."""
        found = np.full((len(times), BANDS), SILENT)
        begins = [s.soonest for s in self._stretches]
        for stretch, begin, end in zip(self._stretches, begins, [*begins[1:], math.inf], strict=True):
            sound = self._sound.get(stretch.speech)
            chosen = (times >= begin) & (times < end)
            if sound is not None and len(sound) and chosen.any():
                found[chosen] = _of_stretch(stretch, sound, times[chosen])
        return np.asarray(np.maximum(found + self._gain(times)[:, None], SILENT))

    def _gain(self, times: Levels) -> Levels:
        """dB; a voice that was lowered just now is taken to be as loud as before."""
        gain = np.full(len(times), -math.inf)
        gains = list(self._gains)
        ends = [*[since for since, _ in gains][1:], math.inf]
        for (since, value), end in zip(gains, ends, strict=True):
            heard = (times >= since) & (times < end + LOWERING)
            gain[heard] = np.maximum(gain[heard], value)
        return gain

    def _at(self, at: float) -> _Stretch | None:
        return next((s for s in reversed(self._stretches) if s.soonest <= at), None)


def _of_stretch(stretch: _Stretch, sound: Levels, times: Levels) -> Levels:
    """The loudest of the readings around each moment; after the last one, what is left of it."""
    place = np.round((np.minimum(times, stretch.until) - stretch.began) / HOP).astype(int)
    last = len(sound) - 1
    near = [sound[np.clip(place + step, 0, last)] for step in range(-1, 2 + stretch.ahead)]
    over = np.maximum(0.0, times - stretch.began - np.clip(place, 0, last) * HOP - 1.5 * HOP)
    levels = np.max(near, axis=0) - FADES * over[:, None] / HOP
    return np.asarray(np.where(place[:, None] < -1 - stretch.ahead, SILENT, levels))


def _wave(pcm: bytes, rate: int) -> Levels:
    """Samples at SAMPLE_RATE."""
    samples = np.frombuffer(pcm[: len(pcm) // 2 * 2], "<i2").astype(np.float64)
    if rate == SAMPLE_RATE or not len(samples):
        return samples
    whole = rate // math.gcd(rate, SAMPLE_RATE)
    padded = np.pad(samples, (0, -len(samples) % whole))
    wanted = len(padded) // whole * (SAMPLE_RATE * whole // rate)
    spectrum = np.fft.rfft(padded)
    return np.asarray(np.fft.irfft(spectrum, wanted) * (wanted / len(padded)))[
        : round(len(samples) * SAMPLE_RATE / rate)
    ]


def _levels(pcm: bytes, rate: int) -> Levels:
    samples = np.frombuffer(pcm[: len(pcm) // 2 * 2], "<i2").astype(np.float64)
    length = samples_of_window(rate)
    places = np.round(np.arange(round(len(samples) / rate / HOP)) * HOP * rate).astype(int)
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(samples, (0, length)), length)
    return band_levels(windows[places], rate)


def _faded(levels: Levels, start: int) -> Levels:
    """Each reading at least as loud as what is left of the ones before it; those before `start` already are."""
    for place in range(max(1, start), len(levels)):
        np.maximum(levels[place], levels[place - 1] - FADES, out=levels[place])
    return levels
