"""What a question demands, as it is spoken: which wordings keep it, which drop, change or add to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.interview.demands import amounts, demanded, fault, speaks
from coach.records.question_banks import BankQuestion, find_banks
from scoring.question import (
    AnswerFirst,
    Avoid,
    Constraint,
    ExactExamples,
    MaxSeconds,
    MaxSentences,
    MinSeconds,
    MustMention,
    OrderedList,
    SentencesBetween,
    StepsFirst,
    YesNoFirst,
)

EVERY: tuple[Constraint, ...] = (
    MaxSeconds(90.0),
    MinSeconds(45.0),
    ExactExamples(2),
    MaxSentences(6),
    SentencesBetween(3, 6),
    MustMention("baseline"),
    Avoid("obviously"),
    StepsFirst(),
    YesNoFirst(),
    AnswerFirst(),
    OrderedList(3),
)
ENTRIES = [entry for bank in find_banks().values() for entry in bank.questions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("under ninety seconds", {("most", 90, "second")}),
        ("a minute and a half", {("most", 90, "second")}),
        ("one and a half minutes", {("most", 90, "second")}),
        ("half a minute", {("most", 30, "second")}),
        ("a hundred seconds", {("most", 100, "second")}),
        ("60-90 seconds", {("least", 60, "second"), ("most", 90, "second")}),
        ("between forty-five seconds and two minutes", {("least", 45, "second"), ("most", 120, "second")}),
        ("three to six sentences", {("least", 3, "sentence"), ("most", 6, "sentence")}),
        ("at least two minutes", {("least", 120, "second")}),
        ("no less than two minutes", {("least", 120, "second")}),
        ("less than two minutes", {("most", 120, "second")}),
        ("two minutes or more", {("least", 120, "second")}),
        ("no more than two minutes", {("most", 120, "second")}),
        ("at most eight sentences and ninety seconds", {("most", 8, "sentence"), ("most", 90, "second")}),
        ("exactly one good example", {("exact", 1, "example")}),
        ("only two examples", {("exact", 2, "example")}),
        ("give me an example", {("most", 1, "example")}),
        ("for example, forty people", set()),
        ("a model corrects a sentence, a word is left out", set()),
        ("say it in a sentence", {("most", 1, "sentence")}),
        ("a single word", {("most", 1, "word")}),
    ],
)
def test_amounts_are_read_with_their_bound(text: str, expected: set[tuple[str, float, str]]) -> None:
    assert amounts(text) == expected


@pytest.mark.parametrize("constraint", EVERY, ids=lambda c: c.kind)
def test_what_a_model_is_told_of_a_demand_speaks_it_and_silence_does_not(constraint: Constraint) -> None:
    assert speaks(f"Please: {demanded(constraint)}.", constraint)
    assert not speaks("Tell me about your work.", constraint)


@pytest.mark.parametrize(
    ("text", "constraint"),
    [
        ("in at least ninety seconds", MaxSeconds(90.0)),
        ("with two examples", ExactExamples(2)),
        ("with exactly one example", ExactExamples(2)),
        ("in exactly six sentences", MaxSentences(6)),
        ("mention something", MustMention("baseline")),
        ("use the word obviously", Avoid("obviously")),
        ("in forty-five seconds", MinSeconds(45.0)),
    ],
)
def test_a_demand_with_another_sense_is_not_spoken(text: str, constraint: Constraint) -> None:
    assert not speaks(text, constraint)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.question.id)
def test_every_wording_of_a_packaged_question_keeps_its_demands(entry: BankQuestion) -> None:
    asked = entry.question
    for wording in (asked.text, *entry.rephrasings):
        assert not fault(wording, [asked.text], asked.constraints, restates=True), wording


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.question.id)
def test_a_packaged_question_without_a_demand_is_no_wording_of_it(entry: BankQuestion) -> None:
    asked = entry.question
    for dropped in asked.constraints:
        kept = [demanded(c) for c in asked.constraints if c is not dropped]
        wording = f"Tell me about it. Please: {'. '.join(kept)}."
        if not speaks(wording, dropped):
            assert fault(wording, [asked.text], asked.constraints, restates=True) == "drops a demand of the question"


def test_a_new_demand_is_a_change_and_an_old_one_may_be_left_out_where_nothing_is_restated() -> None:
    asked = ["What is truth? In two minutes, please."]
    assert not fault("By truth I mean what a label says.", asked, [MaxSeconds(120.0)], restates=False)
    assert "changes" in fault("Say it in one sentence.", asked, [MaxSeconds(120.0)], restates=False)
    assert "changes" in fault("What is truth? Two minutes, exactly one example.", asked, [MaxSeconds(120.0)], True)


@given(st.text(max_size=120))
def test_any_text_has_amounts_with_known_units(text: str) -> None:
    assert {unit for _, _, unit in amounts(text)} <= {"second", "sentence", "example", "step", "word"}
