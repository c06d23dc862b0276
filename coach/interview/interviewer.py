"""Port of the language model that may put a move into its own words."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one call, as its provider counted them."""

    prompt_tokens: int
    completion_tokens: int


class ChatModel(Protocol):
    @property
    def name(self) -> str:
        """For the log, e.g. `openai/gpt-4o-mini`."""

    def stream(self, messages: Sequence[Message]) -> AsyncIterator[str | Usage]:
        """The reply as it comes, then its tokens. Raises ModelError: refused, stalled, cut off, empty."""

    def price(self, usage: Usage) -> float | None:
        """US dollars, None where the price is not known."""
