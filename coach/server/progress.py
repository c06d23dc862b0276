"""The door of the progress page: one's own, or a candidate's who rehearses a set that was assigned here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fastapi import APIRouter

from coach.events import AnswerScored
from coach.records.folds import answered
from coach.records.practice_sets import SET_BANK, PracticeSet, PracticeSets
from coach.records.progress import RehearsedAnswer, Sitting, progress
from coach.records.question_banks import Bank
from coach.records.store import AttemptSummary, Store
from coach.server.wire_rest import ProgressView


def progress_doors(store: Store, banks: Callable[[], Mapping[str, Bank]], sets: PracticeSets | None) -> APIRouter:
    routes = APIRouter()

    @routes.get("/progress")
    def read(candidate: str = "") -> ProgressView:
        """`candidate` '': of whoever rehearses here, without the attempts of people whom a set was assigned to."""
        known, assigned = banks(), assignments(sets)
        finished = [s for s in store.attempts() if s.finished]
        mine = [s for s in finished if _whose(assigned, s.bank_id) == candidate]
        found = progress(_sitting(store, s, known.get(s.bank_id)) for s in mine)
        return ProgressView(
            overall=found.overall,
            criteria=found.criteria,
            skills=found.skills,
            manners=found.manners,
            waiting=found.waiting,
            next=found.next,
            candidate=candidate,
            candidates=tuple(sorted({assigned[s.bank_id].candidate for s in finished if s.bank_id in assigned})),
            sets=tuple(one.title for one in assigned.values() if one.candidate == candidate),
        )

    return routes


def assignments(sets: PracticeSets | None) -> dict[str, PracticeSet]:
    """Each set that was made here and assigned, by its bank."""
    kept = sets.all() if sets else []
    return {f"{SET_BANK}{k.practice.id}": k.practice for k in kept if k.ours and k.practice.assignment_id}


def _whose(assigned: Mapping[str, PracticeSet], bank_id: str) -> str:
    return assigned[bank_id].candidate if bank_id in assigned else ""


def _sitting(store: Store, summary: AttemptSummary, bank: Bank | None) -> Sitting:
    events = store.events(summary.attempt_id)
    cards = {e.question_id: e.scorecard for e in events if isinstance(e, AnswerScored)}
    spoken = {one.question.id: one.answer for one in answered(events, bank)} if bank else {}
    answers = []
    for question_id, card in cards.items():
        entry, answer = bank.find(question_id) if bank else None, spoken.get(question_id)
        seconds = answer.seconds if answer and not answer.typed else 0.0
        skill, asked = (entry.skill, entry.question.text) if entry else ("", "")
        answers.append(RehearsedAnswer(summary.bank_id, question_id, skill, card, seconds, asked))
    return Sitting(summary.attempt_id, summary.created, tuple(answers))
