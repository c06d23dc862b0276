"""The live loop with a language model: the first sentence is spoken while the model still writes the rest."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence

import pytest

from coach.events import AttemptFinished, Event, InterviewerFellBack, InterviewerSpoke, ModelCalled
from coach.interview.consulting import Consultant
from coach.interview.effects import Pressed, Speak, SpeakingEnded, SpeakingStarted, Tick, TypedAnswer
from coach.interview.interviewer import Message, Usage
from coach.interview.rehearsal import Rehearsal
from coach.interview.session import Session, Surroundings
from tests.interview.stage import AUDIT, BANK, LONG, of, profile

LEAD, QUESTION = "You checked forty items every week.", "Who decided on those that were unclear?"


class Stage:
    """Says every speech at once, answers the first question, and holds the model's second half back until the lead
    was heard."""

    def __init__(self, follows: str) -> None:
        self.log: list[Event] = []
        self.heard_lead = asyncio.Event()
        self._began = asyncio.get_running_loop().time()
        self._reply = json.dumps({"move": "probe", "text": f"{LEAD} {follows}"})
        core = Rehearsal("a1", BANK, ["alpha"], profile(follow_ups_per_question=1), "llm", hearing="typed")
        around = Surroundings(self, self.clock, self.publish, model=Consultant(self, 20.0))
        self.session = Session(core, around)

    name = "held back"

    async def stream(self, messages: Sequence[Message]) -> AsyncIterator[str | Usage]:
        cut = self._reply.index(LEAD) + len(LEAD) + 2
        yield self._reply[:cut]
        await self.heard_lead.wait()
        await asyncio.sleep(0.02)
        yield self._reply[cut:]
        yield Usage(50, 20)

    def price(self, usage: Usage) -> float | None:
        return 0.0

    def clock(self) -> float:
        return asyncio.get_running_loop().time() - self._began

    async def publish(self, events: Sequence[Event]) -> None:
        self.log += events

    def speak(self, speech: Speak) -> None:
        tell = self.session.inputs.put_nowait
        tell(SpeakingStarted(speech.speech_id, self.clock(), 0.0))
        tell(SpeakingEnded(speech.speech_id, self.clock(), speech.text, completed=True))
        if speech.text == LEAD:
            self.heard_lead.set()
        elif speech.move == "ask":
            tell(TypedAnswer(LONG, self.clock()))
        elif speech.move == "probe":
            tell(Pressed("end", self.clock()))

    def stop(self, speech_id: int) -> None: ...

    def duck(self, speech_id: int, on: bool) -> None: ...

    async def run(self) -> list[tuple[str, str]]:
        async with asyncio.timeout(30):
            await self.session.run()
        return [(m.move, m.text) for m in of(self.log, InterviewerSpoke)]


async def test_the_lead_is_heard_before_the_model_has_written_its_question() -> None:
    stage = Stage(QUESTION)
    spoken = await stage.run()
    assert spoken[2:4] == [("acknowledge", LEAD), ("probe", QUESTION)]
    (called,) = of(stage.log, ModelCalled)
    assert called.completion_tokens == 20 and called.first_sentence < called.seconds
    assert isinstance(stage.log[-1], AttemptFinished)


@pytest.mark.parametrize("steps", range(6))
async def test_an_input_that_comes_just_before_the_cancellation_does_not_hold_it_up(steps: int) -> None:
    stage = Stage(QUESTION)
    stage.speak = lambda speech: None  # type: ignore[method-assign]
    session = stage.session
    running = asyncio.create_task(session.run())
    for _ in range(10):
        await asyncio.sleep(0)
    session.inputs.put_nowait(Tick(0.0))
    for _ in range(steps):
        await asyncio.sleep(0)
    running.cancel()
    await asyncio.wait([running], timeout=5)
    assert running.cancelled()


async def test_a_lead_that_goes_on_with_praise_is_followed_by_the_scripted_probe() -> None:
    stage = Stage("Great answer. Who decided?")
    spoken = await stage.run()
    assert spoken[2:4] == [("acknowledge", LEAD), ("probe", AUDIT.text)]
    assert "how good the answer was" in of(stage.log, InterviewerFellBack)[0].reason
