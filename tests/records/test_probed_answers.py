"""Which part of an answer came before the first follow-up."""

from __future__ import annotations

from coach.events import Event
from coach.records.folds import answered
from coach.records.question_banks import find_banks
from tests.records.logs import BANK, FIRST, ended, said, spoke, started

STORY = "I pulled sixty pairs. I hid the old verdicts."


def _main(*events: Event) -> int | None:
    return answered([started(), spoke("ask", 0, FIRST), *events], find_banks()[BANK])[0].answer.main


def test_without_a_follow_up_all_of_it_is_the_main_part() -> None:
    assert _main(said(STORY, 3), ended(9, FIRST)) is None


def test_the_main_part_ends_where_the_first_follow_up_is_answered() -> None:
    first = (said(STORY, 3), ended(9, FIRST), spoke("probe", 10, FIRST), said("Four weeks.", 13))
    assert _main(*first) == 2
    assert _main(*first, ended(16, FIRST), spoke("probe", 17, FIRST), said("Yes.", 20)) == 2


def test_a_follow_up_that_was_not_answered_takes_nothing_from_the_main_part() -> None:
    assert _main(said(STORY, 3), ended(9, FIRST), spoke("probe", 10, FIRST)) is None
