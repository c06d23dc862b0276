"""The interviewer's voice on the page: sentences out as they are synthesised, what was really played back in."""

from __future__ import annotations

import asyncio
import base64
import io
import logging
import wave
from collections.abc import Callable
from dataclasses import dataclass, field

from coach.errors import VoiceError
from coach.events import VoiceFailed
from coach.interview.effects import Input, Speak, SpeakingEnded, SpeakingStarted
from coach.listening.own_voice import OwnVoice
from coach.server.faults import place
from coach.server.wire import ServerMessage, Speech, SpeechDuck, SpeechHold, SpeechStop, SpokenViseme, SpokenWord
from coach.speaking.fake_voice import SilentVoice
from coach.speaking.speech import heard_text, split_for_speech, word_begin
from coach.speaking.voice import SpokenSentence, Voice

UNCONFIRMED_S = 2.0
"""Seconds over its length after which a speech that no page confirms is taken as played."""
BEGUN_S = 1.0
"""Seconds after which a speech is taken as begun although no page said so."""
STOPPED_S = 0.4
"""Seconds that a stopped page has to say how far it came."""
WORD_CUT_S = 0.05
"""Played to within this of its end counts as played."""
DUCKED_DB = 12.0
"""By which the page lowers the voice."""
LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class Speaking:
    """One speech under way. `played` seconds were reported at `reported_at` on the clock."""

    speech: Speak
    sent_at: float
    sent: list[Speech] = field(default_factory=list)
    sentences: list[SpokenSentence] = field(default_factory=list)
    complete: bool = False
    begun: bool = False
    played: float = 0.0
    reported_at: float | None = None
    finished: bool = False
    stopped_at: float | None = None
    stop_confirmed: bool = False
    held_at: float | None = None
    hold_confirmed: bool = False
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def seconds(self) -> float:
        return sum(s.seconds for s in self.sentences)

    def unplayed(self) -> list[Speech]:
        """Sentences that a page which comes back must get again."""
        ends = [s.offset_s + spoken.seconds for s, spoken in zip(self.sent, self.sentences, strict=True)]
        return [s for s, end in zip(self.sent, ends, strict=True) if end > self.played + WORD_CUT_S]

    def reached(self, now: float) -> float:
        """Seconds that were played by now, as far as can be known."""
        if self.reported_at is None:
            return 0.0
        until = now if self.held_at is None else self.held_at
        ran = 0.0 if self.finished or self.stop_confirmed or self.hold_confirmed else until - self.reported_at
        return min(self.seconds, self.played + max(0.0, min(ran, STOPPED_S)))

    def over(self, now: float) -> bool:
        if self.stopped_at is not None:
            return self.finished or self.stop_confirmed or now >= self.stopped_at + STOPPED_S
        if not self.complete or self.held_at is not None:
            return False
        last = self.sent_at if self.reported_at is None else self.reported_at
        return self.finished or now >= last + self.seconds - self.played + UNCONFIRMED_S

    def ended(self, now: float) -> SpeakingEnded:
        text, speech_id = self.speech.text, self.speech.speech_id
        if self.stopped_at is None:
            return SpeakingEnded(speech_id, now, text, True)
        seconds = self.reached(now)
        if self.complete and self.seconds and seconds >= self.seconds - WORD_CUT_S:
            return SpeakingEnded(speech_id, now, text, True)
        return SpeakingEnded(speech_id, now, heard_text(self.sentences, seconds), False)


class PageSpeaker:
    """Fits the session's Speaker. `send` puts a message to the page, `tell` an input to the session."""

    def __init__(
        self,
        voice: Voice,
        speaker: str,
        clock: Callable[[], float],
        send: Callable[[ServerMessage], None],
        tell: Callable[[Input], None],
        before: int = 0,
        look_every: float = 0.1,
        own_voice: OwnVoice | None = None,
    ) -> None:
        """`before`: added to the ids on the wire, which go on where those of an earlier run of the attempt ended.
        `own_voice` is told what the page plays."""
        self._own_voice = own_voice or OwnVoice()
        self._voice, self._speaker, self._clock = voice, speaker, clock
        self._send, self._tell, self._before, self._look_every = send, tell, before, look_every
        self._silent = SilentVoice()
        self._speaking: dict[int, Speaking] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def speak(self, speech: Speak) -> None:
        speaking = Speaking(speech, self._clock())
        self._speaking[speech.speech_id] = speaking
        for work in (self._synthesise(speaking), self._follow(speaking)):
            task = asyncio.create_task(work)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def stop(self, speech_id: int) -> None:
        speaking = self._speaking.get(speech_id)
        if speaking and speaking.stopped_at is None:
            speaking.stopped_at = self._clock()
            self._own_voice.silent(speaking.stopped_at)
            self._send(SpeechStop(speech_id=self._before + speech_id))
            speaking.changed.set()

    def duck(self, speech_id: int, on: bool) -> None:
        speaking = self._speaking.get(speech_id)
        if speaking is None:
            return
        self._own_voice.lowered(DUCKED_DB if on else 0.0, self._clock())
        self._send(SpeechDuck(speech_id=self._before + speech_id, on=on))
        if not on and speaking.held_at is not None:
            self._go_on(speaking)

    def hold(self, speech_id: int) -> None:
        speaking = self._speaking.get(speech_id)
        if speaking and speaking.stopped_at is None and speaking.held_at is None:
            speaking.held_at = self._clock()
            self._own_voice.silent(speaking.held_at)
            self._send(SpeechHold(speech_id=self._before + speech_id, on=True))

    def _go_on(self, speaking: Speaking) -> None:
        """From the beginning of the word in which it was held; nothing was heard that is not said again."""
        now = self._clock()
        begin = word_begin(speaking.sentences, speaking.reached(now))
        speaking.played, speaking.reported_at = begin, now
        speaking.held_at, speaking.hold_confirmed = None, False
        wire_id = self._before + speaking.speech.speech_id
        self._send(SpeechHold(speech_id=wire_id, on=False, from_s=round(begin, 4)))
        self._own_voice.sounds(wire_id, begin, now)
        speaking.changed.set()

    def played(self, speech_id: int, seconds: float, finished: bool) -> None:
        """The page's report; reports about a speech that is over are of no use and pass."""
        if speaking := self._speaking.get(speech_id - self._before):
            speaking.played = min(max(speaking.played, seconds), speaking.seconds)
            speaking.reported_at = self._clock()
            speaking.finished = finished and (speaking.complete or speaking.stopped_at is not None)
            speaking.stop_confirmed = speaking.stopped_at is not None
            speaking.hold_confirmed = speaking.held_at is not None
            self._tell_own_voice(speaking, speech_id, seconds)
            speaking.changed.set()

    def _tell_own_voice(self, speaking: Speaking, speech_id: int, seconds: float) -> None:
        now = self._clock()
        if speaking.finished:
            self._own_voice.silent(now)
        elif speaking.stopped_at is None and speaking.held_at is None:
            self._own_voice.sounds(speech_id, seconds, now)

    def unplayed(self) -> list[Speech]:
        return [message for speaking in self._speaking.values() for message in speaking.unplayed()]

    async def close(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _synthesise(self, speaking: Speaking) -> None:
        texts = split_for_speech(speaking.speech.text)
        for number, text in enumerate(texts):
            spoken = await self._spoken(text)
            if speaking.stopped_at is not None:
                break
            last = number == len(texts) - 1
            message = speech_message(self._before + speaking.speech.speech_id, number, speaking.seconds, spoken, last)
            if not speaking.sentences:
                speaking.sent_at = self._clock()
            speaking.sentences.append(spoken)
            speaking.sent.append(message)
            self._own_voice.says(message.speech_id, message.offset_s, spoken.pcm, spoken.sample_rate)
            self._send(message)
        speaking.complete = True
        speaking.changed.set()

    async def _spoken(self, text: str) -> SpokenSentence:
        try:
            return await asyncio.to_thread(self._voice.synthesise, text, self._speaker)
        except VoiceError as error:
            self._tell(VoiceFailed(at=self._clock(), reason=str(error)))
        except Exception as error:
            LOG.error("the voice failed: %s", place(error))
            self._tell(VoiceFailed(at=self._clock(), reason="The voice failed; read the captions. See coach doctor."))
        return self._silent.synthesise(text, self._speaker)

    async def _follow(self, speaking: Speaking) -> None:
        """Report the begin, once there is sound, and the end. Time is the rehearsal's, so it waits with it."""
        while not speaking.over(self._clock()):
            self._begin(speaking)
            speaking.changed.clear()
            try:
                async with asyncio.timeout(self._look_every):
                    await speaking.changed.wait()
            except TimeoutError:
                continue
        self._begin(speaking, surely=True)
        del self._speaking[speaking.speech.speech_id]
        self._tell(speaking.ended(self._clock()))

    def _begin(self, speaking: Speaking, surely: bool = False) -> None:
        now = self._clock()
        assumed = bool(speaking.sentences) and now >= speaking.sent_at + BEGUN_S
        if not speaking.begun and (surely or assumed or speaking.reported_at is not None):
            speaking.begun = True
            seconds = speaking.seconds if speaking.complete else None
            self._tell(SpeakingStarted(speaking.speech.speech_id, now, seconds))


def speech_message(speech_id: int, number: int, offset: float, spoken: SpokenSentence, last: bool) -> Speech:
    return Speech(
        speech_id=speech_id,
        sentence=number,
        text=spoken.text,
        offset_s=round(offset, 4),
        audio=base64.b64encode(wav(spoken)).decode(),
        words=tuple(SpokenWord(offset=w.offset, length=w.length, start=w.start, end=w.end) for w in spoken.words),
        visemes=tuple(SpokenViseme(viseme=v.viseme, start=v.start, end=v.end) for v in spoken.visemes),
        last=last,
    )


def wav(spoken: SpokenSentence) -> bytes:
    """The sentence as a WAV file, 16 bit mono."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(spoken.sample_rate)
        file.writeframes(spoken.pcm)
    return buffer.getvalue()
