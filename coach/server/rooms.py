"""What the server asks of a live rehearsal, and the rooms that are open now."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from typing import Protocol

from coach.errors import CoachError
from coach.listening.audio import AudioChunk
from coach.records.store import new_attempt_id
from coach.server.wire import ControlName, LostBy, ServerMessage, Trouble, TroubleCode, Welcome
from coach.server.wire_rest import NewAttempt

WAITING_MESSAGES = 4_000
"""Messages that a tab which does not read may leave waiting; then it is let go and may connect again."""
UNSTARTED_ROOMS = 100
"""Rehearsals made and never begun that are kept; the oldest goes first."""


class Refused(CoachError):
    """A message that the room does not take. `code` is the wire's."""

    def __init__(self, code: TroubleCode, message: str, fatal: bool = False) -> None:
        super().__init__(message)
        self.code, self.fatal = code, fatal

    def trouble(self) -> Trouble:
        return Trouble(code=self.code, message=str(self), fatal=self.fatal)


class Tab:
    """One connected page: the messages that wait for it. Closed, it gives those and ends."""

    def __init__(self) -> None:
        self._waiting: asyncio.Queue[ServerMessage | None] = asyncio.Queue()
        self.open = True

    def put(self, message: ServerMessage) -> None:
        if self.open:
            self._waiting.put_nowait(message)
            if self._waiting.qsize() > WAITING_MESSAGES:
                self.close()

    def close(self, last: ServerMessage | None = None) -> None:
        if self.open:
            if last is not None:
                self._waiting.put_nowait(last)
            self._waiting.put_nowait(None)
            self.open = False

    async def messages(self) -> AsyncIterator[ServerMessage]:
        while (message := await self._waiting.get()) is not None:
            yield message


class TakenOnce:
    """What a page sent and may send again, by what it calls it: taken when it comes first; '' has no name."""

    def __init__(self, before: Iterable[str]) -> None:
        self._taken = set(before)

    def takes(self, sent: str) -> bool:
        new = not sent or sent not in self._taken
        self._taken.add(sent)
        return new


class LiveRoom(Protocol):
    """One attempt that is being rehearsed. Every method may raise Refused."""

    @property
    def begun(self) -> bool:
        """The candidate was ready once."""

    @property
    def closed(self) -> bool:
        """Over: open the attempt anew to see or resume it."""

    def welcome(self) -> Welcome: ...

    async def attach(self) -> Tab:
        """A page takes the room, goes on where it was paused, and gets `welcome` first. An older page is let go."""

    async def detach(self, tab: Tab) -> None:
        """The page is gone: pause, and close after the grace time unless one attaches again."""

    def messages(self, tab: Tab) -> AsyncIterator[ServerMessage]: ...

    async def start(
        self, microphone: bool, browser: bool, anew: bool, lost_s: float, whole: bool, lost_by: LostBy
    ) -> None:
        """Begin; said again, go on: see the wire's Start."""

    async def hear(self, chunk: AudioChunk) -> None: ...

    async def control(self, control: ControlName) -> None: ...

    async def typed(self, text: str, sent: str) -> None:
        """An answer; what the page calls it, if anything, is taken once."""

    async def recognised(self, text: str, final: bool, seconds: float, ago: float, sent: str) -> None:
        """What the browser's recogniser made of an utterance: see the wire's Recognised."""

    async def played(self, speech_id: int, seconds: float, finished: bool) -> None: ...

    async def close(self) -> None:
        """Let go of everything; what was said so far is in the record."""


class Rooms(Protocol):
    async def open(self, wanted: NewAttempt) -> str:
        """A new attempt's id. Raises UsageError or BankError where it cannot be."""

    async def room(self, attempt_id: str) -> LiveRoom:
        """The open room, or the attempt resumed from its record. Raises AttemptNotFound."""

    async def leave(self, attempt_id: str) -> None:
        """Close the attempt's room where one is open: its record is about to go."""

    async def close(self) -> None: ...


RoomBuilder = Callable[[str, NewAttempt | None], Awaitable[LiveRoom]]
"""(attempt id, what was wanted); None resumes the attempt from its record."""


class OpenRooms:
    """Rooms by attempt id: at most one for each attempt in this process."""

    def __init__(self, build: RoomBuilder) -> None:
        self._build = build
        self._rooms: dict[str, LiveRoom] = {}
        self._one_at_a_time = asyncio.Lock()

    async def open(self, wanted: NewAttempt) -> str:
        attempt_id = new_attempt_id()
        async with self._one_at_a_time:
            await self._sweep()
            self._rooms[attempt_id] = await self._build(attempt_id, wanted)
        return attempt_id

    async def room(self, attempt_id: str) -> LiveRoom:
        async with self._one_at_a_time:
            found = self._rooms.get(attempt_id)
            if found is not None and found.closed:
                await found.close()
                found = None
            if found is None:
                found = self._rooms[attempt_id] = await self._build(attempt_id, None)
            return found

    async def leave(self, attempt_id: str) -> None:
        async with self._one_at_a_time:
            if room := self._rooms.pop(attempt_id, None):
                await room.close()

    async def close(self) -> None:
        rooms, self._rooms = list(self._rooms.values()), {}
        await asyncio.gather(*(room.close() for room in rooms), return_exceptions=True)

    async def _sweep(self) -> None:
        self._rooms = {key: room for key, room in self._rooms.items() if not room.closed}
        unstarted = [key for key, room in self._rooms.items() if not room.begun]
        for key in unstarted[: max(0, len(unstarted) - UNSTARTED_ROOMS + 1)]:
            await self._rooms.pop(key).close()
