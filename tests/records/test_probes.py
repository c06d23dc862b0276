"""Conditions of probes, each against a scorecard that fits and one that does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.records.probes import FLAG_NAMES, Condition, probe_applies
from scoring.scorecard import ConceptResult, ConstraintResult, Flag
from tests.records.logs import card

THIN = replace(
    card("q"),
    star={"situation": 2, "task": 1, "action": 3, "result": 0, "reflection": 0},
    concepts=(
        ConceptResult("noise", False, True),
        ConceptResult("bias", False, False),
        ConceptResult("gold", True, True),
    ),
    constraints=(
        ConstraintResult("max_seconds", "90", "95", False),
        ConstraintResult("avoid", "x", "", True),
        ConstraintResult("min_seconds", "9", "", None),
    ),
    flags=(Flag("generic"),),
)
UNASSESSED = replace(card("q"), data_points=2)


@pytest.mark.parametrize(
    "when",
    [
        {"star_missing": ["result"]},
        {"star_missing": ["situation", "reflection"]},
        {"concept_missing": ["noise"]},
        {"concept_missing": ["gold", "bias"]},
        {"concept_mentioned": ["noise"]},
        {"concept_mentioned": ["gold"]},
        {"no_data_points": True},
        {"flag": ["rambling", "generic"]},
        {"shorter_than": 30.5},
        {"longer_than": 29},
        {"constraint_broken": ["max_seconds"]},
        {"always": True},
        {"star_missing": ["result"], "no_data_points": True, "longer_than": 10},
    ],
)
def test_it_applies(when: dict[str, object]) -> None:
    assert probe_applies(Condition.model_validate(when), THIN, 30.0)


@pytest.mark.parametrize(
    "when",
    [
        {"star_missing": ["task"]},
        {"concept_missing": ["gold"]},
        {"concept_missing": ["unheard of"]},
        {"concept_mentioned": ["bias"]},
        {"flag": ["rambling"]},
        {"shorter_than": 30},
        {"longer_than": 30},
        {"constraint_broken": ["avoid"]},
        {"constraint_broken": ["min_seconds"]},
        {"star_missing": ["result"], "flag": ["off_topic"]},
    ],
)
def test_it_does_not_apply(when: dict[str, object]) -> None:
    assert not probe_applies(Condition.model_validate(when), THIN, 30.0)


def test_what_was_not_assessed_is_not_missing() -> None:
    assert not probe_applies(Condition(star_missing=("result",)), UNASSESSED, 30.0)
    assert not probe_applies(Condition(no_data_points=True), UNASSESSED, 30.0)


@pytest.mark.parametrize("unknown", [None, 0.0])
def test_the_length_of_a_typed_answer_decides_nothing(unknown: float | None) -> None:
    assert not probe_applies(Condition(shorter_than=25), THIN, unknown)
    assert not probe_applies(Condition(longer_than=25), THIN, unknown)
    assert probe_applies(Condition(always=True), THIN, unknown)


def test_flags_are_those_of_the_labelling_guide() -> None:
    assert len(FLAG_NAMES) == 10 and "keyword_stuffing" in FLAG_NAMES
