"""A server killed while the candidate speaks: what was recognised up to the last second is there again."""

from __future__ import annotations

import asyncio
import contextlib
import json
import struct
from pathlib import Path
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect

from coach.adapters.audio_files import read_audio
from tests.browser.conftest import ROOT, Served

CHUNK = 1600
AFTERWARDS = 10
"""Chunks, one second, that are still spoken once the words were recognised."""
WAV = ROOT / "samples" / "agreement" / "answer.wav"
CHECKPOINT = ROOT / "samples" / "micro" / "whisper-micro.en.pt"
WANTED = {"bank_id": "ai-trainer-core", "question_ids": ["resume-quality-metric"], "microphone": True}


async def speak_until(socket: ClientConnection, words: str) -> None:
    """Skip the question, then speak at real pace until a second after a partial held the words."""
    sound = read_audio(WAV)
    said = asyncio.Event()

    async def read() -> None:
        async for text in socket:
            message: dict[str, Any] = json.loads(text)
            if message["type"] == "speech":
                played = {"type": "played", "speech_id": message["speech_id"], "seconds": 600.0, "finished": True}
                await socket.send(json.dumps(played))
            if message["type"] == "state" and message["state"]["floor"] == "listening":
                listening.set()
            if message["type"] == "event" and words in message["event"].get("text", ""):
                said.set()

    listening = asyncio.Event()
    reading = asyncio.create_task(read())
    async with asyncio.timeout(60):
        await listening.wait()
    left = AFTERWARDS
    for begin in range(0, len(sound), CHUNK):
        await socket.send(struct.pack("<Q", begin) + sound[begin : begin + CHUNK].tobytes())
        await asyncio.sleep(0.1)
        left -= said.is_set()
        if not left:
            break
    reading.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await reading
    assert said.is_set(), "the words were never recognised"


async def rehearse_until(served: Served, words: str) -> str:
    created = httpx.post(f"{served.address}/api/attempts", json=WANTED).json()
    address = served.address.replace("http", "ws") + f"/api/attempts/{created['attempt_id']}/live"
    async with connect(address) as socket:
        await socket.send(json.dumps({"type": "start", "microphone": True}))
        await speak_until(socket, words)
        served.kill()
    return str(created["attempt_id"])


async def resumed_answer(served: Served, attempt_id: str) -> tuple[str, list[str]]:
    """The candidate's words and the moves of the interviewer after the attempt was opened again."""
    address = served.address.replace("http", "ws") + f"/api/attempts/{attempt_id}/live"
    async with connect(address) as socket:
        await socket.send(json.dumps({"type": "start", "microphone": False}))
        while True:
            async with asyncio.timeout(60):
                message = json.loads(await socket.recv())
            if message["type"] == "state" and message["state"]["floor"] in ("listening", "speaking"):
                break
        await socket.send(json.dumps({"type": "control", "control": "end"}))
    events = httpx.get(f"{served.address}/api/attempts/{attempt_id}").json()
    answer = events["answers"][0]
    words = " ".join(s["text"] for s in answer["sentences"])
    return words, [t["move"] for t in answer["turns"] if t["move"]]


async def test_words_spoken_a_second_before_the_kill_are_not_lost(tmp_path: Path) -> None:
    served = Served(tmp_path, {"COACH_WHISPER_MODEL": str(CHECKPOINT)})
    try:
        served.start()
        served.wait_for("whisper")
        attempt_id = await rehearse_until(served, "first our agreement")
        served.start()
        words, moves = await resumed_answer(served, attempt_id)
    finally:
        served.kill()
    assert "first our agreement" in words
    assert "greet" not in moves
