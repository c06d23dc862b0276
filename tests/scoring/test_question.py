"""The mapping form of a constraint, as banks and corpora write it."""

from __future__ import annotations

import pytest

from scoring.question import CONSTRAINTS, constraint_fields, parse_constraint

WRITTEN = [
    {"kind": "max_seconds", "limit": 60},
    {"kind": "min_seconds", "limit": 20},
    {"kind": "exact_examples", "count": 2},
    {"kind": "max_sentences", "limit": 3},
    {"kind": "sentences_between", "low": 2, "high": 3},
    {"kind": "must_mention", "term": "rubric"},
    {"kind": "avoid", "term": "always"},
    {"kind": "steps_first"},
    {"kind": "yes_no_first"},
    {"kind": "answer_first"},
    {"kind": "ordered_list", "count": 3},
]


@pytest.mark.parametrize("written", WRITTEN, ids=lambda w: str(w["kind"]))
def test_a_constraint_reads_back_as_it_was_written(written: dict[str, object]) -> None:
    assert constraint_fields(parse_constraint(written)) == written


def test_every_kind_is_tried() -> None:
    assert {w["kind"] for w in WRITTEN} == set(CONSTRAINTS)


def test_an_unknown_kind_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"max_secs.*max_seconds"):
        parse_constraint({"kind": "max_secs"})


def test_a_missing_field_is_named() -> None:
    with pytest.raises(ValueError, match="needs limit"):
        parse_constraint({"kind": "max_seconds"})


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ({"kind": "max_seconds", "limit": -1}, "limit: expected a number above 0, not -1"),
        ({"kind": "max_seconds", "limit": True}, "limit: expected a number above 0, not True"),
        ({"kind": "min_seconds", "limit": float("nan")}, "limit: expected a number above 0, not nan"),
        ({"kind": "max_seconds", "limit": float("inf")}, "limit: expected a number above 0, not inf"),
        ({"kind": "max_sentences", "limit": "3"}, "limit: expected a number above 0 without a fraction, not '3'"),
        ({"kind": "exact_examples", "count": 1.5}, "count: expected a number above 0 without a fraction, not 1.5"),
        ({"kind": "sentences_between", "low": 4, "high": 3}, "expected low to be at most high"),
        ({"kind": "avoid", "term": " "}, "term: expected some words"),
        ({"kind": "must_mention", "term": None}, "term: expected some words, not None"),
    ],
)
def test_a_demand_that_no_answer_could_keep_is_refused(written: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse_constraint(written)
