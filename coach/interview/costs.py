"""What calls of a language model cost: each is noted for the log, and none begins once an attempt has cost its most."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Sequence

from coach.errors import ModelError
from coach.events import ModelCalled
from coach.interview.interviewer import ChatModel, Message, Usage

CHARS_A_TOKEN = 4
"""Of English, roughly; for calls whose tokens nobody told."""
OPINION_TOKENS = 100
"""Of a reply that is a level, a few numbers and a quote, with something to spare."""


def over_limit(spent: float, most: float | None, what: str = "this attempt") -> str:
    """Why nothing more may be asked, in US dollars; empty where it may. `most` None = no limit; `what` has cost it."""
    if most is None or spent < most:
        return ""
    return f"{what} has cost {spent:.4f} of at most {most:g} dollars (COACH_LLM_MAX_COST)"


def model_called(
    model: ChatModel,
    prompt: str,
    messages: Sequence[Message],
    reply: str,
    usage: Usage | None,
    seconds: float,
    at: float,
    first_sentence: float | None = None,
) -> ModelCalled:
    """One call as the log has it. Tokens are those that the provider counted; a call that was cut off costs what its
    letters make."""
    counted = usage or Usage(_tokens(messages), len(reply) // CHARS_A_TOKEN)
    return ModelCalled(
        at=at,
        prompt=prompt,
        model=model.name,
        prompt_tokens=usage.prompt_tokens if usage else None,
        completion_tokens=usage.completion_tokens if usage else None,
        seconds=round(seconds, 3),
        first_sentence=None if first_sentence is None else round(first_sentence, 3),
        cost=model.price(counted),
    )


class MeteredModel:
    """A model whose calls, several at a time, are noted and held to the cost of one attempt, or of `what` else.

    `spent` and `most`: US dollars, None = no limit. A call under way counts with what it is expected to cost.
    """

    def __init__(
        self,
        model: ChatModel,
        prompt: str,
        at: float = 0.0,
        spent: float = 0.0,
        most: float | None = None,
        what: str = "this attempt",
    ) -> None:
        self._model, self._prompt, self._at, self._what = model, prompt, at, what
        self._spent, self._most = spent, most
        self.stopped = ""
        """Why a call was refused: the most has been spent. Empty while none was."""
        self._under_way = 0.0
        self._calls: list[ModelCalled] = []

    @property
    def name(self) -> str:
        return self._model.name

    def price(self, usage: Usage) -> float | None:
        return self._model.price(usage)

    def calls(self) -> list[ModelCalled]:
        """Those made since this was last asked."""
        made, self._calls = self._calls, []
        return made

    async def stream(self, messages: Sequence[Message]) -> AsyncGenerator[str | Usage, None]:
        """As the model's own. Raises ModelError also where the attempt has cost its most."""
        if reason := over_limit(self._spent + self._under_way, self._most, self._what):
            self.stopped = reason
            raise ModelError(reason)
        expected = 0.0 if self._most is None else self.price(Usage(_tokens(messages), OPINION_TOKENS)) or 0.0
        self._under_way += expected
        began, reply, usage = time.perf_counter(), "", None
        try:
            async for piece in self._model.stream(messages):
                if isinstance(piece, Usage):
                    usage = piece
                else:
                    reply += piece
                yield piece
        finally:
            self._under_way -= expected
            if reply or usage:
                seconds = time.perf_counter() - began
                self._note(model_called(self._model, self._prompt, messages, reply, usage, seconds, self._at))

    def _note(self, call: ModelCalled) -> None:
        self._calls.append(call)
        self._spent += call.cost or 0.0


def _tokens(messages: Sequence[Message]) -> int:
    return sum(len(m.content) for m in messages) // CHARS_A_TOKEN
