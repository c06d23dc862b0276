"""The trained weights that ship with the room, and the arithmetic that reads them."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from operator import mul
from struct import Struct
from typing import Any

from scoring.label_features import WHOLE, Groups, Name, read_name

SCALE = 1000.0
"""Label weights are stored as whole thousandths."""
PLACE = 32
"""Bits for each weight of a packed row."""
_HALF = 1 << PLACE - 1


@dataclass(frozen=True, slots=True)
class Weights:
    """`labels`: feature → its `packed` weights, one a label. `levels`, `flags`: name → feature → weight.

    `concepts`: feature → weight; `topic`: the same, for an answer to another question.
    `rarity`: stem → 0 (in every answer) to 1; what is not there is in next to none.
    """

    order: str
    bias: Sequence[float]
    labels: Mapping[Name, int]
    moves: Sequence[Sequence[float]]
    levels: Mapping[str, Mapping[str, float]]
    flags: Mapping[str, Mapping[str, float]]
    concepts: Mapping[str, float]
    topic: Mapping[str, float]
    rarity: Mapping[str, float]


def parse_weights(stored: Mapping[str, Any]) -> Weights:
    """From the JSON that scripts/train_labels.py writes."""
    return Weights(
        stored["order"],
        tuple(stored["bias"]),
        {read_name(name): packed(row) for name, row in stored["labels"].items()},
        [[math.exp(stored["transitions"][a][b]) for b in stored["order"]] for a in stored["order"]],
        stored["levels"],
        stored["flags"],
        stored["concepts"],
        stored["topic"],
        stored["rarity"],
    )


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The packaged weights, read once."""
    return parse_weights(json.loads(files("scoring").joinpath("weights.json").read_text("utf-8")))


def label_chances(weights: Weights, answer: Sequence[Groups]) -> list[list[float]]:
    """The chance of each label of `weights.order` for each sentence, given all sentences of the answer."""
    here = [_strengths(weights, features) for features in answer]
    if not here:
        return []
    rows, columns = weights.moves, tuple(zip(*weights.moves, strict=True))
    ahead = [here[0]]
    for own in here[1:]:
        ahead.append(_shares(list(map(mul, _products(ahead[-1], columns), own))))
    back = [[1.0] * len(rows)]
    for own in reversed(here[1:]):
        back.append(_shares(_products(list(map(mul, own, back[-1])), rows)))
    return [_shares(list(map(mul, there, after))) for there, after in zip(ahead, reversed(back), strict=True)]


def _products(shares: Sequence[float], table: Sequence[Sequence[float]]) -> list[float]:
    """The product of six numbers with each row of six."""
    a, b, c, d, e, f = shares
    return [a * u + b * v + c * w + d * x + e * y + f * z for u, v, w, x, y, z in table]


def _shares(values: Sequence[float]) -> list[float]:
    total = math.fsum(values)
    return [value / total for value in values]


def _strengths(weights: Weights, features: Groups) -> list[float]:
    """How much each label is spoken for by one sentence alone, against the strongest."""
    find, together = weights.labels.get, 0
    for value, names in features:
        together += value * sum(filter(None, map(find, names)))
    totals = [b + w / (WHOLE * SCALE) for b, w in zip(weights.bias, unpacked(together, len(weights.bias)), strict=True)]
    top = max(totals)
    return [math.exp(t - top) for t in totals]


def packed(row: Sequence[int]) -> int:
    """Whole numbers, of less than 2³¹ in all that are added, as one: the sum of packed rows is the packed sum."""
    return sum(weight << (PLACE * i) for i, weight in enumerate(row))


def unpacked(together: int, count: int) -> list[int]:
    places, halves = _places(count)
    return [place - _HALF for place in places.unpack((together + halves).to_bytes(places.size, "little"))]


@lru_cache(maxsize=8)
def _places(count: int) -> tuple[Struct, int]:
    """The bytes of `count` packed weights; and half of every place, by which they are made positive."""
    return Struct(f"<{count}I"), packed([_HALF] * count)


def linear(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """Bias plus the weighted sum of the features that have a weight."""
    find = weights.get
    return find("", 0.0) + math.fsum([w * value for name, value in features.items() if (w := find(name)) is not None])


def logistic(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
