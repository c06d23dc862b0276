"""Readings of banks, states and records in the shapes of the wire."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach.events import Event
from coach.interview.shown import RehearsalState
from coach.records.folds import TranscriptLine
from coach.records.profiles import Profile
from coach.records.question_banks import Bank, BankQuestion
from coach.records.reading import ReadAnswer, read_attempt, unjudged_text
from coach.records.store import AttemptSummary
from coach.server.wire import AskedQuestion, StateView
from coach.server.wire_rest import (
    AnsweredQuestion,
    AnswerView,
    AttemptView,
    BankQuestionView,
    BankView,
    ConstraintView,
    ProfileView,
    SentenceView,
    TurnView,
)
from scoring import question as q
from scoring.scorecard import Label


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
        shows_question=profile.shows_question,
        silent=profile.silent,
    )


def state_view(state: RehearsalState, clock: float) -> StateView:
    entry = state.question
    question = None
    if entry is not None:
        question = AskedQuestion(
            id=entry.question.id,
            text=entry.question.text,
            number=state.number,
            total=state.total,
            constraints=constraint_views(entry.question),
            limit_s=state.limit,
        )
    return StateView(
        floor=state.floor,
        question=question,
        why=state.why,
        answer_started=state.answer_started,
        clock=clock,
        seconds_left=state.seconds_left,
        because=state.because,
        so_far=state.so_far,
    )


def attempt_view(
    summary: AttemptSummary, events: Sequence[Event], bank: Bank | None, has_audio: bool, profile: Profile | None = None
) -> AttemptView:
    """The record of an attempt for its report page; `bank`, `profile` None where they are not known."""
    reading = read_attempt(summary, events, bank)
    return AttemptView(
        summary=summary,
        answers=tuple(_answer_view(one, reading.lines) for one in reading.answers),
        report=reading.report,
        has_audio=has_audio,
        finished=reading.report is not None,
        least_delay=profile.least_delay if profile else 0.0,
    )


def _answer_view(one: ReadAnswer, lines: Sequence[TranscriptLine]) -> AnswerView:
    question = one.answered.question
    return AnswerView(
        question=AnsweredQuestion(
            id=question.id, text=question.text, kind=question.kind, beginner=one.beginner, expert=one.expert
        ),
        turns=_turns([line for line in lines if line.question_id == question.id]),
        sentences=_sentences(one),
        overlaps=one.answered.overlaps,
        scorecard=one.scorecard,
        typed=one.answered.answer.typed,
        unjudged=unjudged_text(one),
    )


def _turns(lines: Sequence[TranscriptLine]) -> tuple[TurnView, ...]:
    """Utterances of the candidate in a row are one turn."""
    turns: list[TurnView] = []
    for line in lines:
        if turns and line.speaker == turns[-1].speaker == "candidate":
            longer = {"text": f"{turns[-1].text} {line.text}", "ended": line.ended}
            turns[-1] = turns[-1].model_copy(update=longer)
        else:
            turn = TurnView(
                speaker=line.speaker, text=line.text, started=line.started, ended=line.ended, move=line.move
            )
            turns.append(turn)
    return tuple(turns)


def _sentences(one: ReadAnswer) -> tuple[SentenceView, ...]:
    found, card = one.answered, one.scorecard
    labels: Sequence[Label | None] = card.labels if card else ()
    if len(labels) != len(found.answer.sentences):
        labels = [None] * len(found.answer.sentences)
    return tuple(
        SentenceView(
            text=sentence.text,
            start=found.clock(sentence.start),
            end=found.clock(sentence.end),
            label=label,
            words=tuple(replace(w, start=found.clock(w.start), end=found.clock(w.end)) for w in sentence.words),
        )
        for sentence, label in zip(found.answer.sentences, labels, strict=True)
    )


def state_changed(told: StateView, state: StateView) -> bool:
    """Whether more than the time differs."""
    free = {"clock": 0.0, "seconds_left": None}
    return told.model_copy(update=free) != state.model_copy(update=free)
