"""Weights refitted to ratings: what a rubric says of answers that it was not fitted to."""

from __future__ import annotations

from scoring.question import Kind
from scoring.refit import FEWEST, Rated, held_out
from scoring.rubric import CRITERION_NAMES, HOUSE


def _rated(kind: Kind, question: str, rating: float) -> Rated:
    return Rated(kind, question, dict.fromkeys(CRITERION_NAMES, rating / 100), 100, rating)


def test_an_answer_is_judged_only_where_enough_of_its_kind_are_left_beside_its_fold() -> None:
    stories = [_rated("behavioural" if n % 2 else "resume", f"story {n}", 8.0 * n) for n in range(FEWEST + 2)]
    plans = [_rated("technical", f"plan {n}", 10.0 * n) for n in range(FEWEST - 1)]
    said = held_out([*stories, *plans], HOUSE, folds=5)
    assert None not in said[: len(stories)] and set(said[len(stories) :]) == {None}


def test_answers_to_one_question_cannot_be_held_out() -> None:
    assert set(held_out([_rated("technical", "why", 2.0 * n) for n in range(40)], HOUSE, folds=5)) == {None}
