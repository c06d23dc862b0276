"""The only writer of an attempt's log."""

from __future__ import annotations

from coach.events import Event, PartialTranscript
from coach.records.store import Store


class Recorder:
    """Writes events down before anything is done with them. Partials are shown, never stored."""

    def __init__(self, store: Store, attempt_id: str) -> None:
        self._store = store
        self._attempt_id = attempt_id

    def append(self, *events: Event) -> None:
        """All of them or none; durable when it returns. Raises StoreError."""
        kept = [event for event in events if not isinstance(event, PartialTranscript)]
        if kept:
            self._store.append(self._attempt_id, kept)
