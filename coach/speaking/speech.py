"""Text to sentences that are synthesised one by one, and what of them was heard."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.speaking.voice import SpokenSentence

MAX_CHARS = 200
_ABBREVIATIONS = frozenset(
    {"mr", "mrs", "ms", "dr", "prof", "st", "vs", "etc", "e.g", "i.e", "approx", "no", "fig", "resp", "incl", "cf"}
)
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|\n+")
_BREAKS = (re.compile(r"[;:](?=\s)"), re.compile(r"[,–—](?=\s)|\s(?=[–—-]\s)"), re.compile(r"(?=\s)"))
"""Where a long sentence may be broken, best first: clause, comma or dash, space."""


def split_for_speech(text: str, longest: int = MAX_CHARS) -> list[str]:
    """Sentences of at most `longest` characters; only white space between them is lost. Blank text gives none."""
    pieces: list[str] = []
    for sentence in _sentences(text):
        pieces.extend(_shorten(sentence, longest))
    return pieces


def _sentences(text: str) -> list[str]:
    sentences, begin = [], 0
    for match in _SENTENCE_END.finditer(text):
        if _ends_sentence(text, begin, match):
            sentences.append(text[begin : match.end()])
            begin = match.end()
    sentences.append(text[begin:])
    return [s.strip() for s in sentences if s.strip()]


def _ends_sentence(text: str, begin: int, match: re.Match[str]) -> bool:
    """A full stop after an abbreviation or before a small letter does not."""
    if match.group() != ".":
        return True
    before = text[begin : match.start()].split()
    word = before[-1].lower().lstrip("(\"'“‘[") if before else ""
    after = text[match.end() :].lstrip()[:1]
    if word == "no":
        return not after.isdigit()
    return word not in _ABBREVIATIONS and not after.islower()


def _shorten(sentence: str, longest: int) -> list[str]:
    pieces = []
    while len(sentence) > longest:
        cut = _best_cut(sentence, longest)
        pieces.append(sentence[:cut].strip())
        sentence = sentence[cut:].strip()
    return [*pieces, sentence] if sentence else pieces


def _best_cut(sentence: str, longest: int) -> int:
    """The last good break within `longest` characters that leaves no stump, else the limit itself."""
    for pattern in _BREAKS:
        cuts = [m.end() for m in pattern.finditer(sentence, 0, longest + 1) if longest // 4 <= m.end() <= longest]
        if cuts:
            return cuts[-1]
    return longest


def heard_text(sentences: Sequence[SpokenSentence], seconds: float) -> str:
    """What was played in the first `seconds` of the sentences in a row: whole words only.

    A word counts once its end was played. Without word times the text is taken to run evenly.
    """
    heard, left = [], seconds
    for sentence in sentences:
        if left <= 0:
            break
        heard.append(sentence.text if left >= sentence.seconds else _heard_of(sentence, left))
        left -= sentence.seconds
    return " ".join(part for part in heard if part)


def word_begin(sentences: Sequence[SpokenSentence], seconds: float) -> float:
    """Where the word that sounds at `seconds` begins; `seconds` itself in a pause, or without word times."""
    begin = 0.0
    for sentence in sentences:
        if seconds < begin + sentence.seconds:
            sounding = (w.start for w in sentence.words if w.start <= seconds - begin < w.end)
            return begin + next(sounding, seconds - begin)
        begin += sentence.seconds
    return min(seconds, begin)


def _heard_of(sentence: SpokenSentence, seconds: float) -> str:
    if sentence.words:
        ends = [word.offset + word.length for word in sentence.words if word.end <= seconds]
    else:
        reach = seconds / sentence.seconds * len(sentence.text)
        ends = [match.end() for match in re.finditer(r"\S+", sentence.text) if match.end() <= reach]
    return sentence.text[: max(ends, default=0)].rstrip()
