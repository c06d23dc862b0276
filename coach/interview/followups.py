"""The follow-up after an answer: the bank's probe, and what a model may say instead."""

from __future__ import annotations

from dataclasses import dataclass

from coach.interview import scripted
from coach.interview.moves import Move
from coach.interview.prompts import MoveRequest
from coach.interview.record import Record
from coach.interview.scripted import SoFar
from coach.records.profiles import Profile
from coach.records.question_banks import BankQuestion
from scoring.answer import Answer
from scoring.scorecard import Scorecard

MODEL_WITHIN = 12.0
"""Seconds after which a silent model is no longer waited for; its adapter gives up earlier."""


@dataclass(frozen=True, slots=True)
class Consultation:
    """A model was asked; `fallback` is the scripted move, None = no follow-up."""

    request_id: int
    entry: BankQuestion
    scorecard: Scorecard
    fallback: Move | None
    until: float
    allowed: tuple[str, ...]


def scripted_probe(
    entry: BankQuestion, scorecard: Scorecard, answer: Answer, record: Record, profile: Profile
) -> Move | None:
    asked = record.probes_asked(entry.question.id)
    so_far = SoFar(scorecard, answer.seconds, asked, record.contradiction(entry))
    return scripted.next_probe(entry, so_far, profile, record.said())


def move_request(
    entry: BankQuestion, answer: Answer, record: Record, profile: Profile, fallback: Move | None
) -> MoveRequest:
    """What the model is told: the question, the words of the candidate as data, the bank's probe as a suggestion."""
    return MoveRequest(
        question_text=entry.question.text,
        answer_text=answer.text,
        allowed=("probe", "acknowledge"),
        suggested=(fallback.text,) if fallback else (),
        asked=tuple(record.questions_said(entry.question.id)),
        profile_title=profile.title,
        interviewer_name="the interviewer",
    )
