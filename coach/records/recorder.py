"""The only writer of an attempt's log."""

from __future__ import annotations

from coach.events import Event, PartialTranscript
from coach.records.store import Store


class Recorder:
    """Writes each event down before anything is done with it. Partials are shown, never stored."""

    def __init__(self, store: Store, attempt_id: str) -> None:
        self._store = store
        self._attempt_id = attempt_id

    def append(self, event: Event) -> None:
        """Durable when it returns. Raises StoreError."""
        if not isinstance(event, PartialTranscript):
            self._store.append(self._attempt_id, [event])
