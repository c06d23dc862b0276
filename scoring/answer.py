"""What was said: timed words and sentences. All times are seconds from the beginning of the answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    start: float
    end: float
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its times; `words` is empty where only sentence times are known (corpus, typed)."""

    text: str
    start: float
    end: float
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class VoicedGap:
    """A stretch with voice but without words: a possible filler or unrecognised speech."""

    start: float
    end: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Tone:
    """How `seconds` of a voice sounded: median level in dB of full scale, and semitones between the 10th and the 90th
    percentile of its pitch, None where too little of it had one. Told, never scored."""

    seconds: float
    level: float
    pitch_range: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """All candidate words for one question, its probes included.

    `typed`: no voice, so delivery and seconds are not assessed. `audio_fault`: why the audio was too poor to be held
    against the candidate, or None. `response_delay`: seconds from the interviewer's end to the first word. `main`: how
    many sentences were said before the first probe; None where there was none.
    """

    sentences: tuple[Sentence, ...]
    typed: bool = False
    response_delay: float | None = None
    overlaps: int = 0
    audio_fault: str | None = None
    voiced_gaps: tuple[VoicedGap, ...] = ()
    main: int | None = None
    tones: tuple[Tone, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(s.text for s in self.sentences)

    @property
    def seconds(self) -> float:
        """From the first word's start to the last word's end."""
        return self.sentences[-1].end - self.sentences[0].start if self.sentences else 0.0
