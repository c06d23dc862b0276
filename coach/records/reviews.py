"""A coach's review of answers: comments on words or seconds, levels beside the machine's, an overall remark."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from coach.errors import UsageError
from coach.events import AnswerScored
from coach.records.practice_sets import PracticeSets
from coach.records.set_files import (
    SUFFIX,
    FileRefused,
    SetFile,
    open_file,
    remove_file,
    safe_id,
    seal,
    signing_key,
    sweep_drafts,
    write_file,
    wrong_body,
)
from coach.records.store import Store
from coach.records.submissions import Inbox, Sent, Submission
from coach.records.written import Line, Moment, Prose
from scoring.scorecard import CriterionId


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WordSpan(_Part):
    """From word `first_word` of sentence `first` to word `last_word` of sentence `last`, all counted from 0."""

    type: Literal["words"] = "words"
    first: int = Field(ge=0)
    first_word: int = Field(ge=0)
    last: int = Field(ge=0)
    last_word: int = Field(ge=0)
    quote: Prose = ""

    @model_validator(mode="after")
    def _forwards(self) -> WordSpan:
        if (self.last, self.last_word) < (self.first, self.first_word):
            raise ValueError("expected the last word at or after the first")
        return self


class SecondSpan(_Part):
    """Seconds on the clock of the attempt, which is also the recording's."""

    type: Literal["seconds"] = "seconds"
    start: float = Field(ge=0)
    end: float = Field(allow_inf_nan=False)

    @model_validator(mode="after")
    def _forwards(self) -> SecondSpan:
        if self.end <= self.start:
            raise ValueError("expected the end after the start")
        return self


Span = Annotated[WordSpan | SecondSpan, Field(discriminator="type")]


class Comment(_Part):
    question_id: Line
    span: Span
    text: Prose = Field(min_length=1)


class CoachLevel(_Part):
    """`machine`: the scorer's level when it was reviewed, kept beside the coach's; None = not assessed."""

    question_id: Line
    criterion: CriterionId
    level: int = Field(ge=0, le=3)
    machine: int | None = Field(default=None, ge=0, le=3)


class Findings(_Part):
    """What the coach writes. One level at most for each criterion of an answer."""

    remark: Prose = ""
    comments: tuple[Comment, ...] = Field(default=(), max_length=200)
    levels: tuple[CoachLevel, ...] = Field(default=(), max_length=500)

    @property
    def revision(self) -> str:
        """Another one for other findings; '' where there are none."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16] if self != Findings() else ""

    @model_validator(mode="after")
    def _once(self) -> Findings:
        named = [(level.question_id, level.criterion) for level in self.levels]
        if len(set(named)) != len(named):
            raise ValueError("expected one level for each criterion of an answer")
        return self


class Review(_Part):
    """`answers_digest`: of the file of answers that it is about."""

    submission_id: Line
    attempt_id: Line
    answers_digest: str
    coach: Line = ""
    sent: Moment
    findings: Findings

    def older_than(self, other: Review) -> bool:
        return datetime.fromisoformat(self.sent) < datetime.fromisoformat(other.sent)


@dataclass(frozen=True, slots=True)
class ReviewState:
    """`sent`: when it went back, or ''. `changed`: since then."""

    findings: Findings
    sent: str
    changed: bool = False


class Reviews:
    """`drafts`: what the coach has written so far. `sent`: files that went back. `seen`: reviews of attempts here."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._key = key

    def state(self, submission_id: str) -> ReviewState:
        """Of a draft that was damaged on the disk what was sent of it, of a review that was damaged its draft."""
        back = self._readable("sent", submission_id)
        found = self._draft(submission_id) or (back.findings if back else Findings())
        return ReviewState(found, back.sent, back.findings != found) if back else ReviewState(found, "")

    def _draft(self, submission_id: str) -> Findings | None:
        path = self._path("drafts", submission_id)
        try:
            return Findings.model_validate_json(path.read_bytes()) if path.is_file() else None
        except ValidationError:
            return None

    def save(self, submission: Submission, findings: Findings, based_on: str | None = None) -> Findings:
        """The draft with the machine's own levels written beside the coach's. `based_on`: the revision that it was
        written upon, None where that is not known. Raises UsageError where another was kept meanwhile, or it is about
        something that the answers do not have."""
        whole = _beside_machine(submission, findings)
        there = self.state(submission.id).findings
        if based_on is not None and there != whole and there.revision != based_on:
            raise UsageError(
                "This review was written on elsewhere since you opened it here. Copy what you wrote, reload the page, "
                "and add it there."
            )
        write_file(self._path("drafts", submission.id), whole.model_dump_json(indent=1).encode("utf-8"))
        return whole

    def send(self, submission: Submission) -> SetFile:
        """The draft as a file for the candidate. Raises UsageError where nothing was written."""
        findings = self.state(submission.id).findings
        if findings == Findings():
            raise UsageError("this review says nothing yet: write a comment, a level or a remark")
        review = Review(
            submission_id=submission.id,
            attempt_id=submission.answers.attempt_id,
            answers_digest=submission.file.digest,
            coach=submission.practice.coach,
            sent=datetime.now(UTC).isoformat(timespec="microseconds"),
            findings=findings,
        )
        file = seal("review", review.coach, review.model_dump(mode="json"), self._key)
        write_file(self._path("sent", submission.id), file.raw)
        return file

    def sent_file(self, submission_id: str) -> SetFile:
        path = self._path("sent", submission_id)
        if not path.is_file():
            raise UsageError("this review was not sent yet")
        return open_file(path.read_bytes(), "review")

    def take_in(self, file: SetFile, sent: Sent) -> Review:
        """A review of an attempt that was sent from here; the newest stays. Raises FileRefused."""
        review = read_review(file)
        if not safe_id(review.attempt_id) or review.answers_digest not in sent.digests(review.attempt_id):
            raise FileRefused(
                "not_ours", "This review is about answers that were not sent from here. Open it where they were given."
            )
        there = self._readable("seen", review.attempt_id)
        if there is not None and review.older_than(there):
            raise FileRefused(
                "older",
                f"A newer review of this take is here already, sent {_minute(there)}; it stays. "
                f"This one was sent {_minute(review)}.",
            )
        write_file(self._path("seen", review.attempt_id), file.raw)
        return review

    def forget(self, submission_id: str) -> None:
        """What was written about answers here, and the file of it."""
        for place in ("drafts", "sent"):
            remove_file(self._path(place, submission_id))

    def forget_seen(self, attempt_id: str) -> None:
        """The review that came back of an attempt of this installation."""
        remove_file(self._path("seen", attempt_id))

    def has_seen(self, attempt_id: str) -> bool:
        """There is a review of it that can be read."""
        return self._readable("seen", attempt_id) is not None

    def seen(self, attempt_id: str) -> Review | None:
        """The latest review of an attempt of this installation. Raises FileRefused where it was damaged."""
        return self._read("seen", attempt_id)

    def _read(self, place: str, name: str) -> Review | None:
        path = self._path(place, name)
        return read_review(open_file(path.read_bytes(), "review")) if path.is_file() else None

    def _readable(self, place: str, name: str) -> Review | None:
        try:
            return self._read(place, name)
        except FileRefused:
            return None

    def _path(self, place: str, name: str) -> Path:
        if not safe_id(name):
            raise UsageError("not the id of an attempt or of answers; `coach inbox` lists what waits")
        return self._folder / place / f"{name}{SUFFIX if place != 'drafts' else '.json'}"


@dataclass(frozen=True, slots=True)
class Practice:
    """Everything that lasts of practice sets, in `folder`."""

    folder: Path
    key: bytes
    sets: PracticeSets
    inbox: Inbox
    reviews: Reviews
    sent: Sent

    def sweep(self) -> None:
        """What a process that was killed left half-written."""
        sweep_drafts(self.folder)


def open_practice(data: Path) -> Practice:
    """`data`: the installation's folder. Raises StoreError."""
    key, folder = signing_key(data), data / "practice"
    return Practice(
        folder,
        key,
        PracticeSets(folder / "sets", key),
        Inbox(folder / "inbox", key),
        Reviews(folder / "reviews", key),
        Sent(folder / "answers-sent"),
    )


def read_review(file: SetFile) -> Review:
    """Raises FileRefused."""
    try:
        return Review.model_validate(file.body)
    except ValidationError as wrong:
        raise wrong_body(file, wrong) from None


def _minute(review: Review) -> str:
    return f"{datetime.fromisoformat(review.sent).astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def waiting(practice: Practice) -> list[tuple[Submission, ReviewState]]:
    """Every submission with its review, longest waiting first, those already sent back last."""
    found = [(one, practice.reviews.state(one.id)) for one in practice.inbox.all()]
    return sorted(found, key=lambda pair: pair[1].sent != "")


def deliver(practice: Practice, file: SetFile, store: Store) -> bool:
    """True where the candidate rehearses at this installation: the review is seen in the report at once."""
    review = read_review(file)
    here = any(a.attempt_id == review.attempt_id for a in store.attempts())
    if here:
        practice.reviews.take_in(file, practice.sent)
    return here


def _beside_machine(submission: Submission, findings: Findings) -> Findings:
    known = {q.question.id for q in submission.practice.questions}
    about: Sequence[Comment | CoachLevel] = [*findings.comments, *findings.levels]
    for part in about:
        if part.question_id not in known:
            raise UsageError(f"the answers have no question {part.question_id!r}")
    cards = {e.question_id: e.scorecard for e in submission.answers.events if isinstance(e, AnswerScored)}
    machine = {(key, c.id): c.level for key, card in cards.items() for c in card.criteria}
    levels = tuple(
        level.model_copy(update={"machine": machine.get((level.question_id, level.criterion))})
        for level in findings.levels
    )
    return findings.model_copy(update={"levels": levels})
