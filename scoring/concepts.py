"""Concept clusters: used in context, or merely named."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.answer import Sentence
from scoring.citing import cite
from scoring.concept_features import Sought, seek_concepts
from scoring.question import Question
from scoring.scorecard import ConceptResult
from scoring.trained import linear, load_weights

NAMED_FROM = 0.6
"""The share of a concept's wording, rare words counting more, from which a sentence is said to name it."""


def find_concepts(
    question: Question, sentences: Sequence[Sentence], void: frozenset[int] = frozenset(), stuffed: bool = False
) -> tuple[ConceptResult, ...]:
    """One result for each concept of the question, in its order.

    Sentences in `void` (rows of terms, words aimed at the grader) may name a concept but use none. `stuffed`: whether
    such rows are most of what was said.
    """
    if not question.concepts:
        return ()
    weights = load_weights()
    texts = [s.text for s in sentences]
    sought = seek_concepts(question, texts, void, weights.rarity, stuffed)
    return tuple(_result(one, sentences, linear(weights.concepts, one.features) >= 0) for one in sought)


def _result(sought: Sought, sentences: Sequence[Sentence], likely: bool) -> ConceptResult:
    best = sought.sightings[0] if sought.sightings else None
    seen = best is not None and (best.exact or bool(best.met))
    if best is not None and seen and (likely or best.exact or best.cover >= NAMED_FROM):
        return ConceptResult(sought.name, likely, True, (cite(sentences, best.sentence),))
    if sought.named_in_void is not None:
        return ConceptResult(sought.name, False, True, (cite(sentences, sought.named_in_void),))
    return ConceptResult(sought.name, False, False)
