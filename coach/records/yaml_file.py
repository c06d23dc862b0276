"""A YAML file that knows the line of each of its fields, so that an error can name it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from coach.errors import BankError

Loc = tuple[int | str, ...]
Problem = tuple[Loc, str]
"""Where in the file (keys and indices from the top), and what was expected there."""

Model = TypeVar("Model", bound=BaseModel)
MOST_BYTES = 2 * 2**20
"""Forty times the largest bank that comes along; a line of many megabytes would be read for minutes."""
_MOST_SHOWN = 20
_EXPECTED = {"missing": "this field is required", "extra_forbidden": "no such field; remove it or mend its name"}


class _Loader(yaml.SafeLoader):
    """SafeLoader without anchors and aliases: a small file stays small when read."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(
                problem="aliases (*name) are not allowed; write the value out", problem_mark=mark
            )
        return super().compose_node(parent, index)


@dataclass(frozen=True, slots=True)
class YamlFile:
    name: str
    value: Any
    node: yaml.Node

    def line(self, loc: Loc) -> int:
        """Line (from 1) of the field at `loc`, or of the nearest field above it that is written down."""
        node, line = self.node, self.node.start_mark.line
        for step in loc:
            below = _step(node, step)
            if below is None:
                break
            line, node = below
        return line + 1

    def error(self, problems: Sequence[Problem]) -> BankError:
        """One line for each problem: `file:line: field: what was expected`."""
        lines = [f"{self.name}:{self.line(loc)}: {field_name(loc)}: {expected}" for loc, expected in problems]
        if len(lines) > _MOST_SHOWN:
            lines = [*lines[:_MOST_SHOWN], f"… and {len(lines) - _MOST_SHOWN} more"]
        return BankError("\n".join(lines))

    def validate(self, model: type[Model]) -> Model:
        """Raises BankError with every field that does not fit `model`."""
        try:
            return model.model_validate(self.value)
        except ValidationError as wrong:
            problems = [(_written(self.node, e["loc"]), _expected(e)) for e in _causes(wrong)]
            raise self.error(problems) from None


def read_yaml(path: Path) -> YamlFile:
    """Raises BankError when the file cannot be read or is no YAML."""
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            raise BankError(f"{path}: larger than {MOST_BYTES // 2**20} MB, which no such file is; check the path")
        return parse_yaml(raw.decode("utf-8"), path.name)
    except OSError as wrong:
        raise BankError(
            f"{path}: cannot be read ({wrong.strerror or wrong}); check the path and its permissions"
        ) from None
    except UnicodeDecodeError as wrong:
        raise BankError(f"{path}: byte {wrong.start} is not UTF-8; save the file as UTF-8") from None


def parse_yaml(text: str, name: str) -> YamlFile:
    """`name` is the file's name in errors. Raises BankError: broken YAML, an empty file, a key written twice."""
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            raise BankError(f"{name}:1: the file is empty; expected a mapping of fields")
        twice = _keys_written_twice(node, ())
        if twice:
            raise BankError("\n".join(f"{name}:{line}: {field_name(loc)}: {expected}" for loc, expected, line in twice))
        return YamlFile(name, loader.construct_document(node), node)
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        line = mark.line + 1 if mark else 1
        raise BankError(f"{name}:{line}: not valid YAML: {wrong.problem or wrong.context}") from None
    except (yaml.YAMLError, ValueError) as wrong:
        raise BankError(f"{name}:1: not valid YAML: {str(wrong).splitlines()[0]}") from None
    except RecursionError:
        raise BankError(f"{name}:1: nested too deeply") from None


def field_name(loc: Loc) -> str:
    """`('questions', 0, 'text')` → `questions[0].text`."""
    name = ""
    for step in loc:
        name += f"[{step}]" if isinstance(step, int) else f".{step}" if name else step
    return name or "the file"


def _step(node: yaml.Node, step: int | str) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line, node.value[step]
    return None


def _written(node: yaml.Node, loc: Loc) -> Loc:
    """`loc` without the steps below a scalar that only pydantic knows (union members, `[key]`)."""
    kept: list[int | str] = []
    for step in loc:
        if isinstance(node, yaml.ScalarNode):
            break
        kept.append(step)
        below = _step(node, step)
        if below is None:
            break
        node = below[1]
    return tuple(kept)


def _causes(wrong: ValidationError) -> list[Any]:
    """Without the lists that are too short only because an item of theirs is wrong."""
    errors = wrong.errors()
    locs = [e["loc"] for e in errors]
    return [e for e in errors if e["type"] != "too_short" or not any(_below(e["loc"], loc) for loc in locs)]


def _below(above: Loc, loc: Loc) -> bool:
    return len(loc) > len(above) and loc[: len(above)] == above


def _expected(error: Any) -> str:
    message = str(error["msg"]).removeprefix("Value error, ")
    message = _EXPECTED.get(error["type"], message)
    if error["type"] in ("missing", "extra_forbidden", "value_error"):
        return message
    return f"{message} (found {_shown(error['input'])})"


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _keys_written_twice(node: yaml.Node, loc: Loc) -> list[tuple[Loc, str, int]]:
    found: list[tuple[Loc, str, int]] = []
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            name, line = str(key.value), key.start_mark.line + 1
            if name in seen:
                found.append(((*loc, name), f"written twice, first on line {seen[name]}; keep one", line))
            seen.setdefault(name, line)
            found += _keys_written_twice(value, (*loc, name))
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            found += _keys_written_twice(item, (*loc, index))
    return found
