"""Which sentences an answer can do without, least needed first."""

from __future__ import annotations

from scoring.criteria import Findings
from scoring.scorecard import Evidence

_WORTH = {"O": 0.0, "S": 2.0, "T": 2.0, "A": 2.0, "R": 3.0, "F": 3.0}


def spare_sentences(findings: Findings, seconds: float = 0.0, sentences: int = 0) -> tuple[int, ...]:
    """In order of speaking: enough of the least needed to save that many seconds and sentences, never all of them.

    A sentence is needed that alone carries a part of the story, an idea, or figures. Empty where it cannot be done.
    """
    said = findings.answer.sentences[: findings.answer.main]
    gains = [(said[i + 1].start if i + 1 < len(said) else s.end) - s.start for i, s in enumerate(said)]
    chosen: set[int] = set()

    def enough(left_out: set[int]) -> bool:
        return sum(gains[i] for i in left_out) >= seconds and len(left_out) >= sentences

    while not enough(chosen) and len(chosen) + 1 < len(said):
        rest = [i for i in range(len(said)) if i not in chosen]
        chosen.add(min(rest, key=lambda i: (_worth(findings, i, chosen), -gains[i])))
    for i in sorted(chosen, key=lambda i: -_worth(findings, i, chosen - {i})):
        if enough(chosen - {i}):
            chosen.discard(i)
    return tuple(sorted(chosen)) if enough(chosen) else ()


def _worth(findings: Findings, index: int, left_out: set[int]) -> float:
    labels = findings.structure.labels
    label = labels[index]
    alone = label != "O" and not any(
        other == label for i, other in enumerate(labels) if i != index and i not in left_out
    )
    figures = sum(index in e.sentences for e in findings.data_points)
    ideas = sum(_carries(c.evidence, index) for c in findings.concepts if c.used)
    plan = 0.5 * sum(_carries(tuple(marks), index) for marks in findings.plan.values())
    return _WORTH[label] + 4.0 * alone + 0.7 * figures + 1.5 * ideas + plan


def _carries(evidence: tuple[Evidence, ...], index: int) -> bool:
    """Whether this sentence is the only one that the finding rests on."""
    return bool(evidence) and all(e.sentences == (index,) for e in evidence)
