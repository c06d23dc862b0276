"""A language model is asked for a move: spoken from its first sentence, within a time and a cost, each call noted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, suppress
from dataclasses import dataclass, field

from coach.errors import ModelError
from coach.events import ModelCalled
from coach.interview.costs import model_called, over_limit
from coach.interview.effects import ConsultModel, ModelReplied
from coach.interview.interviewer import ChatModel, Message, Usage
from coach.interview.prompts import load_prompt, move_messages
from coach.interview.replies import ReplyReader, Spoken

FIRST_SENTENCE_WITHIN = 2.5
"""Seconds of silence after an answer that nobody takes for a fault."""
SPOKEN_RATE = 170.0
"""Words a minute of the interviewer: while a first sentence is spoken, the rest may come."""
COUNTED_WITHIN = 3.0
"""Seconds in which the tokens of a reply that is complete must be told; nobody waits for them."""
Answer = ModelReplied | ModelCalled


@dataclass(frozen=True, slots=True)
class Consultant:
    """A model and its limits. `most_cost`: US dollars for an attempt, None = no limit."""

    model: ChatModel
    first_sentence_within: float = FIRST_SENTENCE_WITHIN
    most_cost: float | None = None


@dataclass(slots=True)
class _Call:
    """One call under way. Times are the event loop's."""

    began: float
    messages: tuple[Message, ...]
    reply: str = ""
    first_sentence: float | None = None
    usage: Usage | None = None
    asked_in_vain: bool = False
    """Refused before anything came: nothing to pay."""
    due: float = field(default=0.0)


async def consult(
    consultant: Consultant | None, wanted: ConsultModel, clock: Callable[[], float]
) -> AsyncIterator[Answer]:
    """What may be spoken as it comes, or why nothing may; then the call itself. Never raises ModelError."""
    if consultant is None:
        yield ModelReplied(wanted.request_id, clock(), failure="no model is configured")
        return
    if reason := over_limit(wanted.spent, consultant.most_cost):
        yield ModelReplied(wanted.request_id, clock(), failure=f"{reason}; the scripted interviewer goes on")
        return
    call = _Call(asyncio.get_running_loop().time(), move_messages(wanted.request))
    try:
        async for spoken in _spoken(consultant, wanted, call):
            if isinstance(spoken, ModelError):
                yield ModelReplied(wanted.request_id, clock(), failure=str(spoken))
            else:
                yield ModelReplied(wanted.request_id, clock(), spoken.move, spoken.text, more=spoken.more)
    except ModelError as error:
        yield ModelReplied(wanted.request_id, clock(), failure=str(error))
    if not call.asked_in_vain:
        seconds = asyncio.get_running_loop().time() - call.began
        told = (call.messages, call.reply, call.usage, seconds, clock(), call.first_sentence)
        yield model_called(consultant.model, load_prompt(wanted.request.prompt).id, *told)


async def all_answers(consultant: Consultant | None, wanted: ConsultModel, clock: Callable[[], float]) -> list[Answer]:
    """For callers that wait until everything is there."""
    return [answer async for answer in consult(consultant, wanted, clock)]


async def _spoken(
    consultant: Consultant, wanted: ConsultModel, call: _Call
) -> AsyncGenerator[Spoken | ModelError, None]:
    """What may be spoken, or why a whole reply may not be: that is told at once, its tokens come after it."""
    reader = ReplyReader(wanted.request)
    loop = asyncio.get_running_loop()
    call.due = call.began + consultant.first_sentence_within
    async with aclosing(_pieces(consultant.model, call)) as pieces:
        while not reader.done:
            piece = await _next(pieces, consultant.first_sentence_within, call)
            if piece is None:
                reader.finish()
                return
            try:
                spoken = reader.push(piece)
            except ModelError as refused:
                if not reader.whole:
                    raise
                yield refused
                break
            if spoken is not None:
                now = loop.time()
                call.first_sentence = call.first_sentence or now - call.began
                call.due = now + consultant.first_sentence_within + 60 * len(spoken.text.split()) / SPOKEN_RATE
                yield spoken
        with suppress(TimeoutError, ModelError):
            async with asyncio.timeout(COUNTED_WITHIN):
                async for _ in pieces:
                    pass


async def _next(pieces: AsyncGenerator[str, None], within: float, call: _Call) -> str | None:
    """None at the end. Raises ModelError where nothing comes in time."""
    try:
        async with asyncio.timeout_at(call.due):
            return await anext(pieces, None)
    except TimeoutError:
        what = "finish its sentence" if call.first_sentence else "begin to speak"
        raise ModelError(f"the model did not {what} within {within:g} s; the scripted move is used") from None


async def _pieces(model: ChatModel, call: _Call) -> AsyncGenerator[str, None]:
    """The words of the reply; its tokens are noted."""
    async with aclosing(_closable(model.stream(call.messages))) as stream:
        try:
            async for piece in stream:
                if isinstance(piece, Usage):
                    call.usage = piece
                else:
                    call.reply += piece
                    yield piece
        except ModelError:
            call.asked_in_vain = not call.reply
            raise


async def _closable(stream: AsyncIterator[str | Usage]) -> AsyncGenerator[str | Usage, None]:
    try:
        async for piece in stream:
            yield piece
    finally:
        close = getattr(stream, "aclose", None)
        if close is not None:
            await close()
