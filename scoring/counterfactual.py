"""What the score would be with one thing put right: each way of doing better, re-scored and ranked by what it gains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from scoring.clarity import Clarity
from scoring.criteria import CLEAR, STRENGTHS, Findings, strengths_of
from scoring.judgement import Judgement
from scoring.overall import mean_of, overall_of, strengths_with
from scoring.scorecard import COMPONENTS, Component, CriterionId, Evidence

MORE_FIGURES = 2
VOIDING = ("no_answer", "off_topic", "keyword_stuffing", "prompt_injection", "generic", "rambling")
"""Flags that come before any other advice, gravest first."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """One thing put right. `subject`: a component, flag, concept or mark by name, or the index of a demand."""

    criterion: CriterionId | Literal["flags"]
    subject: str
    findings: Findings


@dataclass(frozen=True, slots=True)
class Rescored:
    """A remedy with the overall and the mean of the criteria (before rescaling and ceilings) that it leads to."""

    remedy: Remedy
    overall: int
    mean: float


def rescored(findings: Findings, judgement: Judgement | None) -> list[Rescored]:
    """Every remedy that gains anything: flags first, then by overall, then by mean, then in rubric order."""
    strengths = strengths_of(findings)
    before = _score(findings, strengths, judgement)
    tried = [Rescored(r, *_score(r.findings, _changed(strengths, r), judgement)) for r in remedies(findings)]
    gaining = [r for r in tried if r.remedy.criterion == "flags" or (r.overall, r.mean) > before]
    return sorted(gaining, key=lambda r: (_gravity(r.remedy), -r.overall, -round(r.mean, 9)))


def _changed(strengths: Mapping[CriterionId, float], remedy: Remedy) -> Mapping[CriterionId, float]:
    """A flag touches several criteria, any other remedy its own alone."""
    if remedy.criterion == "flags":
        return strengths_of(remedy.findings)
    strength = STRENGTHS[remedy.criterion](remedy.findings)
    return strengths if strength is None else {**strengths, remedy.criterion: strength}


def _score(
    findings: Findings, strengths: Mapping[CriterionId, float], judgement: Judgement | None
) -> tuple[int, float]:
    mean = mean_of(findings, strengths_with(strengths, judgement))
    return overall_of(findings, mean), mean


def _gravity(remedy: Remedy) -> int:
    return VOIDING.index(remedy.subject) if remedy.criterion == "flags" else len(VOIDING)


def remedies(findings: Findings) -> Iterator[Remedy]:
    """All single changes that the rules know of, in rubric order."""
    for name in VOIDING:
        if findings.has(name):
            yield Remedy("flags", name, replace(findings, flags=tuple(f for f in findings.flags if f.name != name)))
    yield from _demands(findings)
    yield from _components(findings)
    yield from _marks(findings)
    yield from _concepts(findings)
    yield from _manner(findings)


def _demands(findings: Findings) -> Iterator[Remedy]:
    for i, result in enumerate(findings.constraints):
        if result.satisfied is False:
            kept = replace(result, satisfied=True)
            mended = (*findings.constraints[:i], kept, *findings.constraints[i + 1 :])
            yield Remedy("constraints", str(i), replace(findings, constraints=mended))


def _components(findings: Findings) -> Iterator[Remedy]:
    levels = findings.structure.levels
    for component in COMPONENTS if levels is not None else ():
        if levels is not None and levels[component] < 3:
            raised: dict[Component, int] = levels | {component: max(CLEAR, levels[component] + 1)}
            structure = replace(findings.structure, levels=raised)
            yield Remedy("structure", component, replace(findings, structure=structure))


def _marks(findings: Findings) -> Iterator[Remedy]:
    for name, evidence in findings.plan.items():
        if not evidence:
            plan = {**findings.plan, name: (Evidence(()),)}
            yield Remedy("structure", name, replace(findings, plan=plan))


def _concepts(findings: Findings) -> Iterator[Remedy]:
    """The first idea that was only named, else the first that is absent: one at a time can be worked in."""
    unused = [c for c in findings.concepts if not c.used]
    chosen = next((c for c in unused if c.mentioned), unused[0] if unused else None)
    if chosen is not None:
        used = tuple(replace(c, used=True, mentioned=True) if c is chosen else c for c in findings.concepts)
        yield Remedy("concepts", chosen.name, replace(findings, concepts=used))


def _manner(findings: Findings) -> Iterator[Remedy]:
    figures = (*findings.data_points, *(Evidence(()),) * MORE_FIGURES)
    yield Remedy("substance", "figures", replace(findings, data_points=figures))
    if findings.clarity.faults:
        yield Remedy("clarity", "sentences", replace(findings, clarity=Clarity()))
    if findings.fillers_a_minute > findings.rubric.fillers_free:
        yield Remedy("delivery", "fillers", replace(findings, fillers=()))
    rate, band = findings.delivery.delivered_rate, findings.rubric.rate_band
    if rate is not None and not band.low <= rate <= band.high:
        steady = replace(findings.delivery, delivered_rate=(band.low + band.high) / 2)
        yield Remedy("delivery", "pace", replace(findings, delivery=steady))
