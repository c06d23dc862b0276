"""Asks a language model for its opinion of answers, one call a criterion, and writes down what could be verified."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any

from coach.errors import ModelError
from coach.events import AnswerJudged, AnswerScored, AttemptFinished, AttemptStarted, Event, JudgeFellShort
from coach.interview.costs import MeteredModel
from coach.interview.interviewer import ChatModel, Message
from coach.interview.record import Record
from coach.records.question_banks import Bank
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
Judging = Callable[[Sequence[Event]], Coroutine[Any, Any, list[Event]]]


def judging(
    model: ChatModel | None, times: int, banks: Callable[[], Mapping[str, Bank]], most_cost: float | None = None
) -> Judging | None:
    """What a judge adds to the log of a finished attempt at one of the banks; None where nobody is to be asked.
    `most_cost`: US dollars for the attempt with its follow-ups, None = no limit."""
    if model is None or not times:
        return None

    async def added(log: Sequence[Event]) -> list[Event]:
        bank = next((banks().get(e.bank_id) for e in log if isinstance(e, AttemptStarted)), None)
        return await judged(model, bank, log, times, most_cost) if bank else []

    return added


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


async def judged(
    model: ChatModel, bank: Bank, log: Sequence[Event], times: int, most_cost: float | None = None
) -> list[Event]:
    """What is to be appended to the log of a finished attempt: the calls, each answer judged and scored anew, why the
    judge was not heard on one, and the report.

    Nothing where the attempt is not finished or was judged before. Where the model failed or the attempt has cost
    `most_cost` dollars, the rules' scores stand.
    """
    finished = next((e for e in reversed(log) if isinstance(e, AttemptFinished)), None)
    if finished is None or any(isinstance(e, AnswerJudged) for e in log):
        return []
    record = Record(bank, log)
    metered = MeteredModel(model, PROMPT_VERSION, finished.at, record.spent(), most_cost)
    for card in record.scorecards():
        entry = bank.find(card.question_id)
        if entry is None or card.overall is None:
            continue
        found, failure = await opinions(metered, entry.question, record.answer(entry), times)
        for call in metered.calls():
            record.append(call)
        if failure and not _known(record.events, card.question_id, failure):
            record.append(JudgeFellShort(at=finished.at, question_id=card.question_id, reason=failure))
        if found is None:
            continue
        record.append(AnswerJudged(at=finished.at, question_id=card.question_id, judgement=found))
        again = record.score(entry)
        record.append(AnswerScored(at=finished.at, question_id=card.question_id, scorecard=again))
    if any(isinstance(e, AnswerJudged) for e in record.events):
        record.append(AttemptFinished(at=finished.at, report=record.report(), reason=finished.reason))
    return record.events[len(log) :]


async def opinions(model: MeteredModel, question: Question, answer: Answer, times: int) -> tuple[Judgement | None, str]:
    """What the judge says, None where no call came to a reply; and why not everything was asked, empty where it was."""
    try:
        return await judge(model, question, answer, times), model.stopped
    except ModelError as error:
        return None, model.stopped or str(error)


def _known(log: Sequence[Event], question_id: str, reason: str) -> bool:
    told = [e for e in log if isinstance(e, JudgeFellShort) and e.question_id == question_id]
    return any(e.reason == reason for e in told)
