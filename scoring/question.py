"""What was asked and demanded of the candidate."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from math import inf
from typing import Any, ClassVar, Literal

Kind = Literal["behavioural", "technical", "scenario", "resume"]
Progress = Literal["counted", "wanted", "unwanted", "whole"]
"""What can be told of a demand before the answer is over: a number, whether a term was said, or nothing (`whole`)."""


@dataclass(frozen=True, slots=True)
class MaxSeconds:
    limit: float
    kind: Literal["max_seconds"] = "max_seconds"
    progress: ClassVar[Progress] = "whole"


@dataclass(frozen=True, slots=True)
class MinSeconds:
    limit: float
    kind: Literal["min_seconds"] = "min_seconds"
    progress: ClassVar[Progress] = "whole"


@dataclass(frozen=True, slots=True)
class ExactExamples:
    count: int
    kind: Literal["exact_examples"] = "exact_examples"
    progress: ClassVar[Progress] = "counted"


@dataclass(frozen=True, slots=True)
class MaxSentences:
    limit: int
    kind: Literal["max_sentences"] = "max_sentences"
    progress: ClassVar[Progress] = "counted"


@dataclass(frozen=True, slots=True)
class SentencesBetween:
    low: int
    high: int
    kind: Literal["sentences_between"] = "sentences_between"
    progress: ClassVar[Progress] = "counted"


@dataclass(frozen=True, slots=True)
class MustMention:
    term: str
    kind: Literal["must_mention"] = "must_mention"
    progress: ClassVar[Progress] = "wanted"


@dataclass(frozen=True, slots=True)
class Avoid:
    term: str
    kind: Literal["avoid"] = "avoid"
    progress: ClassVar[Progress] = "unwanted"


@dataclass(frozen=True, slots=True)
class StepsFirst:
    kind: Literal["steps_first"] = "steps_first"
    progress: ClassVar[Progress] = "whole"


@dataclass(frozen=True, slots=True)
class YesNoFirst:
    kind: Literal["yes_no_first"] = "yes_no_first"
    progress: ClassVar[Progress] = "whole"


@dataclass(frozen=True, slots=True)
class AnswerFirst:
    kind: Literal["answer_first"] = "answer_first"
    progress: ClassVar[Progress] = "whole"


@dataclass(frozen=True, slots=True)
class OrderedList:
    count: int
    kind: Literal["ordered_list"] = "ordered_list"
    progress: ClassVar[Progress] = "counted"


Constraint = (
    MaxSeconds
    | MinSeconds
    | ExactExamples
    | MaxSentences
    | SentencesBetween
    | MustMention
    | Avoid
    | StepsFirst
    | YesNoFirst
    | AnswerFirst
    | OrderedList
)

CONSTRAINTS: dict[str, type[Any]] = {
    "max_seconds": MaxSeconds,
    "min_seconds": MinSeconds,
    "exact_examples": ExactExamples,
    "max_sentences": MaxSentences,
    "sentences_between": SentencesBetween,
    "must_mention": MustMention,
    "avoid": Avoid,
    "steps_first": StepsFirst,
    "yes_no_first": YesNoFirst,
    "answer_first": AnswerFirst,
    "ordered_list": OrderedList,
}


def parse_constraint(fields_: Mapping[str, Any]) -> Constraint:
    """Build a constraint from its mapping (corpus and bank form). Raises ValueError saying what was expected: a demand
    that no answer could keep is none."""
    kind = fields_.get("kind")
    cls = CONSTRAINTS.get(str(kind))
    if cls is None:
        raise ValueError(f"unknown constraint kind {kind!r}; expected one of {', '.join(CONSTRAINTS)}")
    wanted = {f.name for f in fields(cls)} - {"kind"}
    missing = wanted - fields_.keys()
    if missing:
        raise ValueError(f"constraint {kind} needs {', '.join(sorted(missing))}")
    for field in fields(cls):
        if field.name in wanted and (expected := _expected(str(field.type), fields_[field.name])):
            raise ValueError(f"constraint {kind}, {field.name}: expected {expected}, not {fields_[field.name]!r}")
    constraint: Constraint = cls(**{name: fields_[name] for name in wanted})
    if isinstance(constraint, SentencesBetween) and constraint.low > constraint.high:
        raise ValueError(f"constraint {kind}: expected low to be at most high")
    return constraint


def _expected(type_: str, value: Any) -> str:
    """What a field of this type is to be; '' where `value` is that."""
    if type_ == "str":
        return "" if isinstance(value, str) and value.strip() else "some words"
    number = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < inf
    if type_ == "int":
        return "" if number and value % 1 == 0 else "a number above 0 without a fraction"
    return "" if number else "a number above 0"


def constraint_fields(constraint: Constraint) -> dict[str, Any]:
    """The mapping form of a constraint, inverse of `parse_constraint`."""
    return asdict(constraint)


_OWN_SUBJECT = re.compile(r"\b(?:of|from|in) your (?:own )?(?:field|subject|specialty|profession|trade)\b", re.I)


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept cluster that a strong answer uses; `variants` are some of its surface forms."""

    name: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    text: str
    kind: Kind
    constraints: tuple[Constraint, ...] = ()
    concepts: tuple[Concept, ...] = ()

    @property
    def expects_star(self) -> bool:
        return self.kind in ("behavioural", "resume")

    @property
    def leaves_subject_open(self) -> bool:
        """Whether the candidate chooses what is explained or planned: then no words are those of another question."""
        return not self.expects_star and bool(_OWN_SUBJECT.search(self.text))
