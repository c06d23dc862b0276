"""A language model behind litellm: streaming, with our own time-outs, one retry, and cut streams noticed."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Any
from urllib.parse import urlsplit

from coach.errors import ModelError
from coach.interview.interviewer import Message, Usage

RETRY_AFTER = 0.4
"""Seconds before the one retry after a 429 or a failed connection."""
MAX_TOKENS = 300
_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")
_CUT = "MidStreamFallbackError"
"""litellm's name for a stream that ends before the server gave a finish reason; older releases end it silently."""
_RETRIED = ("RateLimitError", "APIConnectionError", "InternalServerError", "ServiceUnavailableError", _CUT)


class LitellmModel:
    """ChatModel. `timeout`: seconds for the whole reply, a retry included; nothing at all for half of it ends it too.
    `otherwise`: what happens without a reply, for the messages.

    Raises ModelError: refused, stalled, cut off, empty.
    """

    def __init__(
        self,
        model: str,
        api_base: str | None = None,
        api_key: str | None = None,
        timeout: float = 8.0,
        temperature: float | None = None,
        otherwise: str = "the scripted interviewer goes on",
    ) -> None:
        self._model = model
        self._api_base = api_base
        self._api_key = api_key
        self._timeout = timeout
        self._temperature = temperature
        self._otherwise = otherwise

    @property
    def name(self) -> str:
        return self._model

    def load(self) -> None:
        """Import litellm now (2 s, blocking); otherwise the first reply pays for it."""
        _litellm()

    def price(self, usage: Usage) -> float | None:
        """By litellm's list of prices; a model of this machine costs nothing, one that is not listed None."""
        try:
            costs = _litellm().cost_per_token(
                model=self._model, prompt_tokens=usage.prompt_tokens, completion_tokens=usage.completion_tokens
            )
        except ModelError:
            return None
        except Exception:
            return 0.0 if urlsplit(self._api_base or "").hostname in _THIS_MACHINE else None
        return float(sum(costs))

    async def stream(self, messages: Sequence[Message]) -> AsyncGenerator[str | Usage, None]:
        """Pieces of the reply, then its tokens. Close the iterator (aclose) to abandon the reply."""
        litellm = await asyncio.to_thread(_litellm)
        clock = asyncio.get_running_loop()
        deadline = clock.time() + self._timeout
        for attempt in (1, 2):
            spoken = False
            try:
                async with aclosing(self._pieces(litellm, messages, deadline)) as pieces:
                    async for piece in pieces:
                        spoken = spoken or isinstance(piece, str)
                        yield piece
                return
            except ModelError:
                raise
            except TimeoutError:
                raise ModelError(self._silence(spoken)) from None
            except Exception as error:
                left = deadline - clock.time()
                if spoken or attempt == 2 or left <= RETRY_AFTER or type(error).__name__ not in _RETRIED:
                    raise ModelError(self._refusal(error)) from None
            await asyncio.sleep(RETRY_AFTER)

    async def _pieces(
        self, litellm: Any, messages: Sequence[Message], deadline: float
    ) -> AsyncGenerator[str | Usage, None]:
        """One try. A stream that ends without its usage chunk, or at the token limit, was cut off."""
        clock = asyncio.get_running_loop()
        first_by = min(deadline, clock.time() + self._timeout / 2)
        async with asyncio.timeout_at(first_by):
            chunks = await litellm.acompletion(**self._call(messages, deadline - clock.time()))
        usage: Usage | None = None
        limited = spoken = False
        try:
            while True:
                try:
                    async with asyncio.timeout_at(deadline if spoken else first_by):
                        chunk = await anext(chunks)
                except StopAsyncIteration:
                    break
                usage = _usage(chunk) or usage
                limited = limited or _finish_reason(chunk) == "length"
                piece = _text_of(chunk)
                if piece:
                    spoken = True
                    yield piece
        finally:
            await _close(chunks)
        if usage is not None:
            yield usage
        if limited or usage is None:
            raise ModelError(self._cut())
        if not spoken:
            raise ModelError(f"the reply of {self._model} was empty; {self._otherwise}")

    def _call(self, messages: Sequence[Message], seconds: float) -> dict[str, Any]:
        return {
            "model": self._model,
            "messages": [{"role": message.role, "content": message.content} for message in messages],
            "api_base": self._api_base,
            "api_key": self._api_key or ("none" if self._api_base else None),
            "stream": True,
            "stream_options": {"include_usage": True},
            "max_tokens": MAX_TOKENS,
            "timeout": max(seconds, 0.05),
            "max_retries": 0,
            "num_retries": 0,
            **({} if self._temperature is None else {"temperature": self._temperature}),
        }

    def _cut(self) -> str:
        return f"the reply of {self._model} was cut off half-way; {self._otherwise}"

    def _silence(self, spoken: bool) -> str:
        what = "did not finish its reply" if spoken else "did not begin to reply"
        return (
            f"{self._model} {what} in time; {self._otherwise}. "
            f"Raise COACH_LLM_TIMEOUT ({self._timeout:g} s) or choose a faster COACH_LLM_MODEL"
        )

    def _refusal(self, error: Exception) -> str:
        """Says which kind of failure it was; never the vendor's message, which may quote what was sent."""
        match type(error).__name__:
            case "RateLimitError":
                why = "refuses more requests for now (429); wait, or raise the limit at your provider"
            case "AuthenticationError" | "PermissionDeniedError":
                why = "rejects the key; check COACH_LLM_API_KEY"
            case "NotFoundError":
                why = "is not known there; check COACH_LLM_MODEL and COACH_LLM_API_BASE"
            case "APIConnectionError" | "InternalServerError" | "ServiceUnavailableError":
                why = "cannot be reached or is out of order; check COACH_LLM_API_BASE and that the server runs"
            case "MidStreamFallbackError":
                return self._cut()
            case "Timeout":
                return self._silence(False)
            case name:
                why = f"failed ({name}); check COACH_LLM_MODEL, COACH_LLM_API_BASE and COACH_LLM_API_KEY"
        return f"{self._model} {why}. {self._otherwise[:1].upper()}{self._otherwise[1:]}"


def _litellm() -> Any:
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    try:
        import litellm
    except ImportError as error:
        raise ModelError(f"litellm cannot be loaded ({error}); pip install --force-reinstall litellm") from error
    litellm.suppress_debug_info = True
    litellm.telemetry = False
    litellm.drop_params = True
    return litellm


def _text_of(chunk: Any) -> str:
    choices = getattr(chunk, "choices", None) or []
    return (getattr(choices[0].delta, "content", None) or "") if choices else ""


def _finish_reason(chunk: Any) -> str | None:
    choices = getattr(chunk, "choices", None) or []
    return getattr(choices[0], "finish_reason", None) if choices else None


def _usage(chunk: Any) -> Usage | None:
    told = getattr(chunk, "usage", None)
    if not told or not (getattr(told, "total_tokens", 0) or 0) > 0:
        return None
    return Usage(getattr(told, "prompt_tokens", 0) or 0, getattr(told, "completion_tokens", 0) or 0)


async def _close(chunks: Any) -> None:
    """End the response so that the server sees the connection go."""
    close = getattr(chunks, "aclose", None)
    if close is not None:
        await close()
