"""A live room for its tests: a store, a recogniser, a clock that goes faster, and a page that reads and plays."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

from coach.events import Event
from coach.interview.rehearsal import Rehearsal
from coach.listening.own_voice import OwnVoice
from coach.records.recorder import Recorder
from coach.server.live_clock import LiveClock
from coach.server.live_room import SessionRoom
from coach.server.room_parts import RoomParts
from coach.server.rooms import Tab
from coach.server.wire import EventMessage, ServerMessage, Speech, StateMessage
from coach.speaking.fake_voice import SilentVoice
from tests.server.fakes import BANK, PROFILE, FakeListening, MemoryStore

FASTER = 20.0
LONGEST_STEP_S = 1.0


class Page:
    """Reads what a tab gets and plays every speech at once."""

    def __init__(self, room: SessionRoom, tab: Tab) -> None:
        self.got: list[ServerMessage] = []
        self._room, self._tab = room, tab
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def open(cls, room: SessionRoom) -> Page:
        page = cls(room, await room.attach())
        await page.until(lambda: bool(page.got))
        return page

    async def _read(self) -> None:
        async for message in self._room.messages(self._tab):
            self.got.append(message)
            if isinstance(message, Speech) and message.last:
                await self._room.played(message.speech_id, 1000.0, True)

    async def leave(self) -> None:
        await self._room.detach(self._tab)
        await self._reading

    def events(self, kind: str) -> list[Event]:
        return [m.event for m in self.got if isinstance(m, EventMessage) and m.event.type == kind]

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not true():
                await asyncio.sleep(0.005)

    async def asked(self) -> None:
        await self.until(lambda: any(m.state.floor == "listening" for m in self.got if isinstance(m, StateMessage)))


class Hurried:
    """A wall clock that goes FASTER, and by a second at most between two looks: a machine that stands still meanwhile
    does not let the rehearsal's time run out."""

    def __init__(self) -> None:
        self._now, self._looked = 0.0, time.monotonic()

    def __call__(self) -> float:
        before, self._looked = self._looked, time.monotonic()
        self._now += min((self._looked - before) * FASTER, LONGEST_STEP_S)
        return self._now


class House:
    """Store, recogniser and rooms of one attempt."""

    def __init__(self) -> None:
        self.wall: Callable[[], float] = lambda: time.monotonic() * FASTER
        self.store = MemoryStore()
        self.listenings: list[FakeListening] = []
        self.rooms: list[SessionRoom] = []

    def room(
        self, grace: float = 60.0, judge: Callable[[Sequence[Event]], Awaitable[list[Event]]] | None = None
    ) -> SessionRoom:
        log: Sequence[Event] = self.store.logs.get("a1", [])

        def rehearsal(hearing: str) -> Rehearsal:
            return Rehearsal("a1", BANK, ("ground-truth",), PROFILE, hearing=hearing, log=log)

        def listening(offset: float, own_voice: OwnVoice) -> FakeListening:
            self.listenings.append(FakeListening(offset))
            return self.listenings[-1]

        parts = RoomParts(
            attempt_id="a1",
            log=log,
            rehearsal=rehearsal,
            recorder=Recorder(self.store, "a1"),
            voice=SilentVoice,
            speaker="adaeze",
            interviewer_name="Adaeze",
            listening=lambda: ("whisper:base.en", listening),
            grace=grace,
            judge=judge,
        )
        begins = max((e.at for e in log), default=0.0)
        self.rooms.append(SessionRoom(parts, LiveClock(begins, self.wall)))
        return self.rooms[-1]

    def types(self) -> list[str]:
        return [event.type for event in self.store.logs.get("a1", [])]
