"""The doors of a report that write: mended words and disputed findings, as events of the attempt they are about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fastapi import APIRouter

from coach.errors import UsageError
from coach.events import (
    AnswerScored,
    AttemptFinished,
    Event,
    FinalTranscript,
    FindingDisputed,
    WordsCorrected,
)
from coach.interview.record import Record
from coach.records.corrections import remarks, replaced, with_corrections
from coach.records.question_banks import Bank
from coach.records.store import Added, Store
from coach.server.wire_rest import NewCorrection, NewDispute, RemarksView


@dataclass(frozen=True)
class ReportDoors:
    """Each change is made of the log as it is, so that each score is made from everything before it."""

    store: Store
    banks: Callable[[], Mapping[str, Bank]]


def report_doors(store: Store, banks: Callable[[], Mapping[str, Bank]]) -> APIRouter:
    routes = APIRouter()
    doors = ReportDoors(store, banks)

    @routes.get("/attempts/{attempt_id}/remarks")
    def read(attempt_id: str) -> RemarksView:
        return _view(store.events(attempt_id))

    @routes.post("/attempts/{attempt_id}/corrections")
    def correct(attempt_id: str, wanted: NewCorrection) -> RemarksView:
        bank = doors.banks().get(_bank_id(store.events(attempt_id)))
        return _added(doors, attempt_id, lambda log: _correction(bank, log, wanted))

    @routes.post("/attempts/{attempt_id}/disputes")
    def dispute(attempt_id: str, wanted: NewDispute) -> RemarksView:
        return _added(doors, attempt_id, lambda log: [FindingDisputed(at=_ending(log).at, **wanted.model_dump())])

    return routes


def _added(doors: ReportDoors, attempt_id: str, added: Added) -> RemarksView:
    doors.store.extend(attempt_id, added)
    return _view(doors.store.events(attempt_id))


def _view(events: list[Event]) -> RemarksView:
    found = remarks(events)
    return RemarksView(corrections=found.corrections, disputes=found.disputes, shares=found.shares)


def _ending(events: list[Event]) -> AttemptFinished:
    """Raises UsageError while the rehearsal goes on: its own record must not change under it."""
    last = next((e for e in reversed(events) if isinstance(e, AttemptFinished)), None)
    if last is None:
        raise UsageError("This rehearsal is not finished; finish it, then correct its report.")
    return last


def _correction(bank: Bank | None, log: list[Event], wanted: NewCorrection) -> list[Event]:
    """The mended words, the answer's new score, and the report that follows from it."""
    last = _ending(log)
    entry = bank.find(wanted.question_id) if bank else None
    if bank is None or entry is None:
        raise UsageError("The question is no longer in its bank, so the answer cannot be scored again.")
    heard = _heard(log, wanted)
    text = " ".join(wanted.text.split())
    if text == heard:
        raise UsageError("These are the words that were heard.")
    at = last.at
    mended = WordsCorrected(
        at=at,
        question_id=wanted.question_id,
        started=wanted.started,
        ended=wanted.ended,
        heard=heard,
        text=text,
    )
    record = Record(bank, log)
    record.append(mended)
    card = record.score(entry)
    record.append(AnswerScored(at=at, question_id=wanted.question_id, scorecard=card))
    record.append(AttemptFinished(at=at, report=record.report(), reason=last.reason))
    return record.events[len(log) :]


def _heard(log: list[Event], wanted: NewCorrection) -> str:
    """The words that stand there now. Raises UsageError where there are none, or nothing would be left."""
    finals = [e for e in with_corrections(log) if isinstance(e, FinalTranscript)]
    found = [(f, places) for f in finals if (places := replaced(f, wanted.started, wanted.ended))]
    if not found:
        raise UsageError("There is no spoken word at this place; typed words were not misheard.")
    if not wanted.text.strip() and all(len(places) == len(final.words) for final, places in found):
        raise UsageError("At least one word must stay; write what was said.")
    return " ".join(final.words[i].text for final, places in found for i in places)


def _bank_id(log: list[Event]) -> str:
    return next((e.bank_id for e in log if e.type == "AttemptStarted"), "")
