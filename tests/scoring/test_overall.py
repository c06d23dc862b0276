"""From findings to one number: what counts where."""

from __future__ import annotations

from dataclasses import replace

from scoring.answer import Answer
from scoring.question import Avoid, Constraint, MaxSeconds, MaxSentences, MustMention
from scoring.score import score_answer
from tests.scoring.spoken import STORY, asked, spoken

FOLLOWED = replace(spoken(*STORY, "It took four weeks.", "The kappa was fine after that."), main=len(STORY))


def _kept(constraint: Constraint, answer: Answer) -> bool | None:
    return score_answer(asked(constraint), answer).constraints[0].satisfied


def test_demands_of_form_are_held_against_what_came_before_the_first_follow_up() -> None:
    whole = replace(FOLLOWED, main=None)
    for constraint in (MaxSentences(len(STORY)), MaxSeconds(spoken(*STORY).seconds + 0.5), Avoid("kappa")):
        assert _kept(constraint, FOLLOWED) is True
        assert _kept(constraint, whole) is False


def test_a_demanded_term_may_also_be_said_after_a_follow_up() -> None:
    assert _kept(MustMention("kappa"), FOLLOWED) is True


def test_structure_is_read_from_all_that_was_said() -> None:
    story = replace(spoken(*STORY), main=3)
    card = score_answer(asked(), story)
    assert card.labels == score_answer(asked(), spoken(*STORY)).labels
    assert card.star is not None and card.star["reflection"] > 0
