"""What an answer showed that a follow-up may take up, in words: the ground on which a language model may probe."""

from __future__ import annotations

from collections.abc import Iterator

from coach.interview.ledger import Contradiction
from coach.records.probes import HINTED
from scoring.answer import Answer
from scoring.scorecard import Scorecard

BRIEF = 15.0
"""Seconds under which a spoken answer is called brief."""
BRIEF_WORDS = 35
"""Words under which a typed one is."""
WORTH_PROBING = {
    "generic": "it could be said of any project",
    "off_topic": "it leaves the question",
    "rambling": "it runs on without a point",
    "keyword_stuffing": "terms are listed without being used",
    "no_answer": "the question is not answered",
}


def signals(card: Scorecard, answer: Answer, contradiction: Contradiction | None = None) -> tuple[str, ...]:
    """Each is one thing that is thin; none where there is nothing to follow up. Ideas that are missing are counted,
    not named: a follow-up must not give them away."""
    return tuple(_thin(card, answer, contradiction)) if answer.sentences else ()


def _thin(card: Scorecard, answer: Answer, contradiction: Contradiction | None) -> Iterator[str]:
    if contradiction:
        yield "a figure does not agree with an earlier one"
    for part, level in (card.star or {}).items():
        if level <= HINTED:
            yield f"the {part} is {'only hinted at' if level == HINTED else 'missing'}"
    for concept in card.concepts:
        if concept.mentioned and not concept.used:
            yield f"named without being used: {concept.name}"
    missing = sum(not (c.used or c.mentioned) for c in card.concepts)
    if missing:
        yield f"{missing} of {len(card.concepts)} ideas of the question are not spoken of"
    if card.data_points == 0:
        yield "no figure is given"
    for constraint in card.constraints:
        if constraint.satisfied is False:
            yield f"asked for and not kept: {constraint.asked}"
    yield from (WORTH_PROBING[flag.name] for flag in card.flags if flag.name in WORTH_PROBING)
    if 0 < answer.seconds < BRIEF or (answer.typed and len(answer.text.split()) < BRIEF_WORDS):
        yield "it is brief"
