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
