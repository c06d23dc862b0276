"""A part of bench/interviewer.py: every candidate against every profile, a question each, every property."""

from __future__ import annotations

import itertools

import pytest

from bench.interviewer import interview
from bench.interviews.candidates import CANDIDATES
from bench.interviews.properties import PROPERTIES
from coach.records.profiles import load_profiles
from coach.records.question_banks import find_banks

PROFILES = load_profiles()
BANK = find_banks()["ai-trainer-core"]
PAIRS = list(itertools.product(CANDIDATES, PROFILES))


@pytest.mark.parametrize(("candidate", "profile"), PAIRS, ids=["-".join(pair) for pair in PAIRS])
def test_every_property_holds(candidate: str, profile: str) -> None:
    entry = BANK.questions[PAIRS.index((candidate, profile)) % len(BANK.questions)]
    transcript = interview(candidate, BANK, PROFILES[profile], [entry.question.id])
    assert not [(name, wrong) for name, rule in PROPERTIES.items() for wrong in rule(transcript)]
