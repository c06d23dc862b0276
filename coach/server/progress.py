"""The door of the progress page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fastapi import APIRouter

from coach.events import AnswerScored
from coach.records.progress import RehearsedAnswer, Sitting, progress
from coach.records.question_banks import Bank
from coach.records.store import AttemptSummary, Store
from coach.server.wire_rest import ProgressView


def progress_doors(store: Store, banks: Callable[[], Mapping[str, Bank]]) -> APIRouter:
    routes = APIRouter()

    @routes.get("/progress")
    def read() -> ProgressView:
        known = banks()
        found = progress(_sitting(store, s, known.get(s.bank_id)) for s in store.attempts() if s.finished)
        return ProgressView(
            overall=found.overall,
            criteria=found.criteria,
            skills=found.skills,
            waiting=found.waiting,
            next=found.next,
        )

    return routes


def _sitting(store: Store, summary: AttemptSummary, bank: Bank | None) -> Sitting:
    cards = {e.question_id: e.scorecard for e in store.events(summary.attempt_id) if isinstance(e, AnswerScored)}
    answers = (
        RehearsedAnswer(
            summary.bank_id, question_id, entry.skill if bank and (entry := bank.find(question_id)) else "", card
        )
        for question_id, card in cards.items()
    )
    return Sitting(summary.attempt_id, summary.created, tuple(answers))
