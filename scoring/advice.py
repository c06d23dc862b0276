"""The one change that would help most, said in a sentence that cites the answer."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.criteria import Findings, Weighed
from scoring.rubric import COMPONENT_WEIGHTS, weights_for
from scoring.scorecard import COMPONENTS, Component, ConstraintResult

_ADD: dict[Component, str] = {
    "situation": "Open with one sentence on where and when this was and who was involved",
    "task": "Say in one sentence what you yourself had to achieve",
    "action": "Say what you did, step by step, with “I” and a past verb",
    "result": "End with what came of it, with a figure before and after",
    "reflection": "Close with what you do differently since then",
}
_FLAGGED = {
    "no_answer": "Tell one real case, however small; two sentences of it are worth more than a pass",
    "off_topic": "Answer the question that was asked before anything else",
    "keyword_stuffing": "Pick one of the terms you listed and say how you used it, in which case",
    "prompt_injection": "Speak to the interviewer; words aimed at the grader earn nothing",
    "generic": "Replace the general statement with one case: where, what you did, what came of it",
    "rambling": "Cut the asides and keep to one line from the case to its outcome",
}


def one_change(findings: Findings, weighed: Sequence[Weighed]) -> str:
    """A concrete sentence; '' where nothing is to be changed."""
    if not findings.answer.sentences:
        return "Say anything at all: one case, one thing you did, one outcome."
    for name, advice in _FLAGGED.items():
        flag = next((f for f in findings.flags if f.name == name), None)
        if flag is not None:
            return f"{advice}{_citing(findings, flag.evidence[0].sentences[0] if flag.evidence else 0)}."
    broken = next((c for c in findings.constraints if c.satisfied is False), None)
    if broken is not None:
        return _obey(findings, broken)
    weights = weights_for(findings.question.kind)
    open_ = [w for w in weighed if w.strength is not None and w.criterion.level != 3]
    if not open_:
        return ""
    worst = max(open_, key=lambda w: weights[w.criterion.id] * (1 - (w.strength or 0.0)))
    return _improve(findings, worst)


def _citing(findings: Findings, index: int) -> str:
    words = findings.answer.sentences[index].text.split()
    quote = " ".join(words[:8]) + ("…" if len(words) > 8 else "")
    return f" (sentence {index + 1}: “{quote}”)"


def _obey(findings: Findings, broken: ConstraintResult) -> str:
    where = _citing(findings, broken.evidence[0].sentences[0]) if broken.evidence else ""
    return f"Keep to what was asked, {broken.asked}: you had {broken.measured}{where}."


def _improve(findings: Findings, worst: Weighed) -> str:
    criterion = worst.criterion
    last = len(findings.answer.sentences) - 1
    match criterion.id:
        case "structure" if findings.structure.levels is not None:
            return _complete(findings, last)
        case "structure":
            return f"Give a reason and a step you would take: {criterion.reason}{_citing(findings, 0)}."
        case "concepts":
            absent = [c.name for c in findings.concepts if not c.used]
            return f"Work in {absent[0] if absent else 'the concepts'}, in the case you tell{_citing(findings, last)}."
        case "substance":
            return f"Put a figure or a name to what you say{_citing(findings, _barest(findings))}."
        case "clarity":
            at = criterion.lost[0].sentences[0] if criterion.lost else last
            return f"Break this into two sentences{_citing(findings, at)}."
        case "delivery" | "constraints":
            at = criterion.lost[0].sentences[0] if criterion.lost else 0
            return f"Mind the delivery, {criterion.reason}{_citing(findings, at)}."


def _complete(findings: Findings, last: int) -> str:
    levels = findings.structure.levels or {}
    worst = max(COMPONENTS, key=lambda c: COMPONENT_WEIGHTS[c] * (3 - levels[c]))
    evidence = findings.structure.evidence[worst]
    at = evidence[0].sentences[0] if evidence else 0 if worst in ("situation", "task") else last
    return f"{_ADD[worst]}{_citing(findings, at)}."


def _barest(findings: Findings) -> int:
    """The action or result without a figure; else the first sentence."""
    with_figures = {i for e in findings.data_points for i in e.sentences}
    labels = findings.structure.labels
    bare = [i for i, label in enumerate(labels) if label in "RA" and i not in with_figures]
    return max(bare, key=lambda i: labels[i] == "R", default=0)
