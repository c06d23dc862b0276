"""The listening side of a live room: the page's sample numbers laid on the rehearsal's clock."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Protocol

from coach.errors import CoachError, StoreError
from coach.events import RecognitionFailed
from coach.interview.effects import CameBack, Heard
from coach.listening.audio import SAMPLE_RATE, AudioChunk
from coach.server.faults import place
from coach.server.live_clock import LiveClock
from coach.server.rooms import Refused

LONGEST_GAP_S = 60.0
"""Missing audio that is taken as lost; a longer jump of sample numbers is a fault of the page."""
AHEAD_S = 0.3
"""Audio this far before the clock moves the clock: it was heard while the clock stood still."""
BURST_S = 1.0
"""Seconds after a page came back within which what it kept meanwhile begins, and goes on, to arrive."""
LOG = logging.getLogger(__name__)


class Listening(Protocol):
    """What `coach.listening.listener.Listener` offers, its sample numbers counted from 0."""

    @property
    def next_sample(self) -> int: ...

    async def hear(self, chunk: AudioChunk) -> None: ...

    async def flush(self, in_pause: bool = False) -> None: ...

    async def close(self) -> None: ...

    def events(self) -> AsyncIterator[Heard]: ...


class Recording(Protocol):
    """What `coach.records.recordings.RecordingWriter` offers; sample numbers are of the rehearsal's clock."""

    def append(self, first_sample: int, pcm: bytes) -> None: ...

    def close(self) -> None: ...


Tell = Callable[[Heard | CameBack], Awaitable[None]]


class Ears:
    """Takes the page's chunks until closed. `open_listening` gets the rehearsal second of its first sample.

    After `realign` (begin, unmute) the next chunk is taken to be heard now, whatever was not sent before it.
    """

    def __init__(
        self,
        open_listening: Callable[[float], Listening],
        clock: LiveClock,
        tell: Tell,
        recording: Recording | None = None,
    ) -> None:
        self._open, self._clock, self._tell, self._recording = open_listening, clock, tell, recording
        self._listening: Listening | None = None
        self._telling: asyncio.Task[None] | None = None
        self._first = 0
        self._offset = 0.0
        self._heard_to = 0.0
        self._back_at = -math.inf
        self._aligned = False
        self.muted = False
        self._finished = False

    @property
    def next_sample(self) -> int:
        """Audio before it has arrived."""
        return self._first + self._listening.next_sample if self._listening else self._first

    def realign(self) -> None:
        self._aligned = False

    async def come_back(self, anew: bool) -> None:
        """The page is back. What it kept comes now, with the pauses of who had nobody to speak to. `anew`: it kept
        nothing, and its microphone begins here, whatever its sample numbers."""
        self._back_at = self._clock()
        if anew:
            await self._stop_listening()

    def finish(self) -> None:
        """Nothing that arrives from now on is heard; what was heard is still recognised and told."""
        self._finished = True

    async def hear(self, chunk: AudioChunk) -> None:
        """Raises Refused on sample numbers that jump too far, StoreError once when the recording is given up."""
        if self._finished:
            return
        if self._listening is None or (not self._aligned and chunk.first_sample >= self.next_sample):
            await self._align(chunk)
        if chunk.first_sample > self.next_sample + LONGEST_GAP_S * SAMPLE_RATE:
            text = f"The sample number jumps by more than {LONGEST_GAP_S:.0f} s; go on from the last `heard`."
            raise Refused("sample_out_of_range", text)
        chunk = _from(chunk, self._first)
        if not chunk.pcm or self._listening is None:
            return
        if self.muted:
            chunk = AudioChunk(chunk.first_sample, bytes(len(chunk.pcm)))
        fault = await self._record(chunk)
        local = AudioChunk(chunk.first_sample - self._first, chunk.pcm)
        await self._listening.hear(local)
        self._heard_to = ended = self._offset + local.start + local.samples / SAMPLE_RATE
        if ended > self._clock() + AHEAD_S:
            await self._catch_up(ended)
        if fault:
            raise fault

    async def _catch_up(self, to: float) -> None:
        if self._clock() < self._back_at + BURST_S:
            self._back_at = to
            await self._tell(CameBack(to))
        self._clock.catch_up(to)

    async def flush(self, in_pause: bool = False) -> None:
        """Finish the utterance that is being heard; `in_pause`: only where it pauses now."""
        if self._listening:
            await self._listening.flush(in_pause)

    async def close(self) -> None:
        """Finish what was heard, tell it, let go."""
        await self._stop_listening()
        if self._recording:
            recording, self._recording = self._recording, None
            await asyncio.to_thread(recording.close)

    async def _align(self, chunk: AudioChunk) -> None:
        begins = max(self._heard_to if self._listening is None else 0.0, self._clock() - chunk.samples / SAMPLE_RATE)
        if self._listening:
            drift = begins - (self._offset + (chunk.first_sample - self._first) / SAMPLE_RATE)
            self._aligned = True
            if drift < AHEAD_S:
                return
            await self._stop_listening()
        self._first, self._offset, self._aligned = chunk.first_sample, begins, True
        self._listening = self._open(begins)
        self._telling = asyncio.create_task(self._tell_all(self._listening))

    async def _stop_listening(self) -> None:
        listening, telling = self._listening, self._telling
        if listening is None:
            return
        self._first, self._listening, self._telling = self.next_sample, None, None
        await listening.flush()
        await listening.close()
        if telling:
            await asyncio.wait([telling], timeout=5.0)
            telling.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await telling

    async def _tell_all(self, listening: Listening) -> None:
        try:
            async for event in listening.events():
                await self._tell(event)
        except CoachError as error:
            await self._tell(RecognitionFailed(at=self._clock(), reason=str(error)))
        except Exception as error:
            LOG.error("listening failed: %s", place(error))
            reason = "The recogniser failed; answer by typing, or load the page again."
            await self._tell(RecognitionFailed(at=self._clock(), reason=reason))

    async def _record(self, chunk: AudioChunk) -> StoreError | None:
        """Laid on the rehearsal's clock, so that a word's time is its place in the recording. A recording that fails
        is given up; the rehearsal goes on without it."""
        if self._recording is None:
            return None
        first = round(self._offset * SAMPLE_RATE) + chunk.first_sample - self._first
        try:
            await asyncio.to_thread(self._recording.append, first, chunk.pcm)
        except StoreError as error:
            self._recording = None
            return error
        return None


def _from(chunk: AudioChunk, first: int) -> AudioChunk:
    """The part of the chunk at and after sample `first`; empty where there is none."""
    late = max(0, first - chunk.first_sample)
    return AudioChunk(chunk.first_sample + late, chunk.pcm[2 * late :]) if late else chunk
