"""How near an answer is to an idea by what its words mean, and what that counts."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import concepts
from scoring.answer import Sentence
from scoring.concepts import read_concepts
from scoring.nearness import Nearness, nearness
from scoring.question import Concept
from scoring.trained import load_weights
from tests.scoring.spoken import asked

QUARREL = Concept("resolved the disagreement", ("settled a dispute",))
DINNER = Concept("cooked a dinner")
KAPPA = Concept("krippendorffian zeta")
SENTENCES = (
    "Two raters argued about a label.",
    "I sat down with both and we ended their quarrel.",
    "Lunch was soup and bread.",
    "In the end the queue was empty by noon.",
)


def near(*texts: str, concept: Concept = QUARREL) -> Nearness:
    (found,) = nearness((concept,), texts)
    return found


def test_the_words_of_an_idea_are_as_near_as_can_be() -> None:
    found = near("We settled a dispute.").features
    assert found["near:words"] == pytest.approx(1.0, abs=0.02)
    assert found["near:whole"] == pytest.approx(1.0, abs=0.02)


def test_what_means_nearly_the_same_is_nearer_than_what_does_not() -> None:
    assert near(SENTENCES[1]).features["near:whole"] > 2 * abs(near(SENTENCES[2]).features["near:whole"])
    assert near(SENTENCES[1]).features["near:words"] > near(SENTENCES[2]).features["near:words"]
    assert near(*SENTENCES).sentence == 1


def test_a_word_without_a_vector_is_near_itself_alone() -> None:
    assert near("It was the krippendorffian zeta.", concept=KAPPA).features["near:words"] == pytest.approx(
        1.0, abs=0.02
    )
    assert near("It was the krippendorffish zeta.", concept=KAPPA).features["near:words"] < 0.7


def test_where_nothing_is_said_nothing_is_near() -> None:
    assert near() == near("Um.", "") == Nearness({})


def test_a_name_is_near_nothing() -> None:
    said = "I told {} that we would settle it."
    assert near(said.format("Faith")) == near(said.format("Grace")) == near(said.format("Zbigniew"))


@given(st.permutations(SENTENCES * 12))
def test_the_order_of_what_was_said_changes_no_bit(texts: list[str]) -> None:
    assert near(*texts).features == near(*SENTENCES * 12).features
    assert near(" ".join(texts)).features == near(" ".join(SENTENCES * 12)).features


def test_the_other_ideas_are_those_beside_it() -> None:
    alone, beside = nearness((QUARREL,), SENTENCES)[0], nearness((QUARREL, KAPPA), SENTENCES)
    assert beside[0].features["near:words"] == alone.features["near:words"]
    assert beside[0].features["near:others"] == beside[1].features["near:words"]


@pytest.mark.parametrize(("odds", "used"), [(0.5, False), (1.5, True)])
def test_an_idea_none_of_whose_words_was_said_takes_more_to_count_and_cites_the_nearest(
    odds: float, used: bool
) -> None:
    sentences = [Sentence(text, 5 * i, 5 * i + 4) for i, text in enumerate(SENTENCES)]
    weights = replace(load_weights(), concepts={"": odds}, topic={"": -5.0})
    with patch.object(concepts, "load_weights", lambda: weights):
        (found,) = read_concepts(asked(concepts=(DINNER,)), sentences).results
    assert found.used is used
    assert [e.quote for e in found.evidence] == ([SENTENCES[2]] if used else [])
