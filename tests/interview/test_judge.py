"""Opinions of a finished attempt: recorded beside its scores, and read again without asking."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

import pytest

from coach.errors import ModelError
from coach.events import (
    AnswerJudged,
    AnswerScored,
    AttemptFinished,
    Event,
    FinalTranscript,
    JudgeAsked,
    JudgeFellShort,
    ModelCalled,
    WordsCorrected,
)
from coach.interview.interviewer import Message, Usage
from coach.interview.judge import judging
from coach.interview.record import Record, rescored
from coach.records.folds import unjudged
from coach.records.store import Added
from scoring.judgement import PROMPT_VERSION
from tests.interview.stage import BANK, LONG, of, play


class _Judge:
    """Gives every criterion the same level, citing the first sentence; or fails. A call costs a tenth of a dollar."""

    name = "judge"

    def __init__(self, failing: bool = False, quote: str = "In my last project we labelled") -> None:
        self.failing, self.quote = failing, quote
        self.calls = 0

    async def stream(self, messages: Sequence[Message]) -> AsyncIterator[str | Usage]:
        self.calls += 1
        if self.failing:
            raise ModelError("out of order")
        await asyncio.sleep(0)
        yield json.dumps({"level": 1, "sentences": [0], "quote": self.quote})
        yield Usage(200, 20)

    def price(self, usage: Usage) -> float | None:
        return 0.1


def _attempt() -> list[Event]:
    return play([{"say": LONG}, {"silence": 6}], questions=("alpha",), follow_ups_total=0)


def _added(judge: _Judge, log: Sequence[Event], times: int = 1, most_cost: float | None = None) -> list[Event]:
    judged = judging(judge, times, lambda: {BANK.id: BANK}, most_cost)
    assert judged is not None
    return asyncio.run(judged(log, lambda added: list(added(log))))


def _corrected(log: Sequence[Event]) -> list[Event]:
    """The log with a word mended and what follows from it, as the door of the report writes it."""
    record = Record(BANK, log)
    (words,) = [e for e in log if isinstance(e, FinalTranscript) and e.counts]
    entry = BANK.find("alpha")
    assert entry is not None
    first = words.words[0]
    mended = {
        "heard": first.text,
        "text": "um maybe in basically like 3000 things I guess",
        "started": first.start,
        "ended": first.end,
    }
    record.append(WordsCorrected(at=record.last_at, question_id="alpha", **mended))
    record.append(AnswerScored(at=record.last_at, question_id="alpha", scorecard=record.score(entry)))
    record.append(AttemptFinished(at=record.last_at, report=record.report()))
    return list(record.events)


def test_words_that_were_corrected_while_the_judge_worked_keep_the_score_of_what_was_said() -> None:
    log = _attempt()
    later = _corrected(log)
    judged = judging(_Judge(), 1, lambda: {BANK.id: BANK})
    assert judged is not None
    added = asyncio.run(judged(log, lambda added: list(added(later))))
    assert not of(added, AnswerJudged) and not of(added, AnswerScored) and of(added, ModelCalled)
    (fell_short,) = of(added, JudgeFellShort)
    assert (fell_short.question_id, "corrected while the judge worked" in fell_short.reason) == ("alpha", True)
    whole = [*later, *added]
    assert [e.model_dump_json() for e in rescored(BANK, whole)] == [e.model_dump_json() for e in whole]
    assert Record(BANK, whole).scorecards() == Record(BANK, later).scorecards()


def test_an_opinion_is_held_against_the_answers_as_they_are_when_it_comes() -> None:
    """Another answer was corrected meanwhile, and its score is the newer one in the report too."""
    log = play(
        [{"say": LONG}, {"silence": 6}, {"say": LONG}, {"silence": 6}], questions=("beta", "alpha"), follow_ups_total=0
    )
    record = Record(BANK, log)
    beta = next(c for c in record.scorecards() if c.question_id == "beta")
    newer = replace(beta, overall=1)
    later = [*log, AnswerScored(at=record.last_at, question_id="beta", scorecard=newer)]
    judged = judging(_Judge(), 1, lambda: {BANK.id: BANK})
    assert judged is not None
    only_alpha = [e for e in log if not (isinstance(e, AnswerScored) and e.question_id == "beta")]
    added = asyncio.run(judged(only_alpha, lambda added: list(added(later))))
    assert [e.question_id for e in of(added, AnswerJudged)] == ["alpha"]
    assert of(added, AttemptFinished)[0].report.scored == 2


def test_a_judge_that_is_stopped_says_on_what_it_gave_no_opinion() -> None:
    class Slow(_Judge):
        async def stream(self, messages: Sequence[Message]) -> AsyncIterator[str | Usage]:
            await asyncio.sleep(3600)
            yield ""

    log, written = _attempt(), list[Event]()
    judged = judging(Slow(), 1, lambda: {BANK.id: BANK})
    assert judged is not None

    def extend(added: Added) -> list[Event]:
        written.extend(added(log))
        return written

    async def stopped() -> None:
        work = asyncio.create_task(judged(log, extend))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work

    asyncio.run(stopped())
    asked, fell_short = written
    assert isinstance(asked, JudgeAsked) and isinstance(fell_short, JudgeFellShort)
    assert fell_short.question_id == "alpha" and "stopped before it had answered" in fell_short.reason


def test_each_answer_is_judged_scored_anew_and_reported() -> None:
    log = _attempt()
    added = _added(_Judge(), log)
    kinds = [type(e) for e in added if not isinstance(e, ModelCalled)]
    assert kinds == [JudgeAsked, AnswerJudged, AnswerScored, AttemptFinished]
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


def test_where_the_model_fails_the_rules_scores_stand_and_the_log_says_why() -> None:
    log = _attempt()
    asked, fell_short = _added(_Judge(failing=True), log)
    assert isinstance(asked, JudgeAsked) and asked.question_ids == ("alpha",)
    assert isinstance(fell_short, JudgeFellShort)
    assert (fell_short.question_id, fell_short.reason) == ("alpha", "out of order")
    again = _added(_Judge(failing=True), [*log, asked, fell_short])
    assert [type(e) for e in again] == [JudgeAsked], "the same is not said twice"
    assert unjudged([*log, asked, fell_short, *again]) == {"alpha": "out of order"}


def test_from_the_moment_it_is_asked_until_it_answers_its_opinion_is_told_as_missing() -> None:
    """Killed in between, nothing else is written."""
    log, added = _attempt(), _added(_Judge(), _attempt())
    assert "not answered yet, or was stopped" in unjudged([*log, added[0]])["alpha"]
    assert unjudged([*log, *added]) == {}
    failed = JudgeFellShort(at=99.0, question_id="alpha", reason="out of order")
    assert unjudged([*log, failed, *added]) == {}, "asked again, it was heard"


def test_every_call_is_in_the_log_with_prompt_model_tokens_time_and_cost() -> None:
    judge = _Judge()
    calls = of(_added(judge, _attempt(), times=3), ModelCalled)
    assert len(calls) == judge.calls > 3
    assert {(c.prompt, c.model, c.prompt_tokens, c.completion_tokens, c.cost) for c in calls} == {
        (PROMPT_VERSION, "judge", 200, 20, 0.1)
    }
    assert all(c.seconds >= 0 for c in calls)


def test_replies_that_are_thrown_away_were_paid_for_all_the_same() -> None:
    added = _added(_Judge(quote="we saved ten million euros"), _attempt())
    assert of(added, AnswerJudged)[0].judgement.opinions == ()
    assert of(added, ModelCalled)


@pytest.mark.parametrize(("most", "calls"), [(0.0, 0), (0.05, 1), (0.25, 3)])
def test_calls_at_the_same_time_keep_to_the_cost_of_the_attempt(most: float, calls: int) -> None:
    """As with follow-ups, a call may go over the limit, and none begins after it."""
    judge = _Judge()
    added = _added(judge, _attempt(), times=3, most_cost=most)
    assert judge.calls == calls == len(of(added, ModelCalled))
    assert bool(of(added, AnswerJudged)) == (calls > 0)
    (fell_short,) = of(added, JudgeFellShort)
    assert fell_short.question_id == "alpha" and "COACH_LLM_MAX_COST" in fell_short.reason


def test_what_the_follow_ups_have_cost_is_of_the_same_purse() -> None:
    spent = ModelCalled(at=1.0, prompt="follow-up 3", model="m", seconds=1.0, cost=0.5)
    (fell_short,) = of(_added(_Judge(), [*_attempt(), spent], most_cost=0.5), JudgeFellShort)
    assert "0.5000 of at most 0.5 dollars" in fell_short.reason


def test_a_judge_that_was_heard_on_everything_fell_short_of_nothing() -> None:
    assert not of(_added(_Judge(), _attempt(), most_cost=100.0), JudgeFellShort)


def test_nobody_is_asked_where_no_opinion_is_wanted() -> None:
    assert judging(_Judge(), 0, lambda: {}) is None
    assert judging(None, 3, lambda: {}) is None
