"""Practice sets: what a coach asks a candidate to rehearse, with the questions frozen inside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from coach.errors import UsageError
from coach.events import Event, InterviewerSpoke
from coach.records.profiles import DEFAULT_PROFILE, Profile
from coach.records.question_banks import SET_BANK, Bank, BankQuestion
from coach.records.set_files import (
    SUFFIX,
    FileRefused,
    SetFile,
    open_file,
    remove_file,
    safe_id,
    seal,
    still_whole,
    write_file,
    wrong_body,
)
from coach.records.store import AttemptSummary, Store, new_attempt_id
from coach.records.written import Line, Prose, one_line

ATTEMPTS_ALLOWED = 3
"""What interview platforms commonly give."""
MOST_QUESTIONS = 50
FURTHEST_WEST = timedelta(hours=12)
"""How far a day in the west ends behind UTC's: no zone lies further than UTC-12."""


def _day(text: str) -> str:
    try:
        return text and date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(f"expected a day such as 2026-12-01, not {text!r}") from None


def plain_id(text: str) -> str:
    """Raises ValueError on an id that could not name a file."""
    if not safe_id(text):
        raise ValueError("expected letters, digits and hyphens")
    return text


class PracticeSet(BaseModel):
    """`assignment_id` and `candidate`: '' until it is assigned to one person. `due`: a day, YYYY-MM-DD, or ''."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    set_id: Annotated[str, AfterValidator(plain_id)]
    assignment_id: Annotated[str, AfterValidator(lambda text: plain_id(text) if text else text)] = ""
    title: Line = Field(min_length=1)
    coach: Line = ""
    candidate: Line = ""
    note: Prose = ""
    made: str
    due: Annotated[str, AfterValidator(_day)] = ""
    attempts_allowed: int = Field(default=ATTEMPTS_ALLOWED, ge=1, le=99)
    profile_id: Line = DEFAULT_PROFILE
    questions: tuple[BankQuestion, ...] = Field(min_length=1, max_length=MOST_QUESTIONS)

    @property
    def id(self) -> str:
        return self.assignment_id or self.set_id

    @property
    def minutes(self) -> float:
        return sum(q.minutes for q in self.questions)

    def assigned(self, candidate: str) -> PracticeSet:
        """The same set for one person, with an id of its own."""
        if not one_line(candidate):
            raise UsageError("a set is assigned to somebody: give the candidate's name")
        return _checked(self.model_dump(mode="json") | {"assignment_id": new_attempt_id(), "candidate": candidate})

    def bank(self) -> Bank:
        """Its questions, for no role in particular."""
        return Bank(f"{SET_BANK}{self.id}", self.title, "", self.questions)


def new_set(title: str, questions: Sequence[BankQuestion], now: datetime | None = None, **fields: Any) -> PracticeSet:
    """`fields`: those of PracticeSet but for its ids. Raises UsageError naming the field that is wrong."""
    at = now or datetime.now(UTC)
    made = at.isoformat(timespec="seconds")
    practice = _checked({"set_id": new_attempt_id(at), "title": title, "made": made, "questions": questions, **fields})
    if practice.due and date.fromisoformat(practice.due) < (at - FURTHEST_WEST).astimezone(UTC).date():
        raise FieldRefused("due", f"{practice.due} has gone by; give a day to come, or none")
    return practice


def closing_early(practice: PracticeSet, profile: Profile) -> str:
    """A warning where the kind of interview ends before all questions of a set can be asked; else ''."""
    if practice.minutes <= profile.minutes:
        return ""
    return (
        f"{profile.title} ends after {profile.minutes:g} minutes and the questions take about {practice.minutes:g}: "
        "the last may not be asked. Give fewer questions or a longer profile."
    )


@dataclass(frozen=True, slots=True)
class KeptSet:
    """`ours`: this installation wrote it."""

    practice: PracticeSet
    file: SetFile
    ours: bool

    @property
    def preview(self) -> bool:
        """Rehearsed here, it is its coach's preview: without a limit, and not counted."""
        return self.ours and not self.practice.assignment_id


class PracticeSets:
    """The sets of this installation, those written here and those opened here: one file each."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._key = key

    def keep(self, practice: PracticeSet) -> KeptSet:
        return self._kept(seal("practice-set", practice.coach, practice.model_dump(mode="json"), self._key))

    def remove(self, set_id: str) -> None:
        remove_file(self._folder / f"{plain_id(set_id)}{SUFFIX}")

    def take_in(self, file: SetFile) -> KeptSet:
        """A set from elsewhere. Raises FileRefused where its body is none, or another set has its id."""
        return self._kept(file)

    def find(self, set_id: str) -> KeptSet:
        """Raises UsageError where there is none, FileRefused where its file was damaged."""
        path = self._folder / f"{set_id}{SUFFIX}"
        if not safe_id(set_id) or not path.is_file():
            raise UsageError(f"there is no practice set {set_id!r} here; open its file first")
        try:
            file = open_file(path.read_bytes(), "practice-set")
        except FileRefused as refused:
            if refused.why == "future":
                raise
            told = f"The practice set {set_id} that is kept here was damaged on the disk. Open its file again."
            raise FileRefused(refused.why, told) from refused
        return KeptSet(read_set(file), file, file.signed_with(self._key))

    def all(self) -> list[KeptSet]:
        """Newest first; a file that was damaged on the disk, or is none of these, is left out."""
        return sorted(self._readable(), key=lambda kept: (kept.practice.made, kept.practice.id), reverse=True)

    def banks(self) -> dict[str, Bank]:
        """The frozen questions of every set as banks, by their ids."""
        found = (kept.practice.bank() for kept in self._readable())
        return {bank.id: bank for bank in found}

    def _readable(self) -> Iterator[KeptSet]:
        for path in sorted(self._folder.glob(f"*{SUFFIX}")):
            with suppress(FileRefused, UsageError):
                yield self.find(path.stem)

    def _kept(self, file: SetFile) -> KeptSet:
        practice = read_set(file)
        path = self._folder / f"{practice.id}{SUFFIX}"
        if path.exists() and path.read_bytes() != file.raw and still_whole(path):
            raise FileRefused("altered", "Another set with this id is here already. Ask for a fresh one.")
        write_file(path, file.raw)
        return KeptSet(practice, file, file.signed_with(self._key))


@dataclass(frozen=True, slots=True)
class Take:
    """One attempt at a set. `number` counts from 1; 0 where it ended before its first question, which costs nothing."""

    summary: AttemptSummary
    number: int


def takes(store: Store, set_id: str) -> list[Take]:
    """The attempts at a set, oldest first."""
    found: list[Take] = []
    number = 0
    for summary in reversed(store.attempts()):
        if summary.bank_id == f"{SET_BANK}{set_id}":
            counts = was_asked(store.events(summary.attempt_id))
            number += counts
            found.append(Take(summary, number if counts else 0))
    return found


def was_asked(events: Iterable[Event]) -> bool:
    """A question was put: from then on the attempt counts."""
    return any(isinstance(e, InterviewerSpoke) and e.move == "ask" for e in events)


def attempts_left(practice: PracticeSet, taken: Sequence[Take]) -> int:
    return max(0, practice.attempts_allowed - sum(t.number > 0 for t in taken))


def check_attempt_left(kept: KeptSet, store: Store) -> None:
    """Raises UsageError where the attempts are used up. The coach's own unassigned set is a preview without a limit."""
    practice = kept.practice
    if kept.preview:
        return
    if attempts_left(practice, takes(store, practice.id)) == 0:
        whom, allowed, at = practice.coach or "your coach", practice.attempts_allowed, f"at “{practice.title}”"
        raise UsageError(
            f"{f'The one attempt {at} is' if allowed == 1 else f'All {allowed} attempts {at} are'} used. "
            f"Send {whom} the one you like best, or ask for another set."
        )


def read_set(file: SetFile) -> PracticeSet:
    """Raises FileRefused."""
    try:
        return PracticeSet.model_validate(file.body)
    except ValidationError as wrong:
        raise wrong_body(file, wrong) from None


class FieldRefused(UsageError):
    """A field of a set that cannot be so."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field.replace('_', ' ')}: {why}")
        self.field, self.why = field, why


_WHY = {
    "greater_than_equal": "give at least {ge}",
    "less_than_equal": "give at most {le}",
    "string_too_long": "give at most {max_length} letters",
    "string_too_short": "write something",
}


def _checked(fields: Mapping[str, Any]) -> PracticeSet:
    try:
        return PracticeSet.model_validate(fields)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        why = _WHY.get(first["type"], first["msg"].removeprefix("Value error, ")).format(**first.get("ctx", {}))
        raise FieldRefused(str(first["loc"][0]), why) from None
