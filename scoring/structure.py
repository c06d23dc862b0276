"""A role for each sentence (S T A R F O), and from the roles how far each part of STAR-R is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.answer import Sentence
from scoring.citing import cite
from scoring.label_features import label_features
from scoring.level_features import level_features
from scoring.openings import is_courtesy
from scoring.question import Question
from scoring.scorecard import COMPONENTS, Component, Evidence, Label
from scoring.trained import Weights, label_chances, linear, load_weights

LABEL_OF: dict[Component, Label] = {"situation": "S", "task": "T", "action": "A", "result": "R", "reflection": "F"}
LEVEL_STEPS = (0.5, 1.4, 2.3)
"""The measured strength from which a component is at level 1, 2 and 3."""


@dataclass(frozen=True, slots=True)
class Structure:
    """Labels in sentence order; `levels` is None where STAR-R is not expected of the question."""

    labels: tuple[Label, ...]
    chances: tuple[dict[Label, float], ...]
    levels: dict[Component, int] | None
    evidence: dict[Component, tuple[Evidence, ...]]


def read_structure(question: Question, sentences: Sequence[Sentence], void: frozenset[int] = frozenset()) -> Structure:
    """Label `sentences`; those in `void` (addressed to the grader, bare term lists) are O and earn
    nothing; courtesies are O and change nothing of the others."""
    weights = load_weights()
    heard = [i for i, s in enumerate(sentences) if i not in void and not is_courtesy(s.text)]
    features = label_features(question.kind, question.text, [sentences[i].text for i in heard])
    scores = label_chances(weights, features)
    order = labels_of(weights.order)
    given = {i: likeliest(order, row) for i, row in zip(heard, scores, strict=True)}
    measured = dict(zip(heard, scores, strict=True))
    labels: tuple[Label, ...] = tuple(given.get(i, "O") for i in range(len(sentences)))
    rows = [measured.get(i, _only_other(weights.order)) for i in range(len(sentences))]
    chances = tuple([dict(zip(order, row, strict=True)) for row in rows])
    evidence = {c: _evidence(LABEL_OF[c], labels, sentences) for c in COMPONENTS}
    levels = None
    if question.expects_star:
        levels = _levels(
            weights, [sentences[i].text for i in heard], [labels[i] for i in heard], [chances[i] for i in heard]
        )
    return Structure(labels, chances, levels, evidence)


def _label(character: str) -> Label:
    for label in ("S", "T", "A", "R", "F", "O"):
        if label == character:
            return label
    raise ValueError(f"{character!r} is no sentence label; train the weights anew")


def _only_other(order: str) -> list[float]:
    return [1.0 if c == "O" else 0.0 for c in order]


def labels_of(order: str) -> list[Label]:
    """The labels in the order of the weights; raises ValueError where one is none."""
    return [*map(_label, order)]


def likeliest(order: Sequence[Label], row: Sequence[float]) -> Label:
    """The label with the highest chance; the earlier in `order` where two are equal."""
    return order[row.index(max(row))]


def _evidence(label: Label, labels: Sequence[Label], sentences: Sequence[Sentence]) -> tuple[Evidence, ...]:
    return tuple([cite(sentences, i) for i, given in enumerate(labels) if given == label])


def _levels(
    weights: Weights, texts: Sequence[str], labels: Sequence[Label], chances: Sequence[dict[Label, float]]
) -> dict[Component, int]:
    found: dict[Component, int] = {}
    for component in COMPONENTS:
        label = LABEL_OF[component]
        features = level_features(label, texts, labels, [c[label] for c in chances])
        strength = linear(weights.levels[component], features)
        level = sum(strength >= step for step in LEVEL_STEPS) if texts else 0
        found[component] = level if label in labels else min(level, 1 if features["most"] >= 0.3 else 0)
    return found
