"""What crosses the wire for practice sets, the inbox and reviews."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from coach.records.corrections import Correction, Dispute
from coach.records.practice_sets import ATTEMPTS_ALLOWED
from coach.records.reviews import CoachLevel, Comment, SecondSpan, WordSpan
from coach.records.set_files import FileKind
from coach.server.wire_rest import AttemptView, BankQuestionView, Wire
from scoring.scorecard import CriterionId

# Browser → server.


class NewSet(Wire):
    """`due`: YYYY-MM-DD or ''."""

    title: str = Field(min_length=1, max_length=120)
    question_ids: tuple[str, ...] = Field(min_length=1, max_length=50)
    profile_id: str = Field(default="", max_length=120)
    attempts_allowed: int = Field(default=ATTEMPTS_ALLOWED, ge=1, le=99)
    due: str = Field(default="", max_length=10)
    note: str = Field(default="", max_length=4000)
    coach: str = Field(default="", max_length=120)


class NewAssignment(Wire):
    candidate: str = Field(min_length=1, max_length=120)


class ReturnedAnswers(Wire):
    """`with_audio`: the candidate agreed."""

    attempt_id: str = Field(max_length=80)
    candidate: str = Field(default="", max_length=120)
    with_audio: bool = False


class GivenWords(WordSpan):
    pass


class GivenSeconds(SecondSpan):
    pass


class GivenComment(Wire):
    question_id: str = Field(max_length=120)
    span: Annotated[GivenWords | GivenSeconds, Field(discriminator="type")]
    text: str = Field(min_length=1, max_length=4000)


class GivenLevel(Wire):
    question_id: str = Field(max_length=120)
    criterion: CriterionId
    level: int = Field(ge=0, le=3)


class ReviewDraft(Wire):
    """The whole of what the coach has written so far. `based_on`: the revision that it was written upon; None takes the
    place of any."""

    remark: str = Field(default="", max_length=4000)
    comments: tuple[GivenComment, ...] = Field(default=(), max_length=200)
    levels: tuple[GivenLevel, ...] = Field(default=(), max_length=500)
    based_on: str | None = Field(default=None, max_length=64)


# Server → browser.


class TakeView(Wire):
    """`number` 0: it ended before its first question and costs no attempt. `sent`: saved as a file that
    the candidate sends on, or sent to the coach's inbox. `reviewed`: by file or link."""

    attempt_id: str
    number: int
    created: str
    finished: bool
    overall: int | None
    has_audio: bool
    sent: Literal["", "saved", "sent"]
    reviewed: bool


class SetView(Wire):
    """`set_id`: one for all whom a set is assigned to. `ours`: made here. `assigned`: to one person; `assigned_at`:
    when, '' where that is not known. `link`: the path that a candidate opens, '' where there is none."""

    id: str
    set_id: str
    title: str
    coach: str
    candidate: str
    note: str
    made: str
    due: str
    attempts_allowed: int
    attempts_left: int
    profile_id: str
    profile_title: str
    minutes: float
    questions: tuple[BankQuestionView, ...]
    takes: tuple[TakeView, ...]
    ours: bool
    assigned: bool
    assigned_at: str
    link: str
    file_name: str


class OpenedFile(Wire):
    """`page`: where what was in the file is seen."""

    kind: FileKind
    title: str
    page: str


class InboxItem(Wire):
    """`assigned_at`: as in SetView. `reviewed`: when the review went back, or ''. `changed`: since then. `late`: sent
    after the day on which it was due. `here`: the candidate rehearsed at this installation, where a review is seen as
    soon as it is sent."""

    id: str
    candidate: str
    title: str
    assigned_at: str
    take: int
    attempts_allowed: int
    sent: str
    due: str
    late: bool
    has_audio: bool
    overall: int | None
    begun: bool
    reviewed: str
    changed: bool
    here: bool


class FindingsView(Wire):
    """`machine` stands beside every level of the coach; neither is overwritten. `revision`: another one for other
    findings, '' for none."""

    remark: str
    comments: tuple[Comment, ...]
    levels: tuple[CoachLevel, ...]
    revision: str


class ReviewPage(Wire):
    """`scores`: why the scores are not to be relied on, '' where they are those that the words get here.
    `corrections`, `disputes`: what the candidate mended in the transcript, and calls wrong of its findings."""

    item: InboxItem
    attempt: AttemptView
    scores: str
    findings: FindingsView
    corrections: tuple[Correction, ...]
    disputes: tuple[Dispute, ...]


class SentReview(Wire):
    """`delivered`: the candidate rehearsed at this installation and sees it there; otherwise the file is sent."""

    sent: str
    delivered: bool
    file_name: str


class ReceivedReview(Wire):
    coach: str
    sent: str
    findings: FindingsView


class ReviewSeen(Wire):
    """`review` None: no coach has reviewed this attempt."""

    review: ReceivedReview | None


FROM_BROWSER: tuple[type[BaseModel], ...] = (NewSet, NewAssignment, ReturnedAnswers, ReviewDraft)
TO_BROWSER: tuple[type[BaseModel], ...] = (SetView, OpenedFile, InboxItem, ReviewPage, SentReview, ReviewSeen)
