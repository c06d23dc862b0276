"""The lines of the rubric: a level, a reason, and the sentences that earned or lost it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import fsum

from scoring.answer import Answer
from scoring.clarity import Clarity
from scoring.data_points import find_numbers
from scoring.delivery import long_pauses, pace_change
from scoring.question import Question
from scoring.rubric import COMPONENT_NAMES, COMPONENT_WEIGHTS, CRITERION_NAMES, HOUSE, Rubric
from scoring.scorecard import (
    COMPONENTS,
    ConceptResult,
    ConstraintResult,
    Criterion,
    CriterionId,
    Delivery,
    Evidence,
    Flag,
)
from scoring.structure import Structure
from scoring.wording import counted, demand_missed, listed

LONG_SILENCE = 3.0
"""Seconds of silence within an answer that a listener notices as such."""
CLEAR = 2
"""The level of a component that is there without being specific."""
BEST = 3
"""The highest level."""
CONTRADICTED = 0.15
"""What a figure that does not agree with an earlier one takes from the specifics (of 1)."""
UNEVEN = 1.5
"""How many times faster the fastest third may be than the slowest before it is pointed out."""
PLAN_NAMES = {
    "reason": "a reason for what you say",
    "step": "a step that you would take",
    "weighing": "a trade-off",
    "case": "a concrete case",
}


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one answer, before it is weighed. `plan`: the marks of a technical or scenario answer."""

    question: Question
    answer: Answer
    structure: Structure
    concepts: tuple[ConceptResult, ...]
    constraints: tuple[ConstraintResult, ...]
    fillers: tuple[Evidence, ...]
    data_points: tuple[Evidence, ...]
    delivery: Delivery
    flags: tuple[Flag, ...]
    plan: Mapping[str, Sequence[Evidence]] = field(default_factory=dict)
    clarity: Clarity = field(default_factory=Clarity)
    words: int = 0
    rubric: Rubric = HOUSE
    contradictions: tuple[Evidence, ...] = ()

    @property
    def fillers_a_minute(self) -> float:
        return 60 * len(self.fillers) / self.answer.seconds if self.answer.seconds else 0.0

    def has(self, flag: str) -> bool:
        return any(f.name == flag for f in self.flags)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A criterion and its exact strength, 0 to 1 (None = not assessed)."""

    criterion: Criterion
    strength: float | None


def weigh(findings: Findings) -> tuple[Weighed, ...]:
    """The criteria in rubric order."""
    return (
        _star(findings) if findings.structure.levels is not None else _plan(findings),
        _concepts(findings),
        _constraints(findings),
        _substance(findings),
        _clarity(findings),
        _delivery(findings),
    )


def strengths_of(findings: Findings) -> dict[CriterionId, float]:
    """What `weigh` gives without its reasons: each assessed criterion in rubric order, 0 to 1."""
    found = {id_: strength(findings) for id_, strength in STRENGTHS.items()}
    return {id_: strength for id_, strength in found.items() if strength is not None}


def level_of(strength: float) -> int:
    """0 to 3."""
    return min(BEST, int(max(0.0, strength) * BEST + 0.5))


def _made(
    id_: CriterionId,
    strength: float | None,
    reason: str,
    earned: Sequence[Evidence] = (),
    lost: Sequence[Evidence] = (),
) -> Weighed:
    level = None if strength is None else level_of(strength)
    return Weighed(Criterion(id_, CRITERION_NAMES[id_], level, reason, tuple(earned), tuple(lost)), strength)


def _noted(evidence: Evidence, note: str) -> Evidence:
    """With what it shows, where one sentence may show several things."""
    return replace(evidence, note=evidence.note or note)


def _star_strength(findings: Findings) -> float:
    levels = findings.structure.levels or {}
    return fsum([COMPONENT_WEIGHTS[c] * levels[c] for c in levels]) / 3


def _star(findings: Findings) -> Weighed:
    levels = findings.structure.levels or {}
    earned = [e for c in COMPONENTS if levels[c] >= 2 for e in findings.structure.evidence[c][:2]]
    missing = [COMPONENT_NAMES[c] for c in COMPONENTS if levels[c] == 0]
    thin = [COMPONENT_NAMES[c] for c in COMPONENTS if levels[c] == 1]
    lost = [
        Evidence(e.sentences, e.quote, e.start, e.end, f"only a hint of {COMPONENT_NAMES[c]}")
        for c in COMPONENTS
        if levels[c] == 1
        for e in findings.structure.evidence[c][:1]
    ]
    parts = [f"You left out {listed(missing)}."] * bool(missing) + [f"You only hinted at {listed(thin)}."] * bool(thin)
    plain = [COMPONENT_NAMES[c] for c in COMPONENTS if levels[c] == CLEAR]
    whole = "You told the whole story, and every part of it is specific."
    if plain:
        whole = f"You told the whole story; {listed(plain)} could be more specific."
    return _made("structure", _star_strength(findings), " ".join(parts) or whole, earned, lost)


def _plan_strength(findings: Findings) -> float:
    return sum([bool(evidence) for evidence in findings.plan.values()]) / len(findings.plan)


def _plan(findings: Findings) -> Weighed:
    marks = findings.plan
    have = [name for name, evidence in marks.items() if evidence]
    missing = [PLAN_NAMES[name] for name, evidence in marks.items() if not evidence]
    full = "You gave reasons, steps, trade-offs and a concrete case."
    reason = f"What you did not give: {listed(missing)}." if missing else full
    return _made(
        "structure", _plan_strength(findings), reason, [_noted(e, PLAN_NAMES[n]) for n in have for e in marks[n][:1]]
    )


def _structure_strength(findings: Findings) -> float:
    return _star_strength(findings) if findings.structure.levels is not None else _plan_strength(findings)


def _concepts_strength(findings: Findings) -> float | None:
    return sum([c.used for c in findings.concepts]) / len(findings.concepts) if findings.concepts else None


def _concepts(findings: Findings) -> Weighed:
    results = findings.concepts
    if not results:
        return _made("concepts", None, "The question asks for no particular ideas.")
    used = [r for r in results if r.used]
    named = [f"“{r.name}”" for r in results if r.mentioned and not r.used]
    absent = [f"“{r.name}”" for r in results if not r.mentioned and not r.used]
    how_many = "all of them" if len(used) == len(results) else f"{len(used)}" if used else "none"
    parts = [f"Of the {counted(len(results), 'idea')} looked for in an answer, you used {how_many}."]
    if len(results) == 1:
        parts = [f"You {'used' if used else 'did not use'} the one idea looked for in an answer."]
    parts += [f"You named {listed(named)} without using {'it' if len(named) == 1 else 'them'}."] * bool(named)
    parts += [f"Nothing was said about {listed(absent)}."] * bool(absent)
    lost = [_noted(e, f"“{r.name}”") for r in results if r.mentioned and not r.used for e in r.evidence]
    earned = [_noted(e, f"“{r.name}”") for r in used for e in r.evidence]
    return _made("concepts", _concepts_strength(findings), " ".join(parts), earned, lost)


def _constraints_strength(findings: Findings) -> float | None:
    judged = [c.satisfied for c in findings.constraints if c.satisfied is not None]
    return 1 - judged.count(False) / len(judged) if judged else None


def _constraints(findings: Findings) -> Weighed:
    judged = [c for c in findings.constraints if c.satisfied is not None]
    if not judged:
        typed = "The answer was typed, so that seconds cannot be held against it."
        return _made("constraints", None, typed if findings.constraints else "The question makes no such demand.")
    broken = [c for c in judged if not c.satisfied]
    missed = "; ".join(map(demand_missed, broken))
    reason = f"You {missed}." if broken else f"You did as you were asked: {listed([c.asked for c in judged])}."
    earned = [e for c in judged if c.satisfied for e in c.evidence[:1]]
    lost = [e for c in broken for e in c.evidence]
    return _made("constraints", _constraints_strength(findings), reason, earned, lost)


def _enough_words(findings: Findings) -> int:
    return 130 if findings.question.expects_star else 110


def _substance_strength(findings: Findings) -> float:
    figures = min(len(findings.data_points), 5) / 5
    length = min(findings.words / _enough_words(findings), 1.0)
    strength = 0.15 * figures + 0.85 * length
    if findings.question.expects_star:
        strength = 0.6 * figures + 0.4 * length
    if findings.has("generic") or findings.has("keyword_stuffing"):
        strength = min(strength, 0.3)
    if findings.contradictions:
        strength = max(strength - CONTRADICTED * len(findings.contradictions), 0.0)
    return strength


def _substance(findings: Findings) -> Weighed:
    count, story, enough = len(findings.data_points), findings.question.expects_star, _enough_words(findings)
    reason = f"You gave {counted(count, 'figure')} in {counted(findings.words, 'word')}"
    if not story:
        reason = f"You went into the matter for {counted(findings.words, 'word')}, with {counted(count, 'figure')}"
    reason += f"; about {enough} leave room for detail." if findings.words < 0.75 * enough else "."
    if not count and any(n.value > 1 for s in findings.answer.sentences for n in find_numbers(s.text)):
        reason += " Years, times of day, numbers of the question and supposed ones are no figures."
    if findings.has("generic") or findings.has("keyword_stuffing"):
        reason += " Most of it would fit anybody’s answer."
    if findings.contradictions:
        reason += f" Here you say otherwise than before: {listed([e.note for e in findings.contradictions])}."
    return _made("substance", _substance_strength(findings), reason, findings.data_points, findings.contradictions)


def _clarity_strength(findings: Findings) -> float | None:
    if findings.has("no_answer"):
        return None
    clarity, n = findings.clarity, max(len(findings.answer.sentences), 1)
    strength = 1.0 - min((len(clarity.long) + 0.5 * len(clarity.nested)) / n, 0.6)
    strength -= 0.5 * findings.has("rambling") + 0.1 * bool(clarity.late) + min(0.1 * len(clarity.repeated), 0.3)
    return max(strength, 0.0)


def _clarity(findings: Findings) -> Weighed:
    clarity, strength = findings.clarity, _clarity_strength(findings)
    if strength is None:
        return _made("clarity", None, "There is no answer that could be followed.")
    parts = [
        f"{counted(len(clarity.long), 'sentence')} ran past 40 words" * bool(clarity.long),
        f"{counted(len(clarity.nested), 'sentence')} nested too many clauses" * bool(clarity.nested),
        f"{counted(len(clarity.repeated), 'sentence')} said a thing again" * bool(clarity.repeated),
        "the point came late" * bool(clarity.late),
        "the asides drown the point" * findings.has("rambling"),
    ]
    faults = listed([part for part in parts if part])
    reason = "The point comes early, in sentences easily followed."
    if faults:
        reason = f"Easily followed on the whole; {faults}." if level_of(strength) == BEST else f"{_begun(faults)}."
    return _made("clarity", strength, reason, (), clarity.faults)


def _begun(clause: str) -> str:
    """A clause as a sentence begins."""
    return f"{clause[:1].upper()}{clause[1:]}"


def _delivery_strength(findings: Findings) -> float | None:
    answer, rate, rubric = findings.answer, findings.delivery.delivered_rate, findings.rubric
    if answer.typed or answer.audio_fault is not None or rate is None:
        return None
    off = max(rubric.rate_band.low - rate, rate - rubric.rate_band.high, 0.0)
    over = max(findings.fillers_a_minute - rubric.fillers_free, 0.0)
    harm = over / (rubric.fillers_harmful - rubric.fillers_free)
    return 0.5 * max(0.0, 1 - off / 50) + 0.5 * (1 - min(harm, 1.0))


def _delivery(findings: Findings) -> Weighed:
    answer, rate = findings.answer, findings.delivery.delivered_rate
    if answer.typed:
        return _made("delivery", None, "The answer was typed.")
    if answer.audio_fault is not None:
        return _made("delivery", None, f"Not held against you: {answer.audio_fault}.")
    if rate is None:
        return _made("delivery", None, "There was too little speech to measure.")
    lost = findings.fillers if findings.fillers_a_minute > findings.rubric.fillers_free else ()
    silent = (findings.delivery.longest_pause or 0.0) >= LONG_SILENCE
    pauses = long_pauses(answer, LONG_SILENCE) if silent else ()
    return _made("delivery", _delivery_strength(findings), _spoken(findings, rate), (), (*lost, *pauses))


STRENGTHS: dict[CriterionId, Callable[[Findings], float | None]] = {
    "structure": _structure_strength,
    "concepts": _concepts_strength,
    "constraints": _constraints_strength,
    "substance": _substance_strength,
    "clarity": _clarity_strength,
    "delivery": _delivery_strength,
}
"""The strength of each criterion, None where it is not assessed, in rubric order."""


def _spoken(findings: Findings, rate: float) -> str:
    band, a_minute, pace = findings.rubric.rate_band, findings.fillers_a_minute, findings.delivery.pace
    within = (
        f"which is {'slower' if rate < band.low else 'faster'} than the {band.low:g} to {band.high:g} easily followed"
    )
    if band.low <= rate <= band.high:
        within = "easily followed"
    free = "" if a_minute <= findings.rubric.fillers_free else f" (up to {findings.rubric.fillers_free:g} cost nothing)"
    uneven = f" Your pace ran from {min(pace):.0f} to {max(pace):.0f}." if pace_change(pace) > UNEVEN else ""
    often = f"{a_minute:.1f} fillers a minute{free}" if findings.fillers else "no fillers"
    return f"You spoke {rate:.0f} words a minute, {within}, with {often}.{uneven}"
