"""How likely it is that a pause ends the turn: a small logistic model, its weights plain data (`turn_model.json`)."""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from coach.interview.turn_features import PauseSoFar, silent_features, still_features

STEP = 0.05
"""Seconds between the silences at which the model is asked."""


@dataclass(frozen=True, slots=True)
class TurnModel:
    """`weights`: feature → weight ('' is the bias). `as_patient`: pairs of (seconds, chance): ending a turn at that
    chance cuts off as many pauses of the training dialogues as ending it after that silence alone."""

    weights: Mapping[str, float]
    as_patient: tuple[tuple[float, float], ...]

    def chance(self, pause: PauseSoFar, silence: float) -> float:
        """0 to 1 that the turn is over after `silence` seconds (above 0) of this pause."""
        still = still_features(pause)
        return _logistic(self._score(still) + self._score(silent_features(pause, still, silence), bias=False))

    def silence(self, pause: PauseSoFar, least: float, most: float, chance: float) -> float:
        """The first silence from `least` seconds on at which the turn is over with that chance; `most` if none is."""
        still = still_features(pause)
        score, wanted = self._score(still), math.log(chance / (1 - chance))
        for step in range(math.ceil((most - least) / STEP - 1e-9)):
            silence = least + step * STEP
            if score + self._score(silent_features(pause, still, silence), bias=False) >= wanted:
                return silence
        return most

    def chance_for(self, seconds: float) -> float:
        """The chance that is as patient as waiting for `seconds` of silence."""
        table = self.as_patient
        place = bisect_left(table, (seconds, 0.0))
        if place == 0 or place == len(table):
            return table[min(place, len(table) - 1)][1]
        (before, low), (after, high) = table[place - 1], table[place]
        return low + (high - low) * (seconds - before) / (after - before)

    def _score(self, features: Mapping[str, float], bias: bool = True) -> float:
        weights = self.weights
        total = weights.get("", 0.0) if bias else 0.0
        return total + sum(weights.get(name, 0.0) * value for name, value in features.items())


def parse_model(stored: Mapping[str, Any]) -> TurnModel:
    """From the JSON that scripts/train_turns.py writes."""
    return TurnModel(stored["weights"], tuple((float(s), float(c)) for s, c in stored["as_patient"]))


@lru_cache(maxsize=1)
def load_model() -> TurnModel:
    """The packaged weights, read once."""
    return parse_model(json.loads(files("coach.interview").joinpath("turn_model.json").read_text("utf-8")))


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
