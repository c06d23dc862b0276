"""Branches between questions: which depend on which, and faults in that (cycles, branches that are never reached)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from coach.records.probes import Reference, condition_problems
from coach.records.yaml_file import Loc, Problem
from scoring.question import Question


class Branching(Protocol):
    """A question as it stands in a bank's file."""

    @property
    def id(self) -> str: ...

    @property
    def show_if(self) -> Reference | None: ...

    @property
    def skip_if(self) -> Reference | None: ...

    def asked(self) -> Question: ...


def branch_problems(questions: Sequence[Branching]) -> Iterator[Problem]:
    """Unknown questions, conditions that never hold, questions that wait for each other or are never asked."""
    by_id = {q.id: q for q in questions}
    for index, question in enumerate(questions):
        loc: Loc = ("questions", index)
        for field, reference in _references(question):
            yield from _reference_problems(question.id, reference, (*loc, field), by_id)
        if question.show_if is not None and question.show_if == question.skip_if:
            yield (*loc, "skip_if"), "the same as show_if, so that this question is never asked; expected another one"
    yield from _cycles(questions, by_id)


def _references(question: Branching) -> Iterator[tuple[str, Reference]]:
    if question.show_if is not None:
        yield "show_if", question.show_if
    if question.skip_if is not None:
        yield "skip_if", question.skip_if


def _reference_problems(own: str, reference: Reference, loc: Loc, by_id: Mapping[str, Branching]) -> Iterator[Problem]:
    other = by_id.get(reference.question)
    if other is None:
        yield (*loc, "question"), f"unknown question {reference.question!r}; expected one of {', '.join(by_id)}"
    elif reference.question == own:
        yield (*loc, "question"), "a question cannot depend on its own answer; expected another one of the bank"
    else:
        yield from condition_problems(reference.when, other.asked(), (*loc, "when"))


def _cycles(questions: Sequence[Branching], by_id: Mapping[str, Branching]) -> Iterator[Problem]:
    """A fault at the first question of each circle of dependences."""
    told: set[str] = set()
    for index, question in enumerate(questions):
        circle = _circle(question.id, by_id)
        if len(circle) > 1 and not told & set(circle):
            told |= set(circle)
            field = next(iter(_references(question)))[0]
            way = " → ".join((*circle, question.id))
            yield ("questions", index, field), f"questions wait for each other in a circle: {way}"


def _circle(start: str, by_id: Mapping[str, Branching]) -> tuple[str, ...]:
    """The shortest way from `start` back to it; empty where there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for _, reference in _references(by_id[way[-1]]):
            if reference.question == start:
                return way
            if reference.question in by_id and reference.question not in seen:
                seen.add(reference.question)
                ways.append((*way, reference.question))
    return ()
