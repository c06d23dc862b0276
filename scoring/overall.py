"""Criteria, flags and a judge's opinion → 0 to 100, held under ceilings that say why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import fsum

from scoring.criteria import Findings, Weighed, level_of
from scoring.judgement import Judgement
from scoring.question import Kind
from scoring.rubric import FLAG_REASONS, NO_REFLECTION, scale_for
from scoring.scorecard import Ceiling, ConstraintResult, CriterionId, Evidence
from scoring.wording import demand_missed

_REASONS = FLAG_REASONS | {"no_reflection": NO_REFLECTION}
HALF_INTERVAL = 9
"""Mean distance from the gold labels of answers by authors that were held out, rounded up."""


def with_judgement(weighed: Sequence[Weighed], judgement: Judgement | None) -> tuple[Weighed, ...]:
    """A judge moves a level by at most one, and raises none from 0."""
    return tuple(_moved(w, judgement) for w in weighed)


def strengths_with(strengths: Mapping[CriterionId, float], judgement: Judgement | None) -> Mapping[CriterionId, float]:
    """The same for strengths alone."""
    if judgement is None:
        return strengths
    return {id_: _moved_strength(s, _moved_level(id_, s, judgement)) for id_, s in strengths.items()}


def _moved_level(id_: CriterionId, strength: float, judgement: Judgement) -> int:
    opinion, level = judgement.opinion_on(id_), level_of(strength)
    if opinion is None or level == 0:
        return level
    return max(level - 1, min(level + 1, opinion.level))


def _moved_strength(strength: float, level: int) -> float:
    moved = level - level_of(strength)
    return max(0.0, min(1.0, strength + moved / 3)) if moved else strength


def _moved(weighed: Weighed, judgement: Judgement | None) -> Weighed:
    criterion, strength = weighed.criterion, weighed.strength
    opinion = judgement.opinion_on(criterion.id) if judgement is not None else None
    if judgement is None or opinion is None or criterion.level is None or strength is None:
        return weighed
    level = _moved_level(criterion.id, strength, judgement)
    if level == criterion.level:
        return weighed
    cited = Evidence(opinion.sentences, opinion.quote, note="the judge's evidence")
    reason = f"{criterion.reason} In the judge’s opinion this is a {level}, not a {criterion.level}."
    earned = (*criterion.earned, cited) if level > criterion.level else criterion.earned
    lost = (*criterion.lost, cited) if level < criterion.level else criterion.lost
    made = replace(criterion, level=level, reason=reason, earned=earned, lost=lost)
    return Weighed(made, _moved_strength(strength, level))


def ceilings_of(findings: Findings) -> tuple[Ceiling, ...]:
    """All ceilings that apply, lowest first."""
    limits = findings.rubric.ceilings
    found = [
        Ceiling(limits[name], _REASONS[name] if broken is None else f"you {demand_missed(broken)}")
        for name, broken in _held_by(findings)
    ]
    return tuple(sorted(found, key=lambda c: c.limit))


def lowest_ceiling(findings: Findings) -> int:
    """The limit of the lowest ceiling that applies; 100 where none does."""
    return min([findings.rubric.ceilings[name] for name, _ in _held_by(findings)], default=100)


def _held_by(findings: Findings) -> list[tuple[str, ConstraintResult | None]]:
    """Names of the ceilings that apply, with the demand where one was broken."""
    raised, levels = {flag.name for flag in findings.flags}, findings.structure.levels
    found: list[tuple[str, ConstraintResult | None]] = [
        (name, None) for name in FLAG_REASONS if name in raised and name in findings.rubric.ceilings
    ]
    found += [("broken_constraint", c) for c in findings.constraints if c.satisfied is False]
    if levels is not None and levels["reflection"] == 0:
        found.append(("no_reflection", None))
    return found


def mean_of(findings: Findings, strengths: Mapping[CriterionId, float]) -> float:
    """The weighted mean of the assessed criteria, 0 to 1; 0 where none with a weight was assessed."""
    return weighted(strengths, findings.rubric.weights(findings.question.kind))


def weighted(strengths: Mapping[CriterionId, float], weights: Mapping[CriterionId, float]) -> float:
    """The mean of what was assessed, by these weights."""
    total = fsum(weights[c] for c in strengths)
    return fsum(weights[c] * s for c, s in strengths.items()) / total if total else 0.0


def overall_of(findings: Findings, mean: float) -> int:
    """The mean of the criteria, rescaled, under the lowest ceiling."""
    return held(mean, findings.question.kind, lowest_ceiling(findings))


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
