"""What the conversation asks of the world, and what the world tells it. Plain data; `at` is rehearsal seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coach.events import (
    AudioLost,
    Event,
    FinalTranscript,
    ModelCalled,
    MoveName,
    PartialTranscript,
    RecognitionFailed,
    SpeechStarted,
    SpeechStopped,
    VoiceFailed,
)
from coach.interview.prompts import MoveRequest
from coach.listening.overlap import Overlap
from coach.listening.pauses import Paused, WentOn

Control = Literal["mute", "unmute", "answer", "repeat", "rephrase", "moment", "skip", "done", "end", "typing"]


@dataclass(frozen=True, slots=True)
class Emit:
    event: Event


@dataclass(frozen=True, slots=True)
class Speak:
    speech_id: int
    move: MoveName
    text: str
    question_id: str | None = None


@dataclass(frozen=True, slots=True)
class StopSpeaking:
    speech_id: int


@dataclass(frozen=True, slots=True)
class DuckSpeaking:
    """Lower the voice while it is not yet known whether the candidate takes the floor."""

    speech_id: int


@dataclass(frozen=True, slots=True)
class HoldSpeaking:
    """Be silent at once; what was being said may yet go on."""

    speech_id: int


@dataclass(frozen=True, slots=True)
class ResumeSpeaking:
    """It was nothing: go on as loud as before, where it was held from the beginning of the word on."""

    speech_id: int


@dataclass(frozen=True, slots=True)
class FlushHearing:
    """Finish the utterance that is being heard: the turn is over although the candidate still speaks. `in_pause`: it is
    over because they pause; where they went on meanwhile there is nothing to finish."""

    in_pause: bool = False


@dataclass(frozen=True, slots=True)
class ConsultModel:
    """`spent`: US dollars that the model has cost this attempt so far."""

    request_id: int
    request: MoveRequest
    spent: float = 0.0


@dataclass(frozen=True, slots=True)
class Finished:
    """Nothing follows."""


Effect = (
    Emit | Speak | StopSpeaking | DuckSpeaking | HoldSpeaking | ResumeSpeaking | FlushHearing | ConsultModel | Finished
)


@dataclass(frozen=True, slots=True)
class SpeakingStarted:
    speech_id: int
    at: float
    seconds: float | None = None
    """Expected length; None while it is not known."""


@dataclass(frozen=True, slots=True)
class SpeakingEnded:
    """`heard`: the part of the text that was really played; `completed` False = it was cut off."""

    speech_id: int
    at: float
    heard: str
    completed: bool


@dataclass(frozen=True, slots=True)
class Pressed:
    control: Control
    at: float


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    text: str
    at: float
    sent: str = ""
    """What its page calls it."""


@dataclass(frozen=True, slots=True)
class Tick:
    at: float


@dataclass(frozen=True, slots=True)
class CameBack:
    """The candidate was cut off from the interviewer until now, and is back: by a lost line or a page loaded anew. With
    that page `lost` seconds of sound went that it had not sent, or the microphone gave none for so long."""

    at: float
    lost: float = 0.0
    lost_by: Literal["page", "microphone"] = "page"


@dataclass(frozen=True, slots=True)
class HearingChanged:
    """From now on the candidate is `heard`, or only read: a microphone was allowed, or typing was chosen instead."""

    at: float
    heard: bool


@dataclass(frozen=True, slots=True)
class ModelReplied:
    """`failure` says why there is no usable move; `move` and `text` are then empty. `more`: only the first sentence,
    which is spoken while the rest comes."""

    request_id: int
    at: float
    move: MoveName | None = None
    text: str = ""
    failure: str = ""
    more: bool = False


Heard = (
    SpeechStarted
    | SpeechStopped
    | PartialTranscript
    | FinalTranscript
    | RecognitionFailed
    | AudioLost
    | VoiceFailed
    | Overlap
    | Paused
    | WentOn
)
Back = CameBack | HearingChanged
Input = Heard | SpeakingStarted | SpeakingEnded | Pressed | TypedAnswer | Tick | Back | ModelReplied | ModelCalled
