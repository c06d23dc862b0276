"""Probes: follow-up questions and the conditions on the answer under which they are asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from scoring.question import Question
from scoring.scorecard import Component, Scorecard

Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Patience = Annotated[float, Field(ge=0.25, le=4)]
"""Factor on the silence that ends a turn: 0.7 quick, 1 normal, 1.5 patient."""

HINTED = 1
"""Of the levels 0 to 3 of a STAR-R part."""

FlagName = Literal[
    "apologises_for_english",
    "asks_clarification",
    "corrects_earlier_answer",
    "generic",
    "keyword_stuffing",
    "no_answer",
    "off_topic",
    "prompt_injection",
    "rambling",
    "thinking_placeholder",
]


class Condition(BaseModel):
    """Every field that is set must hold; of a list, one entry is enough. Times in seconds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    star_missing: tuple[Component, ...] = ()
    star_hinted: tuple[Component, ...] = ()
    concept_missing: tuple[str, ...] = ()
    concept_named: tuple[str, ...] = ()
    concept_mentioned: tuple[str, ...] = ()
    no_data_points: Literal[True] | None = None
    flag: tuple[FlagName, ...] = ()
    shorter_than: float | None = Field(default=None, gt=0)
    longer_than: float | None = Field(default=None, gt=0)
    constraint_broken: tuple[str, ...] = ()
    contradicts: Literal[True] | None = None
    always: Literal[True] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Condition:
        if not any(getattr(self, name) for name in type(self).model_fields):
            raise ValueError("expected at least one condition; write always: true for a probe that fits every answer")
        return self


class Probe(BaseModel):
    """`probes` may follow when this probe was asked. Of those whose condition holds the highest `priority` is asked,
    at equal priority the first. `rephrasings`: the same in other words, said when asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    text: Prose
    when: Condition
    priority: int = Field(default=0, ge=-10, le=10)
    rephrasings: tuple[Prose, ...] = ()
    probes: tuple[Probe, ...] = ()


class Reference(BaseModel):
    """A condition on the answer to another question of the bank."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: Id
    when: Condition


def probe_applies(when: Condition, scorecard: Scorecard, seconds: float | None, contradicts: bool = False) -> bool:
    """Whether `when` holds for an answer of `seconds`. The length of a typed answer is unknown (None or 0): then no
    condition on length holds. What the scorecard did not assess is not missing. `contradicts`: a claim of the answer
    does not agree with an earlier one."""
    if when.contradicts and not contradicts:
        return False
    return all((*_held(when, scorecard), *_lasted(when, seconds or None)))


def _lasted(when: Condition, seconds: float | None) -> Iterator[bool]:
    if when.shorter_than is not None:
        yield seconds is not None and seconds < when.shorter_than
    if when.longer_than is not None:
        yield seconds is not None and seconds > when.longer_than


def _held(when: Condition, scorecard: Scorecard) -> Iterator[bool]:
    """One truth for each field that is set."""
    if when.star_missing:
        levels = scorecard.star or {}
        yield any(levels.get(component) == 0 for component in when.star_missing)
    if when.star_hinted:
        levels = scorecard.star or {}
        yield any(levels.get(component) == HINTED for component in when.star_hinted)
    if when.concept_missing:
        yield _any_in(when.concept_missing, (c.name for c in scorecard.concepts if not c.used))
    if when.concept_named:
        yield _any_in(when.concept_named, (c.name for c in scorecard.concepts if c.mentioned and not c.used))
    if when.concept_mentioned:
        yield _any_in(when.concept_mentioned, (c.name for c in scorecard.concepts if c.used or c.mentioned))
    if when.no_data_points:
        yield scorecard.data_points == 0
    if when.flag:
        yield _any_in(when.flag, (flag.name for flag in scorecard.flags))
    if when.constraint_broken:
        yield _any_in(when.constraint_broken, (c.kind for c in scorecard.constraints if c.satisfied is False))


def _any_in(wanted: tuple[str, ...], present: Iterable[str]) -> bool:
    return not set(wanted).isdisjoint(present)


def condition_problems(
    when: Condition, question: Question, loc: tuple[int | str, ...]
) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """Conditions that could never hold for `question`: where, and what was expected."""
    concepts = [concept.name for concept in question.concepts]
    kinds = [constraint.kind for constraint in question.constraints]
    yield from _unknown(when.concept_missing, concepts, (*loc, "concept_missing"), "a concept of this question")
    yield from _unknown(when.concept_named, concepts, (*loc, "concept_named"), "a concept of this question")
    yield from _unknown(when.concept_mentioned, concepts, (*loc, "concept_mentioned"), "a concept of this question")
    yield from _unknown(when.constraint_broken, kinds, (*loc, "constraint_broken"), "a constraint of this question")
    for name in ("star_missing", "star_hinted"):
        if getattr(when, name) and not question.expects_star:
            yield (*loc, name), f"a {question.kind} question is not read for STAR-R; expected another condition"
    yield from _impossible(when, loc)


def _impossible(when: Condition, loc: tuple[int | str, ...]) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """Fields that exclude each other: such a branch is never reached."""
    if when.shorter_than is not None and when.longer_than is not None and when.longer_than >= when.shorter_than:
        yield (
            (*loc, "longer_than"),
            f"no answer is longer and shorter than that; expected less than {when.shorter_than:g}",
        )
    missing = set(when.star_missing)
    if len(missing) == 1 and missing == set(when.star_hinted):
        yield (*loc, "star_hinted"), "the same part is in star_missing, which excludes it; this branch is never reached"


def _unknown(
    names: tuple[str, ...], known: Sequence[str], loc: tuple[int | str, ...], expected: str
) -> Iterator[tuple[tuple[int | str, ...], str]]:
    for index, name in enumerate(names):
        if name not in known:
            choice = f": {', '.join(known)}" if known else ", which has none"
            yield (*loc, index), f"unknown {name!r}; expected {expected}{choice}"


FLAG_NAMES: tuple[str, ...] = get_args(FlagName)
