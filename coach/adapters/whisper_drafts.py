"""Tokens that are likely to come, so that one pass of the decoder settles several of them."""

from __future__ import annotations

from collections.abc import Sequence

AHEAD = 12
"""How far a draft is searched for the place where it fits again."""


class Draft:
    """What an earlier decoding said of nearly the same sound. A wrong draft costs time and changes nothing."""

    def __init__(self, tokens: Sequence[int], most: int) -> None:
        """`most`: tokens that one pass may be given."""
        self._tokens, self._most, self._at = list(tokens), most, 0

    def following(self) -> tuple[int, ...]:
        return tuple(self._tokens[self._at : self._at + self._most])

    def said(self, token: int) -> None:
        """The decoding said `token`; the draft goes on after it where it has it, else stays."""
        ahead = self._tokens[self._at : self._at + AHEAD]
        if token in ahead:
            self._at += ahead.index(token) + 1
