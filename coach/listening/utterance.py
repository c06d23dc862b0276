"""One utterance while it is heard and recognised, on the sample clock."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from coach.listening.audio import SAMPLE_RATE
from coach.listening.transcriber import Need, Samples, TranscriptionStream
from scoring.answer import VoicedGap, Word

JOINED = 0.2
"""Seconds of silence inside a word (a stop consonant) that do not split a voiced span."""
ASTRAY = 0.5
"""Seconds from the nearest voice beyond which a word is an invention."""

DRAWN_OUT = 0.6
"""Seconds by which the last word is lengthened to the end of the voice: attention leaves it early."""

TAIL = 0.2
"""Seconds after the voice that belong to an utterance's final: enough for a soft ending, and soon heard."""
LETTER, WORD = 0.1, 0.4
"""Seconds that a word takes at most: WORD and so much for each letter. Attention lengthens words over what is none."""
SHORTEST_WORD = 0.2
"""Seconds of voice before which there is nothing to read."""
FIRST_WORDS = 2.5
"""Seconds of an utterance after which its first words are no more urgent than others: it may be a noise."""
GAP = 0.3
"""Seconds of voice without words that are worth telling."""

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
    certainty: list[tuple[int, float]] = field(default_factory=list)
    """First sample of each voiced frame, and its probability."""
    cut: bool = False
    """Speech went on where this one ended."""
    stream: TranscriptionStream | None = None
    pushed: int = 0
    """Bytes of `audio` that the stream has got."""
    decoded: int = 0
    """Bytes of `audio` that the last update covered."""
    settled: tuple[Word, ...] = ()
    """Committed words so far."""
    promised: tuple[Word, ...] = ()
    """Those of them that are shown: moved inside the voice, and none outside it."""
    shown: str = ""
    anticipated: tuple[int, tuple[Word, ...]] | None = None
    """`conclusive` at a pause's start, and the words of the final made there."""
    fruitless: bool = False
    """An update failed; only the final is still tried."""

    @property
    def closed(self) -> bool:
        return self.voice_to is not None

    @property
    def seconds(self) -> float:
        return len(self.audio) / 2 / SAMPLE_RATE

    @property
    def conclusive(self) -> int:
        """Samples that its final is made of: up to the voice's end and TAIL more, however long the silence after it."""
        held = len(self.audio) // 2
        if self.cut or not self.voiced:
            return held
        return min(held, round((self.voiced[-1][1] + TAIL) * SAMPLE_RATE))

    @property
    def paused(self) -> bool:
        """Silence of TAIL at least has followed the voice: the final could be made now."""
        return bool(self.voiced) and self.silence >= TAIL

    @property
    def voiced_to(self) -> int:
        """Sample at which the last voice so far stopped."""
        return self.audio_from + round(self.voiced[-1][1] * SAMPLE_RATE) if self.voiced else self.voice_from

    @property
    def silence(self) -> float:
        """Seconds since the voice."""
        return self.seconds - self.voiced[-1][1] if self.voiced else 0.0

    @property
    def fresh(self) -> float:
        """Seconds of sound since the last update; before the first, since a word may have been said."""
        beginning = (self.voice_from - self.audio_from) / SAMPLE_RATE + SHORTEST_WORD
        return self.seconds - max(beginning, self.decoded / 2 / SAMPLE_RATE)

    def need(self, until: int) -> Need:
        """Of a final of the first `until` samples."""
        if self.conclusive != until:
            return Need.NO_MORE
        return Need.NOW if self.closed else Need.PERHAPS

    def need_live(self) -> Need:
        """Of words that are not final."""
        if self.closed:
            return Need.NO_MORE
        return Need.SOON if self.shown or self.seconds > FIRST_WORDS else Need.AT_ONCE

    @property
    def unread(self) -> bool:
        """There is voice that no update covered."""
        return bool(self.voiced) and self.voiced[-1][1] * SAMPLE_RATE > self.decoded / 2

    def voice(self, first_sample: int, samples: int, probability: float = 1.0) -> None:
        """Note that the frame at `first_sample` is voiced."""
        self.certainty.append((first_sample, probability))
        start = max(0.0, (first_sample - self.audio_from) / SAMPLE_RATE)
        end = (first_sample + samples - self.audio_from) / SAMPLE_RATE
        if self.voiced and start - self.voiced[-1][1] < JOINED:
            self.voiced[-1] = (self.voiced[-1][0], end)
        else:
            self.voiced.append((start, end))

    def gaps(self, words: tuple[Word, ...]) -> tuple[VoicedGap, ...]:
        """Voice without words; `confidence` is the detector's mean probability of voice in it."""
        found = []
        for start, end in without_words(words, self.voiced):
            first, last = (self.audio_from + round(seconds * SAMPLE_RATE) for seconds in (start, end))
            sure = [p for sample, p in self.certainty if first <= sample < last]
            found.append(VoicedGap(start, end, round(sum(sure) / len(sure), 3) if sure else 0.0))
        return tuple(found)

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
        rest.certainty = [(sample, p) for sample, p in self.certainty if sample >= at]
        rest.voiced = [(max(0.0, s - seconds), e - seconds) for s, e in self.voiced if e > seconds]
        del self.audio[byte:]
        self.voiced = [(s, min(e, seconds)) for s, e in self.voiced if s < seconds]
        self.voice_to, self.cut = at, True
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


def without_words(words: tuple[Word, ...], voiced: list[Span]) -> tuple[Span, ...]:
    """Stretches of voice of GAP seconds and more in which no word sounds: fillers, or words that were not recognised.

    A word that is longer than anybody takes for it sounds at its end.
    """
    sounding = [(max(w.start, w.end - WORD - LETTER * len(w.text)), w.end) for w in words]
    gaps: list[Span] = []
    for start, end in voiced:
        at = start
        for begins, ends in sounding:
            if ends <= at or begins >= end:
                continue
            gaps.append((at, begins))
            at = max(at, ends)
        gaps.append((at, end))
    return tuple((start, end) for start, end in gaps if end - start >= GAP)


def _overlap(word: Word, span: Span) -> float:
    return min(word.end, span[1]) - max(word.start, span[0])
