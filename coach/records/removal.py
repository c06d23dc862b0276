"""Taking back: an attempt, its sound, answers that arrived; with everything that was kept of them on this machine."""

from __future__ import annotations

from pathlib import Path

from coach.errors import AttemptNotFound, UsageError
from coach.records.own_banks import OwnBanks
from coach.records.practice_sets import PracticeSets, was_asked
from coach.records.question_banks import OWN_BANK, SET_BANK
from coach.records.recordings import has_recording, remove_recording
from coach.records.reviews import Practice
from coach.records.set_files import FileRefused
from coach.records.store import AttemptSummary, Store


def remove_attempt(
    store: Store, recordings: Path, attempt_id: str, practice: Practice | None = None, own: OwnBanks | None = None
) -> None:
    """What was sent, reviewed, recorded and drawn for it first, the record last: what is cut short can be done again.
    Raises AttemptNotFound; UsageError where the attempt counts elsewhere."""
    summary = next((a for a in store.attempts() if a.attempt_id == attempt_id), None)
    if summary is None:
        _forget_drawn(own, attempt_id)
        raise AttemptNotFound(f"There is no attempt {attempt_id}. It may have been deleted before.")
    sets = practice.sets if practice else None
    if summary.bank_id.startswith(SET_BANK) and was_asked(store.events(attempt_id)) and not is_preview(summary, sets):
        raise UsageError("This attempt is one of those that your practice set allows, so it stays. Its sound can go.")
    if practice:
        _forget_sent(practice, attempt_id)
    remove_recording(recordings, attempt_id)
    _forget_drawn(own, attempt_id)
    store.remove(attempt_id)


def remove_sound(recordings: Path, attempt_id: str, practice: Practice | None = None) -> bool:
    """The recording, and before it its copies in answers that were sent to the inbox of this machine; their words stay.
    True: there was sound. Raises StoreError, UsageError."""
    copies = _silence_sent(practice, attempt_id) if practice else 0
    there = has_recording(recordings, attempt_id)
    remove_recording(recordings, attempt_id)
    return there or copies > 0


def remove_submission(practice: Practice, submission_id: str) -> None:
    """Answers that arrived, after what was written about them here. Raises UsageError where there are none."""
    if submission_id in practice.inbox:
        practice.reviews.forget(submission_id)
    practice.inbox.remove(submission_id)


def is_preview(summary: AttemptSummary, sets: PracticeSets | None) -> bool:
    """A coach's own go at a set that was made here and is nobody's yet."""
    if sets is None or not summary.bank_id.startswith(SET_BANK):
        return False
    try:
        return sets.find(summary.bank_id.removeprefix(SET_BANK)).preview
    except (UsageError, FileRefused):
        return False


def _silence_sent(practice: Practice, attempt_id: str) -> int:
    """In how many answers there was sound. Those without it are noted as sent before they are there, so that a review
    of them is taken."""
    heard = [one for one in practice.inbox.sent_from_here(attempt_id) if one.has_audio]
    for one in heard:
        silent = practice.inbox.silenced(one)
        practice.sent.note(silent, delivered=True)
        practice.inbox.replace(one.id, silent)
    return len(heard)


def _forget_sent(practice: Practice, attempt_id: str) -> None:
    for one in practice.inbox.sent_from_here(attempt_id):
        remove_submission(practice, one.id)
    practice.reviews.forget_seen(attempt_id)
    practice.sent.forget(attempt_id)


def _forget_drawn(own: OwnBanks | None, attempt_id: str) -> None:
    if own:
        own.remove_bank(f"{OWN_BANK}{attempt_id}")
