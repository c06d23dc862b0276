"""A rehearsal with a language model on loopback: a good one is heard, a bad one never stops the rehearsal."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.openai_server import Behaviour, openai_server
from tests.walk.test_walk import Run, of

ANSWER = (
    "We labelled medical notes for a hospital. I compared every label with an expert. "
    "For example, one note had two readings, so we asked a doctor and wrote the rule down."
)
PROBE = "What did the doctor decide in that case?"
GOOD = json.dumps({"move": "probe", "text": PROBE})
ONE = ("--questions", "ground-truth")
FOUR = ("--questions", "ground-truth,systematic-vs-random-error,unclear-guidelines,ambiguous-bank")


@pytest.fixture
def coach(tmp_path: Path) -> Run:
    (tmp_path / "script.jsonl").write_text((json.dumps({"say": ANSWER, "seconds": 30}) + "\n") * 12)
    return Run(tmp_path)


def rehearse(coach: Run, address: str, *more: str, **settings: str) -> list[dict[str, Any]]:
    return coach.events(
        *("rehearse", "--bank", "ai-trainer-core", *(more or ONE), "--script", "script.jsonl", "--json"),
        *("--interviewer", "llm"),
        **{
            "COACH_LLM_MODEL": "openai/loopback",
            "COACH_LLM_API_BASE": address,
            "COACH_LLM_API_KEY": "none",
            "COACH_LLM_TIMEOUT": "8",
            "COACH_LLM_FIRST_SENTENCE": "6",
            **settings,
        },
    )


def test_a_good_model_asks_the_follow_up(coach: Run) -> None:
    with openai_server("good", reply=GOOD) as (address, script):
        events = rehearse(coach, address)
    probes = [e["text"] for e in of(events, "InterviewerSpoke") if e["move"] == "probe"]
    assert probes[0] == PROBE
    assert ANSWER.split(".")[0] in json.dumps(script.asked[0])
    called = of(events, "ModelCalled")[0]
    assert (called["model"], called["cost"], called["prompt_tokens"]) == ("openai/loopback", 0.0, 9)
    assert events[-1]["type"] == "AttemptFinished"


def test_at_the_cap_of_an_attempts_cost_the_scripted_interviewer_goes_on(coach: Run) -> None:
    with openai_server("good", reply=GOOD) as (address, script):
        events = rehearse(coach, address, COACH_LLM_MODEL="openai/gpt-4o-mini", COACH_LLM_MAX_COST="0.000001")
    assert len(script.asked) == 1
    assert of(events, "ModelCalled")[0]["cost"] > 0.000001
    assert "COACH_LLM_MAX_COST" in of(events, "InterviewerFellBack")[0]["reason"]
    assert events[-1]["type"] == "AttemptFinished"


def test_a_failing_model_is_replaced_by_the_scripted_move_and_the_log_says_so(coach: Run) -> None:
    failures: tuple[Behaviour, ...] = ("cut", "hangs_up", "silence", "empty", "rate_limited", "rate_limited", "garbage")
    with openai_server(*failures, reply=GOOD) as (address, _):
        events = rehearse(coach, address, *FOUR)
    told = [e for e in events if e["type"] in ("InterviewerFellBack", "InterviewerSpoke")]
    fell = [(e["reason"], after) for e, after in pairwise(told) if e["type"] == "InterviewerFellBack"]
    whys = ("cut off", "cut off", "did not begin to", "empty", "429", "cut off")
    assert [why for why, (reason, _) in zip(whys, fell[: len(whys)], strict=True) if why not in reason] == []
    assert {after["move"] for _, after in fell} == {"probe"}
    assert len(of(events, "AnswerScored")) > 1
    assert events[-1]["type"] == "AttemptFinished"
