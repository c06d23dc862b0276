"""Patterns that are looked for in any case, where they may be: in a third of the time that `re.IGNORECASE` takes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import Final

from scoring.language import SENTENCES, by_word, tokens

_ESCAPE_OR_CAPITAL = re.compile(r"\\.|[A-Z]")
_INNER = re.compile(r"\w+")
_LETTERS = 4


class AnyCase:
    """A pattern in any case: ASCII text, nearly all there is, is searched lowered, other text as `re` does it.

    The pattern has no capitals that mean anything but themselves: no named groups, no flags within. `words`: everything
    that it finds has one of them in it, as a whole word or, from four letters on, as the beginning of one; text without
    any of them is not searched. Words have no apostrophes: `don` is in what has `don't`. Of groups of words, with `&`
    between them, all that it finds has one of each.
    """

    def __init__(self, pattern: str, words: str = "") -> None:
        self.pattern: Final = pattern
        lowered = _ESCAPE_OR_CAPITAL.sub(lambda m: m[0] if m[0][0] == "\\" else m[0].lower(), pattern)
        self._lowered: Final = re.compile(lowered)
        self._groups: Final = [_beginnings(group.split()) for group in words.split("&") if words]
        self.beginnings: Final = self._groups[0] if words else frozenset[str]()

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.IGNORECASE)

    def may_be_in(self, text: str) -> bool:
        """False where no search is needed."""
        return not self._groups or not text.isascii() or self.may_be_among(beginnings_in(text))

    def may_be_among(self, beginnings: frozenset[str]) -> bool:
        """False where ASCII text with these beginnings of words need not be searched."""
        for group in self._groups:  # noqa: SIM110, `all` over a generator takes twice as long
            if group.isdisjoint(beginnings):
                return False
        return True

    def found_in(self, text: str) -> bool:
        """Whether it is anywhere in `text`."""
        return self.may_be_in(text) and self.searched(text)

    def searched(self, text: str) -> bool:
        """The same, without a look at the words before."""
        return (self._lowered.search(text.lower()) if text.isascii() else self._any.search(text)) is not None

    def opens(self, text: str) -> bool:
        """Whether `text` begins with it."""
        return (self._lowered.match(text.lower()) if text.isascii() else self._any.match(text)) is not None

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where it is, in order and without overlaps: begin and end in characters of `text`."""
        if not self.may_be_in(text):
            return []
        found = self._lowered.finditer(text.lower()) if text.isascii() else self._any.finditer(text)
        return [match.span() for match in found]

    def count(self, text: str) -> int:
        """How often it is in `text`, without overlaps."""
        if not self.may_be_in(text):
            return 0
        return len(self._lowered.findall(text.lower()) if text.isascii() else self._any.findall(text))


class AnyOfMany:
    """Many patterns with words, of which only those are tried that may be in a text."""

    def __init__(self, patterns: Sequence[AnyCase]) -> None:
        self.patterns: Final = patterns
        self._by_beginning: Final[dict[str, list[AnyCase]]] = {}
        for pattern in patterns:
            for beginning in pattern.beginnings:
                self._by_beginning.setdefault(beginning, []).append(pattern)

    def count(self, text: str) -> int:
        """How often any of them is in `text`."""
        return sum([pattern.count(text) for pattern in self._likely(text)])

    def found_in(self, text: str) -> list[AnyCase]:
        """Those that are in `text`, in no order."""
        return [pattern for pattern in self._likely(text) if pattern.searched(text)]

    def _likely(self, text: str) -> Collection[AnyCase]:
        if not text.isascii():
            return self.patterns
        there, by_beginning = beginnings_in(text), self._by_beginning
        likely = {pattern for beginning in by_beginning.keys() & there for pattern in by_beginning[beginning]}
        return [pattern for pattern in likely if pattern.may_be_among(there)]


@lru_cache(maxsize=SENTENCES)
def beginnings_in(text: str) -> frozenset[str]:
    """Of every word, and every part of one with a hyphen or an apostrophe, its first four letters."""
    return _beginnings(tokens(text))


def _beginnings(words: Iterable[str]) -> frozenset[str]:
    return frozenset(chain.from_iterable(map(_beginnings_of, words)))


@by_word
def _beginnings_of(word: str) -> tuple[str, ...]:
    return tuple([part[:_LETTERS] for part in ((word,) if word.isalnum() else _INNER.findall(word))])
