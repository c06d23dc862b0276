"""How much sound lies between two updates of live words, by how long an update takes."""

from __future__ import annotations

import asyncio
import threading
from itertools import pairwise
from statistics import median
from typing import Any

import pytest

from coach.listening.listener import Listener, ListenerOptions
from coach.listening.recognition import RecognitionOptions
from coach.listening.transcriber import Hypothesis
from tests.listening.fakes import FakeStream, FakeTranscriber, LoudnessDetector, chunks, spoken

CHUNK = 0.05


class Updating(FakeTranscriber):
    """Each update waits for `go`, and is noted with the number of chunks that were heard before it."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = 0
        self.noted: list[int] = []
        self.begun = asyncio.Event()
        self.go = threading.Semaphore(0)
        self._loop = asyncio.get_running_loop()

    def open_stream(self) -> FakeStream:
        stream = super().open_stream()
        update = stream.update

        def waiting(*args: Any) -> Hypothesis:
            self.noted.append(self.heard)
            self._loop.call_soon_threadsafe(self.begun.set)
            assert self.go.acquire(timeout=10)
            return update(*args)

        stream.update = waiting  # type: ignore[method-assign]
        return stream


async def _apart(takes: int, seconds: float = 11.0, **options: Any) -> list[float]:
    """Sound between the updates, in seconds, where each takes as long as `takes` chunks."""
    transcriber = Updating()
    options = {"ahead": True, **options}
    ear = Listener(LoudnessDetector(), transcriber, ListenerOptions(recognition=RecognitionOptions(**options)))
    left: int | None = None
    for transcriber.heard, chunk in enumerate(chunks(spoken(*range(1, round(seconds / 0.4))), CHUNK), start=1):
        await ear.hear(chunk)
        left = left - 1 if left else await _begun(ear, transcriber, takes)
        while left == 0:
            transcriber.begun.clear()
            transcriber.go.release()
            left = await _begun(ear, transcriber, takes)
    transcriber.go.release(100)
    await ear.close()
    return [round((later - earlier) * CHUNK, 2) for earlier, later in pairwise(transcriber.noted[3:])]


async def _begun(ear: Listener, transcriber: Updating, takes: int) -> int | None:
    """Chunks that an update takes which has begun; None where nothing is left to do."""
    ways = [asyncio.create_task(ear.settled()), asyncio.create_task(transcriber.begun.wait())]
    _, others = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    for other in others:
        other.cancel()
    return takes if transcriber.begun.is_set() else None


@pytest.mark.parametrize(
    ("takes", "apart"),
    [
        pytest.param(0, 0.3, id="no time: at the soonest"),
        pytest.param(1, 0.3, id="little"),
        pytest.param(2, 0.5, id="a fifth of the time: as asked for"),
        pytest.param(5, 0.5, id="half of it"),
        pytest.param(9, 0.75, id="nearly all: more seldom, 0.45 s in 0.75"),
        pytest.param(40, 2.0, id="far too long: as long as it takes"),
    ],
)
async def test_an_update_is_due_with_the_chunk_that_completes_its_time(takes: int, apart: float) -> None:
    found = await _apart(takes)
    assert len(found) >= 2 and median(found) == apart


async def test_updates_that_cost_money_come_no_sooner_than_asked_for() -> None:
    assert set(await _apart(0, ahead=False)) == {0.5}


async def test_quick_updates_come_sooner_in_proportion_to_what_is_asked_for() -> None:
    assert set(await _apart(0, update_every=1.0)) == {0.6}
