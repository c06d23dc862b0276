"""The one loop of a live rehearsal: inputs from ears, keys, mouth and clock; effects to mouth, log and model."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, assert_never

from coach.events import Event
from coach.interview.consulting import Consultant, consult
from coach.interview.effects import (
    ConsultModel,
    DuckSpeaking,
    Effect,
    Emit,
    Finished,
    FlushHearing,
    HoldSpeaking,
    Input,
    ResumeSpeaking,
    Speak,
    StopSpeaking,
    Tick,
)
from coach.interview.rehearsal import Rehearsal

LONGEST_SLEEP = 1.0
"""Seconds between ticks at most, so that a clock that is not the wall's is read often enough."""


class Speaker(Protocol):
    """Says a speech and reports SpeakingStarted and SpeakingEnded through the session's inputs, always both."""

    def speak(self, speech: Speak) -> None: ...

    def stop(self, speech_id: int) -> None: ...

    def duck(self, speech_id: int, on: bool) -> None:
        """Lower the voice; off = go on as loud as before, also after `hold`."""

    def hold(self, speech_id: int) -> None:
        """Be silent, until `duck` off or `stop`."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a session needs. `clock`: seconds of the rehearsal; `publish` returns when the events of one step, which
    stand or fall together, are durable; `flush_ears(in_pause)` finishes the utterance that is being heard."""

    speaker: Speaker
    clock: Callable[[], float]
    publish: Callable[[Sequence[Event]], Awaitable[None]]
    flush_ears: Callable[[bool], Awaitable[None]] | None = None
    model: Consultant | None = None
    words_come_again: bool = False
    """The utterance in which the process before this one died comes again, whole."""


@dataclass(slots=True)
class Session:
    """Runs one rehearsal until it is over or the task is cancelled; `inputs` may be fed from any task of the loop."""

    rehearsal: Rehearsal
    around: Surroundings
    inputs: asyncio.Queue[Input] = field(default_factory=asyncio.Queue)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self) -> None:
        try:
            await self._apply(self.rehearsal.begin(self.around.clock(), self.around.words_come_again))
            while not self.rehearsal.over:
                await self._apply(self.rehearsal.push(await self._next()))
        finally:
            for task in self._tasks:
                task.cancel()

    async def _next(self) -> Input:
        wake = self.rehearsal.wake_at()
        now = self.around.clock()
        wait = LONGEST_SLEEP if wake is None else min(LONGEST_SLEEP, max(0.0, wake - now))
        try:
            async with asyncio.timeout(wait):
                return await self.inputs.get()
        except TimeoutError:
            return Tick(self.around.clock())

    async def _apply(self, effects: Sequence[Effect]) -> None:
        events = [effect.event for effect in effects if isinstance(effect, Emit)]
        if events:
            await self.around.publish(events)
        for effect in effects:
            match effect:
                case Emit() | Finished():
                    pass
                case Speak():
                    self.around.speaker.speak(effect)
                case StopSpeaking(speech_id):
                    self.around.speaker.stop(speech_id)
                case DuckSpeaking(speech_id):
                    self.around.speaker.duck(speech_id, True)
                case HoldSpeaking(speech_id):
                    self.around.speaker.hold(speech_id)
                case ResumeSpeaking(speech_id):
                    self.around.speaker.duck(speech_id, False)
                case FlushHearing(in_pause):
                    if self.around.flush_ears:
                        self._spawn(self.around.flush_ears(in_pause))
                case ConsultModel():
                    self._spawn(self._consult(effect))
                case _:
                    assert_never(effect)

    def _spawn(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _consult(self, wanted: ConsultModel) -> None:
        async for answer in consult(self.around.model, wanted, self.around.clock):
            await self.inputs.put(answer)
