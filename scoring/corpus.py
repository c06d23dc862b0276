"""Corpus lines: an item as written down → Question and Answer → the line that the evaluation compares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from scoring.answer import Answer, Sentence
from scoring.judgement import Judgement
from scoring.question import Concept, Question, parse_constraint
from scoring.rubric import HOUSE, Rubric
from scoring.score import score_answer


def read_item(item: Mapping[str, Any]) -> tuple[Question, Answer]:
    """The question and answer of a corpus item; gold labels are not looked at. Raises ValueError on a bad item."""
    try:
        asked = item["question"]
        question = Question(
            str(item["id"]),
            asked["text"],
            asked["kind"],
            tuple(parse_constraint(c) for c in asked.get("constraints", ())),
            tuple(Concept(c["name"], tuple(c.get("variants", ()))) for c in asked.get("concepts", ())),
        )
        sentences = tuple(Sentence(s["text"], float(s["start"]), float(s["end"])) for s in item["sentences"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a corpus item: {error!r}; expected id, question and sentences") from error
    if question.kind not in ("behavioural", "technical", "scenario", "resume"):
        raise ValueError(f"unknown question kind {question.kind!r} in item {question.id}")
    return question, Answer(sentences)


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
