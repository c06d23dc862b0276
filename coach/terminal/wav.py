"""A rehearsal from WAV files: each turn is answered by the next file, through the real ears, on the sample clock."""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.events import Event, FinalTranscript, RecognitionFailed, SpeechStopped
from coach.interview.consulting import Consultant, consult
from coach.interview.effects import (
    ConsultModel,
    Effect,
    Emit,
    FlushHearing,
    Heard,
    Input,
    Speak,
    SpeakingEnded,
    SpeakingStarted,
    StopSpeaking,
    Tick,
)
from coach.interview.rehearsal import Rehearsal
from coach.listening.audio import SAMPLE_RATE, AudioChunk
from coach.listening.listener import Listener

CHUNK = SAMPLE_RATE // 10
INTERVIEWER_RATE = 170.0
"""Words a minute of the interviewer, who makes no sound here."""
RESPONSE_DELAY = 0.5
"""Seconds between the interviewer's last word and the beginning of the file."""


@dataclass(frozen=True, slots=True)
class WavRoom:
    """What the stage is made of. `answers`: int16 mono 16 kHz. `record` gets (first sample on the clock, PCM)."""

    answers: Sequence[NDArray[np.int16]]
    open_ears: Callable[[float], Listener]
    publish: Callable[[Event], None]
    model: Consultant | None = None
    record: Callable[[int, bytes], None] | None = None


class WavStage:
    """Plays the files against the rehearsal. Time is what was played; recognition is waited for, never raced."""

    def __init__(self, rehearsal: Rehearsal, room: WavRoom, begin: float = 0.0) -> None:
        self._rehearsal, self._room = rehearsal, room
        self._now = begin
        self._queue: list[tuple[float, int, Input]] = []
        self._order = itertools.count()
        self._answers = list(room.answers)
        self._speech: Speak | None = None
        self._speech_began = begin
        self._fresh = False
        self._playing: NDArray[np.int16] | None = None
        self._ears: Listener | None = None
        self._inbox: asyncio.Queue[Heard] = asyncio.Queue()
        self._pump: asyncio.Task[None] | None = None
        self._unfinished = 0

    async def run(self) -> None:
        await self._apply(self._rehearsal.begin(self._now))
        while not self._rehearsal.over:
            if self._may_answer():
                self._begin_answer()
            if self._ears is not None:
                await self._play_chunk()
            elif not await self._skip_ahead():
                return
        await self._close_ears()

    def _may_answer(self) -> bool:
        floor = self._rehearsal.floor(self._now)
        return self._ears is None and self._fresh and bool(self._answers) and floor in ("listening", "holding")

    def _begin_answer(self) -> None:
        self._fresh = False
        self._playing = self._answers.pop(0)
        self._now += RESPONSE_DELAY
        self._ears = self._room.open_ears(self._now)
        self._pump = asyncio.create_task(self._listen(self._ears))

    async def _listen(self, ears: Listener) -> None:
        async for event in ears.events():
            await self._inbox.put(event)

    async def _skip_ahead(self) -> bool:
        """Nobody makes a sound: go to what happens next. False where nothing ever will."""
        wake = self._rehearsal.wake_at()
        if wake is not None and (not self._queue or wake < self._queue[0][0]):
            self._now = max(self._now, wake)
            await self._push(Tick(self._now))
            return True
        if not self._queue:
            return False
        await self._next_queued()
        return True

    async def _next_queued(self) -> None:
        at, _, happened = heapq.heappop(self._queue)
        self._now = max(self._now, at)
        if isinstance(happened, SpeakingEnded):
            self._speech, self._fresh = None, True
        await self._push(happened)

    async def _play_chunk(self) -> None:
        """A tenth of a second of the file, or of the silence after it until the turn is over."""
        ears = self._ears
        assert ears is not None
        sound = self._take()
        first = ears.next_sample
        if self._room.record:
            self._room.record(round(self._now * SAMPLE_RATE), sound.tobytes())
        await ears.hear(AudioChunk(first, sound.tobytes()))
        until = self._now + CHUNK / SAMPLE_RATE
        while self._queue and self._queue[0][0] <= until:
            await self._next_queued()
        self._now = until
        await self._hear_events()
        await self._push(Tick(self._now))
        turn_over = self._rehearsal.floor(self._now) not in ("listening", "holding")
        if self._playing is None and turn_over and self._ears is not None:
            await self._close_ears()

    def _take(self) -> NDArray[np.int16]:
        if self._playing is None:
            return np.zeros(CHUNK, np.int16)
        taken, rest = self._playing[:CHUNK], self._playing[CHUNK:]
        self._playing = rest if len(rest) else None
        return np.pad(taken, (0, CHUNK - len(taken)))

    async def _hear_events(self) -> None:
        """Everything that was heard by now; where an utterance ended, its final words are waited for."""
        if self._ears is not None:
            await self._ears.settled()
        for _ in range(3):
            await asyncio.sleep(0)
        while self._unfinished or not self._inbox.empty():
            event = await self._inbox.get()
            if isinstance(event, SpeechStopped):
                self._unfinished += 1
            elif isinstance(event, FinalTranscript | RecognitionFailed):
                self._unfinished = max(0, self._unfinished - 1)
            await self._push(event)

    async def _close_ears(self) -> None:
        ears, self._ears, self._playing = self._ears, None, None
        if ears is None:
            return
        await ears.flush()
        await ears.close()
        if self._pump:
            with contextlib.suppress(asyncio.CancelledError):
                await self._pump
        self._unfinished = 0
        await self._hear_events()

    async def _push(self, happened: Input) -> None:
        await self._apply(self._rehearsal.push(happened))

    async def _apply(self, effects: Iterable[Effect]) -> None:
        for effect in effects:
            match effect:
                case Emit(event):
                    self._room.publish(event)
                case Speak():
                    self._begin_speech(effect)
                case StopSpeaking(speech_id):
                    self._stop_speech(speech_id)
                case FlushHearing(in_pause) if self._ears:
                    self._playing = None
                    await self._ears.flush(in_pause)
                case ConsultModel():
                    async for answer in consult(self._room.model, effect, lambda: self._now):
                        await self._push(answer)
                case _:
                    pass

    def _begin_speech(self, speech: Speak) -> None:
        seconds = len(speech.text.split()) * 60 / INTERVIEWER_RATE
        self._speech, self._speech_began = speech, self._now
        self._put(SpeakingStarted(speech.speech_id, self._now, seconds))
        self._put(SpeakingEnded(speech.speech_id, self._now + seconds, speech.text, completed=True))

    def _stop_speech(self, speech_id: int) -> None:
        if self._speech is None or self._speech.speech_id != speech_id:
            return
        played = int((self._now - self._speech_began) * INTERVIEWER_RATE / 60)
        heard = " ".join(self._speech.text.split()[:played])
        self._queue = [q for q in self._queue if not isinstance(q[2], SpeakingStarted | SpeakingEnded)]
        heapq.heapify(self._queue)
        self._put(SpeakingEnded(speech_id, self._now, heard, completed=False))

    def _put(self, happened: Input) -> None:
        heapq.heappush(self._queue, (happened.at, next(self._order), happened))
