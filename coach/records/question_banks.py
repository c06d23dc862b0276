"""Question banks: YAML files, checked field by field. `question_banks/README.md` describes the format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from coach.errors import BankError
from coach.records.branches import branch_problems
from coach.records.probes import Condition, Id, Patience, Probe, Prose, Reference, condition_problems
from coach.records.yaml_file import Loc, Problem, read_yaml
from scoring.question import CONSTRAINTS, Concept, Constraint, Kind, Question, parse_constraint

__all__ = ["Bank", "BankQuestion", "Condition", "Probe", "find_banks", "load_bank"]
SET_BANK = "set:"
"""Before a set's id, the id of the bank that its frozen questions are rehearsed as; no bank file can carry it."""
OWN_BANK = "own:"
"""Before an attempt's id, the id of the bank with its candidate's own questions; no bank file can carry it."""


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """`difficulty` 1 to 3; `minutes` that an answer with its probes is expected to take; `beginner` and `expert` are
    shown after the answer, never before. Of the questions that are due the highest `priority` comes first; `show_if`
    and `skip_if` look at the answer to another one. `glossary`: what a word of the question means, told when asked."""

    question: Question
    skill: str = ""
    difficulty: int = 1
    minutes: float = 2.0
    rephrasings: tuple[str, ...] = ()
    probes: tuple[Probe, ...] = ()
    interjection: str = ""
    interjection_rephrasings: tuple[str, ...] = ()
    beginner: str = ""
    expert: str = ""
    patience: Patience = 1.0
    priority: int = 0
    show_if: Reference | None = None
    skip_if: Reference | None = None
    glossary: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bank:
    """`claims`: what a résumé says, in sentences, against which answers are read."""

    id: str
    title: str
    role: str
    questions: tuple[BankQuestion, ...]
    claims: tuple[str, ...] = ()

    def find(self, question_id: str) -> BankQuestion | None:
        return next((q for q in self.questions if q.question.id == question_id), None)


def load_bank(path: Path) -> Bank:
    """Raises BankError: file, line, field and what was expected, one line for each fault."""
    yaml_file = read_yaml(path)
    form = yaml_file.validate(_BankForm)
    problems = list(_problems(form))
    if problems:
        raise yaml_file.error(problems)
    return Bank(form.id, form.title, form.role, tuple(q.built() for q in form.questions), form.claims)


def find_banks(extra: Path | None = None) -> dict[str, Bank]:
    """Packaged banks and those of `extra` (a folder of *.yaml, or one file), by id. Raises BankError, also when two
    files carry one id."""
    with as_file(files("question_banks")) as folder:
        found = _by_id(sorted(folder.glob("*.yaml")))
    if extra is None:
        return found
    if not extra.exists():
        raise BankError(f"{extra}: no such file or folder of question banks")
    own = _by_id(sorted([*extra.glob("*.yaml"), *extra.glob("*.yml")]) if extra.is_dir() else [extra])
    for bank_id in own.keys() & found.keys():
        raise BankError(f"{extra}: the bank id {bank_id!r} is taken by a packaged bank; choose another id")
    return found | own


@lru_cache(maxsize=256)
def _unchanged(path: Path, changed: int, size: int) -> Bank:
    """A bank is read again only when its file was: every page asks for the banks."""
    return load_bank(path)


def _by_id(paths: list[Path]) -> dict[str, Bank]:
    banks: dict[str, Bank] = {}
    names: dict[str, str] = {}
    for path in paths:
        state = path.stat()
        bank = _unchanged(path, state.st_mtime_ns, state.st_size)
        if bank.id in banks:
            raise BankError(f"{path.name}: id: {bank.id!r} is taken by {names[bank.id]}; choose another id")
        banks[bank.id], names[bank.id] = bank, path.name
    return banks


def _constraint(value: Any) -> Constraint:
    """One constraint from its mapping, and nothing else in it."""
    if not isinstance(value, dict):
        raise ValueError("expected a mapping such as {kind: max_seconds, limit: 90}")
    parsed = parse_constraint(value)
    cls = CONSTRAINTS[parsed.kind]
    extra = value.keys() - set(cls.__dataclass_fields__)
    if extra:
        raise ValueError(f"constraint {parsed.kind} has no field {', '.join(sorted(map(str, extra)))}")
    return parsed


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _ConceptForm(_Form):
    name: Prose
    variants: tuple[Prose, ...] = Field(min_length=1)


class _QuestionForm(_Form):
    id: Id
    kind: Kind
    text: Prose
    skill: Prose
    difficulty: Literal[1, 2, 3]
    minutes: float = Field(gt=0, le=30)
    constraints: tuple[Annotated[Any, BeforeValidator(_constraint)], ...] = ()
    concepts: tuple[_ConceptForm, ...] = ()
    rephrasings: tuple[Prose, ...] = ()
    probes: tuple[Probe, ...] = ()
    interjection: Prose
    interjection_rephrasings: tuple[Prose, ...] = ()
    beginner: Prose
    expert: Prose
    patience: Patience = 1.0
    priority: int = Field(default=0, ge=-10, le=10)
    show_if: Reference | None = None
    skip_if: Reference | None = None
    glossary: dict[str, Prose] = Field(default_factory=dict)

    def built(self) -> BankQuestion:
        return BankQuestion(
            question=self.asked(),
            skill=self.skill,
            difficulty=self.difficulty,
            minutes=self.minutes,
            rephrasings=self.rephrasings,
            probes=self.probes,
            interjection=self.interjection,
            interjection_rephrasings=self.interjection_rephrasings,
            beginner=self.beginner,
            expert=self.expert,
            patience=self.patience,
            priority=self.priority,
            show_if=self.show_if,
            skip_if=self.skip_if,
            glossary=self.glossary,
        )

    def asked(self) -> Question:
        concepts = tuple(Concept(c.name, c.variants) for c in self.concepts)
        return Question(self.id, self.text, self.kind, self.constraints, concepts)


class _BankForm(_Form):
    id: Id
    title: Prose
    role: Prose
    questions: tuple[_QuestionForm, ...] = Field(min_length=1)
    claims: tuple[Prose, ...] = ()


def _problems(form: _BankForm) -> Iterator[Problem]:
    yield from _repeated(("questions",), [q.id for q in form.questions], "id")
    for index, form_question in enumerate(form.questions):
        loc: Loc = ("questions", index)
        yield from _repeated((*loc, "concepts"), [c.name for c in form_question.concepts], "name")
        yield from _repeated_probe_ids(form_question, loc)
        for at, probe in _all_probes(form_question.probes, loc):
            yield from condition_problems(probe.when, form_question.asked(), (*at, "when"))
    yield from branch_problems(form.questions)


def _repeated(loc: Loc, names: list[str], field: str) -> Iterator[Problem]:
    for index, name in enumerate(names):
        if name in names[:index]:
            first = names.index(name)
            yield (*loc, index, field), f"{name!r} is taken by {loc[-1]}[{first}]; expected a {field} used once"


def _repeated_probe_ids(question: _QuestionForm, loc: Loc) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, probe in _all_probes(question.probes, loc):
        if probe.id in seen:
            yield (*at, "id"), f"{probe.id!r} is taken by another probe of {question.id!r}; expected an id used once"
        seen.add(probe.id)


def _all_probes(probes: tuple[Probe, ...], loc: Loc) -> Iterator[tuple[Loc, Probe]]:
    for index, probe in enumerate(probes):
        at: Loc = (*loc, "probes", index)
        yield at, probe
        yield from _all_probes(probe.probes, at)
