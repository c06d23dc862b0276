"""Whether two counts of one thing at one place can tell the same fact: what was done with it, how often, how surely."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FAMILIES = (
    "lead led leading manage ran run running supervise head headed coordinate oversee oversaw direct have had has "
    "team group crew staff were was are is",
    "label labele labell labelle annotate tag tagg mark rate rank grade drew draw",
    "review check audit read verifie verify proofread inspect",
    "train onboard onboarde mentor mentore taught teach coach",
    "write wrote written author draft",
)
_FAMILY = {word: number for number, words in enumerate(_FAMILIES) for word in words.split()}
LEADING = 0
"""The family of having and leading people: what one leads, one's team has, so that I and we may be compared."""
_HEDGES_AND_ARTICLES = """
a an the my our of all by with about around roughly nearly almost some over more than at least up to approximately
maybe perhaps probably just only exactly total
"""
_PASSED_OVER = frozenset(_HEDGES_AND_ARTICLES.split())
_ROUGH = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|some|over|more than|at least|up to|under|fewer than|less than|"
    r"approximately|maybe|perhaps|probably|close to|something like)\W+(?:an? )?$",
    re.I,
)
ROUGHLY = 1.25
"""Up to this ratio two figures agree where one was said to be no exact one."""
_RATE = re.compile(
    r"\W*(?:\w+ )?(?:(?:a|an|per|each|every) (?P<per>hour|day|night|shift|week|sprint|month|quarter|year)s?"
    r"|(?P<ly>hourly|daily|weekly|monthly|quarterly|yearly))\b",
    re.I,
)
_RATES = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter"}
_PART_AFTER = re.compile(
    r"\W*(?:who|whose|that|which|left|each|apiece|more|from|out of|of (?:the|them|those|these|which|my|our|mine)"
    r"|(?:in|on|for|during) (?:one|a|an|another|each|every|that|this"
    r"|the (?:first|second|third|last|next|pilot|other)))\b",
    re.I,
)
_PASSIVE = re.compile(r"\W*(?:was|were|are|is|got|get|had been|have been) (?:\w+ly )?(\w+)", re.I)
_OTHER_TIME = re.compile(
    r"\b(?:(?:on|by|until|before|after) (?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|at first|in the end"
    r"|by the end|originally|initially|eventually|later|(?:that|the (?:first|second|third|next|last|same|other)) "
    r"(?:day|week|month|quarter|year|morning|afternoon|evening|night|shift|sprint|round|batch))\b",
    re.I,
)
_CHANGES = re.compile(
    r"\b(?:grew|grow|grown|rose|fell|dropped|increased|doubled|shrank|went (?:up|down|from))\b|\bfrom\b.+\bto\b", re.I
)
_UNREAL = re.compile(
    r"\b(?:if|would|could|should|might|wouldn't|couldn't|not|never|need|needed|want|wanted|imagine|suppose|say|let's"
    r"|didn't|don't|haven't|hadn't|instead of|rather than)\b",
    re.I,
)
_CLAUSE = re.compile(r"[,;:.!?()]|\b(?:and|but|because|so|while|when|where|until)\b", re.I)


@dataclass(frozen=True, slots=True)
class Scope:
    """Of what a figure holds. `deed` is what was done with the things counted, '' where they only stand there; `rate`
    the time it was done in, '' = in all; `part`: of some of them, at another time, or not in earnest; `rough`: no exact
    figure."""

    deed: str = ""
    rate: str = ""
    part: bool = False
    rough: bool = False


IN_ALL = Scope()


def scope_of(sentence: str, start: int, end: int) -> Scope:
    """`start` and `end` are where the figure with its unit stands in the sentence."""
    before, after = sentence[:start], sentence[end:]
    clause, rest = _CLAUSE.split(before)[-1], _CLAUSE.split(after)[0]
    rate = _RATE.match(after)
    elsewhere = _PART_AFTER.match(after) or _OTHER_TIME.search(sentence) or _CHANGES.search(f"{clause} {rest}")
    part = bool(elsewhere or _UNREAL.search(clause))
    per = (rate["per"] or _RATES.get(rate["ly"].lower(), "year")).lower() if rate else ""
    return Scope(_deed(clause, after), per, part, bool(_ROUGH.search(clause)) or after.startswith("+"))


def _deed(clause: str, after: str) -> str:
    for word in reversed(re.findall(r"[\w'-]+", clause.lower())):
        if word not in _PASSED_OVER:
            return _root(word)
    passive = _PASSIVE.match(after)
    return _root(passive[1].lower()) if passive else ""


def _root(word: str) -> str:
    for ending in ("ing", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 2 and word not in _FAMILY:
            return word[: -len(ending)]
    return word


def of_one_fact(one: Scope, other: Scope, same_people: bool) -> bool:
    """`same_people`: whether both were said of oneself, or both of more than oneself."""
    if one.part or other.part or one.rate != other.rate or not one.deed or not other.deed:
        return False
    families = _family(one.deed), _family(other.deed)
    if families[0] is None or families[1] is None:
        return same_people and one.deed == other.deed
    return families[0] == families[1] and (same_people or families[0] == LEADING)


def _family(deed: str) -> int | None:
    return next((_FAMILY[form] for form in (deed, f"{deed}e", f"{deed}l") if form in _FAMILY), None)


def figures_agree(one: float, other: float, rough: bool) -> bool:
    low, high = sorted((one, other))
    return low == high or (rough and high <= ROUGHLY * low)
