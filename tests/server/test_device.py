"""The device check's doors."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from coach.errors import RecogniserError
from coach.server.api import Deps, create_app
from coach.server.device import LONGEST_BYTES
from coach.server.wire_rest import HeardSentence
from tests.server.fakes import deps


def ask(given: Deps) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(create_app(given)), base_url="http://127.0.0.1:8000")


def heard(pcm: bytes) -> HeardSentence:
    return HeardSentence(text=f"{len(pcm) // 2} samples", recogniser="fake")


def missing(_: bytes) -> HeardSentence:
    raise RecogniserError("The recogniser is not ready yet.")


async def test_a_sentence_is_recognised_and_leaves_no_attempt(tmp_path: Path) -> None:
    given = replace(deps(tmp_path), hear=heard)
    async with ask(given) as client:
        answer = await client.post("/api/device/transcribe", content=b"\0\0" * 16000)
    assert answer.json() == {"text": "16000 samples", "recogniser": "fake"}
    assert not list(given.store.attempts())


@pytest.mark.parametrize(("size", "status"), [(0, 400), (3, 400), (LONGEST_BYTES + 2, 413)])
async def test_sound_that_is_no_sentence_is_refused(tmp_path: Path, size: int, status: int) -> None:
    async with ask(replace(deps(tmp_path), hear=heard)) as client:
        answer = await client.post("/api/device/transcribe", content=bytes(size))
    assert answer.status_code == status and answer.json()["error"]


@pytest.mark.parametrize("hear", [None, missing])
async def test_without_a_recogniser_it_says_so(tmp_path: Path, hear: object) -> None:
    async with ask(replace(deps(tmp_path), hear=hear)) as client:  # type: ignore[arg-type]
        answer = await client.post("/api/device/transcribe", content=b"\0\0")
    assert answer.status_code == 503 and answer.json()["error"]


async def test_a_ping_is_answered_without_a_body(tmp_path: Path) -> None:
    async with ask(deps(tmp_path)) as client:
        assert (await client.get("/api/device/ping")).status_code == 204
