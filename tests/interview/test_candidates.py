"""A part of bench/interviewer.py: every candidate against every profile, a question each, every property."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bench.interviewer import interview
from bench.interviews.candidates import CANDIDATES
from bench.interviews.loopback import LoopbackModel, loopback_model
from bench.interviews.plays import PLAYS
from bench.interviews.properties import MODEL_PROPERTIES, PROPERTIES
from bench.interviews.transcript import Transcript
from coach.events import FinalTranscript, InterviewerFellBack, ModelCalled
from coach.interview.moves import LEADS
from coach.records.profiles import load_profiles
from coach.records.question_banks import find_banks

PROFILES = load_profiles()
BANK = find_banks()["ai-trainer-core"]
PAIRS = list(itertools.product(CANDIDATES, PROFILES))
FOUR = ("excellent", "interrupter", "injecting", "asks to rephrase")
OPEN = (0, 2, 3, 0, 4, 2)
"""Places of questions, for each play, after which the second candidate's answer leaves something to ask."""


def _question(number: int) -> list[str]:
    return [BANK.questions[number % len(BANK.questions)].question.id]


@pytest.mark.parametrize(("candidate", "profile"), PAIRS, ids=["-".join(pair) for pair in PAIRS])
def test_every_property_holds(candidate: str, profile: str) -> None:
    transcript = interview(candidate, BANK, PROFILES[profile], _question(PAIRS.index((candidate, profile))))
    assert not [(name, wrong) for name, rule in PROPERTIES.items() for wrong in rule(transcript)]


@pytest.fixture(scope="module", params=PLAYS)
def played(request: pytest.FixtureRequest) -> Iterator[tuple[str, LoopbackModel]]:
    with loopback_model(request.param) as model:
        yield request.param, model


@pytest.mark.parametrize("candidate", FOUR)
def test_every_property_holds_whatever_the_model_does(played: tuple[str, LoopbackModel], candidate: str) -> None:
    play, model = played
    questions = _question(FOUR.index(candidate) + OPEN[list(PLAYS).index(play)])
    transcript = interview(candidate, BANK, PROFILES["adaptive"], questions, play, model)
    rules = PROPERTIES | MODEL_PROPERTIES
    assert not [(name, wrong) for name, rule in rules.items() for wrong in rule(transcript)]
    good = ("good", "dropping") if candidate == "interrupter" else ("good",)
    if candidate in ("interrupter", "asks to rephrase"):
        assert transcript.of(ModelCalled)
        assert bool(transcript.of(InterviewerFellBack)) == (play not in good)


def test_who_talks_over_a_sentence_that_was_cut_off_still_hears_the_close() -> None:
    """In one of the two rehearsals the reply to the last call is cut off late."""
    with loopback_model("cut off") as model:
        played = [
            interview("interrupter", BANK, PROFILES["adaptive"], ["peer-disagreement"], "cut off", model)
            for _ in range(2)
        ]
    rules = PROPERTIES | MODEL_PROPERTIES
    assert not [(name, wrong) for one in played for name, rule in rules.items() for wrong in rule(one)]
    assert any(spoke.reason == LEADS and spoke.heard is not None for one in played for spoke in one.moves)


def test_a_property_fails_where_it_is_broken() -> None:
    """The interview is whole; without its close, or with a line said twice, it is not."""
    whole = interview("excellent", BANK, PROFILES["adaptive"], _question(0))
    moves = [i for i, e in enumerate(whole.events) if e.type == "InterviewerSpoke"]
    cut = _with(whole, whole.events[: moves[-1]])
    twice = _with(whole, (*whole.events[: moves[1]], whole.events[moves[1]], *whole.events[moves[1] :]))
    assert next(PROPERTIES["closes"](cut), None)
    assert next(PROPERTIES["never says the same words twice"](twice), None)


def _with(transcript: Transcript, events: tuple[object, ...]) -> Transcript:
    return Transcript(transcript.candidate, transcript.bank, transcript.profile, transcript.question_ids, tuple(events))


def test_time_in_which_a_candidate_is_answered_is_not_held_against_a_hard_limit() -> None:
    bank, rule = find_banks()["subject-expert"], PROPERTIES["cuts at the hard limit"]
    kept = interview("switches language", bank, PROFILES["one-way-video"], ["hard-idea-layperson"])
    assert not [*rule(kept)]
    last = [e for e in kept.of(FinalTranscript) if e.counts][-1]
    late = [e.model_copy(update={"ended": last.ended + 1.0}) if e is last else e for e in kept.events]
    assert [*rule(replace(kept, events=tuple(late)))]
