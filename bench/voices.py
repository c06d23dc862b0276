"""Synthetic candidates: any espeak voice at any rate and pitch, with the times of its words. For the benches only."""

from __future__ import annotations

import contextlib
import ctypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import soxr

from coach.adapters.espeak_times import EspeakTimes
from coach.adapters.speakers import Speaker
from coach.listening.audio import SAMPLE_RATE
from coach.speaking.voice import SpokenSentence
from coach.speaking.word_times import marked_words

Samples = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """`accent` and `variant` are espeak's names; `rate` in words a minute, `pitch` 0 to 100."""

    accent: str
    variant: str
    rate: int = 165
    pitch: int = 50

    @property
    def speaker(self) -> Speaker:
        return Speaker(f"{self.accent}+{self.variant}", self.rate, self.pitch)


class Synthesiser(EspeakTimes):
    """espeak in this process: sound and words at once. One per process; it finds its voices in its own folder only."""

    def __init__(self) -> None:
        with contextlib.chdir(Path.cwd()):
            super().__init__()
            self._home = Path.cwd()
        self._pcm = bytearray()

    def say(self, text: str, speaker: Speaker) -> SpokenSentence:
        self._pcm.clear()
        with contextlib.chdir(self._home):
            times = self.times(text, speaker)
        words = marked_words(text, times.marks, times.seconds, times.phonemes)
        return SpokenSentence(text, bytes(self._pcm), self._hertz, words)

    def _heard(self, wave: Any, samples: int, events: Any) -> int:
        if samples:
            self._pcm += ctypes.string_at(wave, 2 * samples)
        return super()._heard(wave, samples, events)


@lru_cache(maxsize=1)
def synthesiser() -> Synthesiser:
    return Synthesiser()


def at_16_khz(spoken: SpokenSentence) -> Samples:
    """Samples of the sentence, 1 = full scale, at the microphone's rate."""
    samples = np.frombuffer(spoken.pcm, "<i2").astype(np.float64) / 32768
    return np.asarray(soxr.resample(samples, spoken.sample_rate, SAMPLE_RATE))


def active_level(samples: Samples) -> float:
    """Root mean square of the loud half of 20 ms windows."""
    hop = SAMPLE_RATE // 50
    if len(samples) < hop:
        return 1e-9
    windows = samples[: len(samples) // hop * hop].reshape(-1, hop)
    energies = np.sort(np.mean(windows**2, axis=1))
    return float(np.sqrt(np.mean(energies[len(energies) // 2 :]) + 1e-18))
