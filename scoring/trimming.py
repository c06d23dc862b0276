"""Which sentences an answer can do without, least needed first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import fsum

from scoring.criteria import Findings
from scoring.scorecard import Evidence, Label

_WORTH = {"O": 0.0, "S": 2.0, "T": 2.0, "A": 2.0, "R": 3.0, "F": 3.0}


def spare_sentences(findings: Findings, seconds: float = 0.0, sentences: int = 0) -> tuple[int, ...]:
    """In order of speaking: enough of the least needed to save that many seconds and sentences, never all of them.

    A sentence is needed that alone carries a part of the story, an idea, or figures. Empty where it cannot be done.
    """
    said = findings.answer.sentences[: findings.answer.main]
    gains = [(said[i + 1].start if i + 1 < len(said) else s.end) - s.start for i, s in enumerate(said)]
    labels, carried = findings.structure.labels, [_carried(findings, i) for i in range(len(said))]
    chosen: set[int] = set()

    def enough(left_out: set[int]) -> bool:
        return fsum([gains[i] for i in left_out]) >= seconds and len(left_out) >= sentences

    def worth(index: int, left_out: set[int]) -> float:
        figures, ideas, plan = carried[index]
        alone = _alone(labels, index, left_out)
        return _WORTH[labels[index]] + 4.0 * alone + 0.7 * figures + 1.5 * ideas + 0.5 * plan

    while not enough(chosen) and len(chosen) + 1 < len(said):
        rest = [i for i in range(len(said)) if i not in chosen]
        chosen.add(min(rest, key=lambda i: (worth(i, chosen), -gains[i])))
    for i in sorted(chosen, key=lambda i: -worth(i, chosen - {i})):
        if enough(chosen - {i}):
            chosen.discard(i)
    return tuple(sorted(chosen)) if enough(chosen) else ()


def _alone(labels: Sequence[Label], index: int, left_out: Collection[int]) -> bool:
    """Whether no other sentence that stays has this one's part in the story."""
    own = labels[index]
    return own != "O" and not any([own == label and i != index and i not in left_out for i, label in enumerate(labels)])


def _carried(findings: Findings, index: int) -> tuple[int, int, int]:
    """How many figures, ideas and marks of a plan rest on this sentence."""
    return (
        sum([index in e.sentences for e in findings.data_points]),
        sum([_carries(c.evidence, index) for c in findings.concepts if c.used]),
        sum([_carries(marks, index) for marks in findings.plan.values()]),
    )


def _carries(evidence: Sequence[Evidence], index: int) -> bool:
    """Whether this sentence is the only one that the finding rests on."""
    return bool(evidence) and all([e.sentences == (index,) for e in evidence])
