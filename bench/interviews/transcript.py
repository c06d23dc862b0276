"""One interview that was run, with the readings that the properties share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from coach.events import Event, FinalTranscript, InterviewerSpoke
from coach.interview.record import Record
from coach.records.probes import Probe
from coach.records.profiles import Profile
from coach.records.question_banks import Bank, BankQuestion

Kind = TypeVar("Kind")


@dataclass(frozen=True)
class Transcript:
    """`model`: how the language model behaves, empty for the scripted interviewer."""

    candidate: str
    bank: Bank
    profile: Profile
    question_ids: tuple[str, ...]
    events: tuple[Event, ...]
    model: str = ""

    @property
    def place(self) -> str:
        return f"{self.candidate} · {self.profile.id} · {','.join(self.question_ids)}"

    def of(self, kind: type[Kind]) -> list[Kind]:
        return [e for e in self.events if isinstance(e, kind)]

    @property
    def moves(self) -> list[InterviewerSpoke]:
        return self.of(InterviewerSpoke)

    @property
    def words(self) -> list[tuple[float, float]]:
        """Seconds in which the candidate spoke, an interval an utterance."""
        return [(f.started, f.ended) for f in self.of(FinalTranscript)]

    def entry(self, question_id: str | None) -> BankQuestion | None:
        return self.bank.find(question_id) if question_id else None

    def before(self, event: Event) -> Record:
        """The log as it was when `event` was written."""
        place = next(i for i, e in enumerate(self.events) if e is event)
        return Record(self.bank, self.events[:place])

    def until(self, spoke: InterviewerSpoke) -> Sequence[Event]:
        """What was heard by the time at which the interviewer began to speak."""
        return [e for e in self.events if e.at <= spoke.started + 1e-6]

    def after(self, event: Event) -> Sequence[Event]:
        place = next(i for i, e in enumerate(self.events) if e is event)
        return self.events[place + 1 :]

    def by_question(self, *moves: str) -> dict[str, list[InterviewerSpoke]]:
        found: dict[str, list[InterviewerSpoke]] = {}
        for spoke in self.moves:
            if spoke.question_id and (not moves or spoke.move in moves):
                found.setdefault(spoke.question_id, []).append(spoke)
        return found


def all_probes(probes: Sequence[Probe], parent: Probe | None = None) -> Iterator[tuple[Probe, Probe | None]]:
    """Every probe with the one it is nested in."""
    for probe in probes:
        yield probe, parent
        yield from all_probes(probe.probes, probe)
