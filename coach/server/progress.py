"""The door of the progress page: one's own, or a candidate's, who rehearses a set of this coach here or elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter

from coach.events import AnswerScored, Event
from coach.records.folds import answered
from coach.records.practice_sets import PracticeSet, PracticeSets
from coach.records.progress import RehearsedAnswer, Sitting, progress
from coach.records.question_banks import SET_BANK, Bank
from coach.records.reviews import Practice
from coach.records.store import AttemptSummary, Store
from coach.records.submissions import Submission
from coach.server.wire_rest import ProgressView


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A finished attempt: `whose`, '' for one's own, and how its log is read, which only those that are shown are."""

    whose: str
    summary: AttemptSummary
    bank: Bank | None
    events: Callable[[], Sequence[Event]]


def progress_doors(store: Store, banks: Callable[[], Mapping[str, Bank]], practice: Practice | None) -> APIRouter:
    routes = APIRouter()

    @routes.get("/progress")
    def read(candidate: str = "") -> ProgressView:
        """`candidate` '': of whoever rehearses here, without the attempts of people whom a set was assigned to."""
        assigned = assignments(practice.sets if practice else None)
        arrived = _arrived(practice, store) if practice else []
        attempts = [*_here(store, banks(), assigned), *(_elsewhere(one) for one in arrived if one.summary.finished)]
        found = progress(_sitting(one) for one in attempts if one.whose == candidate)
        given = [(one.candidate, one.title) for one in assigned.values()]
        given += [(_name(one), one.practice.title) for one in arrived if not one.practice.assignment_id]
        return ProgressView(
            overall=found.overall,
            criteria=found.criteria,
            skills=found.skills,
            manners=found.manners,
            waiting=found.waiting,
            next=found.next,
            candidate=candidate,
            candidates=tuple(sorted({one.whose for one in attempts if one.whose})),
            sets=tuple(title for name, title in given if name == candidate),
        )

    return routes


def assignments(sets: PracticeSets | None) -> dict[str, PracticeSet]:
    """Each set that was made here and assigned, by its bank."""
    kept = sets.all() if sets else []
    return {f"{SET_BANK}{k.practice.id}": k.practice for k in kept if k.ours and k.practice.assignment_id}


def _here(store: Store, banks: Mapping[str, Bank], assigned: Mapping[str, PracticeSet]) -> Iterator[_Attempt]:
    for summary in store.attempts():
        if summary.finished:
            given = assigned.get(summary.bank_id)
            whose = given.candidate if given else ""
            yield _Attempt(whose, summary, banks.get(summary.bank_id), partial(store.events, summary.attempt_id))


def _arrived(practice: Practice, store: Store) -> list[Submission]:
    """The latest answers of each attempt that was rehearsed elsewhere and came as a file."""
    here = {summary.attempt_id for summary in store.attempts()}
    latest = {one.answers.attempt_id: one for one in practice.inbox.all()}
    return [one for attempt_id, one in latest.items() if attempt_id not in here]


def _elsewhere(one: Submission) -> _Attempt:
    return _Attempt(_name(one), one.summary, one.practice.bank(), lambda: one.answers.events)


def _name(one: Submission) -> str:
    """As the coach named the candidate, else as the candidate did."""
    return one.practice.candidate or one.answers.candidate


def _sitting(one: _Attempt) -> Sitting:
    events, bank = one.events(), one.bank
    cards = {e.question_id: e.scorecard for e in events if isinstance(e, AnswerScored)}
    spoken = {part.question.id: part.answer for part in answered(events, bank)} if bank else {}
    answers = []
    for question_id, card in cards.items():
        entry, answer = bank.find(question_id) if bank else None, spoken.get(question_id)
        seconds = answer.seconds if answer and not answer.typed else 0.0
        skill, asked = (entry.skill, entry.question.text) if entry else ("", "")
        answers.append(RehearsedAnswer(one.summary.bank_id, question_id, skill, card, seconds, asked))
    return Sitting(one.summary.attempt_id, one.summary.created, tuple(answers))
