"""What a language model may not say although its form is right: judge, invent a figure, obey the transcript."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coach.interview.corrections import NUMBER
from coach.interview.ledger import value_of

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
SMALLEST = 3
"""Figures from here on must come from somewhere; "one", "two" and "both" are ways of speaking."""


def refusal(text: str, sources: Iterable[str]) -> str:
    """Why the text may not be spoken, empty when it may. `sources`: everything that was really said or suggested."""
    if JUDGES.search(text):
        return "tells how good the answer was"
    if OBEYS.search(text):
        return "follows an instruction of the transcript"
    if _figures(text) - _figures(" ".join(sources)):
        return "names a figure that nobody gave"
    return ""


def _figures(text: str) -> set[float]:
    values = (value_of(match[0]) for match in _NUMBER.finditer(text))
    return {value for value in values if value is not None and value >= SMALLEST}
