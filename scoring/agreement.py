"""How far raters agree: Krippendorff's alpha, quadratic kappa, rank correlation, bias and use of the scale."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

Unit = Mapping[str, float]
"""One rated thing: rater → rating. Raters may be missing."""


def krippendorff_alpha(units: Sequence[Unit]) -> float | None:
    """Alpha with the interval metric; None with fewer than two pairable ratings or where nothing varies.

    Krippendorff, Content Analysis (2004), ch. 11: 1 - observed / expected disagreement; a unit with one rating counts
    for nothing. From .80 on to be relied upon, from .667 tentatively.
    """
    paired = [list(unit.values()) for unit in units if len(unit) >= 2]
    values = [v for unit in paired for v in unit]
    n = len(values)
    if n < 2:
        return None
    observed = math.fsum(_squares(unit) / (len(unit) - 1) for unit in paired) / n
    expected = _squares(values) / (n * (n - 1))
    return 1 - observed / expected if expected else None


def _squares(values: Sequence[float]) -> float:
    """Sum of squared differences over all ordered pairs."""
    return 2 * (len(values) * math.fsum(v * v for v in values) - math.fsum(values) ** 2)


def quadratic_kappa(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Kappa with quadratic weights; any evenly spaced scale. None where neither varies and they agree."""
    if not first:
        return None
    met = fmean((a - b) ** 2 for a, b in zip(first, second, strict=True))
    by_chance = pstdev(first) ** 2 + pstdev(second) ** 2 + (fmean(first) - fmean(second)) ** 2
    return 1 - met / by_chance if by_chance else None


def ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 0, ties sharing their mean."""
    order = sorted(range(len(values)), key=values.__getitem__)
    found = [0.0] * len(values)
    at = 0
    for _, group in itertools.groupby(order, key=values.__getitem__):
        tied = list(group)
        for i in tied:
            found[i] = at + (len(tied) - 1) / 2
        at += len(tied)
    return found


def pearson(first: Sequence[float], second: Sequence[float]) -> float:
    """0 where one of them does not vary."""
    a, b = fmean(first), fmean(second)
    together = math.fsum((x - a) * (y - b) for x, y in zip(first, second, strict=True))
    spread = math.sqrt(math.fsum((x - a) ** 2 for x in first) * math.fsum((y - b) ** 2 for y in second))
    return together / spread if spread else 0.0


def vary(values: Sequence[float]) -> bool:
    return len(set(values)) > 1


def spearman(first: Sequence[float], second: Sequence[float]) -> float:
    return pearson(ranks(first), ranks(second))


def partial_spearman(first: Sequence[float], second: Sequence[float], given: Sequence[float]) -> float:
    """Rank correlation of the first two with the third held fixed."""
    ab, ac, bc = spearman(first, second), spearman(first, given), spearman(second, given)
    rest = math.sqrt(max(0.0, (1 - ac * ac) * (1 - bc * bc)))
    return (ab - ac * bc) / rest if rest else 0.0


@dataclass(frozen=True, slots=True)
class Against:
    """One rater held against another: `bias` is the mean of this one less the other, `spread` the ratio of deviations.

    `drift`: how much the bias changed from the first half of the ratings to the second. `rank` is None where one of the
    two does not vary, `spread` where the other does not.
    """

    pairs: int
    kappa: float | None
    rank: float | None
    error: float
    bias: float
    spread: float | None
    drift: float


def against(ratings: Sequence[float], others: Sequence[float]) -> Against:
    """At least two pairs, in the order in which they were rated."""
    signed = [a - b for a, b in zip(ratings, others, strict=True)]
    half = len(signed) // 2
    return Against(
        len(signed),
        quadratic_kappa(ratings, others),
        spearman(ratings, others) if vary(ratings) and vary(others) else None,
        fmean(map(abs, signed)),
        fmean(signed),
        pstdev(ratings) / pstdev(others) if vary(others) else None,
        fmean(signed[half:]) - fmean(signed[:half]),
    )
