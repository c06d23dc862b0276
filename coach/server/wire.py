"""Everything that crosses the wire, once; `make wire` writes web/src/wire.gen.ts from it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from coach.events import Event, MoveName, TurnEndReason
from coach.records.store import AttemptSummary
from coach.speaking.voice import Viseme
from scoring.answer import Word
from scoring.question import Kind
from scoring.report import Report
from scoring.scorecard import Label, Scorecard

ControlName = Literal["mute", "unmute", "repeat", "rephrase", "moment", "skip", "done", "end"]
FloorName = Literal["idle", "listening", "thinking", "speaking", "holding", "ended"]
HearingName = Literal["whisper", "typed"]
Readiness = Literal["ready", "warming", "missing"]
TroubleCode = Literal[
    "odd_bytes",
    "short_frame",
    "chunk_too_long",
    "sample_out_of_range",
    "bad_message",
    "message_too_long",
    "not_started",
    "unknown_attempt",
    "finished",
    "taken_over",
    "failed",
]


class _Wire(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ConstraintView(_Wire):
    """`asked` is the demand in words, e.g. "at most 60 seconds"."""

    kind: str
    asked: str


class AskedQuestion(_Wire):
    """The question on the table; `number` counts from 1."""

    id: str
    text: str
    number: int
    total: int
    constraints: tuple[ConstraintView, ...] = ()
    limit_s: float | None = None


class StateView(_Wire):
    """Who has the floor and why; times are seconds on the rehearsal's clock."""

    floor: FloorName
    question: AskedQuestion | None = None
    why: str = ""
    answer_started: float | None = None
    clock: float = 0.0
    seconds_left: float | None = None


# Browser → server, as JSON text; audio goes in binary frames.


class Start(_Wire):
    """The candidate is ready; `microphone` False means typed answers."""

    type: Literal["start"] = "start"
    microphone: bool = False


class Control(_Wire):
    type: Literal["control"] = "control"
    control: ControlName


class Typed(_Wire):
    type: Literal["typed"] = "typed"
    text: str = Field(min_length=1, max_length=20_000)


class Played(_Wire):
    """How many seconds of a speech (all its sentences together) have left the loudspeaker."""

    type: Literal["played"] = "played"
    speech_id: int = Field(ge=0)
    seconds: float = Field(ge=0, le=3600)
    finished: bool = False


class Ping(_Wire):
    type: Literal["ping"] = "ping"
    sent: float


ClientMessage = Annotated[Start | Control | Typed | Played | Ping, Field(discriminator="type")]
CLIENT_MESSAGE: TypeAdapter[ClientMessage] = TypeAdapter(ClientMessage)


# Server → browser, as JSON text.


class Welcome(_Wire):
    """First message of every connection: where audio goes on, and everything that happened so far."""

    type: Literal["welcome"] = "welcome"
    attempt_id: str
    resumed: bool
    hearing: HearingName
    next_sample: int
    interviewer_name: str
    events: tuple[Event, ...]
    state: StateView


class EventMessage(_Wire):
    type: Literal["event"] = "event"
    event: Event


class SpokenWord(_Wire):
    """`offset` and `length` in characters of the sentence, times in seconds of its audio."""

    offset: int
    length: int
    start: float
    end: float


class SpokenViseme(_Wire):
    viseme: Viseme
    start: float
    end: float


class Speech(_Wire):
    """One sentence to play. `offset_s` is where it begins within the speech; `audio` is a base64 WAV, '' = silent."""

    type: Literal["speech"] = "speech"
    speech_id: int
    sentence: int
    text: str
    offset_s: float
    audio: str
    words: tuple[SpokenWord, ...] = ()
    visemes: tuple[SpokenViseme, ...] = ()
    last: bool = False


class SpeechStop(_Wire):
    type: Literal["speech_stop"] = "speech_stop"
    speech_id: int


class SpeechDuck(_Wire):
    type: Literal["speech_duck"] = "speech_duck"
    speech_id: int
    on: bool


class Heard(_Wire):
    """Audio before `next_sample` has arrived and need not be sent again."""

    type: Literal["heard"] = "heard"
    next_sample: int


class StateMessage(_Wire):
    type: Literal["state"] = "state"
    state: StateView


class Trouble(_Wire):
    """`fatal`: the connection closes and the page should not reconnect by itself."""

    type: Literal["trouble"] = "trouble"
    code: TroubleCode
    message: str
    fatal: bool = False


class Pong(_Wire):
    type: Literal["pong"] = "pong"
    sent: float


ServerMessage = Annotated[
    Welcome | EventMessage | Speech | SpeechStop | SpeechDuck | Heard | StateMessage | Trouble | Pong,
    Field(discriminator="type"),
]
SERVER_MESSAGE: TypeAdapter[ServerMessage] = TypeAdapter(ServerMessage)


# REST.


class Part(_Wire):
    """One real part of the product; `mend` is the one command that repairs it, '' when nothing is to be done."""

    id: str
    name: str
    ready: Readiness
    detail: str = ""
    mend: str = ""


class Status(_Wire):
    version: str
    parts: tuple[Part, ...]


class BankQuestionView(_Wire):
    id: str
    text: str
    kind: Kind
    skill: str
    difficulty: int
    minutes: float
    constraints: tuple[ConstraintView, ...] = ()


class BankView(_Wire):
    id: str
    title: str
    role: str
    questions: tuple[BankQuestionView, ...]


class ProfileView(_Wire):
    id: str
    title: str
    about: str
    minutes: float
    max_questions: int
    hard_cut: bool
    interjects: bool


class NewAttempt(_Wire):
    """`question_ids` None takes the bank's own order; `interviewer` None takes the model if there is one."""

    bank_id: str = Field(max_length=200)
    question_ids: tuple[str, ...] | None = Field(default=None, max_length=200)
    profile_id: str = Field(default="", max_length=200)
    interviewer: Literal["scripted", "llm"] | None = None
    keep_audio: bool = False
    microphone: bool = False


class AttemptCreated(_Wire):
    attempt_id: str


class AnsweredQuestion(_Wire):
    id: str
    text: str
    kind: Kind
    beginner: str = ""
    expert: str = ""


class TurnView(_Wire):
    """One hold of the floor. `move` is the interviewer's, `reason` is why the candidate's turn closed."""

    speaker: Literal["interviewer", "candidate"]
    text: str
    started: float
    ended: float
    move: MoveName | None = None
    reason: TurnEndReason | None = None


class SentenceView(_Wire):
    """Times are seconds on the rehearsal's clock, which is also the recording's."""

    text: str
    start: float
    end: float
    label: Label | None = None
    words: tuple[Word, ...] = ()


class AnswerView(_Wire):
    question: AnsweredQuestion
    turns: tuple[TurnView, ...]
    sentences: tuple[SentenceView, ...]
    scorecard: Scorecard | None
    typed: bool


class AttemptView(_Wire):
    summary: AttemptSummary
    answers: tuple[AnswerView, ...]
    report: Report | None
    has_audio: bool
    finished: bool


class ErrorView(_Wire):
    error: str


FROM_BROWSER: tuple[type[BaseModel], ...] = (Start, Control, Typed, Played, Ping, NewAttempt)
TO_BROWSER: tuple[type[BaseModel], ...] = (
    Welcome,
    EventMessage,
    Speech,
    SpeechStop,
    SpeechDuck,
    Heard,
    StateMessage,
    Trouble,
    Pong,
    Status,
    BankView,
    ProfileView,
    AttemptCreated,
    AttemptView,
    ErrorView,
)
