"""When each word of a sentence is spoken: every run of non-space characters gets a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coach.speaking.visemes import PhonemeTime
from coach.speaking.voice import WordTime


@dataclass(frozen=True, slots=True)
class Mark:
    """The synthesiser began the word at character `offset` at `start` seconds."""

    offset: int
    start: float


def estimated_words(text: str, seconds: float) -> tuple[WordTime, ...]:
    """Words share `seconds` by their length."""
    spans = _spans(text)
    return tuple(_share(spans, 0.0, seconds))


def marked_words(
    text: str, marks: Sequence[Mark], seconds: float, phonemes: Sequence[PhonemeTime] = ()
) -> tuple[WordTime, ...]:
    """Words begin at their marks; those without one share the time of the word before. Times never run backwards.

    A word lasts until the next one or, where `phonemes` are known, until the pause after it.
    """
    spans = _spans(text)
    starts = _starts(spans, marks)
    words: list[WordTime] = []
    begin, at = 0, 0.0
    for index in range(1, len(spans) + 1):
        if index < len(spans) and index not in starts:
            continue
        first = max(starts.get(begin, at), at)
        until = max(min(starts.get(index, seconds), seconds), first)
        words.extend(_share(spans[begin:index], first, _sounding_until(phonemes, first, until)))
        begin, at = index, until
    return tuple(words)


def _spans(text: str) -> list[tuple[int, int]]:
    return [(match.start(), match.end()) for match in re.finditer(r"\S+", text)]


def _starts(spans: Sequence[tuple[int, int]], marks: Sequence[Mark]) -> dict[int, float]:
    """Index of span → its first mark."""
    starts: dict[int, float] = {}
    for mark in marks:
        index = next((i for i, (begin, end) in enumerate(spans) if begin <= mark.offset < end), None)
        if index is not None:
            starts.setdefault(index, mark.start)
    return starts


def _sounding_until(phonemes: Sequence[PhonemeTime], first: float, until: float) -> float:
    """Where the pause before `until` begins; `until` itself when there is none."""
    end = until
    for phoneme in reversed(phonemes):
        if phoneme.start >= until:
            continue
        if phoneme.ipa or phoneme.start <= first:
            break
        end = phoneme.start
    return end


def _share(spans: Sequence[tuple[int, int]], start: float, end: float) -> list[WordTime]:
    weights = [stop - begin + 2 for begin, stop in spans]
    total, done = sum(weights), 0
    words = []
    for (begin, stop), weight in zip(spans, weights, strict=True):
        first = start + (end - start) * done / total
        done += weight
        last = end if done == total else start + (end - start) * done / total
        words.append(WordTime(begin, stop - begin, first, last))
    return words
