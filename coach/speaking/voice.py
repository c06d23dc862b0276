"""Port of speech synthesis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

Viseme = Literal["sil", "PP", "FF", "TH", "DD", "kk", "CH", "SS", "nn", "RR", "aa", "E", "ih", "oh", "ou"]


@dataclass(frozen=True, slots=True)
class WordTime:
    """A spoken word: `offset`/`length` are characters in the sentence, times seconds in its audio."""

    offset: int
    length: int
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class VisemeTime:
    viseme: Viseme
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class SpokenSentence:
    """`pcm`: int16 little-endian mono at `sample_rate` Hz."""

    text: str
    pcm: bytes
    sample_rate: int
    words: tuple[WordTime, ...] = ()
    visemes: tuple[VisemeTime, ...] = ()

    @property
    def seconds(self) -> float:
        return len(self.pcm) / 2 / self.sample_rate


class Voice(Protocol):
    def synthesise(self, sentence: str, speaker: str = "adaeze") -> SpokenSentence:
        """Blocking, thread-safe. `speaker` one of adaeze, henrik, samira. Raises VoiceError."""

    def close(self) -> None: ...
