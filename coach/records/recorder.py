"""The only writer of an attempt's log."""

from __future__ import annotations

from collections.abc import Callable

from coach.events import AttemptStarted, Event, PartialTranscript
from coach.records.store import Added, Store


class Recorder:
    """Writes events down before anything is done with them. Partials are shown, never stored.

    `begun` keeps what belongs to the attempt once its beginning is written down: nothing is kept of one that never
    began.
    """

    def __init__(self, store: Store, attempt_id: str, begun: Callable[[], None] | None = None) -> None:
        self._store = store
        self._attempt_id = attempt_id
        self._begun = begun

    def append(self, *events: Event) -> None:
        """All of them or none; durable when it returns. Raises StoreError."""
        kept = [event for event in events if not isinstance(event, PartialTranscript)]
        if kept:
            self._store.append(self._attempt_id, kept)
        if self._begun and any(isinstance(event, AttemptStarted) for event in kept):
            self._begun()

    def extend(self, added: Added) -> list[Event]:
        """What is added to the log as it is by then. Raises StoreError, AttemptNotFound where it was deleted."""
        return self._store.extend(self._attempt_id, added)
