"""The weights of a rubric fitted to the ratings of an organisation's own people, within bounds."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from scoring.answer import Answer
from scoring.overall import held, weighted
from scoring.question import Kind, Question
from scoring.rubric import CRITERION_NAMES, Rubric
from scoring.rubric_form import MOST_DELIVERY
from scoring.score import criteria_and_ceiling
from scoring.scorecard import CriterionId

FURTHEST = 2.0
"""A weight may at most double or halve: the rubric stays recognisable, and few ratings cannot overturn it."""
FEWEST = 8
"""Rated answers of a kind from which its weights are fitted at all."""
STORIES: tuple[Kind, ...] = ("behavioural", "resume")
"""Kinds of question that the weights of a story are for; those of a plan are for the others."""
_STEPS = (0.08, 0.04, 0.02, 0.01)
Weights = dict[CriterionId, float]


@dataclass(frozen=True, slots=True)
class Rated:
    """One answer as the overall sees it, with the mean of its human ratings (0 to 100)."""

    kind: Kind
    group: str
    strengths: Mapping[CriterionId, float]
    lowest: int
    rating: float


def rated(question: Question, answer: Answer, rating: float, rubric: Rubric) -> Rated:
    strengths, lowest = criteria_and_ceiling(question, answer, rubric)
    return Rated(question.kind, question.text, strengths, lowest, rating)


def predicted(one: Rated, rubric: Rubric) -> int:
    return held(weighted(one.strengths, rubric.weights(one.kind)), one.kind, one.lowest)


def refit(answers: Sequence[Rated], rubric: Rubric) -> Rubric:
    """The same rubric with weights moved to where the squared error is least."""
    stories = [a for a in answers if a.kind in STORIES]
    plans = [a for a in answers if a.kind not in STORIES]
    return replace(
        rubric,
        name=f"{rubric.name}, refitted",
        story_weights=_fitted(stories, rubric.story_weights),
        plan_weights=_fitted(plans, rubric.plan_weights),
    )


def held_out(answers: Sequence[Rated], rubric: Rubric, folds: int) -> list[int | None]:
    """What a rubric refitted without a fold says of it; answers to the same question share a fold. None where too few
    of the answer's kind are left beside its fold to fit anything to."""
    groups = {group: i % folds for i, group in enumerate(sorted({a.group for a in answers}))}
    left = [[a for a in answers if groups[a.group] != fold] for fold in range(folds)]
    fitted = [refit(rest, rubric) for rest in left]
    return [
        predicted(a, fitted[fold]) if sum(_told_alike(a, b) for b in left[fold]) >= FEWEST else None
        for a in answers
        for fold in (groups[a.group],)
    ]


def _told_alike(one: Rated, other: Rated) -> bool:
    """Both are weighed by the same weights."""
    return (one.kind in STORIES) == (other.kind in STORIES)


def _fitted(answers: Sequence[Rated], start: Mapping[CriterionId, float]) -> Weights:
    weights = dict(start)
    if len(answers) < FEWEST:
        return weights
    error = _error(answers, weights)
    for step in _STEPS:
        while True:
            moves = [m for m in _moves(weights, step) if _within(m, start)]
            best = min(moves, key=lambda m: _error(answers, m), default=None)
            if best is None or _error(answers, best) >= error - 1e-9:
                break
            weights, error = best, _error(answers, best)
    return {c: round(w, 4) for c, w in weights.items()}


def _moves(weights: Weights, step: float) -> list[Weights]:
    """Every transfer of `step` from one criterion to another."""
    pairs = itertools.permutations(CRITERION_NAMES, 2)
    return [weights | {a: weights[a] - step, b: weights[b] + step} for a, b in pairs]


def _within(weights: Weights, start: Mapping[CriterionId, float]) -> bool:
    near = all(start[c] / FURTHEST - 1e-9 <= w <= start[c] * FURTHEST + 1e-9 for c, w in weights.items())
    return near and weights["delivery"] <= MOST_DELIVERY + 1e-9


def _error(answers: Sequence[Rated], weights: Mapping[CriterionId, float]) -> float:
    return fmean((held(weighted(a.strengths, weights), a.kind, a.lowest) - a.rating) ** 2 for a in answers)
