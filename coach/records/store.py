"""Port of what lasts: an attempt is an append-only log of events."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from coach.events import Event


@dataclass(frozen=True, slots=True)
class AttemptSummary:
    """`created`: UTC ISO 8601. `finished` False = can be resumed."""

    attempt_id: str
    created: str
    bank_id: str
    profile_id: str
    question_ids: tuple[str, ...]
    finished: bool
    overall: int | None


Added = Callable[[list[Event]], Sequence[Event]]
"""The log as it is → what is to be added to it. A pure function: it may be asked again."""


class Store(Protocol):
    """Synchronous and thread-safe; each append is durable when it returns. Raises StoreError, AttemptNotFound."""

    def append(self, attempt_id: str, events: Sequence[Event]) -> None:
        """The first append of an attempt must begin with AttemptStarted."""

    def extend(self, attempt_id: str, added: Added) -> list[Event]:
        """Appends what `added` makes of the log, and returns it; nothing comes between its reading and its writing."""

    def events(self, attempt_id: str) -> list[Event]: ...

    def attempts(self) -> list[AttemptSummary]:
        """Newest first."""

    def remove(self, attempt_id: str) -> None:
        """The attempt and every event of it, for good."""


def made_at(attempt_id: str) -> str:
    """When `new_attempt_id` made it, ISO 8601 in UTC; '' where it did not."""
    try:
        return datetime.strptime(attempt_id[:15], "%Y%m%d-%H%M%S").replace(tzinfo=UTC).isoformat()
    except ValueError:
        return ""


def new_attempt_id(now: datetime | None = None) -> str:
    """Sorts by time, safe in paths and addresses, not to be guessed."""
    return f"{(now or datetime.now(UTC)):%Y%m%d-%H%M%S}-{secrets.token_hex(4)}"
