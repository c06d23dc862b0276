"""Microphone in, words out: two tasks, so that hearing never waits for recognition."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field

from coach.errors import AudioError
from coach.events import (
    AudioLost,
    Event,
    FinalTranscript,
    PartialTranscript,
    RecognitionFailed,
    SpeechStarted,
    SpeechStopped,
)
from coach.listening.audio import SAMPLE_RATE, AudioChunk
from coach.listening.endpointing import EndpointOptions
from coach.listening.hearing import Closed, Hearing, Hushed, Lost, Opened, Resumed, Sound
from coach.listening.overlap import Overlap
from coach.listening.own_voice import OwnVoice
from coach.listening.pauses import Paused, WentOn
from coach.listening.prosody import Ending, ending_of
from coach.listening.recognition import Recogniser, RecognitionOptions
from coach.listening.transcriber import Hypothesis, Transcriber
from coach.listening.utterance import Utterance
from coach.listening.voice_activity import VoiceActivityDetector, VoiceOptions

ListeningEvent = SpeechStarted | SpeechStopped | PartialTranscript | FinalTranscript | RecognitionFailed | AudioLost
Heard = ListeningEvent | Overlap | Paused | WentOn

PIECE = SAMPLE_RATE
"""Samples heard before other tasks get their turn (1 s of audio takes about 16 ms)."""

LONGEST_GAP = 12 * 3600 * SAMPLE_RATE
"""A sample number further ahead is no gap but a mistake."""


NEVER_ARRIVED = "it was recorded, but never arrived here"


@dataclass(frozen=True, slots=True)
class ListenerOptions:
    voice: VoiceOptions = field(default_factory=VoiceOptions)
    endpoints: EndpointOptions = field(default_factory=EndpointOptions)
    recognition: RecognitionOptions = field(default_factory=RecognitionOptions)


class Listener:
    """Every SpeechStopped is followed by exactly one FinalTranscript (perhaps empty) or RecognitionFailed, in order.

    `offset`: the rehearsal's clock at sample 0, seconds. `watch` sees each partial's words just before its event.
    `own_voice`: what the loudspeaker plays; without it every voice is taken for the candidate's.
    """

    def __init__(
        self,
        detector: VoiceActivityDetector,
        transcriber: Transcriber,
        options: ListenerOptions | None = None,
        offset: float = 0.0,
        watch: Callable[[Hypothesis], None] | None = None,
        own_voice: OwnVoice | None = None,
    ) -> None:
        options = options or ListenerOptions()
        self._offset = offset
        self._hearing = Hearing(detector, options.voice, options.endpoints, own_voice, offset)
        self._events: asyncio.Queue[Heard | None] = asyncio.Queue()
        self._recogniser = Recogniser(
            transcriber, options.recognition, self._put, lambda: self._time(self.next_sample), self._time, watch
        )
        self._ending: tuple[int, Ending | None] | None = None
        """Of the last pause: the sample at which the voice stopped, and how."""
        self._one_at_a_time = asyncio.Lock()
        self._recognising: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def next_sample(self) -> int:
        """The first sample not yet heard: what to acknowledge, and where to go on after a reconnect."""
        return self._hearing.next_sample

    async def hear(self, chunk: AudioChunk) -> None:
        """Any length, any number of times; never waits for recognition.

        Raises AudioError on an odd byte count or a wild sample number.
        """
        ahead = chunk.first_sample - self.next_sample
        if len(chunk.pcm) % 2 or chunk.first_sample < 0 or ahead > LONGEST_GAP:
            raise AudioError(
                f"audio chunk of {len(chunk.pcm)} bytes at sample {chunk.first_sample}: expected int16 samples, "
                f"an even number of bytes, counted from 0; {self.next_sample} comes next"
            )
        self._start()
        async with self._one_at_a_time:
            for at in range(0, max(1, chunk.samples), PIECE):
                if self._closed:
                    return
                piece = AudioChunk(chunk.first_sample + at, chunk.pcm[2 * at : 2 * (at + PIECE)])
                self._tell(self._hearing.push(piece))
                await asyncio.sleep(0)

    async def settled(self) -> None:
        """Until all that was heard so far has been recognised as far as it is due (for files at full speed)."""
        self._start()
        await self._recogniser.settled()

    async def flush(self, in_pause: bool = False) -> None:
        """End the utterance that is going on; returns when everything heard has its final.

        `in_pause`: only where it pauses now, so that no word is cut in two; its final is the one that the same silence
        would have brought, only sooner.
        """
        if self._closed:
            return
        self._start()
        async with self._one_at_a_time:
            if self._hearing.pausing or not in_pause:
                self._tell(self._hearing.stop())
        await self._recogniser.settled()

    async def close(self) -> None:
        """Stop at once; call flush() first to keep what was heard. Ends events()."""
        if self._closed:
            return
        self._closed = True
        if self._recognising is not None:
            self._recognising.cancel()
            with suppress(asyncio.CancelledError):
                await self._recognising
        self._recogniser.abandon()
        self._events.put_nowait(None)

    async def events(self) -> AsyncIterator[Heard]:
        """What was heard, in order, until close(). For one reader."""
        while (event := await self._events.get()) is not None:
            yield event

    def _start(self) -> None:
        if self._recognising is None and not self._closed:
            self._recognising = asyncio.create_task(self._recogniser.run(), name="recognising")

    def _tell(self, sounds: list[Sound]) -> None:
        for sound in sounds:
            match sound:
                case Opened(utterance):
                    self._put(SpeechStarted(at=self._time(utterance.voice_from)))
                    self._recogniser.add(utterance)
                case Closed(utterance):
                    self._put(self._stopped(utterance))
                case Hushed(utterance):
                    voice_to = utterance.voiced_to
                    self._events.put_nowait(Paused(self._time(voice_to), self._ending_at(utterance, voice_to)))
                case Resumed(at):
                    self._events.put_nowait(WentOn(self._time(at)))
                case Overlap():
                    self._events.put_nowait(sound)
                case Lost(at, samples):
                    self._put(AudioLost(at=self._time(at), seconds=samples / SAMPLE_RATE, reason=NEVER_ARRIVED))
        self._recogniser.wake()

    def _stopped(self, utterance: Utterance) -> SpeechStopped:
        assert utterance.voice_to is not None
        at = self._time(utterance.voice_to)
        ending = self._ending_at(utterance, utterance.voice_to)
        if ending is None:
            return SpeechStopped(at=at)
        return SpeechStopped(at=at, **asdict(ending))

    def _ending_at(self, utterance: Utterance, voice_to: int) -> Ending | None:
        """Measured once where a pause turns out to be the end."""
        if self._ending is None or self._ending[0] != voice_to:
            heard = bytes(utterance.audio[: 2 * (voice_to - utterance.audio_from)])
            self._ending = voice_to, ending_of(heard)
        return self._ending[1]

    def _put(self, event: Event) -> None:
        assert isinstance(event, ListeningEvent)
        self._events.put_nowait(event)

    def _time(self, sample: int) -> float:
        return round(self._offset + sample / SAMPLE_RATE, 3)
