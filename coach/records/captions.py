"""What was said as captions: short enough to be read while it is spoken, each with its seconds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from coach.records.folds import TranscriptLine
from scoring.answer import Word

LETTERS = 84
"""Two lines of 42, the most that a caption holds by the common guidelines for timed text (Netflix, BBC)."""
SECONDS = 7.0
"""The longest that a caption stands, by the same."""
LETTERS_A_SECOND = 17.0
"""How fast captions are read, by the same."""
PAUSE = 1.0
"""Seconds without words after which a caption does not wait for the next ones."""
_ENDS = (".", "?", "!", "…")


@dataclass(frozen=True, slots=True)
class Caption:
    """Seconds on the rehearsal's clock."""

    speaker: str
    text: str
    started: float
    ended: float


def captions(line: TranscriptLine) -> list[Caption]:
    """The line by its sentences, and a long one in parts of about one length. What has no time of its own for each
    word takes as much of the line's time as it has letters; what was typed, as much as reading it takes."""
    words = line.words or _shared_out(line)
    parts = (part for sentence in _sentences(words) for part in _parts(sentence))
    return [Caption(line.speaker, " ".join(word.text for word in part), part[0].start, part[-1].end) for part in parts]


def _shared_out(line: TranscriptLine) -> tuple[Word, ...]:
    texts = line.text.split()
    ends, letters = [0], 0
    for text in texts:
        letters += len(text) + 1
        ends.append(letters)
    step = 1 / LETTERS_A_SECOND if line.typed else (line.ended - line.started) / max(1, letters)
    return tuple(
        Word(text, line.started + step * begin, line.started + step * end)
        for text, (begin, end) in zip(texts, pairwise(ends), strict=True)
    )


def _sentences(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    begin = 0
    for i, (word, after) in enumerate(pairwise(words), 1):
        if word.text.endswith(_ENDS) or after.start - word.end > PAUSE:
            yield words[begin:i]
            begin = i
    if words[begin:]:
        yield words[begin:]


def _parts(sentence: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """As many as its letters and seconds ask for, each with about as many letters."""
    letters = sum(len(word.text) + 1 for word in sentence)
    count = max(ceil(letters / LETTERS), ceil((sentence[-1].end - sentence[0].start) / SECONDS), 1)
    begin, said, left = 0, 0, count - 1
    for i, word in enumerate(sentence):
        full = said + len(word.text) > LETTERS or word.end - sentence[begin].start > SECONDS
        if i > begin and (full or (left > 0 and said + (len(word.text) + 1) / 2 > letters / count)):
            yield sentence[begin:i]
            begin, said, left = i, 0, left - 1
        said += len(word.text) + 1
    yield sentence[begin:]
