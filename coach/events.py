"""The stream's whole vocabulary. `at` is seconds on the rehearsal's clock; an attempt is an append-only event log."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from scoring.answer import VoicedGap, Word
from scoring.report import Report
from scoring.scorecard import Scorecard

MoveName = Literal[
    "greet",
    "ask",
    "probe",
    "interject",
    "clarify",
    "acknowledge",
    "remind",
    "nudge",
    "note_correction",
    "wait",
    "close",
]
TurnEndReason = Literal["silence", "done_key", "closing_phrase", "time_limit", "skipped", "typed", "ended"]
FinishReason = Literal["completed", "time_up", "ended_by_candidate"]


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    at: float


class AttemptStarted(_Event):
    type: Literal["AttemptStarted"] = "AttemptStarted"
    attempt_id: str
    bank_id: str
    question_ids: tuple[str, ...]
    profile_id: str
    interviewer: Literal["scripted", "llm"]
    hearing: str = "typed"
    """What recognises: `whisper:<model>`, `script` or `typed`."""
    keep_audio: bool = False
    speaker: str = ""
    """Whose voice asks, e.g. `henrik`; empty where nobody chose."""


class AttemptResumed(_Event):
    type: Literal["AttemptResumed"] = "AttemptResumed"


class InterviewerSpoke(_Event):
    """Written when the interviewer stops; `heard` is the part of `text` that was really played."""

    type: Literal["InterviewerSpoke"] = "InterviewerSpoke"
    move: MoveName
    text: str
    question_id: str | None = None
    started: float
    ended: float
    heard: str | None = None
    reason: str = ""


class SpeechStarted(_Event):
    type: Literal["SpeechStarted"] = "SpeechStarted"


class SpeechStopped(_Event):
    type: Literal["SpeechStopped"] = "SpeechStopped"


class PartialTranscript(_Event):
    """`text` = committed + tentative; committed never changes. Partials are shown, never stored."""

    type: Literal["PartialTranscript"] = "PartialTranscript"
    text: str
    committed: str = ""


class WordsSaved(_Event):
    """What was recognised so far of an utterance that goes on; read only where the process died before its final."""

    type: Literal["WordsSaved"] = "WordsSaved"
    text: str
    started: float


class FinalTranscript(_Event):
    """One utterance. Word times are on the rehearsal's clock."""

    type: Literal["FinalTranscript"] = "FinalTranscript"
    text: str
    words: tuple[Word, ...] = ()
    started: float
    ended: float
    source: Literal["speech", "typed", "script"] = "speech"
    committed: int = 0
    """Words that were shown as settled while they were spoken."""
    revised: int = 0
    """How many of them the final has otherwise: a quality figure of the live words."""
    voiced_gaps: tuple[VoicedGap, ...] = ()
    """Voice without words, on the rehearsal's clock."""
    counts: bool = True
    """False: a request to the interviewer or a backchannel, no part of the answer."""


class BargedIn(_Event):
    """The candidate took the floor; the interviewer's InterviewerSpoke follows with what was heard of it."""

    type: Literal["BargedIn"] = "BargedIn"


class ThinkingHeld(_Event):
    """The candidate asked for, or showed, thinking time: the floor is theirs until `until`."""

    type: Literal["ThinkingHeld"] = "ThinkingHeld"
    until: float


class TurnEnded(_Event):
    type: Literal["TurnEnded"] = "TurnEnded"
    reason: TurnEndReason
    question_id: str | None = None


class AnswerScored(_Event):
    type: Literal["AnswerScored"] = "AnswerScored"
    question_id: str
    scorecard: Scorecard


class AttemptFinished(_Event):
    type: Literal["AttemptFinished"] = "AttemptFinished"
    report: Report
    reason: FinishReason = "completed"


class RecognitionFailed(_Event):
    type: Literal["RecognitionFailed"] = "RecognitionFailed"
    reason: str


class AudioLost(_Event):
    type: Literal["AudioLost"] = "AudioLost"
    seconds: float
    reason: str


class VoiceFailed(_Event):
    type: Literal["VoiceFailed"] = "VoiceFailed"
    reason: str


class InterviewerFellBack(_Event):
    """The LLM's move was not used; the scripted move was spoken instead."""

    type: Literal["InterviewerFellBack"] = "InterviewerFellBack"
    reason: str


Event = Annotated[
    AttemptStarted
    | AttemptResumed
    | InterviewerSpoke
    | SpeechStarted
    | SpeechStopped
    | PartialTranscript
    | WordsSaved
    | FinalTranscript
    | BargedIn
    | ThinkingHeld
    | TurnEnded
    | AnswerScored
    | AttemptFinished
    | RecognitionFailed
    | AudioLost
    | VoiceFailed
    | InterviewerFellBack,
    Field(discriminator="type"),
]

EVENT: TypeAdapter[Event] = TypeAdapter(Event)


def to_json(event: Event) -> str:
    """One line of JSON, the stored and printed form."""
    return EVENT.dump_json(event).decode()


def from_json(line: str | bytes) -> Event:
    """Inverse of `to_json`; raises pydantic's ValidationError on a line that is no event."""
    return EVENT.validate_json(line)
