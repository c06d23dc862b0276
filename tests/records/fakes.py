"""A store in memory, for every test that needs one. Passes the contract of `store_contract`."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from coach.errors import AttemptNotFound, StoreError
from coach.events import AttemptFinished, AttemptStarted, Event, PartialTranscript
from coach.records.store import Added, AttemptSummary


class MemoryStore:
    def __init__(self) -> None:
        self._logs: dict[str, list[Event]] = {}
        self._lock = threading.Lock()

    def append(self, attempt_id: str, events: Sequence[Event]) -> None:
        kept = [e for e in events if not isinstance(e, PartialTranscript)]
        if not kept:
            return
        with self._lock:
            log = self._logs.get(attempt_id)
            if log is None and not isinstance(kept[0], AttemptStarted):
                raise AttemptNotFound(f"no attempt {attempt_id!r}")
            later = kept[1:] if log is None else kept
            if any(isinstance(e, AttemptStarted) for e in later):
                raise StoreError(f"attempt {attempt_id} was begun before")
            self._logs[attempt_id] = [*(log or []), *kept]

    def extend(self, attempt_id: str, added: Added) -> list[Event]:
        while True:
            log = self.events(attempt_id)
            kept = [e for e in added(log) if not isinstance(e, PartialTranscript)]
            with self._lock:
                if self._logs.get(attempt_id) == log:
                    self._logs[attempt_id] = [*log, *kept]
                    return kept

    def events(self, attempt_id: str) -> list[Event]:
        with self._lock:
            if attempt_id not in self._logs:
                raise AttemptNotFound(f"no attempt {attempt_id!r}")
            return list(self._logs[attempt_id])

    def attempts(self) -> list[AttemptSummary]:
        with self._lock:
            return [_summary(attempt_id, number, log) for number, (attempt_id, log) in enumerate(self._logs.items())][
                ::-1
            ]

    def remove(self, attempt_id: str) -> None:
        with self._lock:
            if self._logs.pop(attempt_id, None) is None:
                raise AttemptNotFound(f"no attempt {attempt_id!r}")


def _summary(attempt_id: str, number: int, log: Sequence[Event]) -> AttemptSummary:
    started = log[0]
    assert isinstance(started, AttemptStarted)
    finished = next((e for e in reversed(log) if isinstance(e, AttemptFinished)), None)
    return AttemptSummary(
        attempt_id,
        f"2026-01-01T00:{number // 60 % 60:02d}:{number % 60:02d}.000+00:00",
        started.bank_id,
        started.profile_id,
        started.question_ids,
        finished is not None,
        finished.report.overall if finished else None,
    )
