"""How far an unfinished answer has come with what was asked."""

from __future__ import annotations

import pytest

from scoring.answer import Answer, Word
from scoring.question import (
    Avoid,
    Constraint,
    ExactExamples,
    MaxSeconds,
    MaxSentences,
    MustMention,
    OrderedList,
    Question,
    YesNoFirst,
)
from scoring.sentences import split_sentences
from scoring.so_far import so_far


def told(said: str, *constraints: Constraint) -> tuple[str, ...]:
    words = [Word(w, i * 0.4, i * 0.4 + 0.3) for i, w in enumerate(said.split())]
    return so_far(Question("q", "Why?", "technical", constraints), Answer(split_sentences(words)))


@pytest.mark.parametrize(
    ("said", "constraint", "expected"),
    [
        ("", ExactExamples(2), "none so far"),
        ("For example, a customer wrote thanks after a refund.", ExactExamples(2), "one so far"),
        ("It pays off. It is cheap.", MaxSentences(6), "two so far"),
        ("It pays off.", MustMention("baseline"), "not yet"),
        ("The baseline was four.", MustMention("baseline"), "said"),
        ("It pays off.", Avoid("obviously"), ""),
        ("Obviously it pays off.", Avoid("obviously"), "said"),
        ("First, I read it. Second, I wrote a rule.", OrderedList(3), "two so far"),
        ("Yes, it is.", YesNoFirst(), ""),
        ("It pays off.", MaxSeconds(60), ""),
    ],
)
def test_a_demand_so_far(said: str, constraint: Constraint, expected: str) -> None:
    assert told(said, constraint) == (expected,)


def test_one_for_each_demand_in_order() -> None:
    assert told("It is.", MaxSeconds(60), MustMention("rule"), MaxSentences(3)) == ("", "not yet", "one so far")
    assert told("It is.") == ()
