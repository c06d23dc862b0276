"""Opinions of a finished attempt: recorded beside its scores, and read again without asking."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence

from coach.errors import ModelError
from coach.events import AnswerJudged, AnswerScored, AttemptFinished, Event
from coach.interview.interviewer import Message
from coach.interview.judge import judging
from coach.interview.record import rescored
from tests.interview.stage import BANK, LONG, of, play


class _Judge:
    """Gives every criterion the same level, citing the first sentence; or fails."""

    name = "judge"

    def __init__(self, failing: bool = False) -> None:
        self.failing = failing
        self.calls = 0

    async def stream(self, messages: Sequence[Message]) -> AsyncIterator[str]:
        self.calls += 1
        if self.failing:
            raise ModelError("out of order")
        yield json.dumps({"level": 1, "sentences": [0], "quote": "In my last project we labelled"})


def _attempt() -> list[Event]:
    return play([{"say": LONG}, {"silence": 6}], questions=("alpha",), follow_ups_total=0)


def _added(judge: _Judge, log: Sequence[Event], times: int = 1) -> list[Event]:
    judged = judging(judge, times, lambda: {BANK.id: BANK})
    assert judged is not None
    return asyncio.run(judged(log))


def test_each_answer_is_judged_scored_anew_and_reported() -> None:
    log = _attempt()
    added = _added(_Judge(), log)
    assert [type(e) for e in added] == [AnswerJudged, AnswerScored, AttemptFinished]
    card = of(added, AnswerScored)[0].scorecard
    assert {o.level for o in card.opinions} == {1} and card.judge.startswith("judge, ")
    assert of(added, AttemptFinished)[0].report.overall == card.overall
    assert card.ceilings == of(log, AnswerScored)[0].scorecard.ceilings


def test_a_replay_gives_the_same_bytes_without_a_call() -> None:
    judge = _Judge()
    log = _attempt()
    whole = [*log, *_added(judge, log, times=3)]
    calls = judge.calls
    again = list(rescored(BANK, whole))
    assert [e.model_dump_json() for e in again] == [e.model_dump_json() for e in whole]
    assert judge.calls == calls > 0


def test_an_attempt_is_judged_once_and_only_when_it_is_over() -> None:
    log = _attempt()
    whole = [*log, *_added(_Judge(), log)]
    assert _added(_Judge(), whole) == []
    assert _added(_Judge(), [e for e in log if not isinstance(e, AttemptFinished)]) == []


def test_where_the_model_fails_the_rules_scores_stand() -> None:
    assert _added(_Judge(failing=True), _attempt()) == []


def test_nobody_is_asked_where_no_opinion_is_wanted() -> None:
    assert judging(_Judge(), 0, lambda: {}) is None
    assert judging(None, 3, lambda: {}) is None
