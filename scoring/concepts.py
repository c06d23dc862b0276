"""Concept clusters: used in context, or merely named; and whether the answer is to another question altogether."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.answer import Sentence
from scoring.citing import cite
from scoring.closeness import closeness
from scoring.concept_features import Sought, seek_concepts
from scoring.openings import is_courtesy
from scoring.question import Question
from scoring.scorecard import ConceptResult
from scoring.trained import linear, load_weights, logistic

NAMED_FROM = 0.6
"""The share of a concept's wording, rare words counting more, from which a sentence is said to name it."""
UNSEEN_FROM = 1.0
"""The log-odds from which a concept none of whose words was said counts as used: by its meaning alone. From 0 on
5 of 11 were used indeed (corpus, authors held out; 28 of 39 of other authors')."""

STRAY_FROM = 0.93
"""The chance of an answer to another question from which the answer is astray.

Of held-out authors' answers to other questions 34 in 100 are flagged `off_topic` with it (corpus; 43 of the other
authors'), of those to their own 3 of 226 (1 of 206)."""

DOUBTED_FROM = 0.8
"""The chance of an answer to another question from which a concept counts as used only where a form of it was said.

With it 16 in 100 of the concepts of other questions count as used in held-out authors' answers, without it 53 (corpus;
16 and 55 of the other authors'); the F1 of their own questions' concepts is the same (.016 less)."""


@dataclass(frozen=True, slots=True)
class ConceptReading:
    """One result for each concept of the question, in its order.

    `stray`: the chance that another question was answered; `astray`: whether it is taken for granted. A question that
    looks for no ideas, or whose subject is the candidate's choice, has no answer astray.
    """

    results: tuple[ConceptResult, ...]
    stray: float
    astray: bool


def read_concepts(
    question: Question, sentences: Sequence[Sentence], void: frozenset[int] = frozenset(), stuffed: bool = False
) -> ConceptReading:
    """Sentences in `void` (rows of terms, words aimed at the grader) may name a concept but use none, as courtesies.

    `stuffed`: whether such rows are most of what was said.
    """
    weights = load_weights()
    texts = [s.text for s in sentences]
    void |= {i for i, text in enumerate(texts) if is_courtesy(text)}
    sought = seek_concepts(question, texts, void, weights.rarity, stuffed) if question.concepts else []
    said = [text for i, text in enumerate(texts) if i not in void]
    closest = closeness(question, said, sought, weights.rarity)
    stray = 0.0 if question.leaves_subject_open else logistic(linear(weights.topic, closest))
    likely = [_stands(one) and _is_used(linear(weights.concepts, one.features), one) for one in sought]
    astray = bool(sought) and stray >= STRAY_FROM
    if stray >= DOUBTED_FROM:
        likely = [used and bool(one.features["clean_exact"]) for used, one in zip(likely, sought, strict=True)]
    results = tuple(_result(one, sentences, used) for one, used in zip(sought, likely, strict=True))
    return ConceptReading(results, stray, astray)


def _stands(sought: Sought) -> bool:
    """What was said not to be used has to be named elsewhere."""
    return sought.denied is None or any(s.exact or s.cover >= NAMED_FROM for s in sought.sightings)


def _is_used(odds: float, sought: Sought) -> bool:
    return odds >= (0.0 if sought.seen else UNSEEN_FROM)


def _result(sought: Sought, sentences: Sequence[Sentence], likely: bool) -> ConceptResult:
    if sought.told is not None and _stands(sought) and (likely or _is_named(sought)):
        return ConceptResult(sought.name, likely, True, (cite(sentences, sought.told),))
    named = sought.named_in_void if sought.denied is None else sought.denied
    if named is not None:
        return ConceptResult(sought.name, False, True, (cite(sentences, named),))
    return ConceptResult(sought.name, False, False)


def _is_named(sought: Sought) -> bool:
    best = sought.sightings[0] if sought.sightings else None
    return best is not None and (best.exact or best.cover >= NAMED_FROM)
