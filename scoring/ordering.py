"""Marked points of an ordered list: first, second … or one, two …"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scoring.answer import Sentence
from scoring.language import plain

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven")
_LEAD = (
    r"^\W*(?:(?:so|okay|ok|and|but|then|well|um+|uh+|er|right|oh|yes|now|my|"
    r"the|i'd say|would be|number|step|check|point|signal|thing)\b[\s,:]*)*"
)
_ANYWHERE = re.compile(
    (
        r"\b(?:the|my|step|number|point|check) (first|second|third|fourth|fifth)(?: "
        r"(?:thing|step|one|point|check))? (?:is|was|would)\b|\bthat's (?:a|the) (second|third|fourth|fifth)\b"
    ),
    re.I,
)
_MARKS = re.compile(
    _LEAD + rf"(?P<mark>{'|'.join(_ORDINALS)}|(?:{'|'.join(_CARDINALS)})"
    r"(?=\W*(?:,|:|\bis\b|\bi\b|\bthe\b|\bit|\bfor me\b|\bthing\b|\bwould be\b)))(?:ly)?\b",
    re.IGNORECASE,
)
_BEGUN = re.compile(_LEAD + r"(?:before anything else|to begin with|to start(?: with)?)\b", re.IGNORECASE)
_WHEN = (
    r"(?! (?:time|day|night|week|weekend|month|quarter|year|spring|summer|autumn|fall|winter|(?:mon|tues|wednes|thurs|"
    r"fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december)\b)"
)
_FINAL = rf"finally|lastly|last(?! (?:two|three|bit|few)\b){_WHEN}"
_CONTINUED = re.compile(
    _LEAD + rf"(?:next{_WHEN}|after that|afterwards|then|{_FINAL}|at the end)\b",
    re.IGNORECASE,
)
_LAST = re.compile(_LEAD + rf"(?:{_FINAL})\b", re.IGNORECASE)
NUMBERED = 3
"""Numbered points from which an unnumbered one would have had its number too."""
_NOT_A_POINT = re.compile(
    r"\b(?:steps|things|points|checks|signals|differences),? (?:in (?:the )?order|okay)|\bthat'?s (?:it|all)\b", re.I
)


def find_steps(sentences: Sequence[Sentence]) -> tuple[int, ...]:
    """Indices of the sentences that open a point, as long as their marks rise by one; a skipped mark ends it.

    After NUMBERED points with their numbers, "then" tells what comes after them.
    """
    points: list[int] = []
    numbered = 0
    for i, sentence in enumerate(sentences):
        text = plain(sentence.text)
        number = _number(text)
        goes_on = _LAST if numbered >= NUMBERED else _CONTINUED
        if number is not None and number == len(points) + 1 and not _NOT_A_POINT.search(text):
            points.append(i)
            numbered += 1
        elif number is None and points and goes_on.match(text):
            points.append(i)
    return tuple(points)


def _number(text: str) -> int | None:
    if _BEGUN.match(text):
        return 1
    match = _MARKS.match(text)
    word = match.group("mark").lower() if match else ""
    if not word:
        inner = _ANYWHERE.search(text)
        word = inner[inner.lastindex or 0].lower() if inner else ""
    for words in (_ORDINALS, _CARDINALS):
        if word in words:
            return words.index(word) + 1
    return None
