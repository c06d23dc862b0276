"""The language model against an OpenAI-compatible server on loopback, well-behaved and not."""

from __future__ import annotations

import contextlib
import socket

import pytest

from coach.adapters.litellm_model import LitellmModel
from coach.errors import ModelError
from coach.interview.interviewer import ChatModel, Message, Usage
from tests.adapters.openai_server import Behaviour, openai_server

ASK = (Message("system", "You interview."), Message("user", "Go on."))


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    LitellmModel("openai/small").load()


async def _reply(model: ChatModel) -> str:
    return "".join([piece async for piece in model.stream(ASK) if isinstance(piece, str)])


def _model(base: str, timeout: float = 20.0) -> LitellmModel:
    return LitellmModel("openai/small", base, "secret-key", timeout)


async def test_a_good_stream_comes_piece_by_piece() -> None:
    with openai_server("good", reply="What did you do next?") as (base, script):
        model = _model(base)
        *pieces, usage = [piece async for piece in model.stream(ASK)]
    assert usage == Usage(9, 5)
    assert "".join(pieces) == "What did you do next?"
    assert len(pieces) > 1
    assert model.name == "openai/small"
    assert script.asked[0]["messages"] == [
        {"role": "system", "content": "You interview."},
        {"role": "user", "content": "Go on."},
    ]
    assert script.asked[0]["stream_options"] == {"include_usage": True}


async def test_without_a_key_a_local_server_still_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with openai_server("good") as (base, _):
        assert await _reply(LitellmModel("openai/small", base)) == "Thank you."


@pytest.mark.parametrize(
    ("behaviour", "message"),
    [
        ("cut", "cut off half-way"),
        ("too_long", "cut off half-way"),
        ("hangs_up", "cut off half-way"),
        ("empty", "empty"),
        ("garbage", "openai/small"),
        ("no_key", "COACH_LLM_API_KEY"),
    ],
)
async def test_a_reply_that_is_not_whole_is_an_error(behaviour: Behaviour, message: str) -> None:
    with (
        openai_server(behaviour, reply="Tell me more about that please.") as (base, _),
        pytest.raises(ModelError, match=message) as raised,
    ):
        await _reply(_model(base))
    assert "secret-key" not in str(raised.value)
    assert "Go on" not in str(raised.value)


async def test_a_429_is_tried_once_more() -> None:
    with openai_server("rate_limited", "good") as (base, script):
        assert await _reply(_model(base)) == "Thank you."
    assert len(script.asked) == 2


async def test_a_reply_that_has_begun_is_never_asked_for_again() -> None:
    with (
        openai_server("cut", "good", reply="one two three four") as (base, script),
        pytest.raises(ModelError, match="cut off"),
    ):
        await _reply(_model(base))
    assert len(script.asked) == 1


async def test_a_second_429_is_an_error() -> None:
    with openai_server("rate_limited") as (base, script), pytest.raises(ModelError, match="429"):
        await _reply(_model(base))
    assert len(script.asked) == 2


@pytest.mark.parametrize(("behaviour", "what"), [("silence", "begin"), ("silence_half_way", "finish")])
async def test_silence_ends_at_the_time_out(behaviour: Behaviour, what: str) -> None:
    with (
        openai_server(behaviour, reply="one two three four") as (base, script),
        pytest.raises(ModelError, match=f"did not {what}.* in time"),
    ):
        await _reply(_model(base, timeout=0.6))
    assert len(script.asked) == 1


@pytest.mark.parametrize("behaviour", ["good", "cut", "garbage", "rate_limited", "empty"])
async def test_nothing_that_was_said_is_printed_or_logged(
    behaviour: Behaviour, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with openai_server(behaviour, reply="Marmalade one two three.") as (base, _), contextlib.suppress(ModelError):
        await _reply(_model(base))
    printed = "".join(capfd.readouterr()) + caplog.text
    assert "Go on" not in printed and "Marmalade" not in printed and "secret-key" not in printed


async def test_a_refused_connection_says_which_setting_to_check() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ModelError, match="COACH_LLM_API_BASE"):
        await _reply(_model(f"http://127.0.0.1:{port}/v1"))


@pytest.mark.parametrize(
    ("model", "base", "dollars"),
    [
        ("openai/gpt-4o-mini", None, pytest.approx(0.00021)),
        ("ollama/llama3.2", None, 0.0),
        ("openai/own", "http://127.0.0.1:9/v1", 0.0),
        ("openai/own", "https://models.invalid/v1", None),
    ],
)
def test_a_call_has_a_price_where_it_is_known(model: str, base: str | None, dollars: float | None) -> None:
    assert LitellmModel(model, base).price(Usage(1000, 100)) == dollars
