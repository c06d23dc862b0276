"""Criteria, weights, bands and ceilings, as data. Sources of the numbers: docs of the scoring room's research."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field

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
NO_REFLECTION = "you did not look back on what you learnt"

FLAG_CEILINGS: dict[str, int] = {
    "no_answer": 19,
    "off_topic": 39,
    "generic": 39,
    "keyword_stuffing": 39,
    "prompt_injection": 39,
}
FLAG_REASONS: dict[str, str] = {
    "no_answer": "nothing you said answers the question",
    "off_topic": "your answer is about something else than the question",
    "generic": "you made general statements and told no case of your own",
    "keyword_stuffing": "you listed terms instead of using them",
    "prompt_injection": "some words were aimed at the grader, not at the interviewer",
    "rambling": "your point drowns in asides",
}
BROKEN_CONSTRAINT_CEILING = 79
NO_REFLECTION_CEILING = 79
CEILINGS: dict[str, int] = FLAG_CEILINGS | {
    "broken_constraint": BROKEN_CONSTRAINT_CEILING,
    "no_reflection": NO_REFLECTION_CEILING,
}


@dataclass(frozen=True, slots=True)
class RateBand:
    """Words a minute within which pace costs nothing, and where the bounds come from."""

    low: float
    high: float
    source: str


RATE_BANDS: dict[str, RateBand] = {
    "native": RateBand(100, 180, "conversation 120-150, broadcasters 160-180 (Rodero 2012), widened on both sides"),
    "non_native": RateBand(85, 180, "the native band, its lower bound moved down by 15 per cent; never stricter"),
}
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
PLAN_SCALE = Rescale(((0.0, 2.0), (0.5, 42.0), (0.8, 66.0), (1.0, 92.0)))
"""Where the gold labels of held-out authors lie: reasons, steps and ideas that are all there still differ in depth."""


def scale_for(kind: Kind) -> Rescale:
    return STORY_SCALE if kind in ("behavioural", "resume") else PLAN_SCALE


def band_of(overall: int) -> Band:
    return next(band for band in BANDS if band.low <= overall <= band.high)


@dataclass(frozen=True, slots=True)
class Rubric:
    """What counts how much: weights by kind of question (each sums to 1), ceilings by name, pace and filler bounds."""

    name: str = "house"
    story_weights: Mapping[CriterionId, float] = field(default_factory=lambda: STORY_WEIGHTS)
    plan_weights: Mapping[CriterionId, float] = field(default_factory=lambda: PLAN_WEIGHTS)
    ceilings: Mapping[str, int] = field(default_factory=lambda: CEILINGS)
    rate_band: RateBand = RATE_BANDS["native"]
    fillers_free: float = FILLERS_FREE
    fillers_harmful: float = FILLERS_HARMFUL

    def weights(self, kind: Kind) -> Mapping[CriterionId, float]:
        return self.story_weights if kind in ("behavioural", "resume") else self.plan_weights


HOUSE = Rubric()
NON_NATIVE = Rubric(name="non-native", rate_band=RATE_BANDS["non_native"])
"""The house rubric for people who speak a second language: a slower pace costs nothing."""
