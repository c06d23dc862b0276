"""Concepts: used in context, named, or denied."""

from __future__ import annotations

import pytest

from scoring.answer import Sentence
from scoring.concepts import read_concepts
from scoring.question import Concept
from tests.scoring.spoken import asked


def test_a_concept_is_used_in_context_or_merely_named() -> None:
    question = asked(concepts=(Concept("calibration", ("calibration session",)),))

    def read(said: str) -> tuple[bool, bool]:
        result = read_concepts(question, [Sentence(said, 0, 5)]).results[0]
        return result.used, result.mentioned

    assert read("We held a calibration session every Friday to compare our scores.") == (True, True)
    assert read("Rubric, calibration, kappa, consensus, throughput.") == (False, True)
    assert read("I don't know what calibration is in this context.") == (False, True)
    assert read("Honestly I can't really explain how a calibration works.") == (False, True)
    assert read("The weather was fine in Leeds.") == (False, False)


AGREEMENT = Concept("inter-annotator agreement", ("kappa", "agreement between annotators"))


AROUND = (
    "Last spring I led a team of eight who labelled photos of skin for a clinic.",
    "I read a hundred labels with each person and we talked about every dispute.",
    "In the end the error rate fell from 12 to 5 percent.",
)


def _agreement(*said: str) -> tuple[bool, bool, str]:
    texts = (AROUND[0], *said, *AROUND[1:])
    result = read_concepts(asked(concepts=(AGREEMENT,)), [Sentence(t, 5 * i, 5 * i + 4) for i, t in enumerate(texts)])
    concept = result.results[0]
    return concept.used, concept.mentioned, concept.evidence[0].quote if concept.evidence else ""


@pytest.mark.parametrize(
    "said",
    [
        "I never measured kappa.",
        "We did not use inter-annotator agreement.",
        "We didn't compute any kappa at all, to be honest.",
        "Nobody calculated the agreement between annotators.",
        "Kappa was never measured on that project.",
        "I never got round to measuring kappa or anything.",
    ],
)
def test_what_was_never_used_is_named_and_not_used(said: str) -> None:
    assert _agreement(said) == (False, True, said)
    used = "Every Friday I computed kappa on fifty double-labelled photos."
    assert _agreement(said, used) == (True, True, used)


@pytest.mark.parametrize(
    "said",
    [
        "I measured kappa every week.",
        "We never skipped the weekly kappa.",
        "I never used kappa alone, I read the disputed photos too.",
        "We did not use kappa, because with two raters and few positives it misleads.",
        "I had never measured kappa before, and that week I did.",
        "It was not just kappa that I measured.",
    ],
)
def test_a_no_that_is_not_about_its_use_leaves_a_concept_used(said: str) -> None:
    assert _agreement(said)[0]


def test_what_was_not_used_and_was_put_in_place_then_is_used() -> None:
    assert _agreement("We never measured kappa.", "So I wrote a script and we started to compute it each week.")[0]


def test_a_concept_cites_the_sentence_that_has_it_before_one_that_has_more_words_of_it() -> None:
    question = asked(concepts=(Concept("kappa", ("agreement score of annotator pairs",)),))
    near = "I drew a score for every pair of annotators and hung their agreement on the wall."
    told = "There was a kappa of 0.81 in May."
    concept = read_concepts(question, [Sentence(near, 0, 5), Sentence(told, 5, 9)]).results[0]
    assert concept.evidence[0].quote == told
