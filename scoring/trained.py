"""The trained weights that ship with the room, and the arithmetic that reads them."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

SCALE = 1000.0
"""Label weights are stored as whole thousandths."""


@dataclass(frozen=True, slots=True)
class Weights:
    """`labels`: feature → one weight a label. `levels`, `flags`: name → feature → weight ('' is the bias)."""

    order: str
    bias: tuple[float, ...]
    labels: Mapping[str, Sequence[float]]
    transitions: Mapping[str, Mapping[str, float]]
    levels: Mapping[str, Mapping[str, float]]
    flags: Mapping[str, Mapping[str, float]]


def parse_weights(stored: Mapping[str, Any]) -> Weights:
    """From the JSON that scripts/train_labels.py writes."""
    return Weights(
        stored["order"],
        tuple(stored["bias"]),
        stored["labels"],
        stored["transitions"],
        stored["levels"],
        stored["flags"],
    )


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The packaged weights, read once."""
    return parse_weights(json.loads(files("scoring").joinpath("weights.json").read_text("utf-8")))


def label_scores(weights: Weights, features: Mapping[str, float]) -> tuple[float, ...]:
    """Log-probability of each label of `weights.order`."""
    totals = list(weights.bias)
    for name, value in features.items():
        row = weights.labels.get(name)
        if row is not None:
            for i, weight in enumerate(row):
                totals[i] += weight * value / SCALE
    top = max(totals)
    norm = top + math.log(sum(math.exp(t - top) for t in totals))
    return tuple(t - norm for t in totals)


def linear(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """Bias plus the weighted sum of the features that have a weight."""
    return weights.get("", 0.0) + sum(weights[name] * value for name, value in features.items() if name in weights)


def logistic(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
