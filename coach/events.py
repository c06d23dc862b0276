"""The stream's whole vocabulary. `at` is seconds on the rehearsal's clock; an attempt is an append-only event log."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from scoring.answer import Tone, VoicedGap, Word
from scoring.judgement import Judgement
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
    """What recognises: `whisper:<model>`, `browser`, `script` or `typed`."""
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
    """How the voice ended (coach.listening.prosody): fall of level in dB and of pitch in semitones, and the pitch's
    slope in semitones a second; semitones above the voice's low, seconds of its last voiced stretch, semitones of its
    range, share of its end that was voiced; None where it was not measured. Level and pitch of each stretch of the
    end, the last one first."""

    type: Literal["SpeechStopped"] = "SpeechStopped"
    energy_fall: float | None = None
    pitch_fall: float | None = None
    pitch_slope: float | None = None
    pitch_above: float | None = None
    drawn_out: float | None = None
    pitch_range: float | None = None
    voiced: float | None = None
    level_line: tuple[float, ...] = ()
    pitch_line: tuple[float, ...] = ()


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
    source: Literal["speech", "typed", "script", "browser"] = "speech"
    committed: int = 0
    """Words that were shown as settled while they were spoken."""
    revised: int = 0
    """How many of them the final has otherwise: a quality figure of the live words."""
    voiced_gaps: tuple[VoicedGap, ...] = ()
    """Voice without words, on the rehearsal's clock."""
    tone: Tone | None = None
    """How the voice sounded; None where it was not measured."""
    counts: bool = True
    """False: a request to the interviewer or a backchannel, no part of the answer."""
    sent: str = ""
    """What its page calls it, so that it is taken once however often it is sent; empty for what was heard here."""


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


class JudgeAsked(_Event):
    """A judge is asked about these answers; until it is heard on one, or falls short, its opinion is not given."""

    type: Literal["JudgeAsked"] = "JudgeAsked"
    question_ids: tuple[str, ...]


class AnswerJudged(_Event):
    """A language model's opinions of an answer, as far as they could be verified; the next score rests on them."""

    type: Literal["AnswerJudged"] = "AnswerJudged"
    question_id: str
    judgement: Judgement


class JudgeFellShort(_Event):
    """The judge was not heard on an answer, or not on every criterion of it, and why; the rules stand without it."""

    type: Literal["JudgeFellShort"] = "JudgeFellShort"
    question_id: str
    reason: str


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


class CorrectionNoted(_Event):
    """The candidate took back something said before: in `superseded`, `old` reads `new` from now on. Both are empty
    where the whole claim was put another way. `text` is the sentence that corrects."""

    type: Literal["CorrectionNoted"] = "CorrectionNoted"
    question_id: str
    superseded: str
    text: str
    old: str = ""
    new: str = ""


class RecoveryObserved(_Event):
    """How the candidate took an interjection. `stopped_after`: seconds from its beginning to their silence; `paused`:
    seconds from its end to their next word; both None where it did not come to that. `sentences`: said after it."""

    type: Literal["RecoveryObserved"] = "RecoveryObserved"
    question_id: str
    stopped_after: float | None = None
    paused: float | None = None
    acknowledged: bool = False
    sentences: int = 0


class ModelCalled(_Event):
    """One call of the language model. `prompt`: name and version; `seconds`: the whole call, `first_sentence`: until
    the first sentence was there; `cost`: US dollars, None where the price is not known."""

    type: Literal["ModelCalled"] = "ModelCalled"
    prompt: str
    model: str
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    seconds: float
    first_sentence: float | None = None
    cost: float | None = None


class InterviewerFellBack(_Event):
    """The LLM's move was not used; the scripted move was spoken instead."""

    type: Literal["InterviewerFellBack"] = "InterviewerFellBack"
    reason: str


class WordsCorrected(_Event):
    """Misheard words of an answer, mended by the candidate after the rehearsal; what was heard stays where it stands.
    `started`, `ended`: the replaced words on the rehearsal's clock. `text` '' takes them out."""

    type: Literal["WordsCorrected"] = "WordsCorrected"
    question_id: str
    started: float
    ended: float
    heard: str
    text: str


class FindingDisputed(_Event):
    """The candidate says that a finding is wrong, or takes that back; no score changes by it. `finding`: what it was,
    e.g. `criterion:clarity`; `claim`: the finding in the words that were shown."""

    type: Literal["FindingDisputed"] = "FindingDisputed"
    question_id: str
    finding: str
    claim: str
    withdrawn: bool = False


class ReportShared(_Event):
    """A link to the report was given out; `until`: seconds since 1970, UTC."""

    type: Literal["ReportShared"] = "ReportShared"
    share_id: str
    until: float


class ShareRevoked(_Event):
    type: Literal["ShareRevoked"] = "ShareRevoked"
    share_id: str


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
    | JudgeAsked
    | AnswerJudged
    | JudgeFellShort
    | AttemptFinished
    | RecognitionFailed
    | AudioLost
    | VoiceFailed
    | CorrectionNoted
    | RecoveryObserved
    | ModelCalled
    | InterviewerFellBack
    | WordsCorrected
    | FindingDisputed
    | ReportShared
    | ShareRevoked,
    Field(discriminator="type"),
]

EVENT: TypeAdapter[Event] = TypeAdapter(Event)


def to_json(event: Event) -> str:
    """One line of JSON, the stored and printed form."""
    return EVENT.dump_json(event).decode()


def from_json(line: str | bytes) -> Event:
    """Inverse of `to_json`; raises pydantic's ValidationError on a line that is no event."""
    return EVENT.validate_json(line)
