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
    """`labels`: feature → one weight a label. `levels`, `flags`: name → feature → weight ('' is the bias).

    `concepts`: feature → weight. `rarity`: stem → 0 (in every answer) to 1; what is not there is in next to none.
    """

    order: str
    bias: tuple[float, ...]
    labels: Mapping[str, Sequence[float]]
    transitions: Mapping[str, Mapping[str, float]]
    levels: Mapping[str, Mapping[str, float]]
    flags: Mapping[str, Mapping[str, float]]
    concepts: Mapping[str, float]
    rarity: Mapping[str, float]


def parse_weights(stored: Mapping[str, Any]) -> Weights:
    """From the JSON that scripts/train_labels.py writes."""
    return Weights(
        stored["order"],
        tuple(stored["bias"]),
        stored["labels"],
        stored["transitions"],
        stored["levels"],
        stored["flags"],
        stored["concepts"],
        stored["rarity"],
    )


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The packaged weights, read once."""
    return parse_weights(json.loads(files("scoring").joinpath("weights.json").read_text("utf-8")))


def label_chances(weights: Weights, answer: Sequence[Mapping[str, float]]) -> list[tuple[float, ...]]:
    """Log-chance of each label of `weights.order` for each sentence, given all sentences of the answer."""
    local = [_local_scores(weights, features) for features in answer]
    if not local:
        return []
    moves = [[weights.transitions[a][b] for b in weights.order] for a in weights.order]
    ahead = [local[0]]
    for row in local[1:]:
        ahead.append([_log_sum([ahead[-1][i] + moves[i][j] for i in range(len(moves))]) + s for j, s in enumerate(row)])
    back = [[0.0] * len(moves)]
    for row in reversed(local[1:]):
        onward = [s + b for s, b in zip(row, back[-1], strict=True)]
        back.append([_log_sum([m + o for m, o in zip(move, onward, strict=True)]) for move in moves])
    total = _log_sum(ahead[-1])
    return [
        tuple(a + b - total for a, b in zip(there, after, strict=True))
        for there, after in zip(ahead, reversed(back), strict=True)
    ]


def _local_scores(weights: Weights, features: Mapping[str, float]) -> list[float]:
    a, b, c, d, e, f = (0.0,) * 6
    table = weights.labels
    for name, value in features.items():
        row = table.get(name)
        if row is not None:
            a += row[0] * value
            b += row[1] * value
            c += row[2] * value
            d += row[3] * value
            e += row[4] * value
            f += row[5] * value
    return [bias + total / SCALE for bias, total in zip(weights.bias, (a, b, c, d, e, f), strict=True)]


def _log_sum(values: Sequence[float]) -> float:
    top = max(values)
    return top + math.log(sum([math.exp(v - top) for v in values]))


def linear(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """Bias plus the weighted sum of the features that have a weight."""
    return weights.get("", 0.0) + sum(weights[name] * value for name, value in features.items() if name in weights)


def logistic(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
