"""The follow-up after an answer: the bank's probe, and what a model may say instead."""

from __future__ import annotations

from dataclasses import dataclass

from coach.events import MoveName
from coach.interview import scripted
from coach.interview.moves import Move
from coach.interview.prompts import MoveRequest
from coach.interview.record import Record
from coach.interview.scripted import SoFar
from coach.interview.signals import signals
from coach.records.profiles import Profile
from coach.records.question_banks import BankQuestion
from scoring.answer import Answer
from scoring.scorecard import Scorecard

MODEL_WITHIN = 12.0
"""Seconds after which a silent model is no longer waited for; coach.interview.consulting gives up earlier."""
SIGNAL_REASON = "because "
INTERVIEWER = "the interviewer"
"""As a model is told whom it plays."""


@dataclass(frozen=True, slots=True)
class Consultation:
    """A model was asked; `fallback` is the scripted move, None = no follow-up. `reason`: why a probe is due. `failed`:
    no follow-up comes after the sentence that is being said."""

    request_id: int
    entry: BankQuestion
    scorecard: Scorecard
    fallback: Move | None
    until: float
    allowed: tuple[MoveName, ...]
    reason: str
    failed: bool = False


def scripted_probe(
    entry: BankQuestion, scorecard: Scorecard, answer: Answer, record: Record, profile: Profile
) -> Move | None:
    asked = record.probes_asked(entry.question.id)
    so_far = SoFar(scorecard, answer.seconds, asked, record.contradiction(entry))
    return scripted.next_probe(entry, so_far, profile, record.said())


def move_request(
    entry: BankQuestion,
    scorecard: Scorecard,
    answer: Answer,
    record: Record,
    profile: Profile,
    fallback: Move | None,
) -> MoveRequest:
    """What the model is told: the question, the words of the candidate as data, the bank's probe as a suggestion."""
    return MoveRequest(
        question_text=entry.question.text,
        answer_text=answer.text,
        allowed=("probe", "acknowledge"),
        suggested=(fallback.text,) if fallback else (),
        asked=tuple(record.questions_said()),
        profile_title=profile.title,
        interviewer_name=INTERVIEWER,
        signals=signals(scorecard, answer, record.contradiction(entry)),
        ledger=tuple(claim.noted for claim in record.claims()),
        said=frozenset(record.said()),
    )


def reason_of(request: MoveRequest, fallback: Move | None) -> str:
    """Why a probe is due, as the log has it: the bank's probe, or the first thing that is thin; '' = none is."""
    if fallback is not None:
        return fallback.reason
    return f"{SIGNAL_REASON}{request.signals[0]}" if request.signals else ""
