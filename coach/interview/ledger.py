"""The claims of a candidate: what was counted or measured, where; and where two of them do not agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from coach.interview.corrections import NUMBER, sentences_of

Source = Literal["résumé", "answer"]
_CLAIM = re.compile(rf"\b(?P<number>{NUMBER})(?P<percent> ?%| percent)?(?:[ -](?P<unit>[a-z]{{3,}}))?", re.I)
_PLACE = re.compile(r"\b(?:[Aa]t|[Ff]or|[Ww]ith|of) ((?:[A-Z][\w&-]+)(?: [A-Z][\w&-]+)*)")
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {name: value for value, name in enumerate(_UNITS.split())} | {
    name: 10 * tens for tens, name in enumerate(_TENS.split(), 2)
}
_VAGUE = frozenset({"day", "hou", "min", "sec", "wee", "mon", "exa", "oth", "mor", "per", "tim", "tho", "thi", "rea"})
"""First letters of units of which an honest answer gives many: three weeks here and one there contradict nothing."""


@dataclass(frozen=True, slots=True)
class Claim:
    """`unit` and `place` are what was counted and where, `place` empty where none was named."""

    number: float
    unit: str
    place: str
    said: str
    source: Source

    @property
    def noted(self) -> str:
        """For a language model: what is claimed, where, and whence."""
        return f"{_shown(self)}{f' at {self.place}' if self.place else ''} ({self.source})"


@dataclass(frozen=True, slots=True)
class Contradiction:
    earlier: Claim
    later: Claim

    @property
    def question(self) -> str:
        """Neutral: names both figures and asks which holds."""
        where = f" at {self.earlier.place}" if self.earlier.place else ""
        before = "your résumé has" if self.earlier.source == "résumé" else "earlier I noted"
        one, other = _shown(self.earlier), _shown(self.later)
        return f"Just so that I note it correctly, {before} {one}{where}, and I now heard {other}. Which one holds?"


def claims_in(sentences: Sequence[str], source: Source) -> list[Claim]:
    """Every counted thing with a number of two or more; a place named in a sentence holds for those after it."""
    found: list[Claim] = []
    place = ""
    for sentence in sentences:
        named = _PLACE.search(sentence)
        place = named[1] if named else place
        for match in _CLAIM.finditer(sentence):
            unit = "percent" if match["percent"] else (match["unit"] or "").lower()
            number = value_of(match["number"])
            if unit and number is not None and number > 1 and _stem(unit) not in _VAGUE and unit != "percent":
                found.append(Claim(number, unit, place, sentence, source))
    return found


def contradictions(claims: Sequence[Claim]) -> list[Contradiction]:
    """Pairs of one unit at one named place with different numbers, the earlier one first; each unit once."""
    first: dict[tuple[str, str], Claim] = {}
    found: dict[tuple[str, str], Contradiction] = {}
    for claim in claims:
        key = (_stem(claim.unit), claim.place.lower())
        earlier = first.setdefault(key, claim)
        if claim.place and earlier.number != claim.number and key not in found:
            found[key] = Contradiction(earlier, claim)
    return list(found.values())


def answer_claims(texts: Sequence[str]) -> list[Claim]:
    return claims_in([s for text in texts for s in sentences_of(text)], "answer")


def value_of(number: str) -> float | None:
    """`twenty-five`, `3 hundred`, `1,200` → a number; None where it is none."""
    total = current = 0.0
    for token in re.split(r"[ -]", number.lower()):
        plain = token.replace(",", "")
        if re.fullmatch(r"\d+(?:\.\d+)?", plain):
            current += float(plain)
        elif token in _WORDS:
            current += _WORDS[token]
        elif token == "hundred":
            current = max(current, 1) * 100
        elif token == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        else:
            return None
    return total + current


def _stem(unit: str) -> str:
    return unit[:3] if len(unit) < 6 else unit[:6]


def _shown(claim: Claim) -> str:
    return f"{claim.number:g} {claim.unit}"
