"""Criteria, weights, bands and ceilings, as data. Sources of the numbers: docs of the scoring room's research."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from scoring.question import Kind
from scoring.scorecard import Band, Component, CriterionId

BANDS: tuple[Band, ...] = (
    Band("no usable answer", 0, 19),
    Band("weak", 20, 39),
    Band("partial", 40, 59),
    Band("good", 60, 79),
    Band("excellent", 80, 100),
)

CRITERION_NAMES: dict[CriterionId, str] = {
    "structure": "Structure",
    "concepts": "Concepts in use",
    "constraints": "Constraints kept",
    "substance": "Specifics",
    "clarity": "Clarity",
    "delivery": "Delivery",
}

STORY_WEIGHTS: dict[CriterionId, float] = {
    "structure": 0.50,
    "concepts": 0.10,
    "substance": 0.20,
    "constraints": 0.15,
    "clarity": 0.03,
    "delivery": 0.02,
}
PLAN_WEIGHTS: dict[CriterionId, float] = {
    "structure": 0.20,
    "concepts": 0.35,
    "substance": 0.20,
    "constraints": 0.15,
    "clarity": 0.05,
    "delivery": 0.05,
}

COMPONENT_WEIGHTS: dict[Component, float] = {
    "situation": 0.15,
    "task": 0.15,
    "action": 0.30,
    "result": 0.25,
    "reflection": 0.15,
}
COMPONENT_NAMES: dict[Component, str] = {
    "situation": "the situation",
    "task": "your own task",
    "action": "what you did",
    "result": "the result",
    "reflection": "what you learnt from it",
}

FLAG_CEILINGS: dict[str, int] = {
    "no_answer": 19,
    "off_topic": 39,
    "generic": 39,
    "keyword_stuffing": 39,
    "prompt_injection": 39,
}
FLAG_REASONS: dict[str, str] = {
    "no_answer": "nothing was said that answers the question",
    "off_topic": "the answer is about something else",
    "generic": "general statements, no case of your own",
    "keyword_stuffing": "terms are listed, not used",
    "prompt_injection": "words aimed at the grader instead of the interviewer",
    "rambling": "the point drowns in asides",
}
BROKEN_CONSTRAINT_CEILING = 79
NO_REFLECTION_CEILING = 79

RATE_BAND = (100.0, 180.0)
"""Words a minute within which pace costs nothing (120–160 ideal, slower allowed for non-native speakers)."""
FILLERS_FREE = 5.0
FILLERS_HARMFUL = 12.0
"""Fillers a minute: Laske & DiGennaro Reed 2024, doi 10.1002/jaba.1093."""


@dataclass(frozen=True, slots=True)
class Rescale:
    """score = at the weighted mean of criteria (0 to 1) → 0 to 100, linear between the given points."""

    points: tuple[tuple[float, float], ...]

    def at(self, value: float) -> float:
        points = self.points
        for (x0, y0), (x1, y1) in itertools.pairwise(points):
            if value <= x1:
                return y0 + (y1 - y0) * max(value - x0, 0.0) / (x1 - x0)
        return points[-1][1]


STORY_SCALE = Rescale(((0.0, 2.0), (1.0, 98.0)))
PLAN_SCALE = Rescale(((0.0, 2.0), (1.0, 98.0)))


def weights_for(kind: Kind) -> dict[CriterionId, float]:
    return STORY_WEIGHTS if kind in ("behavioural", "resume") else PLAN_WEIGHTS


def scale_for(kind: Kind) -> Rescale:
    return STORY_SCALE if kind in ("behavioural", "resume") else PLAN_SCALE


def band_of(overall: int) -> Band:
    return next(band for band in BANDS if band.low <= overall <= band.high)
