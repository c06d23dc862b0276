"""One utterance while it is heard and recognised, on the sample clock."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from coach.listening.audio import SAMPLE_RATE
from coach.listening.transcriber import Samples, TranscriptionStream
from scoring.answer import Word

JOINED = 0.2
"""Seconds of silence inside a word (a stop consonant) that do not split a voiced span."""
ASTRAY = 0.5
"""Seconds from the nearest voice beyond which a word is an invention."""

DRAWN_OUT = 0.6
"""Seconds by which the last word is lengthened to the end of the voice: attention leaves it early."""

Span = tuple[float, float]


@dataclass(slots=True)
class Utterance:
    """Sample numbers count from the stream's beginning; `audio` is PCM16 from `audio_from` on."""

    audio_from: int
    voice_from: int
    audio: bytearray = field(default_factory=bytearray)
    voice_to: int | None = None
    """Where the voice stopped; None while it goes on."""
    voiced: list[Span] = field(default_factory=list)
    """Seconds from the utterance's first sample."""
    stream: TranscriptionStream | None = None
    pushed: int = 0
    """Bytes of `audio` that the stream has got."""
    decoded: int = 0
    """Bytes of `audio` that the last update covered."""
    promised: tuple[Word, ...] = ()
    """Committed words shown so far; `agreed` counts them before those outside the voice were dropped."""
    agreed: int = 0
    shown: str = ""
    fruitless: bool = False
    """An update failed; only the final is still tried."""

    @property
    def closed(self) -> bool:
        return self.voice_to is not None

    @property
    def seconds(self) -> float:
        return len(self.audio) / 2 / SAMPLE_RATE

    def voice(self, first_sample: int, samples: int) -> None:
        """Note that the frame at `first_sample` is voiced."""
        start = max(0.0, (first_sample - self.audio_from) / SAMPLE_RATE)
        end = (first_sample + samples - self.audio_from) / SAMPLE_RATE
        if self.voiced and start - self.voiced[-1][1] < JOINED:
            self.voiced[-1] = (self.voiced[-1][0], end)
        else:
            self.voiced.append((start, end))

    def take(self) -> Samples:
        """The audio that the stream has not got yet."""
        fresh = bytes(self.audio[self.pushed :])
        self.pushed = len(self.audio)
        return np.frombuffer(fresh, dtype="<i2").astype(np.int16)

    def split(self, at: int) -> Utterance:
        """Close this one at sample `at`; returns the one that goes on from there."""
        byte = 2 * (at - self.audio_from)
        seconds = byte / 2 / SAMPLE_RATE
        rest = Utterance(at, at, bytearray(self.audio[byte:]))
        rest.voiced = [(max(0.0, s - seconds), e - seconds) for s, e in self.voiced if e > seconds]
        del self.audio[byte:]
        self.voiced = [(s, min(e, seconds)) for s, e in self.voiced if s < seconds]
        self.voice_to = at
        self.stream, self.pushed = None, 0
        return rest


def within_voice(words: tuple[Word, ...], voiced: list[Span]) -> tuple[Word, ...]:
    """Words moved inside the voice they overlap most; those more than ASTRAY from any voice are dropped."""
    kept: list[Word] = []
    for word in words:
        start, end = max(voiced, key=lambda span: _overlap(word, span), default=(0.0, 0.0))
        if _overlap(word, (start, end)) > 0:
            kept.append(replace(word, start=max(word.start, start), end=min(word.end, end)))
        elif any(s - ASTRAY <= word.end and word.start <= e + ASTRAY for s, e in voiced):
            kept.append(word)
    return tuple(kept)


def drawn_out(words: tuple[Word, ...], voiced: list[Span]) -> tuple[Word, ...]:
    """The last word of an utterance sounds until the voice ends; longer voice than that is something else."""
    if not words:
        return words
    last = words[-1]
    ends = [end for start, end in voiced if start <= last.start < end]
    return (*words[:-1], replace(last, end=max(last.end, min([last.end + DRAWN_OUT, *ends])))) if ends else words


def _overlap(word: Word, span: Span) -> float:
    return min(word.end, span[1]) - max(word.start, span[0])
