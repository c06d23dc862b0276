"""Readings of banks, states and records in the shapes of the wire."""

from __future__ import annotations

from collections.abc import Sequence

from coach.events import AttemptFinished, Event
from coach.records.profiles import Profile
from coach.records.question_banks import Bank, BankQuestion
from coach.records.store import AttemptSummary
from coach.server.wire import AttemptView, BankQuestionView, BankView, ConstraintView, ProfileView
from scoring import question as q


def asked(constraint: q.Constraint) -> str:
    """A constraint in the words of a person who asks for it."""
    match constraint:
        case q.MaxSeconds(limit=limit):
            return f"at most {limit:g} seconds"
        case q.MinSeconds(limit=limit):
            return f"at least {limit:g} seconds"
        case q.ExactExamples(count=count):
            return f"exactly {count} example{'s' * (count != 1)}"
        case q.MaxSentences(limit=most):
            return f"at most {most} sentence{'s' * (most != 1)}"
        case q.SentencesBetween(low=low, high=high):
            return f"{low} to {high} sentences"
        case q.MustMention(term=term):
            return f"mention “{term}”"
        case q.Avoid(term=term):
            return f"do not say “{term}”"
        case q.StepsFirst():
            return "the steps first"
        case q.YesNoFirst():
            return "yes or no first"
        case q.AnswerFirst():
            return "the answer first"
        case q.OrderedList(count=count):
            return f"{count} points in order"


def constraint_views(question: q.Question) -> tuple[ConstraintView, ...]:
    return tuple(ConstraintView(kind=c.kind, asked=asked(c)) for c in question.constraints)


def bank_view(bank: Bank) -> BankView:
    return BankView(id=bank.id, title=bank.title, role=bank.role, questions=tuple(map(_question_view, bank.questions)))


def _question_view(entry: BankQuestion) -> BankQuestionView:
    return BankQuestionView(
        id=entry.question.id,
        text=entry.question.text,
        kind=entry.question.kind,
        skill=entry.skill,
        difficulty=entry.difficulty,
        minutes=entry.minutes,
        constraints=constraint_views(entry.question),
    )


def profile_view(profile: Profile) -> ProfileView:
    return ProfileView(
        id=profile.id,
        title=profile.title,
        about=profile.about,
        minutes=profile.minutes,
        max_questions=profile.max_questions,
        hard_cut=profile.hard_cut,
        interjects=profile.interjects,
    )


def attempt_view(summary: AttemptSummary, events: Sequence[Event], bank: Bank | None, has_audio: bool) -> AttemptView:
    finished = next((e for e in reversed(events) if isinstance(e, AttemptFinished)), None)
    return AttemptView(
        summary=summary,
        answers=(),
        report=finished.report if finished else None,
        has_audio=has_audio,
        finished=finished is not None,
    )
