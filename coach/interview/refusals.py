"""What a language model may not say although its form is right: judge, invent, put words into mouths, obey."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coach.interview.ledger import value_of
from scoring.ledger import NUMBER

JUDGES = re.compile(
    r"\b(?:great|excellent|perfect|impressive|fantastic|brilliant|well done|nicely|"
    r"(?:good|nice|strong|weak|poor|solid) (?:answer|point|example|job|work|thinking)|"
    r"that(?: is|'s| was) (?:right|correct|wrong|incorrect|good|very good)|"
    r"(?:full|high|low) (?:marks|score)|you (?:did|are doing) (?:well|badly))\b",
    re.I,
)
OBEYS = re.compile(
    r"\b(?:as you (?:asked|instructed|requested)|the (?:model|ideal|expected|right|correct) answer (?:is|would be)|"
    r"here is the answer|i will (?:now )?(?:ignore|give you))\b",
    re.I,
)
_NUMBER = re.compile(rf"\b{NUMBER}\b", re.I)
ATTRIBUTES = re.compile(
    r"\byou(?:'ve| have| just| also)* (?:said|mentioned|told me|described|noted|wrote|claimed|explained|brought up|"
    r"spoke (?:of|about)|talked about|list)(?: that)? (?P<what>[^.?!,;]+)",
    re.I,
)
_SMALL_WORDS = (
    "about after also and are been but did does each for from had has have how into its just like more most not our "
    "out over said she should some such than that the their them then there these they thing things this those was "
    "were what when where which while who why will with would you your yours work worked"
)
_SMALL = frozenset(_SMALL_WORDS.split())
SMALLEST = 3
"""Figures from here on must come from somewhere; "one", "two" and "both" are ways of speaking."""


def refusal(text: str, sources: Iterable[str]) -> str:
    """Why the text may not be spoken, empty when it may. `sources`: everything that was really said or suggested."""
    if JUDGES.search(text):
        return "tells how good the answer was"
    if OBEYS.search(text):
        return "follows an instruction of the transcript"
    given = " ".join(sources)
    if _figures(text) - _figures(given):
        return "names a figure that nobody gave"
    if _names(text) - _plain(given):
        return "names something that nobody named"
    if any(_foreign_to(told["what"], given) for told in ATTRIBUTES.finditer(text)):
        return "says for the candidate what was never said"
    return ""


def _figures(text: str) -> set[float]:
    values = (value_of(match[0]) for match in _NUMBER.finditer(text))
    return {value for value in values if value is not None and value >= SMALLEST}


def _names(text: str) -> set[str]:
    """Words with a capital letter inside a sentence; abbreviations only where somebody works at them."""
    inside = re.findall(r"(?<=[\w,;:] )[A-Z][\w&-]*[a-z][\w&-]*", text)
    places = re.findall(r"\b(?:at|for|with|from) ([A-Z]{2,})\b", text)
    return {w.lower() for w in (*inside, *places)}


def _plain(text: str) -> set[str]:
    return set(re.findall(r"[\w&-]+", text.lower()))


def _foreign_to(what: str, given: str) -> bool:
    """More than half of the words that say something stand nowhere in `given`."""
    told, known = _stems(what), _stems(given)
    return bool(told) and 2 * len(told - known) > len(told)


def _stems(text: str) -> set[str]:
    return {w[:5] for w in re.findall(r"[a-z]{3,}", text.lower()) if w not in _SMALL}
