"""What is shown of a rehearsal: who has the floor and why, which question, and how far its demands are kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from coach.interview.record import Record
from coach.records.question_banks import BankQuestion
from scoring.sentences import typed_sentences
from scoring.so_far import so_far

FloorState = Literal["idle", "listening", "thinking", "speaking", "holding", "ended"]


@dataclass(frozen=True, slots=True)
class RehearsalState:
    """What the page shows. Times are seconds; `answer_started` on the rehearsal clock. `because`: why this follow-up.
    `so_far`: how far the answer has come with each constraint of the question."""

    floor: FloorState
    question: BankQuestion | None
    number: int
    total: int
    why: str
    answer_started: float | None
    limit: float | None
    seconds_left: float
    because: str = ""
    so_far: tuple[str, ...] = ()


class DemandsSoFar:
    """Read again only where something happened since."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._told_for: tuple[str, int, str] | None = None
        self._told: tuple[str, ...] = ()

    def told(self, entry: BankQuestion, partial: str) -> tuple[str, ...]:
        """`partial`: the words that are still coming."""
        known = (entry.question.id, len(self._record.events), partial)
        if self._told_for != known:
            answer = self._record.answer(entry)
            said = replace(answer, sentences=(*answer.sentences, *typed_sentences(partial)))
            self._told_for, self._told = known, so_far(entry.question, said)
        return self._told
