"""A rehearsal by microphone and loudspeaker of this machine."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from coach.errors import CoachError
from coach.events import Event, VoiceFailed
from coach.interview.consulting import Consultant
from coach.interview.effects import Input, Speak, SpeakingEnded, SpeakingStarted
from coach.interview.rehearsal import Rehearsal
from coach.interview.session import Session, Surroundings
from coach.listening.audio import AudioChunk
from coach.listening.listener import Listener
from coach.speaking.fake_voice import SilentVoice
from coach.speaking.speech import heard_text, split_for_speech
from coach.speaking.voice import SpokenSentence, Voice


class Player(Protocol):
    def play(self, sentence: SpokenSentence) -> float: ...

    def stop(self) -> None: ...

    def duck(self, on: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class MicrophoneRoom:
    """What the room is made of. `chunks`: sound from the microphone until the event is set, blocking."""

    open_ears: Callable[[float], Listener]
    chunks: Callable[[threading.Event], Iterator[AudioChunk]]
    player: Player
    voice: Voice
    speaker: str
    publish: Callable[[Event], None]
    model: Consultant | None = None
    record: Callable[[int, bytes], None] | None = None


class LoudspeakerSpeech:
    """Fits the session's Speaker: one thread a speech, sentence by sentence."""

    def __init__(self, room: MicrophoneRoom, clock: Callable[[], float], tell: Callable[[Input], None]) -> None:
        self._room, self._clock, self._tell = room, clock, tell
        self._stopped: set[int] = set()
        self.speaking = False

    def speak(self, speech: Speak) -> None:
        self.speaking = True
        threading.Thread(target=self._say, args=(speech,), daemon=True).start()

    def stop(self, speech_id: int) -> None:
        self._stopped.add(speech_id)
        self._room.player.stop()

    def duck(self, speech_id: int, on: bool) -> None:
        self._room.player.duck(on)

    def hold(self, speech_id: int) -> None:
        self._room.player.duck(True)

    def _say(self, speech: Speak) -> None:
        self._tell(SpeakingStarted(speech.speech_id, self._clock()))
        said: list[SpokenSentence] = []
        played = 0.0
        for text in split_for_speech(speech.text):
            if speech.speech_id in self._stopped:
                break
            sentence = self._synthesised(text)
            said.append(sentence)
            played += self._play(sentence)
        completed = speech.speech_id not in self._stopped
        self.speaking = False
        heard = speech.text if completed else heard_text(said, played)
        self._tell(SpeakingEnded(speech.speech_id, self._clock(), heard, completed))

    def _synthesised(self, text: str) -> SpokenSentence:
        try:
            return self._room.voice.synthesise(text, self._room.speaker)
        except CoachError as error:
            self._tell(VoiceFailed(at=self._clock(), reason=str(error)))
            return SilentVoice().synthesise(text)

    def _play(self, sentence: SpokenSentence) -> float:
        try:
            return self._room.player.play(sentence)
        except CoachError as error:
            self._tell(VoiceFailed(at=self._clock(), reason=str(error)))
            time.sleep(sentence.seconds)
            return sentence.seconds


async def rehearse_by_microphone(rehearsal: Rehearsal, room: MicrophoneRoom, begin: float = 0.0) -> None:
    """Until the rehearsal is over. Raises AudioError where there is no microphone."""
    started = time.monotonic() - begin
    loop = asyncio.get_running_loop()
    inputs: asyncio.Queue[Input] = asyncio.Queue()

    def clock() -> float:
        return time.monotonic() - started

    def tell(happened: Input) -> None:
        loop.call_soon_threadsafe(inputs.put_nowait, happened)

    async def publish(events: Sequence[Event]) -> None:
        for event in events:
            await asyncio.to_thread(room.publish, event)

    ears = room.open_ears(clock())
    speech = LoudspeakerSpeech(room, clock, tell)
    session = Session(rehearsal, Surroundings(speech, clock, publish, ears.flush, room.model), inputs)
    stop = threading.Event()
    tasks = [asyncio.create_task(_hear(room, ears, speech, stop)), asyncio.create_task(_tell_heard(ears, inputs))]
    running = asyncio.create_task(session.run())
    try:
        done, _ = await asyncio.wait({running, tasks[0]}, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        stop.set()
        await ears.close()
        for task in (running, *tasks):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, CoachError):
                await task


async def _hear(room: MicrophoneRoom, ears: Listener, speech: LoudspeakerSpeech, stop: threading.Event) -> None:
    """The microphone, silenced while the interviewer speaks: a loudspeaker would be heard as the candidate."""
    chunks = room.chunks(stop)
    while (chunk := await asyncio.to_thread(next, chunks, None)) is not None:
        if speech.speaking:
            chunk = AudioChunk(chunk.first_sample, bytes(len(chunk.pcm)))
        if room.record:
            await asyncio.to_thread(room.record, chunk.first_sample, chunk.pcm)
        await ears.hear(chunk)


async def _tell_heard(ears: Listener, inputs: asyncio.Queue[Input]) -> None:
    async for event in ears.events():
        await inputs.put(event)
