"""The lines of the rubric: a level, a reason, and the sentences that earned or lost it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.answer import Answer
from scoring.citing import cite
from scoring.delivery import long_pauses
from scoring.language import spoken_words
from scoring.plan_structure import plan_marks
from scoring.question import Question
from scoring.rubric import (
    COMPONENT_NAMES,
    COMPONENT_WEIGHTS,
    CRITERION_NAMES,
    FILLERS_FREE,
    FILLERS_HARMFUL,
    RATE_BAND,
)
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


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one answer, before it is weighed."""

    question: Question
    answer: Answer
    structure: Structure
    concepts: tuple[ConceptResult, ...]
    constraints: tuple[ConstraintResult, ...]
    fillers: tuple[Evidence, ...]
    data_points: tuple[Evidence, ...]
    delivery: Delivery
    flags: tuple[Flag, ...]

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


def _made(
    id_: CriterionId,
    strength: float | None,
    reason: str,
    earned: Sequence[Evidence] = (),
    lost: Sequence[Evidence] = (),
) -> Weighed:
    level = None if strength is None else min(3, int(max(0.0, strength) * 3 + 0.5))
    return Weighed(Criterion(id_, CRITERION_NAMES[id_], level, reason, tuple(earned), tuple(lost)), strength)


def _star(findings: Findings) -> Weighed:
    levels = findings.structure.levels or {}
    strength = sum(COMPONENT_WEIGHTS[c] * levels[c] for c in levels) / 3
    earned = [e for c in COMPONENTS if levels[c] >= 2 for e in findings.structure.evidence[c][:2]]
    missing = [COMPONENT_NAMES[c] for c in COMPONENTS if levels[c] == 0]
    thin = [COMPONENT_NAMES[c] for c in COMPONENTS if levels[c] == 1]
    lost = [
        Evidence(e.sentences, e.quote, e.start, e.end, f"only hints at {COMPONENT_NAMES[c]}")
        for c in COMPONENTS
        if levels[c] == 1
        for e in findings.structure.evidence[c][:1]
    ]
    parts = [f"missing: {', '.join(missing)}"] * bool(missing) + [f"only hinted at: {', '.join(thin)}"] * bool(thin)
    return _made("structure", strength, "; ".join(parts) or "every part of STAR-R is there", earned, lost)


def _plan(findings: Findings) -> Weighed:
    marks = plan_marks(findings.answer.sentences)
    have = [name for name, evidence in marks.items() if evidence]
    missing = [name for name, evidence in marks.items() if not evidence]
    reason = f"no {', no '.join(missing)}" if missing else "point, reasons, steps and a case are there"
    return _made("structure", len(have) / len(marks), reason, [e for n in have for e in marks[n][:1]])


def _concepts(findings: Findings) -> Weighed:
    results = findings.concepts
    if not results:
        return _made("concepts", None, "the question names no concepts")
    used = [r for r in results if r.used]
    named = [r.name for r in results if r.mentioned and not r.used]
    missing = [r.name for r in results if not r.mentioned]
    parts = [f"{len(used)} of {len(results)} used"]
    parts += [f"named but not used: {', '.join(named)}"] * bool(named)
    parts += [f"absent: {', '.join(missing)}"] * bool(missing)
    lost = [e for r in results if r.mentioned and not r.used for e in r.evidence]
    return _made("concepts", len(used) / len(results), "; ".join(parts), [e for r in used for e in r.evidence], lost)


def _constraints(findings: Findings) -> Weighed:
    judged = [c for c in findings.constraints if c.satisfied is not None]
    if not judged:
        why = "the answer was typed" if findings.constraints else "the question sets none"
        return _made("constraints", None, why)
    broken = [c for c in judged if not c.satisfied]
    reason = "; ".join(f"{c.asked}: {c.measured}" for c in broken or judged)
    earned = [e for c in judged if c.satisfied for e in c.evidence[:1]]
    return _made("constraints", 1 - len(broken) / len(judged), reason, earned, [e for c in broken for e in c.evidence])


def _substance(findings: Findings) -> Weighed:
    count = len(findings.data_points)
    words = len(spoken_words(findings.answer.text))
    figures = min(count, 5) / 5
    story = findings.question.expects_star
    length = min(words / (130 if story else 110), 1.0)
    strength = 0.6 * figures + 0.4 * length if story else 0.15 * figures + 0.85 * length
    if findings.has("generic") or findings.has("keyword_stuffing"):
        strength = min(strength, 0.3)
    reason = f"{count} figure{'s' * (count != 1)} in {words} words"
    return _made("substance", strength, reason, findings.data_points)


def _clarity(findings: Findings) -> Weighed:
    sentences = findings.answer.sentences
    lengths = [len(spoken_words(s.text)) for s in sentences]
    long = [i for i, n in enumerate(lengths) if n > 40]
    strength = 1.0 - min(len(long) / max(len(lengths), 1), 0.6) - 0.5 * findings.has("rambling")
    lost = [cite(sentences, i, f"{lengths[i]} words") for i in long]
    reason = f"{len(long)} of {len(lengths)} sentences run past 40 words" if long else "sentences of speakable length"
    return _made("clarity", max(strength, 0.0), reason + "; rambling" * findings.has("rambling"), (), lost)


def _delivery(findings: Findings) -> Weighed:
    answer, rate = findings.answer, findings.delivery.delivered_rate
    if answer.typed:
        return _made("delivery", None, "the answer was typed")
    if answer.audio_fault is not None:
        return _made("delivery", None, f"not held against you: {answer.audio_fault}")
    if rate is None:
        return _made("delivery", None, "too little speech to measure")
    low, high = RATE_BAND
    off = max(low - rate, rate - high, 0.0)
    a_minute = 60 * len(findings.fillers) / answer.seconds
    fluent = 1 - min(max(a_minute - FILLERS_FREE, 0.0) / (FILLERS_HARMFUL - FILLERS_FREE), 1.0)
    strength = 0.5 * max(0.0, 1 - off / 50) + 0.5 * fluent
    reason = f"{rate:.0f} words a minute, {a_minute:.1f} fillers a minute"
    lost = findings.fillers if a_minute > FILLERS_FREE else ()
    return _made("delivery", strength, reason, (), (*lost, *(p for p in long_pauses(answer) if _is_long(p))))


def _is_long(pause: Evidence) -> bool:
    return pause.start is not None and pause.end is not None and pause.end - pause.start >= 3.0
