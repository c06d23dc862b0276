"""The live socket's messages, and the list of all that crosses the wire; `make wire` writes web/src/wire.gen.ts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, TypeAdapter

from coach.events import Event
from coach.server.wire_rest import (
    AttemptCreated,
    AttemptView,
    BankView,
    ConstraintView,
    DocumentView,
    ErrorView,
    HeardSentence,
    KeptDocument,
    NewAttempt,
    NewCorrection,
    NewDispute,
    NewShare,
    Part,
    ProfileView,
    ProgressView,
    RemarksView,
    ShareMade,
    Status,
    Wire,
)
from coach.speaking.voice import Viseme

__all__ = [
    "AttemptCreated",
    "AttemptView",
    "BankView",
    "ConstraintView",
    "DocumentView",
    "ErrorView",
    "HeardSentence",
    "NewAttempt",
    "Part",
    "ProfileView",
    "Status",
]

ControlName = Literal["mute", "unmute", "answer", "repeat", "rephrase", "moment", "skip", "done", "end", "typing"]
FloorName = Literal["idle", "listening", "thinking", "speaking", "holding", "ended"]
HearingName = Literal["whisper", "typed"]
LostBy = Literal["page", "microphone"]
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


class AskedQuestion(Wire):
    """The question on the table; `number` counts from 1."""

    id: str
    text: str
    number: int
    total: int
    constraints: tuple[ConstraintView, ...] = ()
    limit_s: float | None = None


class StateView(Wire):
    """Who has the floor and why; times are seconds on the rehearsal's clock. `because`: what of the answer this
    follow-up took up, as a clause after “She” or “He”. `so_far`: for each constraint of the question, how far the
    answer has come with it; '' where that cannot be told yet."""

    floor: FloorName
    question: AskedQuestion | None = None
    why: str = ""
    answer_started: float | None = None
    clock: float = 0.0
    seconds_left: float | None = None
    because: str = ""
    so_far: tuple[str, ...] = ()


# Browser → server, as JSON text; audio goes in binary frames.


class Start(Wire):
    """The candidate is ready; `microphone` False means typed answers, or words that the `browser` recognises. Said
    again after each reconnect, and where another way of answering was chosen. `anew`: the page, or its microphone, was
    opened anew, and its sound begins here; `lost_s` seconds of sound of the page before it were never sent, or
    the microphone gave none for so long (`lost_by`). `whole`: the utterance that was not over comes from this page from
    its beginning, as the browser recognises it."""

    type: Literal["start"] = "start"
    microphone: bool = False
    browser: bool = False
    anew: bool = False
    lost_s: float = Field(default=0, ge=0, le=3600, allow_inf_nan=False)
    lost_by: LostBy = "page"
    whole: bool = False


class Control(Wire):
    type: Literal["control"] = "control"
    control: ControlName


class Typed(Wire):
    """A typed answer; with an `id` it is taken once, so that it can be sent again over another line."""

    type: Literal["typed"] = "typed"
    text: str = Field(min_length=1, max_length=20_000)
    id: str = Field(default="", max_length=64)


class Recognised(Wire):
    """What the browser's own recogniser makes of an utterance that lasts `seconds`; `final`: it is over, since `ago`
    seconds. A final with an `id` is taken once, so that it can be sent again over another line."""

    type: Literal["recognised"] = "recognised"
    text: str = Field(min_length=1, max_length=20_000)
    final: bool
    seconds: float = Field(ge=0, le=3600, allow_inf_nan=False)
    ago: float = Field(default=0, ge=0, le=3600, allow_inf_nan=False)
    id: str = Field(default="", max_length=64)


class Played(Wire):
    """How many seconds of a speech (all its sentences together) have left the loudspeaker."""

    type: Literal["played"] = "played"
    speech_id: int = Field(ge=0)
    seconds: float = Field(ge=0, le=3600)
    finished: bool = False


class Ping(Wire):
    type: Literal["ping"] = "ping"
    sent: float


ClientMessage = Annotated[Start | Control | Typed | Recognised | Played | Ping, Field(discriminator="type")]
CLIENT_MESSAGE: TypeAdapter[ClientMessage] = TypeAdapter(ClientMessage)


# Server → browser, as JSON text.


class Welcome(Wire):
    """First message of every connection: where audio goes on, and everything that happened so far. `silent`: nobody
    speaks, the candidate records themself."""

    type: Literal["welcome"] = "welcome"
    attempt_id: str
    resumed: bool
    hearing: HearingName
    next_sample: int
    interviewer_name: str
    shows_question: bool = True
    silent: bool = False
    events: tuple[Event, ...]
    state: StateView


class EventMessage(Wire):
    type: Literal["event"] = "event"
    event: Event


class SpokenWord(Wire):
    """`offset` and `length` in characters of the sentence, times in seconds of its audio."""

    offset: int
    length: int
    start: float
    end: float


class SpokenViseme(Wire):
    viseme: Viseme
    start: float
    end: float


class Speech(Wire):
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


class SpeechStop(Wire):
    type: Literal["speech_stop"] = "speech_stop"
    speech_id: int


class SpeechDuck(Wire):
    type: Literal["speech_duck"] = "speech_duck"
    speech_id: int
    on: bool


class SpeechHold(Wire):
    """Be silent; off = go on `from_s` seconds into the speech."""

    type: Literal["speech_hold"] = "speech_hold"
    speech_id: int
    on: bool
    from_s: float = 0.0


class Heard(Wire):
    """Audio before `next_sample` has arrived and need not be sent again."""

    type: Literal["heard"] = "heard"
    next_sample: int


class StateMessage(Wire):
    type: Literal["state"] = "state"
    state: StateView


class Trouble(Wire):
    """`fatal`: the connection closes and the page should not reconnect by itself."""

    type: Literal["trouble"] = "trouble"
    code: TroubleCode
    message: str
    fatal: bool = False


class Pong(Wire):
    type: Literal["pong"] = "pong"
    sent: float


ServerMessage = Annotated[
    Welcome | EventMessage | Speech | SpeechStop | SpeechDuck | SpeechHold | Heard | StateMessage | Trouble | Pong,
    Field(discriminator="type"),
]
SERVER_MESSAGE: TypeAdapter[ServerMessage] = TypeAdapter(ServerMessage)


FROM_BROWSER: tuple[type[BaseModel], ...] = (
    Start,
    Control,
    Typed,
    Recognised,
    Played,
    Ping,
    NewAttempt,
    NewCorrection,
    NewDispute,
    NewShare,
)
TO_BROWSER: tuple[type[BaseModel], ...] = (
    Welcome,
    EventMessage,
    Speech,
    SpeechStop,
    SpeechDuck,
    SpeechHold,
    Heard,
    StateMessage,
    Trouble,
    Pong,
    Status,
    BankView,
    ProfileView,
    AttemptCreated,
    AttemptView,
    DocumentView,
    KeptDocument,
    HeardSentence,
    RemarksView,
    ProgressView,
    ShareMade,
    ErrorView,
)
