"""Which question comes next, how many follow-ups are left, and when the sitting is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from coach.records.profiles import Profile
from coach.records.question_banks import Bank, BankQuestion

LEAST_TIME_FOR_A_QUESTION = 30.0
"""Seconds that must be left of the profile's minutes to begin another question."""


def choose_questions(bank: Bank, profile: Profile, wanted: Sequence[str] | None = None) -> tuple[str, ...]:
    """The wanted ids, or as many of the bank's, in its order, as fit the profile's minutes and maximum."""
    if wanted:
        return tuple(wanted)
    chosen: list[str] = []
    minutes = 0.0
    for entry in bank.questions:
        if len(chosen) >= profile.max_questions or (chosen and minutes + entry.minutes > profile.minutes):
            break
        chosen.append(entry.question.id)
        minutes += entry.minutes
    return tuple(chosen)


@dataclass(slots=True)
class Plan:
    """The agenda of one attempt. Only follow-ups that were heard to the end count against the budget."""

    questions: tuple[BankQuestion, ...]
    profile: Profile
    done: set[str] = field(default_factory=set)
    heard_probes: dict[str, int] = field(default_factory=dict)

    def next(self) -> BankQuestion | None:
        return next((q for q in self.questions if q.question.id not in self.done), None)

    def number(self, question_id: str) -> int:
        return next((i for i, q in enumerate(self.questions, 1) if q.question.id == question_id), 0)

    def finish(self, question_id: str) -> None:
        self.done.add(question_id)

    def count_probe(self, question_id: str) -> None:
        self.heard_probes[question_id] = self.heard_probes.get(question_id, 0) + 1

    def may_probe(self, question_id: str) -> bool:
        here = self.heard_probes.get(question_id, 0)
        everywhere = sum(self.heard_probes.values())
        return here < self.profile.follow_ups_per_question and everywhere < self.profile.follow_ups_total

    def seconds_left(self, at: float) -> float:
        return self.profile.minutes * 60 - at

    def time_is_up(self, at: float) -> bool:
        return self.seconds_left(at) < LEAST_TIME_FOR_A_QUESTION
