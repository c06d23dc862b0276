"""Labelled answers for training, written down as text in scoring/training (its README describes the form)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

_SENTENCE = re.compile(r"([STARFO])\| (.+)")
_PAUSE = re.compile(r"\[([\d.]+)\]")
_CONSTRAINT = re.compile(r"(\w+)(?: (\w+)=(.+?))? -> (yes|no)")
_CONCEPT = re.compile(r"(.+?) = (.+?) -> (yes|no)")
_COMPONENTS = ("situation", "task", "action", "result", "reflection")
_BETWEEN = 0.35
"""Seconds between two sentences where no pause is written."""

Item = dict[str, Any]


def read_answers(path: Path) -> list[Item]:
    """The items of one file in the form of the corpus. Raises ValueError with the item's name on an unreadable line."""
    blocks = re.split(r"(?m)^# ", path.read_text("utf-8"))[1:]
    return [_item(block.strip().splitlines()) for block in blocks]


def _item(lines: list[str]) -> Item:
    key, fields, said = lines[0].strip(), dict[str, str](), list[str]()
    constraints, concepts = list[tuple[Item, bool]](), list[tuple[Item, bool]]()
    for line in filter(None, map(str.strip, lines[1:])):
        name, _, rest = line.partition(":")
        if _SENTENCE.fullmatch(line) or _PAUSE.fullmatch(line):
            said.append(line)
        elif name == "constraint" and (match := _CONSTRAINT.fullmatch(rest.strip())):
            kind, field, value, kept = match.groups()
            asked = {} if field is None else {field: int(value) if value.isdigit() else value}
            constraints.append(({"kind": kind, **asked}, kept == "yes"))
        elif name == "concept" and (match := _CONCEPT.fullmatch(rest.strip())):
            variants = [v.strip() for v in match[2].split("|")]
            concepts.append(({"name": match[1], "variants": variants}, match[3] == "yes"))
        elif name in ("role", "kind", "q", "star", "fillers", "data", "flags", "overall", "wpm", "notes"):
            fields[name] = rest.strip()
        else:
            raise ValueError(f"{key}: {line[:60]!r} is no line of an answer")
    return {
        "id": key,
        "role": fields["role"],
        "question": {
            "text": fields["q"],
            "kind": fields["kind"],
            "constraints": [c for c, _ in constraints],
            "concepts": [c for c, _ in concepts],
        },
        "sentences": _timed(said, float(fields.get("wpm", 140))),
        "gold": _gold(fields, constraints, concepts),
        "notes": fields.get("notes", ""),
    }


def _timed(said: list[str], pace: float) -> list[Item]:
    now, sentences = 0.5, list[Item]()
    for line in said:
        if pause := _PAUSE.fullmatch(line):
            now += float(pause[1]) - _BETWEEN
        elif spoken := _SENTENCE.fullmatch(line):
            end = now + len(spoken[2].split()) / pace * 60
            sentences.append({"text": spoken[2], "label": spoken[1], "start": round(now, 2), "end": round(end, 2)})
            now = end + _BETWEEN
    return sentences


def _gold(fields: dict[str, str], constraints: list[tuple[Item, bool]], concepts: list[tuple[Item, bool]]) -> Item:
    star = fields["star"]
    return {
        "star": None if star == "-" else dict(zip(_COMPONENTS, map(int, star.split()), strict=True)),
        "concepts": {c["name"]: used for c, used in concepts},
        "constraints": [{"kind": c["kind"], "satisfied": kept} for c, kept in constraints],
        "fillers": int(fields["fillers"]),
        "data_points": int(fields["data"]),
        "flags": [f.strip() for f in fields["flags"].split(",") if f.strip()],
        "overall": int(fields["overall"]),
    }
