"""The bodies of the REST doors."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from coach.events import MoveName
from coach.records.answering import Overlap
from coach.records.corrections import Correction, Dispute, Share
from coach.records.progress import NextDrill, Trend
from coach.records.store import AttemptSummary
from scoring.answer import Word
from scoring.question import Kind
from scoring.report import Report
from scoring.scorecard import Label, Scorecard

Readiness = Literal["ready", "warming", "missing"]
SpeakerName = Literal["adaeze", "henrik", "samira"]


class Wire(BaseModel):
    """Root of everything that crosses the wire: frozen, and closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ConstraintView(Wire):
    """`asked` is the demand in words, e.g. "at most 60 seconds"."""

    kind: str
    asked: str


class Part(Wire):
    """One real part of the product; `mend` is the one command that repairs it, '' when nothing is to be done."""

    id: str
    name: str
    ready: Readiness
    detail: str = ""
    mend: str = ""


class Status(Wire):
    """`voice_to`, `words_to`: who else gets what is said, as sound or as text; '' = nobody, it stays on the server."""

    version: str
    parts: tuple[Part, ...]
    voice_to: str = ""
    words_to: str = ""
    local_models: tuple[str, ...] = ()
    """Of an Ollama that runs on the server's machine; none where a model is configured."""


class BankQuestionView(Wire):
    id: str
    text: str
    kind: Kind
    skill: str
    difficulty: int
    minutes: float
    constraints: tuple[ConstraintView, ...] = ()


class BankView(Wire):
    id: str
    title: str
    role: str
    questions: tuple[BankQuestionView, ...]


class ProfileView(Wire):
    id: str
    title: str
    about: str
    minutes: float
    max_questions: int
    hard_cut: bool
    interjects: bool
    shows_question: bool = True
    silent: bool = False


class NewAttempt(Wire):
    """`question_ids` None takes the bank's own order; `interviewer` None takes the model if there is one.

    `set_id`: a practice set, which says bank, questions and profile instead. `speaker`: whose face and voice ask; None
    takes the setting's. `resume_id`, `job_id`: documents that questions are drawn from.
    `local_model`: one of Status.local_models, which then phrases the follow-ups.
    """

    bank_id: str = Field(max_length=200)
    set_id: str | None = Field(default=None, max_length=80)
    question_ids: tuple[str, ...] | None = Field(default=None, max_length=200)
    profile_id: str = Field(default="", max_length=200)
    interviewer: Literal["scripted", "llm"] | None = None
    speaker: SpeakerName | None = None
    keep_audio: bool = False
    microphone: bool = False
    resume_id: str | None = Field(default=None, max_length=80)
    job_id: str | None = Field(default=None, max_length=80)
    local_model: str | None = Field(default=None, max_length=200)


class DocumentView(Wire):
    """A résumé or job description that was read: `about` says in a line what was found in it."""

    id: str
    kind: Literal["resume", "job"]
    name: str
    about: str


class KeptDocument(Wire):
    """A document that was given before and is still here. `kind` None: it was damaged, and can only be taken away."""

    id: str
    kind: Literal["resume", "job"] | None
    name: str
    about: str


class AttemptCreated(Wire):
    attempt_id: str


class AnsweredQuestion(Wire):
    id: str
    text: str
    kind: Kind
    beginner: str = ""
    expert: str = ""


class TurnView(Wire):
    """One hold of the floor; `move` is the interviewer's."""

    speaker: Literal["interviewer", "candidate"]
    text: str
    started: float
    ended: float
    move: MoveName | None = None


class SentenceView(Wire):
    """Times are seconds on the rehearsal's clock, which is also the recording's."""

    text: str
    start: float
    end: float
    label: Label | None = None
    words: tuple[Word, ...] = ()


class AnswerView(Wire):
    """`overlaps`: where both spoke, on the rehearsal's clock; also before the first and after the last sentence.
    `unjudged`: that the judge's opinion is not given, or not all of it, and why; '' where nothing is missing."""

    question: AnsweredQuestion
    turns: tuple[TurnView, ...]
    sentences: tuple[SentenceView, ...]
    overlaps: tuple[Overlap, ...]
    scorecard: Scorecard | None
    typed: bool
    unjudged: str = ""


class AttemptView(Wire):
    """`least_delay`: seconds that the profile wants between a question and its answer, 0 where it wants none."""

    summary: AttemptSummary
    answers: tuple[AnswerView, ...]
    report: Report | None
    has_audio: bool
    finished: bool
    least_delay: float


class HeardSentence(Wire):
    """What the recogniser made of the device check's sentence; `recogniser` e.g. `whisper:base.en`."""

    text: str
    recogniser: str


class NewCorrection(Wire):
    """Misheard words between two seconds of the rehearsal's clock; `text` '' takes them out."""

    question_id: str = Field(max_length=200)
    started: float = Field(ge=0, allow_inf_nan=False)
    ended: float = Field(ge=0, allow_inf_nan=False)
    text: str = Field(max_length=20_000)


class NewDispute(Wire):
    """`finding`: what was found, e.g. `criterion:clarity`; `claim`: the words in which it was shown."""

    question_id: str = Field(max_length=200)
    finding: str = Field(max_length=100)
    claim: str = Field(max_length=20_000)
    withdrawn: bool = False


class NewShare(Wire):
    days: int = Field(default=7, ge=1, le=90)


class ShareMade(Wire):
    """`path`: the link without the server's address; told once, it is not kept. `until`: seconds since 1970, UTC."""

    share_id: str
    path: str
    until: float


class RemarksView(Wire):
    """What the candidate added to the record."""

    corrections: tuple[Correction, ...]
    disputes: tuple[Dispute, ...]
    shares: tuple[Share, ...]


class ProgressView(Wire):
    """`waiting`: skills with too few attempts for a line, each with how many there are. `candidate`: whose it is, ''
    for one's own; `candidates`: who else's can be asked for; `sets`: the titles of what was assigned to that name."""

    overall: Trend
    criteria: tuple[Trend, ...]
    skills: tuple[Trend, ...]
    manners: tuple[Trend, ...]
    waiting: tuple[tuple[str, int], ...]
    next: NextDrill | None
    candidate: str = ""
    candidates: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()


class ErrorView(Wire):
    error: str
