"""Which question comes next, how many follow-ups are left, and when the sitting is over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from coach.records.probes import Reference
from coach.records.profiles import Profile
from coach.records.question_banks import Bank, BankQuestion
from scoring.scorecard import Scorecard

LEAST_TIME = 30.0
"""Seconds that must be left of the profile's minutes for a follow-up."""
LEAST_SHARE = 0.6
"""Of its own minutes, that must be left to begin another question."""

WEAK = 60.0
"""Mean score of a skill's answers under which it is practised again."""
MOST_WEAK = 2
"""Skills that are taken up again in one attempt, so that the others have their turn."""


def choose_questions(
    bank: Bank, profile: Profile, wanted: Sequence[str] | None = None, weak: Sequence[str] = ()
) -> tuple[str, ...]:
    """The wanted ids, or as many of the bank's as fit the profile's minutes and maximum: `weak` ones of earlier
    attempts first, then one of each skill, then the rest; asked in the bank's order."""
    if wanted:
        return tuple(wanted)
    chosen: set[str] = set()
    minutes = 0.0
    for entry in _by_need(bank.questions, weak):
        if len(chosen) < profile.max_questions and (not chosen or minutes + entry.minutes <= profile.minutes):
            chosen.add(entry.question.id)
            minutes += entry.minutes
    return tuple(q.question.id for q in bank.questions if q.question.id in chosen)


def weak_questions(bank: Bank, lately: Sequence[Scorecard]) -> tuple[str, ...]:
    """One question of each skill that went badly in the latest attempts, the weakest skill first: one of the skill that
    was not asked lately, else the one that went worst. `lately`: scorecards of answers, the newest first."""
    scores: dict[str, list[int]] = {}
    worst: dict[str, tuple[int, str]] = {}
    for card in lately:
        entry = bank.find(card.question_id)
        if entry is not None and card.overall is not None:
            scores.setdefault(entry.skill, []).append(card.overall)
            went = (card.overall, entry.question.id)
            worst[entry.skill] = min(went, worst.get(entry.skill, went))
    means = sorted((fmean(found), skill) for skill, found in scores.items())
    asked = {card.question_id for card in lately}
    unasked = {q.skill: q.question.id for q in reversed(bank.questions) if q.question.id not in asked}
    return tuple(unasked.get(skill, worst[skill][1]) for mean, skill in means[:MOST_WEAK] if mean < WEAK)


def _by_need(entries: Sequence[BankQuestion], weak: Sequence[str]) -> list[BankQuestion]:
    """Most needed first; a question that depends on another comes after it."""
    first: dict[str, str] = {}
    for entry in entries:
        first.setdefault(entry.skill, entry.question.id)

    def need(entry: BankQuestion) -> int:
        if entry.question.id in weak:
            return 0
        return 1 if first[entry.skill] == entry.question.id else 2

    return sorted(entries, key=lambda e: (need(e), -e.priority))


@dataclass(slots=True)
class Plan:
    """The agenda of one attempt. Only follow-ups that were heard to the end count against the budget."""

    questions: tuple[BankQuestion, ...]
    profile: Profile
    done: set[str] = field(default_factory=set)
    heard_probes: dict[str, int] = field(default_factory=dict)

    def next(self, holds: Callable[[Reference], bool] = lambda _: False) -> BankQuestion | None:
        """The question that is due, of the highest priority; `holds` tells whether a condition on another answer does.
        A question waits for the one that it depends on, and does not depend on one that is not planned."""
        due = [q for q in self.questions if q.question.id not in self.done and not self._waits(q)]
        due = [q for q in due if self._is_shown(q, holds)]
        return max(due, key=lambda q: q.priority, default=None)

    def _waits(self, entry: BankQuestion) -> bool:
        planned = {q.question.id for q in self.questions} - self.done
        return any(r.question in planned for r in (entry.show_if, entry.skip_if) if r is not None)

    def _is_shown(self, entry: BankQuestion, holds: Callable[[Reference], bool]) -> bool:
        planned = {q.question.id for q in self.questions}
        show, skip = entry.show_if, entry.skip_if
        wanted = show is None or show.question not in planned or holds(show)
        return wanted and not (skip is not None and skip.question in planned and holds(skip))

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

    def time_is_up(self, at: float, entry: BankQuestion | None = None) -> bool:
        """For `entry` to be begun, or for a follow-up."""
        least = max(LEAST_TIME, LEAST_SHARE * 60 * entry.minutes) if entry else LEAST_TIME
        return self.seconds_left(at) < least
