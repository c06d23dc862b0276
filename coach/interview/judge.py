"""Asks a language model for its opinion of answers, one call a criterion, and writes down what could be verified."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coach.errors import ModelError
from coach.events import (
    AnswerJudged,
    AnswerScored,
    AttemptFinished,
    AttemptStarted,
    Event,
    JudgeAsked,
    JudgeFellShort,
    ModelCalled,
)
from coach.interview.costs import MeteredModel
from coach.interview.interviewer import ChatModel, Message
from coach.interview.record import Record
from coach.records.question_banks import Bank, BankQuestion
from coach.records.store import Added
from scoring.answer import Answer
from scoring.judgement import (
    PROMPT_VERSION,
    Judgement,
    JudgementError,
    judge_messages,
    judged_of,
    parse_opinion,
    settled,
)
from scoring.question import Question
from scoring.scorecard import CriterionId, Opinion

MARKER_BYTES = 8
RULES_STAND = "the scores stand by the rules alone"
CORRECTED = f"its words were corrected while the judge worked; {RULES_STAND}"
STOPPED = f"the judge was stopped before it had answered; {RULES_STAND}"
Extend = Callable[[Added], list[Event]]
"""Writes what is to be added to the attempt's log as it is by then, and returns it; blocking."""
Judging = Callable[[Sequence[Event], Extend], Coroutine[Any, Any, list[Event]]]


def judging(
    model: ChatModel | None, times: int, banks: Callable[[], Mapping[str, Bank]], most_cost: float | None = None
) -> Judging | None:
    """Asks a judge about the answers of a finished attempt at one of the banks, writes down what it said, and returns
    what was written; None where nobody is to be asked. Whom it asks about is written down first, so that a kill leaves
    it said; stopped, it writes down on what it gave no opinion.
    `most_cost`: US dollars for the attempt with its follow-ups, None = no limit."""
    if model is None or not times:
        return None

    async def judged(log: Sequence[Event], extend: Extend) -> list[Event]:
        bank = next((banks().get(e.bank_id) for e in log if isinstance(e, AttemptStarted)), None)
        if bank is None or not _to_be_judged(log):
            return []
        work = _Opinions(model, bank, log, times, most_cost)
        try:
            asked = await asyncio.to_thread(extend, work.begun)
            await work.ask()
        except BaseException:
            await asyncio.to_thread(extend, work.added)
            raise
        return [*asked, *await asyncio.to_thread(extend, work.added)]

    return judged


async def judge(model: ChatModel, question: Question, answer: Answer, times: int) -> Judgement:
    """`times` opinions on each criterion, the median of them kept. Raises ModelError where no call came to a reply."""
    criteria = judged_of(question)
    calls = [_asked(model, question, answer, criterion) for criterion in criteria for _ in range(times)]
    replies = await asyncio.gather(*calls)
    failures = [r for r in replies if isinstance(r, ModelError)]
    if replies and len(failures) == len(replies):
        raise failures[0]
    given = [r for r in replies if isinstance(r, Opinion)]
    kept = [settled([o for o in given if o.criterion == criterion]) for criterion in criteria]
    opinions = tuple(o for o in kept if o is not None)
    return Judgement(opinions, len(replies) - len(given), model.name)


async def _asked(
    model: ChatModel, question: Question, answer: Answer, criterion: CriterionId
) -> Opinion | JudgementError | ModelError:
    wanted = judge_messages(question, answer, criterion, secrets.token_hex(MARKER_BYTES))
    messages = [Message("system" if m["role"] == "system" else "user", m["content"]) for m in wanted]
    try:
        reply = "".join([piece async for piece in model.stream(messages) if isinstance(piece, str)])
        return parse_opinion(reply, criterion, question, answer)
    except (JudgementError, ModelError) as error:
        return error


@dataclass
class _Asked:
    """An answer as the judge reads it, and what came of it: `failure` says why not everything was said, '' where it
    was."""

    entry: BankQuestion
    answer: Answer
    judgement: Judgement | None = None
    failure: str = STOPPED
    calls: Sequence[ModelCalled] = ()


class _Opinions:
    """What a judge says of a finished attempt: asked for first, then laid beside the log as it is by then."""

    def __init__(
        self, model: ChatModel, bank: Bank, log: Sequence[Event], times: int, most_cost: float | None = None
    ) -> None:
        record, finished = Record(bank, log), _finished(log)
        self._bank, self._times = bank, times
        at = finished.at if finished else record.last_at
        self._metered = MeteredModel(model, PROMPT_VERSION, at, record.spent(), most_cost)
        assessed = (bank.find(c.question_id) for c in record.scorecards() if c.overall is not None)
        self._asked = [_Asked(entry, record.answer(entry)) for entry in assessed if entry]

    def begun(self, log: Sequence[Event]) -> list[Event]:
        """That it is asked, and about which answers."""
        before = _finished(log)
        if before is None or not self._asked or not _to_be_judged(log):
            return []
        return [JudgeAsked(at=before.at, question_ids=tuple(one.entry.question.id for one in self._asked))]

    async def ask(self) -> None:
        """Where the model fails or the attempt has cost the most that it may, there is no opinion."""
        for one in self._asked:
            try:
                found = await opinions(self._metered, one.entry.question, one.answer, self._times)
                one.judgement, one.failure = found
            finally:
                one.calls = self._metered.calls()

    def added(self, log: Sequence[Event]) -> list[Event]:
        """The calls, each answer judged and scored anew, why the judge was not heard on one, and the report. An opinion
        on words that were corrected meanwhile is none on the words that stand there now."""
        record, before = Record(self._bank, log), _finished(log)
        if before is None:
            return []
        at, heard, wanted = before.at, False, _to_be_judged(log)
        for one in self._asked:
            for call in one.calls:
                record.append(call)
            if wanted:
                heard |= self._laid_beside(record, one, at)
        if heard:
            record.append(AttemptFinished(at=at, report=record.report(), reason=before.reason))
        return record.events[len(log) :]

    def _laid_beside(self, record: Record, one: _Asked, at: float) -> bool:
        """True where there is an opinion on the answer as it stands now."""
        question_id, found, failure = one.entry.question.id, one.judgement, one.failure
        if found and record.answer(one.entry) != one.answer:
            found, failure = None, CORRECTED
        if failure and not _known(record.events, question_id, failure):
            record.append(JudgeFellShort(at=at, question_id=question_id, reason=failure))
        if found is None:
            return False
        record.append(AnswerJudged(at=at, question_id=question_id, judgement=found))
        record.append(AnswerScored(at=at, question_id=question_id, scorecard=record.score(one.entry)))
        return True


def _finished(log: Sequence[Event]) -> AttemptFinished | None:
    return next((e for e in reversed(log) if isinstance(e, AttemptFinished)), None)


def _to_be_judged(log: Sequence[Event]) -> bool:
    """It is finished, and nobody judged it before."""
    return _finished(log) is not None and not any(isinstance(e, AnswerJudged) for e in log)


async def opinions(model: MeteredModel, question: Question, answer: Answer, times: int) -> tuple[Judgement | None, str]:
    """What the judge says, None where no call came to a reply; and why not everything was asked, empty where it was."""
    try:
        return await judge(model, question, answer, times), model.stopped
    except ModelError as error:
        return None, model.stopped or str(error)


def _known(log: Sequence[Event], question_id: str, reason: str) -> bool:
    told = [e for e in log if isinstance(e, JudgeFellShort) and e.question_id == question_id]
    return any(e.reason == reason for e in told)
