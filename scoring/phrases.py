"""Phrases as data: which of many named turns of phrase are in a sentence, found by its words in one pass.

A line of phrases is `name: phrase; phrase`. In a phrase, words stand apart by spaces; `a|b` is either word, `*` any
word, `~learn` any word with that stem, `@past`, `@number`, `@percent`, `@ing` and `@negated` a class of words, and a
leading `^` binds the phrase to the beginning of the sentence, openers aside.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from scoring.language import stem

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


@lru_cache(maxsize=65536)
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
        self._rules: dict[str, list[_Rule]] = {}
        self.names: list[str] = []
        for line in filter(None, map(str.strip, lines.splitlines())):
            name, colon, phrases = line.partition(":")
            if not colon:
                raise ValueError(f"no name in the line of phrases {line!r}")
            self.names.append(name)
            for phrase in filter(None, map(str.strip, phrases.split(";"))):
                self._add(name, phrase)

    def _add(self, name: str, phrase: str) -> None:
        first, *rest = phrase.removeprefix("^").split()
        steps = tuple(frozenset(word.split("|")) for word in rest)
        for key in first.split("|"):
            self._rules.setdefault(key, []).append((steps, name, phrase.startswith("^")))

    def count(self, words: Sequence[str]) -> Mapping[str, int]:
        """How often each phrase's name is found among lower-case `words`; names not found are absent."""
        rules, found = self._rules, dict[str, int]()
        keys = [classes_of(word) for word in words]
        start = next((i for i, word in enumerate(words) if word not in _OPENERS), 0)
        for i, own in enumerate(keys):
            hits = set[str]()
            for key in own:
                for steps, name, bound in rules.get(key, ()):
                    if (not bound or i == 0 or i == start) and name not in hits and _follows(steps, keys, i + 1):
                        hits.add(name)
            for name in hits:
                found[name] = found.get(name, 0) + 1
        return found

    def find(self, words: Sequence[str]) -> frozenset[str]:
        """The names found among lower-case `words`."""
        rules, found = self._rules, set[str]()
        keys = [classes_of(word) for word in words]
        start = next((i for i, word in enumerate(words) if word not in _OPENERS), 0)
        for i, own in enumerate(keys):
            for key in own:
                for steps, name, bound in rules.get(key, ()):
                    if name in found or (bound and i != 0 and i != start):
                        continue
                    if not steps or _follows(steps, keys, i + 1):
                        found.add(name)
        return frozenset(found)


def _follows(steps: tuple[_Step, ...], keys: Sequence[tuple[str, ...]], at: int) -> bool:
    if at + len(steps) > len(keys):
        return False
    return all(not step.isdisjoint(keys[n]) or "*" in step for n, step in enumerate(steps, at))
