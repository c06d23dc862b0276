"""At most one open room for each attempt."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from coach.errors import AttemptNotFound
from coach.server import rooms as rooms_module
from coach.server.rooms import OpenRooms, Tab, new_attempt_id
from coach.server.wire import Pong
from coach.server.wire_rest import NewAttempt
from tests.server.fakes import FakeRoom

WANTED = NewAttempt(bank_id="core")


class Builder:
    def __init__(self) -> None:
        self.built: list[tuple[str, bool]] = []

    async def __call__(self, attempt_id: str, wanted: NewAttempt | None) -> FakeRoom:
        if attempt_id == "nobody":
            raise AttemptNotFound("no such attempt")
        await asyncio.sleep(0)
        self.built.append((attempt_id, wanted is not None))
        return FakeRoom(attempt_id)


def test_ids_sort_by_time_and_name_a_file() -> None:
    first, later = (new_attempt_id(datetime(2026, 1, day, tzinfo=UTC)) for day in (1, 2))
    assert first < later
    assert all(c.isalnum() or c == "-" for c in first)


async def test_a_room_is_built_once_however_many_ask() -> None:
    builder = Builder()
    rooms = OpenRooms(builder)
    found = await asyncio.gather(*(rooms.room("a1") for _ in range(5)))
    assert len(set(map(id, found))) == 1
    assert builder.built == [("a1", False)]


async def test_a_closed_room_is_resumed_from_its_record() -> None:
    builder = Builder()
    rooms = OpenRooms(builder)
    attempt_id = await rooms.open(WANTED)
    room = await rooms.room(attempt_id)
    await room.close()
    assert await rooms.room(attempt_id) is not room
    assert builder.built == [(attempt_id, True), (attempt_id, False)]


async def test_an_unknown_attempt_is_not_found() -> None:
    with pytest.raises(AttemptNotFound):
        await OpenRooms(Builder()).room("nobody")


async def test_rehearsals_that_never_begin_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms_module, "UNSTARTED_ROOMS", 2)
    rooms = OpenRooms(Builder())
    ids = [await rooms.open(WANTED) for _ in range(2)]
    oldest, begun = [await rooms.room(attempt_id) for attempt_id in ids]
    await begun.start(False)
    for _ in range(2):
        await rooms.open(WANTED)
    assert (oldest.closed, begun.closed) == (True, False)


async def test_closing_closes_every_room() -> None:
    rooms = OpenRooms(Builder())
    room = await rooms.room("a1")
    await rooms.close()
    assert room.closed


async def test_a_tab_that_does_not_read_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms_module, "WAITING_MESSAGES", 3)
    tab = Tab()
    for number in range(10):
        tab.put(Pong(sent=number))
    assert [m.sent async for m in tab.messages() if isinstance(m, Pong)] == [0, 1, 2, 3]
