"""A running Ollama is noticed, offered and spoken with; one that is not there is told plainly."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from coach.adapters.litellm_model import LitellmModel
from coach.adapters.ollama import talking_models
from coach.app import Coach
from coach.doctor import parts
from coach.errors import UsageError
from coach.interview.consulting import Consultant, all_answers
from coach.interview.effects import ConsultModel, ModelReplied
from coach.serving import server_status
from coach.settings import read_settings
from tests.adapters.ollama_server import ollama_server
from tests.adapters.test_port_contracts import REPLY, REQUEST


def _nowhere() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def _coach(data: Path, **settings: str) -> Coach:
    return Coach(read_settings(data=data, **settings))


def test_models_that_talk_are_listed_and_nothing_where_none_runs() -> None:
    with ollama_server(["llama3.2:latest", "nomic-embed-text:latest", "qwen2.5:3b"]) as (address, _):
        assert talking_models(address) == ("llama3.2", "qwen2.5:3b")
    assert talking_models(_nowhere()) is None
    assert talking_models("no address") is None


def test_a_running_ollama_is_offered_by_the_doctor_and_the_page(tmp_path: Path) -> None:
    with ollama_server(["llama3.2:latest"]) as (address, asked):
        coach = _coach(tmp_path, ollama=address)
        told = next(p for p in parts(coach) if p.id == "llm")
        assert told.ready == "ready" and "COACH_LLM_MODEL=ollama/llama3.2" in told.detail
        assert server_status(coach).local_models == ("llama3.2",)
        assert asked == ["/api/tags"], "looked up once, not at every question"


@pytest.mark.parametrize(
    ("models", "ready", "mend"),
    [(["llama3.2:latest"], "ready", ""), (["phi4"], "missing", "ollama pull llama3.2")],
)
def test_a_wanted_model_that_is_not_there_is_mended_by_one_command(
    tmp_path: Path, models: list[str], ready: str, mend: str
) -> None:
    with ollama_server(models) as (address, _):
        coach = _coach(tmp_path, ollama=address, llm_model="ollama/llama3.2")
        told = next(p for p in parts(coach) if p.id == "llm")
    assert (told.ready, told.mend) == (ready, mend)


def test_without_ollama_a_model_of_it_is_missing(tmp_path: Path) -> None:
    coach = _coach(tmp_path, ollama=_nowhere(), llm_model="ollama/llama3.2")
    assert next(p for p in parts(coach) if p.id == "llm").mend == "ollama serve"
    with pytest.raises(UsageError, match="no model"):
        coach.thinking.model("llama3.2")


async def test_a_model_of_ollama_phrases_a_follow_up_for_nothing() -> None:
    with ollama_server(["small"], reply=REPLY) as (address, _):
        model = LitellmModel("ollama/small", address)
        model.load()
        replied, called = await all_answers(Consultant(model, 30.0), ConsultModel(1, REQUEST), lambda: 0.0)
    assert replied == ModelReplied(1, 0.0, "probe", json.loads(REPLY)["text"])
    assert called.completion_tokens and called.cost == 0.0


@pytest.mark.parametrize(
    ("model", "address", "whom"),
    [
        ("ollama/llama3.2", "", ""),
        ("openai/own", "http://127.0.0.1:9000/v1", ""),
        ("openai/gpt-4o-mini", "", "openai/gpt-4o-mini"),
        ("openai/own", "https://models.invalid/v1", "models.invalid"),
    ],
)
def test_the_page_says_who_gets_the_words_unless_it_is_this_machine(
    tmp_path: Path, model: str, address: str, whom: str
) -> None:
    coach = _coach(tmp_path, ollama=_nowhere(), llm_model=model, **({"llm_api_base": address} if address else {}))
    assert server_status(coach).words_to == whom
