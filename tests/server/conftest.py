"""What tests of the server share."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.server.live_house import House


@pytest.fixture
async def house() -> AsyncIterator[House]:
    house = House()
    yield house
    for room in house.rooms:
        await room.close()
