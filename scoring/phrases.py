"""Phrases as data: which of many named turns of phrase are in a sentence, found by its words in one pass.

A line of phrases is `name: phrase; phrase`. In a phrase, words stand apart by spaces; `a|b` is either word, `*` any
word, `~learn` any word with that stem, `@past`, `@number`, `@percent`, `@ing` and `@negated` a class of words, and a
leading `^` binds the phrase to the beginning of the sentence, openers aside.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scoring.language import by_word, stem

_IRREGULAR_PAST_WORDS = """
built cut did drew found gave got kept made put ran rang read rewrote said sat sent set spoke told took went wrote
let left held brought bought fought thought taught caught sold stood began drove chose broke flew grew knew threw
wore won lost met paid hung hid led fed dug swapped rode shook split shut stuck struck swept drank ate fell felt
"""
_IRREGULAR_PAST = frozenset(_IRREGULAR_PAST_WORDS.split())
_NOT_PAST_WORDS = """
need indeed speed feed seed bed red shed hundred bleed exceed proceed embed
"""
_NOT_PAST = frozenset(_NOT_PAST_WORDS.split())
_NUMBERS_WORDS = """
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen half twice percent
"""
_NUMBERS = frozenset(_NUMBERS_WORDS.split())
_OPENERS_WORDS = """
so and but then well um uh er okay ok yeah yes right now oh because since that's also like basically
"""
_OPENERS = frozenset(_OPENERS_WORDS.split())
_DIGIT = re.compile(r"\d")

_Step = frozenset[str]
_Rule = tuple[tuple[_Step, ...], str, bool]


@by_word
def classes_of(word: str) -> tuple[str, ...]:
    """Everything by which a phrase may name this lower-case word: itself, its stem, `@past`, `@number` …"""
    found = [word, "~" + stem(word)]
    if word in _IRREGULAR_PAST or (word.endswith("ed") and len(word) > 3 and word not in _NOT_PAST):
        found.append("@past")
    if word in _NUMBERS or _DIGIT.search(word) or word.partition("-")[0] in _NUMBERS:
        found.append("@number")
    if word == "percent" or (word.endswith("%") and len(word) > 1):
        found.append("@percent")
    if word.endswith("ing") and len(word) > 4:
        found.append("@ing")
    if word.endswith("n't") or word in {"not", "no", "never", "nobody", "nothing", "cannot", "none"}:
        found.append("@negated")
    return tuple(found)


class PhraseTable:
    """Named phrases, ready to be looked for; raises ValueError on a line without a name."""

    def __init__(self, lines: str) -> None:
        self._openings: dict[str, _Opening] = {}
        self._opened_by = by_word(self._opening)
        self.names: list[str] = []
        for line in filter(None, map(str.strip, lines.splitlines())):
            name, colon, phrases = line.partition(":")
            if not colon:
                raise ValueError(f"no name in the line of phrases {line!r}")
            self.names.append(name)
            for phrase in filter(None, map(str.strip, phrases.split(";"))):
                self._add(name, phrase)
        for opening in self._openings.values():
            opening.close()

    def _add(self, name: str, phrase: str) -> None:
        first, *rest = phrase.removeprefix("^").split()
        steps = tuple(frozenset(word.split("|")) for word in rest)
        for key in first.split("|"):
            opening = self._openings.setdefault(key, _Opening())
            if not steps:
                (opening.at_start if phrase.startswith("^") else opening.anywhere).add(name)
            for second in steps[0] if steps else ():
                opening.longer.setdefault(second, []).append((steps[1:], name, phrase.startswith("^")))

    def find(self, words: Sequence[str]) -> frozenset[str]:
        """The names found among lower-case `words`."""
        found, last, start = set[str](), len(words) - 1, 0
        for word in words:
            if word not in _OPENERS:
                break
            start += 1
        each = [*map(classes_of, words)]
        for at, opening in enumerate(map(self._opened_by, words)):
            if opening is None:
                continue
            if opening.anywhere:
                found |= opening.anywhere
            if at == 0 or at == start:
                found |= opening.at_start
            if opening.longer and at < last and (opening.goes_on or not opening.seconds.isdisjoint(each[at + 1])):
                _go_on(opening.longer, each, at + 1, at in (0, start), found)
        return frozenset(found)

    def _opening(self, word: str) -> _Opening | None:
        """The phrases that this word may begin, by whatever it is named."""
        each = [self._openings[key] for key in classes_of(word) if key in self._openings]
        if len(each) < 2:
            return each[0] if each else None
        together = _Opening()
        for opening in each:
            together.anywhere |= opening.anywhere
            together.at_start |= opening.at_start
            for second, rules in opening.longer.items():
                together.longer.setdefault(second, []).extend(rules)
        together.close()
        return together


@dataclass(slots=True)
class _Opening:
    """The phrases with one first word: the names of those that are no longer, and the others by their second word.

    `at_start`: those that only begin a sentence. `seconds`: the second words; `goes_on`: whether any word is one (`*`).
    """

    anywhere: set[str] = field(default_factory=set)
    at_start: set[str] = field(default_factory=set)
    longer: dict[str, list[_Rule]] = field(default_factory=dict)
    seconds: frozenset[str] = frozenset()
    goes_on: bool = False

    def close(self) -> None:
        """To be called when all phrases are there."""
        self.seconds, self.goes_on = frozenset(self.longer), "*" in self.longer


_Classes = Sequence[tuple[str, ...]]
"""Of each word of a sentence, all that a phrase may name it by."""


def _go_on(longer: Mapping[str, Sequence[_Rule]], words: _Classes, at: int, first: bool, found: set[str]) -> None:
    """Adds the names of the longer phrases whose second word is here. `first`: whether the one before may begin all."""
    for second in (*words[at], "*"):
        for steps, name, bound in longer.get(second, ()):
            if name not in found and (first or not bound) and (not steps or _follows(steps, words, at + 1)):
                found.add(name)


def _follows(steps: tuple[_Step, ...], words: _Classes, at: int) -> bool:
    if at + len(steps) > len(words):
        return False
    for n, step in enumerate(steps, at):  # noqa: SIM110, `all` over a generator takes twice as long
        if step.isdisjoint(words[n]) and "*" not in step:
            return False
    return True
