"""Answers to a practice set: what a candidate sends back in one file, and the coach's inbox."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from coach.errors import UsageError
from coach.events import AttemptFinished, AttemptStarted, Event
from coach.records.practice_sets import (
    FURTHEST_WEST,
    KeptSet,
    PracticeSet,
    plain_id,
    read_set,
    takes,
    was_asked,
)
from coach.records.question_banks import SET_BANK
from coach.records.set_files import (
    SUFFIX,
    FileRefused,
    SetFile,
    open_file,
    read_file,
    remove_file,
    safe_id,
    seal,
    still_whole,
    write_file,
    wrong_body,
)
from coach.records.store import AttemptSummary, Store, new_attempt_id
from coach.records.written import Line, Moment, one_line


class Answers(BaseModel):
    """`practice_set`: the set's file, word for word. `events`: the attempt's whole log, so that transcript and scores
    can be read and checked again. `audio`: base64 of a WAV, '' where the candidate did not agree."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    submission_id: Annotated[str, AfterValidator(plain_id)]
    attempt_id: Annotated[str, AfterValidator(plain_id)]
    candidate: Line = Field(min_length=1)
    sent: Moment
    created: Moment
    take: int = Field(ge=1)
    practice_set: str
    events: tuple[Event, ...] = Field(min_length=1)
    audio: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """One file of answers, opened."""

    answers: Answers
    practice: PracticeSet
    file: SetFile
    has_audio: bool

    @property
    def id(self) -> str:
        return self.answers.submission_id

    @property
    def late(self) -> bool:
        """Sent after the day on which it was due had ended everywhere."""
        due, sent = self.practice.due, datetime.fromisoformat(self.answers.sent)
        return bool(due) and (sent - FURTHEST_WEST).astimezone(UTC).date() > date.fromisoformat(due)

    @property
    def summary(self) -> AttemptSummary:
        finished = next((e for e in reversed(self.answers.events) if isinstance(e, AttemptFinished)), None)
        return AttemptSummary(
            attempt_id=self.answers.attempt_id,
            created=self.answers.created,
            bank_id=f"{SET_BANK}{self.practice.id}",
            profile_id=self.practice.profile_id,
            question_ids=tuple(q.question.id for q in self.practice.questions),
            finished=finished is not None,
            overall=finished.report.overall if finished else None,
        )

    def wav(self) -> bytes | None:
        return base64.b64decode(self.answers.audio) if self.answers.audio else None


def answers_file(
    kept: KeptSet, store: Store, attempt_id: str, candidate: str, wav: bytes | None, key: bytes
) -> SetFile:
    """`wav`: only where the candidate agreed. Raises UsageError where the attempt is none of this set, or nothing was
    asked in it."""
    take = next((t for t in takes(store, kept.practice.id) if t.summary.attempt_id == attempt_id), None)
    if take is None or take.number == 0:
        raise UsageError("this attempt cannot be sent: it is none of this set's, or no question was asked in it")
    name = one_line(candidate) or kept.practice.candidate
    if not name:
        raise UsageError("say who you are: your coach sees this name beside your answers")
    body = Answers(
        submission_id=new_attempt_id(),
        attempt_id=attempt_id,
        candidate=name,
        sent=datetime.now(UTC).isoformat(timespec="microseconds"),
        created=take.summary.created,
        take=take.number,
        practice_set=kept.file.raw.decode("utf-8"),
        events=tuple(store.events(attempt_id)),
        audio=base64.b64encode(wav).decode("ascii") if wav else "",
    )
    return seal("answers", name, body.model_dump(mode="json"), key)


def read_answers(file: SetFile, key: bytes) -> Submission:
    """`key`: of the installation that wrote the set. Raises FileRefused."""
    answers = _valid(file)
    inner = open_file(answers.practice_set.encode("utf-8"), "practice-set")
    if not inner.signed_with(key):
        raise FileRefused(
            "not_ours", "These answers are to a set that was not made here, or was altered. Send them to who made it."
        )
    practice = read_set(inner)
    first = answers.events[0]
    ours = isinstance(first, AttemptStarted) and first.bank_id == f"{SET_BANK}{practice.id}"
    if not ours or not was_asked(answers.events):
        raise FileRefused("unreadable", f"These answers are no attempt at the set “{practice.title}”.")
    return Submission(answers, practice, file, answers.audio != "")


class Inbox:
    """The answers that arrived: one file each, as they were sent. In the list they have no sound, so that it takes the
    memory of one file at a time, and each file is read once as long as it stays as it is."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._key = key
        self._listed: dict[str, tuple[tuple[int, int], Submission | None]] = {}

    def take_in(self, file: SetFile) -> Submission:
        """The same file twice is one submission. Raises FileRefused."""
        found = read_answers(file, self._key)
        path = self._folder / f"{found.id}{SUFFIX}"
        if path.exists() and _digest(path) != hashlib.sha256(file.raw).digest() and still_whole(path):
            raise FileRefused("altered", "Other answers with this id are here already. Ask for them to be sent anew.")
        write_file(path, file.raw)
        return found

    def find(self, submission_id: str) -> Submission:
        """Raises UsageError where there are none, FileRefused where the file was damaged."""
        return read_answers(open_file(read_file(self._path(submission_id)), "answers"), self._key)

    def all(self) -> list[Submission]:
        """Longest waiting first, without their sound; a file that was damaged on the disk, or is none of these, is left
        out."""
        found = (submission for _, submission in self._read().values() if submission is not None)
        return sorted(found, key=lambda one: (one.answers.sent, one.id))

    def damaged(self) -> list[str]:
        """Ids of the files that `all` leaves out."""
        return [submission_id for submission_id, (_, found) in self._read().items() if found is None]

    def sent_from_here(self, attempt_id: str) -> list[Submission]:
        """Answers of an attempt of this installation, with their sound."""
        found = (self.find(one.id) for one in self.all() if one.answers.attempt_id == attempt_id)
        return [one for one in found if one.file.signed_with(self._key)]

    def silenced(self, submission: Submission) -> SetFile:
        """The same answers without their sound, sealed anew: of those that were sent from here."""
        return seal("answers", submission.file.sender, {**submission.file.body, "audio": ""}, self._key)

    def replace(self, submission_id: str, file: SetFile) -> None:
        write_file(self._path(submission_id), file.raw)

    def remove(self, submission_id: str) -> None:
        """Raises UsageError where there are none."""
        remove_file(self._path(submission_id))

    def __contains__(self, submission_id: str) -> bool:
        return safe_id(submission_id) and (self._folder / f"{submission_id}{SUFFIX}").is_file()

    def _path(self, submission_id: str) -> Path:
        if submission_id not in self:
            raise UsageError(f"there are no answers {submission_id!r} in the inbox; `coach inbox` lists them")
        return self._folder / f"{submission_id}{SUFFIX}"

    def _read(self) -> dict[str, tuple[tuple[int, int], Submission | None]]:
        paths = sorted(self._folder.glob(f"*{SUFFIX}"))
        read = ((path.stem, self._read_once(path)) for path in paths)
        self._listed = {submission_id: found for submission_id, found in read if found is not None}
        return self._listed

    def _read_once(self, path: Path) -> tuple[tuple[int, int], Submission | None] | None:
        """None where it was deleted meanwhile."""
        try:
            state = path.stat()
            seen = (state.st_mtime_ns, state.st_size)
            known = self._listed.get(path.stem)
            if known is not None and known[0] == seen:
                return known
            return seen, _without_sound(self.find(path.stem))
        except FileNotFoundError:
            return None
        except (FileRefused, UsageError):
            return seen, None


def _without_sound(one: Submission) -> Submission:
    return replace(one, answers=one.answers.model_copy(update={"audio": ""}), file=replace(one.file, body={}, raw=b""))


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


class Sent:
    """What left for the coach from here: the digest of each file of answers, so that a review can be laid beside it,
    and whether one went by itself; of a file that was saved nobody here knows whether it was sent on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def note(self, file: SetFile, delivered: bool) -> None:
        """`delivered`: it lies in the coach's inbox."""
        attempt_id = str(file.body["attempt_id"])
        form = {
            "digests": [*self.digests(attempt_id), file.digest],
            "delivered": delivered or self.delivered(attempt_id) is True,
        }
        write_file(self._path(attempt_id), json.dumps(form).encode())

    def forget(self, attempt_id: str) -> None:
        remove_file(self._path(attempt_id))

    def digests(self, attempt_id: str) -> Sequence[str]:
        found: list[str] = self._read(attempt_id)["digests"]
        return found

    def delivered(self, attempt_id: str) -> bool | None:
        """None where it was not noted, in files of earlier versions."""
        found: bool | None = self._read(attempt_id)["delivered"]
        return found

    def _read(self, attempt_id: str) -> dict[str, Any]:
        path = self._path(attempt_id)
        form = json.loads(path.read_text("utf-8")) if path.is_file() else {"digests": [], "delivered": False}
        return form if isinstance(form, dict) else {"digests": form, "delivered": None}

    def _path(self, attempt_id: str) -> Path:
        if not safe_id(attempt_id):
            raise UsageError("not the id of an attempt; `coach attempts` lists those there are")
        return self._folder / f"{attempt_id}.json"


def _valid(file: SetFile) -> Answers:
    try:
        answers = Answers.model_validate(file.body)
        base64.b64decode(answers.audio, validate=True)
    except ValidationError as wrong:
        raise wrong_body(file, wrong) from None
    except (binascii.Error, ValueError):
        raise FileRefused("unreadable", "These answers cannot be read here: their sound is none.") from None
    return answers
