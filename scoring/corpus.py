"""Corpus lines: an item as written down → Question and Answer → the line that the evaluation compares."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from scoring.answer import Answer, Sentence, Word
from scoring.judgement import Judgement
from scoring.question import Concept, Question, parse_constraint
from scoring.rubric import HOUSE, Rubric
from scoring.score import score_answer

MOST_SECONDS = 24 * 60 * 60
"""A day: later than any answer ends."""
MOST_SHOWN = 40
"""Characters of a wrong value that its line shows."""
_NOT_UTF8 = "not UTF-8 text; save the file as UTF-8"
_EXPECTED = "expected id, question and sentences"
_SHAPES = (
    "expected question to be an object with text and kind, sentences a list of objects with text, start and end, "
    "constraints and concepts lists of objects"
)


def parse_line(line: bytes) -> dict[str, Any]:
    """The object on a line of a corpus. Raises ValueError where there is none."""
    try:
        return parse_object(line)
    except ValueError as error:
        raise ValueError(f"not a corpus item: {error}; {_EXPECTED}") from None


def parse_object(written: bytes) -> dict[str, Any]:
    """A JSON object in UTF-8, with or without a byte order mark. Raises ValueError where it is none."""
    try:
        found = json.loads(written.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError(_NOT_UTF8) from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise ValueError(_NOT_UTF8 if b"\0" in written else f"not JSON at {where}: {error.msg}") from None
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(found, dict):
        raise ValueError("expected an object")
    return found


def read_item(item: Mapping[str, Any]) -> tuple[Question, Answer]:
    """The question and answer of a corpus item; gold labels are not looked at. Raises ValueError on a bad item."""
    try:
        asked = item["question"]
        question = Question(
            item_id(item),
            text_of(asked["text"], "question"),
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


def item_id(item: Mapping[str, Any]) -> str:
    """Raises ValueError where an item has none that can tell it from the others."""
    given = item["id"]
    found = str(given) if isinstance(given, int) and not isinstance(given, bool) else text_of(given, "id")
    if not found.strip():
        raise ValueError("id: expected text that tells this answer from the others")
    return found


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
        found.append(Sentence(text_of(one["text"], where), start, end))
    return tuple(found)


def read_words(written: Iterable[Mapping[str, Any]]) -> tuple[Word, ...]:
    """Raises ValueError where a word is no text or its times cannot be; words may overlap."""
    found: list[Word] = []
    for number, one in enumerate(written, 1):
        where = f"word {number}"
        start, end = (_seconds(one[name], f"{where}, {name}") for name in ("start", "end"))
        if end < start:
            raise ValueError(f"{where}: ends at {end:g}, before its start at {start:g}; give its end at or after it")
        given = one.get("confidence")
        sure = None if given is None else _number(given, where, 1, "confidence")
        found.append(Word(text_of(one["text"], where), start, end, sure))
    return tuple(found)


def _concept(written: Mapping[str, Any]) -> Concept:
    name, variants = text_of(written["name"], "concept"), written.get("variants", ())
    if isinstance(variants, str):
        raise ValueError(f"concept {name}: expected a list of variants, not {variants!r}")
    return Concept(name, tuple(text_of(v, f"concept {name}, variants") for v in variants))


def text_of(value: Any, where: str) -> str:
    """Raises ValueError where it is none, or cannot be written as UTF-8."""
    if not isinstance(value, str):
        raise ValueError(f"{where}: expected text, not {json.dumps(value)[:MOST_SHOWN]}")
    if not value.isascii() and not value.isprintable() and any("\ud800" <= c <= "\udfff" for c in value):
        raise ValueError(f"{where}: half a character (a lone surrogate); write the text as UTF-8")
    return value


def _seconds(value: Any, where: str) -> float:
    return _number(value, where, MOST_SECONDS, "seconds")


def _number(value: Any, where: str, most: int, what: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{where}: expected {what} as a number, not {json.dumps(value)[:MOST_SHOWN]}")
    if not 0 <= value <= most:
        raise ValueError(f"{where}: expected {what} from 0 to {most}, not {str(value)[:MOST_SHOWN]}")
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
