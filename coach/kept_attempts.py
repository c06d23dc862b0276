"""Attempts that are in the store: read out in a form, or gone on with."""

from __future__ import annotations

from collections.abc import Sequence

from coach.app import Coach
from coach.errors import AttemptNotFound, BankError
from coach.events import AttemptStarted, Event, ModelCalled
from coach.interview.rehearsal import Rehearsal
from coach.records.exports import export_attempt as in_form
from coach.records.profiles import known_profile
from coach.records.recordings import has_recording
from coach.records.removal import remove_attempt, remove_sound
from coach.thinking import OLLAMA


def started(events: Sequence[Event], attempt_id: str) -> AttemptStarted:
    first = next((e for e in events if isinstance(e, AttemptStarted)), None)
    if first is None:
        raise AttemptNotFound(f"no attempt {attempt_id!r}; `coach attempts` lists those there are")
    return first


def export_attempt(coach: Coach, attempt_id: str, form: str) -> bytes:
    events = coach.store.events(attempt_id)
    summary = next(a for a in coach.store.attempts() if a.attempt_id == attempt_id)
    bank, profile = coach.all_banks().get(summary.bank_id), known_profile(coach.profiles(), summary.profile_id)
    return in_form(summary, events, bank, form, coach.paper, profile)


def delete_attempt(coach: Coach, attempt_id: str) -> bool:
    """Everything that was kept of it, the questions drawn for it too. True: there was sound. Raises AttemptNotFound,
    UsageError where it counts for a practice set."""
    sound = has_recording(coach.recordings, attempt_id)
    remove_attempt(coach.store, coach.recordings, attempt_id, coach.practice, coach.own_banks)
    return sound


def delete_sound(coach: Coach, attempt_id: str) -> bool:
    """Its recording, and the copies of it in this machine's inbox. True: there was sound."""
    return remove_sound(coach.recordings, attempt_id, coach.practice)


def local_model(coach: Coach, log: Sequence[Event]) -> str:
    """The model of a running Ollama that phrased the attempt's follow-ups so far; '' where none did or it is gone."""
    if coach.settings.llm_model:
        return ""
    used = [e.model.removeprefix(OLLAMA) for e in log if isinstance(e, ModelCalled) and e.model.startswith(OLLAMA)]
    return used[-1] if used and used[-1] in (coach.thinking.local_models() or ()) else ""


def resumable(coach: Coach, attempt_id: str, wanted: str | None = None, hearing: str = "") -> Rehearsal:
    """The attempt as its log left it. Raises AttemptNotFound, BankError where it can only be read."""
    log = coach.store.events(attempt_id)
    first = started(log, attempt_id)
    bank, profile = coach.bank(first.bank_id), coach.profile(first.profile_id)
    gone = [i for i in first.question_ids if bank.find(i) is None]
    if gone:
        raise BankError(f"the bank {bank.id} no longer has the question {gone[0]!r}; this attempt can only be read")
    local = local_model(coach, log)
    can = first.interviewer if coach.settings.llm_model or local else "scripted"
    interviewer = coach.thinking.interviewer(wanted or can, local)
    return Rehearsal(
        attempt_id, bank, first.question_ids, profile, interviewer, hearing or first.hearing, first.keep_audio, log
    )
