"""What a speaker says was never used: "I never measured kappa" names it and shows none of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from scoring.any_case import AnyCase
from scoring.language import SENTENCES, plain, split, stem

_ADVERB = r"(?: \w+ly| even| just| also| still| once| ever)?"
_USED = (
    r"(?:used?|measured?|computed?|calculated?|tracked?|applied|apply|ran|run|did|done|do|had|have|checked?|"
    r"created?|written|wrote|write|built|build|set up|employed|employ|considered?|tried|try|knew|know|heard?(?: of)?|"
    r"learn(?:ed|t)?|looked? at|thought of|think of|worked? with|made|make|needed?|bother(?:ed)? (?:with|about)|"
    r"(?:got|get) a?round to \w+ing|bother(?:ed)? to \w+|(?:had|have) (?:the |any )?(?:time|chance) (?:for|to \w+))"
)
_NOT = (
    r"(?:(?:did|have|had) (?:not|never)|(?:did|have|had)n't|never|i've never|we've never|i'd never|we'd never|"
    r"nobody|no one|none of us)"
)
_DENIAL = re.compile(rf"\b(?:(?:i|we){_ADVERB} )?{_NOT}{_ADVERB} {_USED} (?P<between>(?:[\w']+ ){{0,4}})$")
"""All that stands in a clause up to the first word of what was not used."""
_WHO = re.compile(r"\b(?:i|we|i've|we've|i'd|we'd|nobody|no one|none of us)\b")
_NARROWER_WORDS = "that how why if whether when to without only just until than more less too enough"
_NARROWER = frozenset(_NARROWER_WORDS.split())
"""Between the verb and its object these begin another clause, or deny less than the whole of it."""
_ASIDE = (
    r"(?: (?:at all|there|then|ever|myself|ourselves|either|anywhere|honestly|to be honest|in my life|yet)"
    r"| or(?: any)?(?: \w+){1,3}| (?:in|on|at|for|with|during) (?:that|this|my|our|any|all|it)(?: \w+){0,2})*"
)
_ENDS = re.compile(rf"{_ASIDE}$")
_LEFT_UNDONE = re.compile(
    rf" (?:(?:was|were) (?:not|never)|(?:was|were)n't|(?:has|have|had) (?:not|never) been|(?:has|have|had)n't been)"
    rf"{_ADVERB} {_USED}{_ASIDE}$"
)
_UNKNOWN = re.compile(
    rf"\b(?:i|we){_ADVERB} (?:do not|don't|cannot|can't|couldn't|could not){_ADVERB} (?:really )?"
    r"(?:know|understand|remember|recall|say|explain|tell(?: you)?) (?:what|how) (?:an? |the |this |that )?$"
)
_IS_IT = re.compile(r" (?:is|are|means?|stands? for|works?|would be)\b")
"""Before and after what the speaker does not know at all."""
_NEGATED = AnyCase(r"n't\b|\b(?:not|never|nobody|no one|none)\b")
_REASONED = AnyCase(r"\b(?:because|since|until|till|before|unless|at first|initially|in the beginning|instead of)\b")
"""Why it was not used, or until when: whoever says so knows it, or came to use it."""
_MENDED = AnyCase(
    r"\b(?:i|we)(?:'d|'ve)? (?:\w+ )?(?:introduc|start|beg[au]n|propos|suggest|add|buil|wr[io]t|creat|set|made|did|"
    r"brought)\w*(?: \w+){0,4} (?:it|them|one|some|that)\b"
)
"""What was missing was put in its place."""
_CLAUSE = re.compile(r"[,;:.!?]|\b(?:but|so|and)\b")


def denied(texts: Sequence[str], index: int, met: Collection[str]) -> bool:
    """Whether a sentence only says that the speaker did not use what has these stems.

    `texts`: the answer's sentences; the one that follows may say that it was put in place then.
    """
    text = plain(texts[index])
    if not met or not may_deny(texts[index]):
        return False
    if _MENDED.found_in(" ".join(map(plain, texts[index : index + 2]))):
        return False
    found = [_denied_in(clause, places) for clause in _clauses(text) if (places := _places(clause, met))]
    return bool(found) and all(found)


@lru_cache(maxsize=SENTENCES)
def may_deny(text: str) -> bool:
    """Whether a sentence may say at all that something was not used."""
    ready = plain(text)
    return _NEGATED.found_in(ready) and not _REASONED.found_in(ready)


@lru_cache(maxsize=SENTENCES)
def _clauses(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of each part of a sentence; those of a word with a hyphen stand apart."""
    return tuple(tuple(" ".join(split(part)).replace("-", " ").split()) for part in _CLAUSE.split(text))


def _places(clause: Sequence[str], met: Collection[str]) -> list[int]:
    return [place for place, word in enumerate(clause) if stem(word) in met]


def _denied_in(clause: Sequence[str], places: Sequence[int]) -> bool:
    """Whether a clause denies what has its words at `places`."""
    rest = "".join(f" {word}" for word in clause[places[-1] + 1 :])
    if _LEFT_UNDONE.match(rest):
        return True
    before = "".join(f"{word} " for word in clause[: places[0]])
    if _IS_IT.match(rest) and _UNKNOWN.search(before):
        return True
    return bool(_ENDS.match(rest)) and any(_denies(" ".join(clause[:first]) + " ") for first in places if first)


def _denies(before: str) -> bool:
    denial = _DENIAL.search(before)
    if denial is None or _WHO.search(before) is None:
        return False
    return _NARROWER.isdisjoint(denial["between"].split())
