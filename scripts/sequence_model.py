"""A linear-chain conditional random field over sparse features, fitted by L-BFGS (numpy and scipy; training only)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer

Features = dict[str, float]
SPREAD = 2.0
"""Variance of the Gaussian prior on all weights: 0.7 to 6 made no difference across held-out authors."""
STEPS = 90


@dataclass(frozen=True)
class Fitted:
    """Rows of `weights` in the order of `names`, columns in the order of the labels; `moves[from, to]`."""

    names: list[str]
    weights: Any
    bias: Any
    moves: Any


class Sequences:
    """Answers as one sparse matrix of sentences, and for each answer the rows that are its sentences."""

    def __init__(self, answers: Sequence[Sequence[Features]], labels: Sequence[str], order: str) -> None:
        flat = [row for rows in answers for row in rows]
        seen = Counter(name for row in flat for name in row)
        vectors = DictVectorizer().fit([{name: 1.0 for name in sorted(seen) if seen[name] > 1}])
        self.names = [str(n) for n in vectors.get_feature_names_out()]
        self.table = vectors.transform(flat).tocsr()
        self.gold = np.array([order.index(label) for label in labels])
        lengths = [len(rows) for rows in answers]
        begins = np.concatenate([[0], np.cumsum(lengths)])
        self.rows = np.full((len(answers), max(lengths)), -1)
        for n, length in enumerate(lengths):
            self.rows[n, :length] = np.arange(begins[n], begins[n + 1])
        self.there = self.rows >= 0
        self.pairs = np.zeros((len(order), len(order)))
        for begin, length in zip(begins, lengths, strict=False):
            for at in range(begin, begin + length - 1):
                self.pairs[self.gold[at], self.gold[at + 1]] += 1


def fit(answers: Sequence[Sequence[Features]], labels: Sequence[str], order: str) -> Fitted:
    """Maximum a posteriori weights; the same input gives the same weights."""
    said = Sequences(answers, labels, order)
    count, kinds = said.table.shape[1], len(order)
    hits = np.zeros((len(said.gold), kinds))
    hits[np.arange(len(said.gold)), said.gold] = 1
    target = said.table.T @ hits

    def unpack(vector: Any) -> tuple[Any, Any, Any]:
        body = vector[: count * kinds].reshape(count, kinds)
        return body, vector[count * kinds : (count + 1) * kinds], vector[(count + 1) * kinds :].reshape(kinds, kinds)

    def loss(vector: Any) -> tuple[float, Any]:
        weights, bias, moves = unpack(vector)
        scores = said.table @ weights + bias
        sure, after, totals = _expectations(said, scores, moves)
        gain = (scores * hits).sum() + (said.pairs * moves).sum() - totals
        gain -= ((weights**2).sum() + (moves**2).sum()) / (2 * SPREAD)
        slopes = (
            target - said.table.T @ sure - weights / SPREAD,
            (hits - sure).sum(0),
            said.pairs - after - moves / SPREAD,
        )
        return -gain, -np.concatenate([s.ravel() for s in slopes])

    begin = np.zeros((count + 1) * kinds + kinds * kinds)
    best = minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": STEPS, "maxcor": 8})
    return Fitted(said.names, *unpack(best.x))


def _expectations(said: Sequences, scores: Any, moves: Any) -> tuple[Any, Any, float]:
    """Forward and backward: each sentence's label chances, expected moves, and the sum of log partition functions."""
    local = scores[np.maximum(said.rows, 0)] * said.there[:, :, None]
    most, highest = local.max(2), moves.max()
    near, step = np.exp(local - most[:, :, None]), np.exp(moves - highest)
    ahead, back = np.zeros_like(local), np.ones_like(local)
    scale = np.ones(most.shape)
    for t in range(local.shape[1]):
        reached = near[:, t] * (ahead[:, t - 1] @ step if t else 1.0)
        sums = reached.sum(1)
        here = said.there[:, t]
        scale[here, t] = sums[here]
        ahead[:, t] = np.where(here[:, None], reached / sums[:, None], ahead[:, t - 1])
    onward = np.zeros_like(local)
    for t in range(local.shape[1] - 2, -1, -1):
        onward[:, t] = near[:, t + 1] * back[:, t + 1] / scale[:, t + 1, None]
        back[:, t] = np.where(said.there[:, t + 1][:, None], onward[:, t] @ step.T, 1.0)
    sure = np.zeros_like(scores)
    sure[said.rows[said.there]] = (ahead * back)[said.there]
    follows = said.there[:, 1:]
    after = step * np.einsum("nti,ntj->ij", ahead[:, :-1] * follows[:, :, None], onward[:, :-1])
    total = np.log(scale).sum() + (most * said.there).sum() + highest * follows.sum()
    return sure, after, float(total)
