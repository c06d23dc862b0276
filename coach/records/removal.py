"""Taking back: an attempt with everything that was kept of it."""

from __future__ import annotations

from pathlib import Path

from coach.errors import AttemptNotFound, UsageError
from coach.records.own_banks import OwnBanks
from coach.records.practice_sets import PracticeSets, was_asked
from coach.records.question_banks import OWN_BANK, SET_BANK
from coach.records.recordings import remove_recording
from coach.records.set_files import FileRefused
from coach.records.store import AttemptSummary, Store


def remove_attempt(
    store: Store, recordings: Path, attempt_id: str, sets: PracticeSets | None = None, own: OwnBanks | None = None
) -> None:
    """The sound and the questions drawn for it first, the record last: what is cut short can be done again. Raises
    AttemptNotFound; UsageError where the attempt counts elsewhere."""
    summary = next((a for a in store.attempts() if a.attempt_id == attempt_id), None)
    if summary is None:
        _forget_drawn(own, attempt_id)
        raise AttemptNotFound(f"There is no attempt {attempt_id}. It may have been deleted before.")
    if summary.bank_id.startswith(SET_BANK) and was_asked(store.events(attempt_id)) and not is_preview(summary, sets):
        raise UsageError("This attempt is one of those that your practice set allows, so it stays. Its sound can go.")
    remove_recording(recordings, attempt_id)
    _forget_drawn(own, attempt_id)
    store.remove(attempt_id)


def _forget_drawn(own: OwnBanks | None, attempt_id: str) -> None:
    if own:
        own.remove_bank(f"{OWN_BANK}{attempt_id}")


def is_preview(summary: AttemptSummary, sets: PracticeSets | None) -> bool:
    """A coach's own go at a set that was made here and is nobody's yet."""
    if sets is None or not summary.bank_id.startswith(SET_BANK):
        return False
    try:
        return sets.find(summary.bank_id.removeprefix(SET_BANK)).preview
    except (UsageError, FileRefused):
        return False
