"""Attempts that are in the store: read out in a form, or gone on with."""

from __future__ import annotations

from collections.abc import Sequence

from coach.app import Coach
from coach.errors import AttemptNotFound, BankError
from coach.events import AttemptStarted, Event
from coach.interview.rehearsal import Rehearsal
from coach.records.exports import export_attempt as in_form


def started(events: Sequence[Event], attempt_id: str) -> AttemptStarted:
    first = next((e for e in events if isinstance(e, AttemptStarted)), None)
    if first is None:
        raise AttemptNotFound(f"no attempt {attempt_id!r}; `coach attempts` lists those there are")
    return first


def export_attempt(coach: Coach, attempt_id: str, form: str) -> bytes:
    events = coach.store.events(attempt_id)
    summary = next(a for a in coach.store.attempts() if a.attempt_id == attempt_id)
    return in_form(summary, events, coach.all_banks().get(summary.bank_id), form, coach.paper)


def resumable(coach: Coach, attempt_id: str, wanted: str | None = None, hearing: str = "") -> Rehearsal:
    """The attempt as its log left it. Raises AttemptNotFound, BankError where it can only be read."""
    log = coach.store.events(attempt_id)
    first = started(log, attempt_id)
    bank, profile = coach.bank(first.bank_id), coach.profile(first.profile_id)
    gone = [i for i in first.question_ids if bank.find(i) is None]
    if gone:
        raise BankError(f"the bank {bank.id} no longer has the question {gone[0]!r}; this attempt can only be read")
    interviewer = coach.interviewer(wanted or (first.interviewer if coach.settings.llm_model else "scripted"))
    return Rehearsal(
        attempt_id, bank, first.question_ids, profile, interviewer, hearing or first.hearing, first.keep_audio, log
    )
