"""Taking back: an attempt with everything that was kept of it."""

from __future__ import annotations

from pathlib import Path

from coach.errors import AttemptNotFound, UsageError
from coach.records.practice_sets import SET_BANK
from coach.records.recordings import remove_recording
from coach.records.store import Store


def remove_attempt(store: Store, recordings: Path, attempt_id: str) -> None:
    """The sound first, then the record. Raises AttemptNotFound; UsageError where the attempt counts elsewhere."""
    summary = next((a for a in store.attempts() if a.attempt_id == attempt_id), None)
    if summary is None:
        raise AttemptNotFound(f"There is no attempt {attempt_id}. It may have been deleted before.")
    if summary.bank_id.startswith(SET_BANK):
        raise UsageError("This attempt is one of those that your practice set allows, so it stays. Its sound can go.")
    remove_recording(recordings, attempt_id)
    store.remove(attempt_id)
