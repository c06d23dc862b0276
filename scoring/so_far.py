"""How far an answer that is still being given has come with each demand, in a word or two for the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from scoring.answer import Answer
from scoring.constraints import check
from scoring.question import Constraint, Question
from scoring.scorecard import Label
from scoring.structure import read_structure

NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def so_far(question: Question, answer: Answer) -> tuple[str, ...]:
    """One for each constraint, in order; '' where only the whole answer can tell, or the clock does."""
    if not question.constraints:
        return ()
    labels = read_structure(question, answer.sentences).labels if answer.sentences else ()
    return tuple(_told(constraint, question, answer, labels) for constraint in question.constraints)


def _told(constraint: Constraint, question: Question, answer: Answer, labels: Sequence[Label]) -> str:
    match constraint.progress:
        case "counted":
            counted = int(check(constraint, question, answer, labels).measured.split()[0])
            return f"{NUMBERS[counted] if counted < len(NUMBERS) else counted} so far"
        case "wanted":
            return "said" if check(constraint, question, answer, labels).satisfied else "not yet"
        case "unwanted":
            return "" if check(constraint, question, answer, labels).satisfied else "said"
        case "whole":
            return ""
        case _:
            assert_never(constraint.progress)
