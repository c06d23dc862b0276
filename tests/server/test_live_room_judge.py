"""A judge at work in a room that is over: it needs no page, and stopped it says on what it gave no opinion."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence

from coach.events import JudgeFellShort
from coach.interview.interviewer import Message, Usage
from coach.interview.judge import judging
from coach.records.recorder import Recorder
from coach.server.live_room import SessionRoom
from coach.server.wire import EventMessage
from tests.server.fakes import BANK
from tests.server.live_house import House, Page

GRACE = 0.05


class Waiting:
    """A model that gives no reply before it may; then one that is none."""

    name = "judge"

    def __init__(self) -> None:
        self.asked, self.may = asyncio.Event(), asyncio.Event()

    async def stream(self, messages: Sequence[Message]) -> AsyncIterator[str | Usage]:
        self.asked.set()
        await self.may.wait()
        yield "nothing"

    def price(self, usage: Usage) -> float | None:
        return None


async def judged(house: House) -> tuple[SessionRoom, Page, Waiting]:
    """A finished rehearsal whose judge is at work."""
    model = Waiting()
    work = judging(model, 1, lambda: {BANK.id: BANK})
    assert work is not None
    room = house.room(GRACE, lambda log: work(log, Recorder(house.store, "a1").extend))
    page = await Page.open(room)
    await room.start(microphone=False)
    await page.asked()
    await room.typed("Ground truth is the set of labels that everybody agreed to trust.")
    async with asyncio.timeout(10):
        await model.asked.wait()
    return room, page, model


async def test_what_a_judge_wrote_down_is_shown_as_well(house: House) -> None:
    room, page, model = await judged(house)
    model.may.set()
    await page.until(lambda: room.closed and len(page.events("AttemptFinished")) == 2)
    assert house.types()[-3:] == ["AnswerJudged", "AnswerScored", "AttemptFinished"]
    assert [m.event for m in page.got if isinstance(m, EventMessage)] == house.store.logs["a1"]


async def test_a_judge_goes_on_when_the_page_is_gone_for_good(house: House) -> None:
    room, page, model = await judged(house)
    await page.leave()
    await asyncio.sleep(2 * GRACE)
    assert not room.closed
    model.may.set()
    await page.until(lambda: room.closed)
    assert "AnswerJudged" in house.types() and "JudgeFellShort" not in house.types()


async def test_a_room_that_is_closed_meanwhile_says_that_no_opinion_was_given(house: House) -> None:
    room, _, _ = await judged(house)
    await room.close()
    (fell_short,) = [e for e in house.store.logs["a1"] if isinstance(e, JudgeFellShort)]
    assert fell_short.question_id == "ground-truth" and "stopped before it had answered" in fell_short.reason
