"""Questions that depend on others: faults are told with their line; what depends is asked when its condition holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import BankError
from coach.interview.plan import Plan
from coach.records.probes import Condition, Reference
from coach.records.profiles import load_profiles
from coach.records.question_banks import load_bank
from tests.records.test_question_banks import SMALL, write

ONE = SMALL.split("questions:\n")[1]
TWO = ONE.replace("id: one", "id: two", 1)


def bank_text(first: str = "", second: str = "") -> str:
    return SMALL + (f"    {first}\n" if first else "") + TWO + (f"    {second}\n" if second else "")


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        (
            "show_if: {question: nobody, when: {always: true}}",
            "",
            r":29: .*show_if.question: unknown question 'nobody'",
        ),
        ("skip_if: {question: one, when: {always: true}}", "", r":29: .*cannot depend on its own answer"),
        ("show_if: {question: two, when: {concept_missing: [nose]}}", "", r":29: .*unknown 'nose'"),
        (
            "show_if: {question: two, when: {always: true}}",
            "show_if: {question: one, when: {always: true}}",
            r":29: .*in a circle: one → two → one",
        ),
        ("show_if: {question: two, when: {shorter_than: 5, longer_than: 9}}", "", r":29: .*longer_than: no answer"),
    ],
)
def test_a_faulty_branch_is_named_with_its_line(tmp_path: Path, first: str, second: str, says: str) -> None:
    with pytest.raises(BankError, match=says):
        load_bank(write(tmp_path, bank_text(first, second)))


def test_a_question_waits_for_the_one_it_depends_on_and_comes_only_where_its_condition_holds(tmp_path: Path) -> None:
    text = bank_text("show_if: {question: two, when: {concept_missing: [noise]}}")
    bank = load_bank(write(tmp_path, text))
    plan = Plan(bank.questions, load_profiles()["adaptive"])
    asked: list[Reference] = []

    def holds(reference: Reference) -> bool:
        asked.append(reference)
        return True

    first = plan.next(holds)
    assert first is not None and first.question.id == "two" and not asked
    plan.finish("two")
    then = plan.next(holds)
    assert then is not None and then.question.id == "one"
    assert asked[0].when == Condition(concept_missing=("noise",))
    assert plan.next(lambda _: False) is None


def test_a_question_that_is_rehearsed_without_the_one_it_depends_on_is_asked(tmp_path: Path) -> None:
    text = bank_text("show_if: {question: two, when: {concept_missing: [noise]}}")
    bank = load_bank(write(tmp_path, text))
    plan = Plan(bank.questions[:1], load_profiles()["adaptive"])
    due = plan.next(lambda _: False)
    assert due is not None and due.question.id == "one"
