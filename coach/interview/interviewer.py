"""Port of the language model that may phrase a follow-up."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    role: Role
    content: str


class ChatModel(Protocol):
    @property
    def name(self) -> str:
        """For the log, e.g. `openai/gpt-4o-mini`."""

    def stream(self, messages: Sequence[Message]) -> AsyncIterator[str]:
        """The reply, piece by piece as it comes. Raises ModelError: refused, stalled, cut off, empty."""
