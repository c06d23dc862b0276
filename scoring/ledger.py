"""The claims of a candidate: what was counted, where, when, by whom; and where two of them do not agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scoring.comparable import IN_ALL, Scope, figures_agree, of_one_fact, scope_of

Source = Literal["résumé", "answer"]
_DIGIT = (
    r"(?:\d[\d.,]*\d|\d|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)"
)
NUMBER = rf"{_DIGIT}(?:[ -]{_DIGIT})*"
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
_NO_UNIT_WORDS = (
    "and the for but with was were which that from then who our his her its into out not had has have are all new very "
    "because when where while until there here plus times percent point points years year"
)
_NO_UNIT = frozenset(_NO_UNIT_WORDS.split())
PERIOD = "period"
_YEAR = r"(?:19|20)\d\d"
_LASTED = re.compile(rf"\bfrom (?P<first>{_YEAR}) to (?P<last>{_YEAR})\b|\bsince (?P<since>{_YEAR})\b")
_THEN = re.compile(rf"\b(?:[Ii]n|[Dd]uring|[Ss]ince|[Ff]rom) (?:[A-Z][a-z]+ )?(?P<year>{_YEAR})\b")
_OTHER_TIME = re.compile(r"\b(?:before|after|until|later|earlier|then|ago)\b", re.I)
_WHEN = re.compile(
    rf"\b(?:(?i:in|since|during|until|from) (?:[A-Z][a-z]+ )?{_YEAR}|(?i:last|this) "
    r"(?:year|month|week|spring|summer|autumn|winter)|(?i:in) (?:January|February|March|April|May|June|July"
    r"|August|September|October|November|December))\b"
)
_VAGUE = frozenset({"day", "hou", "min", "sec", "wee", "mon", "exa", "oth", "mor", "per", "tim", "tho", "thi", "rea"})
"""First letters of units of which an honest answer gives many: three weeks here and one there contradict nothing."""


@dataclass(frozen=True, slots=True)
class Claim:
    """`unit` and `place` are what was counted and where, `who` ("I", "we") and `when` as it was said; empty where
    nothing was. Of the unit PERIOD `number` is the first year and `until` the last, None = it goes on."""

    number: float
    unit: str
    place: str
    said: str
    source: Source
    who: str = ""
    when: str = ""
    until: float | None = None
    scope: Scope = IN_ALL

    @property
    def noted(self) -> str:
        """For a language model: what is claimed, where, when, by whom."""
        where = f" at {self.place}" if self.place else ""
        whence = ", ".join(part for part in (self.who, self.when, self.source) if part)
        return f"{_shown(self)}{where} ({whence})"


@dataclass(frozen=True, slots=True)
class Contradiction:
    earlier: Claim
    later: Claim

    @property
    def opening(self) -> str:
        """Names what was claimed first."""
        where = f" at {self.earlier.place}" if self.earlier.place else ""
        before = "your résumé has" if self.earlier.source == "résumé" else "earlier I noted"
        return f"Just so that I note it correctly, {before} {_shown(self.earlier)}{where}"

    @property
    def told(self) -> str:
        """What was claimed first, and whence."""
        where = f" at {self.earlier.place}" if self.earlier.place else ""
        return f"{'your résumé has' if self.earlier.source == 'résumé' else 'you said'} {_shown(self.earlier)}{where}"

    @property
    def question(self) -> str:
        """Neutral: names both figures and asks which holds."""
        return f"{self.opening}, and I now heard {_shown(self.later)}. Which one holds?"

    @property
    def rephrasings(self) -> tuple[str, ...]:
        """The question in other words."""
        where = f" at {self.earlier.place}" if self.earlier.place else ""
        before = "Your résumé says" if self.earlier.source == "résumé" else "Before, you told me"
        first, later = f"{_shown(self.earlier)}{where}", _shown(self.later)
        return (
            f"{before} {first}, and you just said {later}. Which is right?",
            f"I have two versions here, {first} and {later}. Which of them should I write down?",
        )


def place_in(text: str) -> str:
    """The place of work that is named, '' where none is."""
    named = _PLACE.search(text)
    return named[1] if named else ""


def claims_in(sentences: Sequence[str], source: Source, place: str = "") -> list[Claim]:
    """Every counted thing with a number of two or more; a place named in a sentence holds for those after it, `place`
    until one is named."""
    found: list[Claim] = []
    for sentence in sentences:
        named = place_in(sentence)
        place = named or place
        found += _periods(sentence, named, source)
        when = _WHEN.search(sentence)
        who, said_when = _who(sentence), when[0] if when else ""
        for match in _CLAIM.finditer(sentence):
            unit = "percent" if match["percent"] else (match["unit"] or "").lower()
            number = value_of(match["number"])
            counted = unit and unit != "percent" and unit not in _NO_UNIT and _stem(unit) not in _VAGUE
            if counted and number is not None and number > 1:
                scope = scope_of(sentence, match.start(), match.end())
                found.append(Claim(number, unit, place, sentence, source, who, said_when, scope=scope))
    return found


def _periods(sentence: str, place: str, source: Source) -> list[Claim]:
    """When somebody worked at a place that the sentence names: of a résumé from year to year, of an answer a year."""
    lasted, then = _LASTED.search(sentence), _THEN.search(sentence)
    if source == "résumé" and place and lasted:
        last = float(lasted["last"]) if lasted["last"] else None
        return [Claim(float(lasted["first"] or lasted["since"]), PERIOD, place, sentence, source, until=last)]
    if source == "answer" and place and then and not _OTHER_TIME.search(sentence):
        year = float(then["year"])
        return [Claim(year, PERIOD, place, sentence, source, _who(sentence), until=year)]
    return []


def _who(sentence: str) -> str:
    return next((who for who in ("I", "we") if re.search(rf"\b{who}\b", sentence)), "")


def contradictions(claims: Sequence[Claim]) -> list[Contradiction]:
    """Pairs of one unit at one named place that tell the same fact by different numbers, the earlier one first; each
    unit once."""
    earlier: dict[str, list[Claim]] = {}
    found: dict[tuple[str, str], Contradiction] = {}
    for claim in claims:
        before = earlier.setdefault(_stem(claim.unit), [])
        first = next((c for c in before if claim.place and _of_one_fact(c, claim)), None)
        if first is None:
            before.append(claim)
        elif _disagree(first, claim):
            found.setdefault((_stem(first.unit), first.place), Contradiction(first, claim))
    return list(found.values())


def _of_one_fact(first: Claim, later: Claim) -> bool:
    """A time that only one of them names may be another; a résumé speaks of its writer."""
    if not _same_place(first.place, later.place):
        return False
    if PERIOD in (first.unit, later.unit):
        return first.unit == later.unit
    same_people = (first.who or "I") == (later.who or "I")
    return first.when == later.when and of_one_fact(first.scope, later.scope, same_people)


def _disagree(first: Claim, later: Claim) -> bool:
    """Two years of one place do not: only a year outside of what the résumé says."""
    if first.unit != PERIOD:
        return not figures_agree(first.number, later.number, first.scope.rough or later.scope.rough)
    within = first.number <= later.number <= (first.until or float("inf"))
    return first.source == "résumé" and later.source == "answer" and not within


def _same_place(one: str, other: str) -> bool:
    """Brightwave is Brightwave Labs."""
    a, b = set(one.lower().split()), set(other.lower().split())
    return bool(a and b) and (a <= b or b <= a)


def sentences_of(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"(?<=[.!?])\s+", text) if part.strip()]


def answer_claims(texts: Sequence[str], place: str = "") -> list[Claim]:
    return claims_in([s for text in texts for s in sentences_of(text)], "answer", place)


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
    if claim.unit != PERIOD:
        return f"{claim.number:g} {claim.unit}"
    if claim.until is None:
        return f"{claim.number:.0f} until today"
    return f"{claim.number:.0f}" if claim.until == claim.number else f"{claim.number:.0f} to {claim.until:.0f}"
