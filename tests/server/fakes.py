"""A room, a store and a listener that the doors can be tried on."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

from coach.errors import AttemptNotFound, UsageError
from coach.events import AttemptFinished, AttemptStarted, Event
from coach.interview.effects import Heard as HeardInput
from coach.listening.audio import AudioChunk
from coach.records.profiles import Profile
from coach.records.question_banks import Bank, BankQuestion
from coach.records.store import Added, AttemptSummary
from coach.server.api import Deps
from coach.server.rooms import Tab
from coach.server.wire import Heard, ServerMessage, StateView, Trouble, Welcome
from coach.server.wire_rest import NewAttempt, Part, Status
from scoring.question import MaxSeconds, Question

QUESTION = Question("ground-truth", "What is ground truth?", "technical", (MaxSeconds(60),))
BANK = Bank("core", "Core", "AI trainer", (BankQuestion(QUESTION, beginner="Short.", expert="Long."),))
PROFILE = Profile(
    id="adaptive",
    title="Adaptive",
    about="Follows up.",
    minutes=20,
    max_questions=5,
    follow_ups_per_question=0,
    follow_ups_total=0,
    acknowledges=False,
)


def frame(first_sample: int, pcm: bytes) -> bytes:
    return struct.pack("<Q", first_sample) + pcm


class FakeRoom:
    """Notes what it was told; counts each sample once."""

    def __init__(self, attempt_id: str = "a1") -> None:
        self.attempt_id = attempt_id
        self.told: list[Any] = []
        self.next_sample = 0
        self.begun = False
        self.closed = False
        self.detached = 0
        self._tab: Tab | None = None

    def welcome(self) -> Welcome:
        return Welcome(
            attempt_id=self.attempt_id,
            resumed=self.begun,
            hearing="whisper",
            next_sample=self.next_sample,
            interviewer_name="Adaeze",
            events=(),
            state=StateView(floor="idle"),
        )

    async def attach(self) -> Tab:
        if self._tab:
            self._tab.close(Trouble(code="taken_over", message="another tab", fatal=True))
        self._tab = Tab()
        self._tab.put(self.welcome())
        return self._tab

    async def detach(self, tab: Tab) -> None:
        tab.close()
        self.detached += 1

    def messages(self, tab: Tab) -> AsyncIterator[ServerMessage]:
        return tab.messages()

    async def start(
        self,
        microphone: bool,
        browser: bool = False,
        anew: bool = False,
        lost_s: float = 0.0,
        whole: bool = False,
        lost_by: str = "page",
    ) -> None:
        self.begun = True
        self.told.append(("start", microphone, browser))

    async def recognised(self, text: str, final: bool, seconds: float, ago: float, sent: str) -> None:
        self.told.append(("recognised", text, final, seconds))

    async def hear(self, chunk: AudioChunk) -> None:
        self.told.append(chunk)
        self.next_sample = max(self.next_sample, chunk.first_sample + chunk.samples)
        assert self._tab
        self._tab.put(Heard(next_sample=self.next_sample))

    async def control(self, control: str) -> None:
        self.told.append(("control", control))

    async def typed(self, text: str, sent: str) -> None:
        self.told.append(("typed", text))

    async def played(self, speech_id: int, seconds: float, finished: bool) -> None:
        self.told.append(("played", speech_id, seconds, finished))

    async def close(self) -> None:
        self.closed = True


class FakeRooms:
    def __init__(self) -> None:
        self.rooms = {"a1": FakeRoom()}
        self.wanted: list[NewAttempt] = []

    async def open(self, wanted: NewAttempt) -> str:
        if wanted.bank_id != BANK.id:
            raise UsageError(f"there is no question bank {wanted.bank_id!r}")
        self.wanted.append(wanted)
        self.rooms["a2"] = FakeRoom("a2")
        return "a2"

    async def room(self, attempt_id: str) -> FakeRoom:
        if attempt_id not in self.rooms:
            raise AttemptNotFound(f"There is no attempt {attempt_id}.")
        return self.rooms[attempt_id]

    async def leave(self, attempt_id: str) -> None:
        if room := self.rooms.pop(attempt_id, None):
            await room.close()

    async def close(self) -> None:
        for room in self.rooms.values():
            await room.close()


class MemoryStore:
    def __init__(self, logs: dict[str, Sequence[Event]] | None = None) -> None:
        self.logs = {key: list(log) for key, log in (logs or {}).items()}

    def append(self, attempt_id: str, events: Sequence[Event]) -> None:
        self.logs.setdefault(attempt_id, []).extend(events)

    def extend(self, attempt_id: str, added: Added) -> list[Event]:
        made = list(added(self.events(attempt_id)))
        self.append(attempt_id, made)
        return made

    def events(self, attempt_id: str) -> list[Event]:
        return list(self.logs[attempt_id])

    def attempts(self) -> list[AttemptSummary]:
        return [self._summary(key, log) for key, log in self.logs.items()]

    def remove(self, attempt_id: str) -> None:
        del self.logs[attempt_id]

    def _summary(self, attempt_id: str, log: Sequence[Event]) -> AttemptSummary:
        started = log[0]
        assert isinstance(started, AttemptStarted)
        finished = any(isinstance(e, AttemptFinished) for e in log)
        ids = started.question_ids
        return AttemptSummary(attempt_id, "2026-01-01T00:00:00Z", started.bank_id, "adaptive", ids, finished, None)


class FakeListening:
    """Says what it is told to say; counts samples as the real listener does."""

    def __init__(self, offset: float) -> None:
        self.offset = offset
        self.next_sample = 0
        self.heard: list[AudioChunk] = []
        self.flushed = 0
        self._events: asyncio.Queue[HeardInput | None] = asyncio.Queue()

    async def hear(self, chunk: AudioChunk) -> None:
        self.heard.append(chunk)
        self.next_sample = max(self.next_sample, chunk.first_sample + chunk.samples)

    def say(self, event: HeardInput) -> None:
        self._events.put_nowait(event)

    async def flush(self, in_pause: bool = False) -> None:
        self.flushed += 1

    async def close(self) -> None:
        self._events.put_nowait(None)

    async def events(self) -> AsyncIterator[HeardInput]:
        while (event := await self._events.get()) is not None:
            yield event


def deps(tmp_path: Path, store: MemoryStore | None = None) -> Deps:
    return Deps(
        store=store or MemoryStore(),
        rooms=FakeRooms(),
        banks=lambda: {BANK.id: BANK},
        profiles=lambda: {PROFILE.id: PROFILE},
        status=lambda: Status(version="1", parts=(Part(id="voice", name="Voice", ready="ready"),)),
        recordings=tmp_path / "recordings",
        web=tmp_path / "web",
    )
