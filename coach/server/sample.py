"""The sample report: a made-up candidate who answers one question through the real rehearsal, scored like anybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files

from coach.errors import AttemptNotFound
from coach.events import AttemptFinished, Event
from coach.interview.rehearsal import Rehearsal
from coach.interview.script import run_script
from coach.interview.script_lines import read_script
from coach.records.profiles import Profile
from coach.records.question_banks import Bank
from coach.records.store import AttemptSummary, Store

SAMPLE = "sample"
"""The id under which the sample is read; no attempt of the store has it."""
BANK, QUESTION, PROFILE = "ai-trainer-core", "unclear-guidelines", "verbatim-one-shot"


@dataclass(frozen=True, slots=True)
class Found:
    """One attempt as it is read: from the store, or the sample."""

    summary: AttemptSummary
    events: Sequence[Event]
    bank: Bank | None


def find_attempt(
    store: Store, banks: Mapping[str, Bank], profiles: Callable[[], Mapping[str, Profile]], attempt_id: str
) -> Found:
    """Raises AttemptNotFound."""
    if attempt_id == SAMPLE:
        return sample_attempt(banks, profiles())
    summary = next((a for a in store.attempts() if a.attempt_id == attempt_id), None)
    if summary is None:
        raise AttemptNotFound(f"There is no attempt {attempt_id}. See the list of attempts.")
    return Found(summary, store.events(attempt_id), banks.get(summary.bank_id))


def sample_attempt(banks: Mapping[str, Bank], profiles: Mapping[str, Profile]) -> Found:
    """Rehearsed anew each time, in milliseconds. Raises AttemptNotFound where its bank or profile was taken away."""
    if BANK not in banks or PROFILE not in profiles or banks[BANK].find(QUESTION) is None:
        raise AttemptNotFound("There is no sample here, because the bank that it answers was taken away.")
    bank, profile = banks[BANK], profiles[PROFILE]
    lines = read_script((files("question_banks") / "sample.jsonl").read_text("utf-8"), "sample.jsonl")
    rehearsal = Rehearsal(SAMPLE, bank, (QUESTION,), profile, "scripted", "script")
    events = list(run_script(rehearsal, lines))
    overall = next(e.report.overall for e in events if isinstance(e, AttemptFinished))
    created = datetime.now(UTC).isoformat(timespec="seconds")
    return Found(AttemptSummary(SAMPLE, created, BANK, PROFILE, (QUESTION,), True, overall), events, bank)
