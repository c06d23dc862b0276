"""Corpus lines: an item as written down → Question and Answer → the line that the evaluation compares."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from scoring.answer import Answer, Sentence
from scoring.judgement import Judgement
from scoring.question import Concept, Question, parse_constraint
from scoring.rubric import HOUSE, Rubric
from scoring.score import score_answer

MOST_SECONDS = 24 * 60 * 60
"""A day: later than any answer ends."""
MOST_SHOWN = 40
"""Characters of a wrong value that its line shows."""
_EXPECTED = "expected id, question and sentences"
_SHAPES = (
    "expected question to be an object with text and kind, sentences a list of objects with text, start and end, "
    "constraints and concepts lists of objects"
)


def parse_line(line: bytes) -> dict[str, Any]:
    """The object on a line of a corpus. Raises ValueError where there is none."""
    try:
        item = json.loads(line)
    except RecursionError:
        raise ValueError(f"not a corpus item: nested too deeply; {_EXPECTED}") from None
    if not isinstance(item, dict):
        raise ValueError("not a corpus item: expected an object with id, question and sentences")
    return item


def read_item(item: Mapping[str, Any]) -> tuple[Question, Answer]:
    """The question and answer of a corpus item; gold labels are not looked at. Raises ValueError on a bad item."""
    try:
        asked = item["question"]
        question = Question(
            _text(str(item["id"]), "id"),
            _text(asked["text"], "question"),
            asked["kind"],
            tuple(parse_constraint(c) for c in asked.get("constraints", ())),
            tuple(_concept(c) for c in asked.get("concepts", ())),
        )
        sentences = read_sentences(item["sentences"])
    except KeyError as missing:
        raise ValueError(f"not a corpus item: {missing} is missing; {_EXPECTED}") from missing
    except (TypeError, AttributeError) as error:
        raise ValueError(f"not a corpus item: {_SHAPES}") from error
    if question.kind not in ("behavioural", "technical", "scenario", "resume"):
        raise ValueError(f"unknown question kind {question.kind!r} in item {question.id}")
    return question, Answer(sentences)


def read_sentences(written: Iterable[Mapping[str, Any]]) -> tuple[Sentence, ...]:
    """Raises ValueError where a sentence has no words or its times cannot be; sentences may overlap."""
    found: list[Sentence] = []
    for number, one in enumerate(written, 1):
        where = f"sentence {number}"
        start, end = (_seconds(one[name], f"{where}, {name}") for name in ("start", "end"))
        if end < start:
            raise ValueError(f"{where}: ends at {end:g}, before its start at {start:g}; give its end at or after it")
        if found and start < found[-1].start:
            before = found[-1].start
            raise ValueError(f"{where}: starts at {start:g}, before the one above it at {before:g}; put them in order")
        found.append(Sentence(_text(one["text"], where), start, end))
    return tuple(found)


def _concept(written: Mapping[str, Any]) -> Concept:
    name, variants = _text(written["name"], "concept"), written.get("variants", ())
    if isinstance(variants, str):
        raise ValueError(f"concept {name}: expected a list of variants, not {variants!r}")
    return Concept(name, tuple(_text(v, f"concept {name}, variants") for v in variants))


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{where}: expected text, not {json.dumps(value)[:MOST_SHOWN]}")
    if not value.isascii() and not value.isprintable() and any("\ud800" <= c <= "\udfff" for c in value):
        raise ValueError(f"{where}: half a character (a lone surrogate); write the text as UTF-8")
    return value


def _seconds(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{where}: expected seconds as a number, not {json.dumps(value)[:MOST_SHOWN]}")
    if not 0 <= value <= MOST_SECONDS:
        raise ValueError(f"{where}: expected seconds from 0 to {MOST_SECONDS}, not {str(value)[:MOST_SHOWN]}")
    return float(value)


def score_item(item: Mapping[str, Any], rubric: Rubric = HOUSE, judgement: Judgement | None = None) -> dict[str, Any]:
    """One corpus item scored, as a line for the evaluation; with a judge's opinions where there are any."""
    question, answer = read_item(item)
    card = score_answer(question, answer, judgement, rubric, advises=False)
    opinions = {"opinions": [asdict(o) for o in card.opinions], "judge": card.judge} if judgement else {}
    return {
        "id": question.id,
        "sentences": list(card.labels),
        "star": card.star,
        "concepts": {c.name: c.used for c in card.concepts},
        "constraints": [{"kind": c.kind, "satisfied": c.satisfied} for c in card.constraints],
        "fillers": card.fillers,
        "data_points": card.data_points,
        "flags": [f.name for f in card.flags],
        "overall": card.overall,
        **opinions,
    }
