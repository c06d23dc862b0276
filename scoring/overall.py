"""Criteria, flags and a judge's opinion → 0 to 100, held under ceilings that say why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scoring.criteria import Findings, Weighed
from scoring.judgement import Judgement
from scoring.question import Kind
from scoring.rubric import FLAG_REASONS, NO_REFLECTION, scale_for
from scoring.scorecard import Ceiling, CriterionId, Evidence
from scoring.wording import demand_missed

HALF_INTERVAL = 9
"""Mean distance from the gold labels of answers by authors that were held out, rounded up."""


def with_judgement(weighed: Sequence[Weighed], judgement: Judgement | None) -> tuple[Weighed, ...]:
    """A judge moves a level by at most one, and raises none from 0."""
    return tuple(_moved(w, judgement) for w in weighed)


def _moved(weighed: Weighed, judgement: Judgement | None) -> Weighed:
    criterion, strength = weighed.criterion, weighed.strength
    opinion = judgement.opinion_on(criterion.id) if judgement is not None else None
    if opinion is None or criterion.level is None or strength is None or criterion.level == 0:
        return weighed
    level = max(criterion.level - 1, min(criterion.level + 1, opinion.level))
    if level == criterion.level:
        return weighed
    cited = Evidence(opinion.sentences, opinion.quote, note="the judge's evidence")
    reason = f"{criterion.reason} In the judge’s opinion this is a {level}, not a {criterion.level}."
    earned = (*criterion.earned, cited) if level > criterion.level else criterion.earned
    lost = (*criterion.lost, cited) if level < criterion.level else criterion.lost
    moved = max(0.0, min(1.0, strength + (level - criterion.level) / 3))
    return Weighed(replace(criterion, level=level, reason=reason, earned=earned, lost=lost), moved)


def ceilings_of(findings: Findings) -> tuple[Ceiling, ...]:
    """All ceilings that apply, lowest first."""
    limits = findings.rubric.ceilings
    found = [
        Ceiling(limits[name], reason) for name, reason in FLAG_REASONS.items() if name in limits and findings.has(name)
    ]
    broken = [c for c in findings.constraints if c.satisfied is False]
    found += [Ceiling(limits["broken_constraint"], f"you {demand_missed(c)}") for c in broken]
    levels = findings.structure.levels
    if levels is not None and levels["reflection"] == 0:
        found.append(Ceiling(limits["no_reflection"], NO_REFLECTION))
    return tuple(sorted(found, key=lambda c: c.limit))


def mean_of(findings: Findings, weighed: Sequence[Weighed]) -> float:
    """The weighted mean of the assessed criteria, 0 to 1; 0 where none with a weight was assessed."""
    strengths = {w.criterion.id: w.strength for w in weighed if w.strength is not None}
    return weighted(strengths, findings.rubric.weights(findings.question.kind))


def weighted(strengths: Mapping[CriterionId, float], weights: Mapping[CriterionId, float]) -> float:
    """The mean of what was assessed, by these weights."""
    total = sum(weights[c] for c in strengths)
    return sum(weights[c] * s for c, s in strengths.items()) / total if total else 0.0


def overall_of(findings: Findings, weighed: Sequence[Weighed], ceilings: Sequence[Ceiling]) -> int:
    """The mean of the criteria, rescaled, under the lowest ceiling."""
    lowest = min((c.limit for c in ceilings), default=100)
    return held(mean_of(findings, weighed), findings.question.kind, lowest)


def held(mean: float, kind: Kind, lowest: int) -> int:
    """0 to 100 out of a mean of criteria, under the lowest ceiling; a grave ceiling presses what lies below it too."""
    raw = scale_for(kind).at(mean)
    if lowest < 40:
        raw = min(raw, lowest * (0.35 + 0.65 * min(raw / 60, 1.0)))
    return max(0, min(100, lowest, round(raw)))


def interval_of(overall: int, ceilings: Sequence[Ceiling]) -> tuple[int, int]:
    """Where a second rater would probably land; never above a ceiling."""
    highest = min((c.limit for c in ceilings), default=100)
    return max(0, overall - HALF_INTERVAL), min(highest, overall + HALF_INTERVAL)
