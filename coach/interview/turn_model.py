"""How long to wait in a pause: dead air against cutting in. Plain weights and small trees (`turn_model.json`)."""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from coach.interview.turn_features import PauseSoFar, features_of

STEP = 0.05
"""Seconds between the silences that are compared."""

Weights = Mapping[str, float]
Tree = float | Sequence[Any]
"""A value, or [feature, threshold, tree up to the threshold, tree above it]; a feature that is not there is 0."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Lengths of pauses around what was expected, as logarithms: a share `long` of them are thoughts, which are longer
    and spread wider. Middle and standard deviation of either."""

    long: float
    middle: float
    deviation: float
    long_middle: float
    long_deviation: float

    def outlasts(self, beyond: float) -> float:
        """Share of pauses whose logarithm is more than `beyond` over the expected one."""
        usual = _above((beyond - self.middle) / self.deviation)
        return (1 - self.long) * usual + self.long * _above((beyond - self.long_middle) / self.long_deviation)


@dataclass(frozen=True, slots=True)
class Score:
    """Feature → weight ('' is the bias), for what adds up, and trees for what depends on one another."""

    weights: Weights
    trees: tuple[Tree, ...] = ()

    def of(self, features: Mapping[str, float]) -> float:
        weights = self.weights
        added = sum(weights.get(name, 0.0) * value for name, value in features.items())
        return weights.get("", 0.0) + added + sum(_value(tree, features) for tree in self.trees)


@dataclass(frozen=True, slots=True, eq=False)
class TurnModel:
    """`ends`: of the chance that a pause ends the turn (logistic); `lasts`: of the logarithm of its seconds where it
    does not. `as_patient`: pairs of (seconds, price): at that price of cutting in, in seconds of dead air, as many
    pauses of the training dialogues are cut off as by waiting so long in every pause."""

    ends: Score
    lasts: Score
    spread: Spread
    as_patient: tuple[tuple[float, float], ...]

    def chance(self, pause: PauseSoFar) -> float:
        """0 to 1 that the turn is over, at the moment at which the pause begins."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.ends.of(features_of(pause))))))

    def expected(self, pause: PauseSoFar) -> float:
        """Logarithm of the seconds that such a pause lasts where the turn goes on."""
        return self.lasts.of(features_of(pause))

    def silence(self, pause: PauseSoFar, least: float, most: float, price: float) -> float:
        """The seconds of silence between `least` and `most` that cost least on the whole: dead air if the turn is over,
        `price` if it is not and the candidate would have gone on after that."""
        over, expected = _foreseen(self, pause)
        best, cheapest = most, math.inf
        for silence in silences(least, most):
            cost = over * silence + price * (1 - over) * self.spread.outlasts(math.log(silence) - expected)
            if cost < cheapest - 1e-12:
                best, cheapest = silence, cost
        return best

    def price_for(self, seconds: float) -> float:
        """The price that is as patient as waiting for `seconds` of silence."""
        table = self.as_patient
        place = bisect_left(table, (seconds, 0.0))
        if place == 0 or place == len(table):
            return table[min(place, len(table) - 1)][1]
        (before, low), (after, high) = table[place - 1], table[place]
        return low + (high - low) * (seconds - before) / (after - before)


@lru_cache(maxsize=16)
def _foreseen(model: TurnModel, pause: PauseSoFar) -> tuple[float, float]:
    """Chance and expected logarithm, kept while the same pause goes on."""
    return model.chance(pause), model.expected(pause)


def silences(least: float, most: float) -> list[float]:
    """The silences that are compared: every STEP from `least` to `most`, both of them to the next STEP above."""
    first, last = (math.ceil(seconds / STEP - 1e-9) for seconds in (least, most))
    return [round(n * STEP, 2) for n in range(first, max(first, last) + 1)]


def parse_model(stored: Mapping[str, Any]) -> TurnModel:
    """From the JSON that scripts/train_turns.py writes."""
    table = tuple((float(seconds), float(price)) for seconds, price in stored["as_patient"])
    ends, lasts = (Score(stored[name], tuple(stored.get(f"{name}_trees", ()))) for name in ("ends", "lasts"))
    return TurnModel(ends, lasts, Spread(*stored["spread"]), table)


@lru_cache(maxsize=1)
def load_model() -> TurnModel:
    """The packaged weights, read once."""
    return parse_model(json.loads(files("coach.interview").joinpath("turn_model.json").read_text("utf-8")))


def _value(tree: Tree, features: Mapping[str, float]) -> float:
    while not isinstance(tree, float):
        name, threshold, below, above = tree
        tree = below if features.get(name, 0.0) <= threshold else above
    return tree


def _above(deviations: float) -> float:
    """Share of a normal distribution above so many deviations."""
    return 0.5 * math.erfc(deviations / math.sqrt(2))
