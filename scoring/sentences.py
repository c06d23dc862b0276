"""Timed words → timed sentences, also where the recogniser gave little punctuation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scoring.answer import Sentence, Word

MOST_WORDS = 45
"""A run without a full stop longer than this is split at its best seam."""
FEWEST_WORDS = 5
LONG_PAUSE = 1.5
"""Seconds of silence that end a sentence where no punctuation speaks against it."""

_END = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]]*$")
_TRAILING_OFF = re.compile(r"(\.\.+|\u2026)[\"'\u201d\u2019)\]]*$")
_ABBREVIATION = re.compile(
    r"^(?:[A-Za-z]|mr|mrs|ms|dr|prof|st|vs|etc|e\.g|i\.e|no|approx|inc|ltd|jr|sr)\.$", re.IGNORECASE
)
_QUOTED_END = re.compile(r"[.!?\u2026][\"'\u201d\u2019]$")
"""The end of what is quoted, where the sentence around it may go on."""
_LETTER = re.compile(r"[A-Z]\.$")
"""An initial, or what ends a sentence: "plan B.", "the Q & A."."""
_OPENERS = frozenset(
    {"so", "and", "but", "then", "because", "after", "now", "first", "second", "third", "finally", "also"}
)
_SUBJECTS = frozenset({"i", "we", "he", "she", "they", "it", "there", "my", "our", "the", "this", "that"})
_STARTERS = frozenset(word.capitalize() for word in _OPENERS | _SUBJECTS)
_LINE = re.compile(r"[\r\n]+")


def split_sentences(words: Sequence[Word]) -> tuple[Sentence, ...]:
    """Every word lands in exactly one sentence, in order. Times are those of the first and last word."""
    return tuple(_sentence(run) for run in _runs(words))


def typed_sentences(text: str) -> tuple[Sentence, ...]:
    """Sentences of a typed answer; a line break ends a sentence, times are 0."""
    found: list[Sentence] = []
    for line in _LINE.split(text):
        words = [Word(part, 0.0, 0.0) for part in line.split()]
        found += [Sentence(" ".join(w.text for w in run), 0.0, 0.0) for run in _runs(words)]
    return tuple(found)


def _sentence(run: Sequence[Word]) -> Sentence:
    text = " ".join(stripped for w in run if (stripped := w.text.strip()))
    return Sentence(text, run[0].start, run[-1].end, tuple(run))


def _runs(words: Sequence[Word]) -> list[Sequence[Word]]:
    runs: list[Sequence[Word]] = []
    begin = 0
    for i, word in enumerate(words):
        following = words[i + 1] if i + 1 < len(words) else None
        if following is None or _ends(word, following, i + 1 - begin):
            runs += _halved(words[begin : i + 1])
            begin = i + 1
    return runs


def _ends(word: Word, following: Word, length: int) -> bool:
    text = word.text.strip()
    after = following.text.strip()
    if _TRAILING_OFF.search(text):
        return after[:1].isupper() and after not in {"I", "I'm", "I'd", "I've", "I'll"}
    if _QUOTED_END.search(text) and after[:1].islower():
        return False
    if _END.search(text):
        return _ABBREVIATION.match(text) is None or (_LETTER.match(text) is not None and after in _STARTERS)
    pause = following.start - word.end
    return pause >= LONG_PAUSE and length >= FEWEST_WORDS and not text.endswith((",", ":", ";", "-"))


def _halved(run: Sequence[Word]) -> list[Sequence[Word]]:
    if len(run) <= MOST_WORDS:
        return [run]
    seams = range(FEWEST_WORDS, len(run) - FEWEST_WORDS + 1)
    best = max(seams, key=lambda at: (_seam(run, at), -abs(at - len(run) / 2)))
    if _seam(run, best) < 1.0:
        return [run]
    return _halved(run[:best]) + _halved(run[best:])


def _seam(run: Sequence[Word], at: int) -> float:
    """How well a sentence could begin at `at`: an opener before a subject, a pause, a capital."""
    here, last = run[at].text.strip(), run[at - 1].text.strip()
    word = here.lower().strip(",")
    after = run[at + 1].text.strip().lower() if at + 1 < len(run) else ""
    score = min(2.0, 2.0 * (run[at].start - run[at - 1].end))
    if word in _OPENERS:
        score += 1.0 + 0.5 * (after.split("'")[0] in _SUBJECTS)
    score += 0.3 * last.endswith((",", ";", ":"))
    score -= 1.0 * (last.lower() in _OPENERS or last.lower() in {"um", "uh", "the", "a", "an", "of", "to"})
    return score
