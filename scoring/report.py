"""Scorecards of an attempt → Report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.scorecard import Scorecard


@dataclass(frozen=True, slots=True)
class Report:
    """`overall` is the mean of the assessed answers (None when none was); `next_drill` a question id or ''."""

    overall: int | None
    scored: int
    not_assessed: int
    strengths: tuple[str, ...] = ()
    next_drill: str = ""
    next_drill_reason: str = ""


def build_report(scorecards: Sequence[Scorecard]) -> Report:
    """Fold scorecards, in the order in which they were given, to a report."""
    assessed = [c for c in scorecards if c.overall is not None]
    if not assessed:
        return Report(None, 0, len(scorecards))
    mean = round(sum(c.overall or 0 for c in assessed) / len(assessed))
    weakest = min(assessed, key=lambda c: c.overall or 0)
    strong = tuple(dict.fromkeys(cr.name for c in assessed for cr in c.criteria if cr.level == 3))
    return Report(mean, len(assessed), len(scorecards) - len(assessed), strong, weakest.question_id, weakest.one_change)
