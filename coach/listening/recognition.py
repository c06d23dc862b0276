"""The recognising half: utterances in, partials and exactly one final (or failure) for each out.

Decoding runs in threads. Finals come in order and before partials; a partial is decoded from the latest audio only, so
a slow recogniser shows fewer partials and never falls behind because of them. Where a pause begins its words are read
at once, for whoever decides what the pause means; then its final is begun, and thrown away where speech goes on. That
is left out where recognition does not keep up.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TypeVar

from coach.errors import CoachError
from coach.events import Event, FinalTranscript, PartialTranscript, RecognitionFailed
from coach.listening.audio import SAMPLE_RATE
from coach.listening.hypothesis import counterpart, revised
from coach.listening.prosody import tone_of
from coach.listening.transcriber import Hypothesis, Samples, Transcriber, TranscriptionStream
from coach.listening.utterance import Utterance, drawn_out, within_voice
from coach.listening.voice_activity import FRAME_SAMPLES
from scoring.answer import Tone, VoicedGap, Word

BUSY = 0.6
"""Share of the time that updates may take; beyond it they come more seldom."""
SELDOM = 2.0
"""Seconds between updates at most, while there is voice."""
LIGHT, SOONER = 0.2, 0.6
"""Updates that take less than LIGHT of the time come sooner than asked for, after SOONER of it at the soonest."""
EAGER = 0.25
"""Seconds between updates until an utterance has its first words on the screen."""
FRAME = FRAME_SAMPLES / SAMPLE_RATE
"""Seconds of sound less than which may be here already, in a frame of the detector that is not full yet."""
PAUSE = 0.3
"""Seconds of silence after a word that settle it."""
RECOGNISING = ThreadPoolExecutor(64, "recognising")
"""Threads mostly wait for their turn at the model, so there are as many as streams."""

log = logging.getLogger(__name__)
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class RecognitionOptions:
    """Seconds of audio."""

    update_every: float = 0.5
    """Audio between two updates; more where they would take longer than BUSY of the time, less where they are quick."""
    ahead: bool = True
    """Use idle time: update sooner where that is quick, begin the final at a pause's start (recognisers that cost money
    by the call should not)."""
    backlog: float = 900.0
    """Ended utterances that may wait for their final; beyond it the oldest is given up, with an event."""
    commit_within: float = 18.0
    """Words beyond this are not committed: a long utterance may still be cut before them."""


class Recogniser:
    """`clock()` is the rehearsal's time of what has been heard; `seconds(sample)` that of a sample."""

    def __init__(
        self,
        transcriber: Transcriber,
        options: RecognitionOptions,
        emit: Callable[[Event], None],
        clock: Callable[[], float],
        seconds: Callable[[int], float],
        watch: Callable[[Hypothesis], None] | None = None,
    ) -> None:
        self._transcriber, self._options, self._emit = transcriber, options, emit
        self._clock, self._seconds, self._watch = clock, seconds, watch
        self._queue: deque[Utterance] = deque()
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._working_on: Utterance | None = None
        self._every = options.update_every

    def add(self, utterance: Utterance) -> None:
        self._queue.append(utterance)

    def wake(self) -> None:
        """There may be work: audio was added, or an utterance ended."""
        self._shed()
        self._idle.clear()
        self._wake.set()

    async def settled(self) -> None:
        """Until nothing that was heard waits to be recognised."""
        await self._idle.wait()

    def abandon(self) -> None:
        """After `run` was cancelled: what ended and has no final yet never gets one."""
        waiting = [self._working_on] if self._working_on not in self._queue else []
        for utterance in [*waiting, *self._queue]:
            if utterance is not None and utterance.closed:
                self._fail("listening was closed before this utterance was recognised")
        self._queue.clear()
        self._working_on = None
        self._idle.set()

    async def run(self) -> None:
        """Forever; cancel it to stop."""
        while True:
            utterance = self._next()
            if utterance is None:
                self._idle.set()
                await self._wake.wait()
                self._wake.clear()
                continue
            self._working_on = utterance
            if utterance.closed:
                self._queue.popleft()
                await self._finish(utterance)
            elif self._pausing(utterance) and utterance.decoded >= 2 * utterance.conclusive:
                await self._anticipate(utterance)
            else:
                await self._update(utterance)
            self._working_on = None

    def _next(self) -> Utterance | None:
        if not self._queue:
            return None
        oldest = self._queue[0]
        due = self._due(oldest) and oldest.unread and not oldest.fruitless
        return oldest if oldest.closed or due or self._pausing(oldest) else None

    def _due(self, utterance: Utterance) -> bool:
        swift = not utterance.shown and self._every <= self._options.update_every
        if swift and self._every > EAGER:
            return utterance.fresh >= EAGER
        return utterance.fresh + FRAME > self._every

    def _pausing(self, utterance: Utterance) -> bool:
        """A pause has begun of which no final was tried."""
        tried = utterance.anticipated is not None and utterance.anticipated[0] == utterance.conclusive
        idle = self._options.ahead and self._every <= self._options.update_every
        return idle and utterance.paused and not tried and not utterance.fruitless

    def _shed(self) -> None:
        waiting = [u for u in self._queue if u.closed and u is not self._working_on]
        excess = sum(u.seconds for u in waiting) - self._options.backlog
        for utterance in waiting:
            if excess <= 0:
                return
            excess -= utterance.seconds
            self._queue.remove(utterance)
            behind = (
                f"recognition is {self._options.backlog:.0f} s behind: {utterance.seconds:.0f} s of speech given up"
            )
            self._fail(f"{behind}. Choose a smaller model, for example COACH_WHISPER_MODEL=tiny.en")

    def _stream(self, utterance: Utterance) -> TranscriptionStream:
        if utterance.stream is None:
            utterance.stream = self._transcriber.open_stream()
        return utterance.stream

    async def _update(self, utterance: Utterance) -> None:
        samples, silence = utterance.take(), utterance.silence
        utterance.decoded = utterance.pushed
        try:
            stream = self._stream(utterance)
            hypothesis = await _in_thread(stream, samples, lambda: stream.update(silence, utterance.need_live))
        except Exception as error:
            self._give_up_partials(utterance, error)
            return
        arrived = (len(utterance.audio) - utterance.pushed) / 2 / SAMPLE_RATE
        self._every = self._spaced(arrived)
        if not utterance.closed:
            self._show(utterance, hypothesis)

    def _spaced(self, took: float) -> float:
        """Seconds of sound from an update that took so many until the next."""
        wanted = self._options.update_every
        soonest = SOONER * wanted if self._options.ahead else wanted
        return max(soonest, min(wanted, took / LIGHT), min(SELDOM, took / BUSY))

    async def _anticipate(self, utterance: Utterance) -> None:
        """The final that this utterance has if nothing more is said."""
        samples, until = utterance.take(), utterance.conclusive
        try:
            stream = self._stream(utterance)
            words = await _in_thread(stream, samples, lambda: stream.finish(until, lambda: utterance.need(until)))
        except Exception as error:
            self._give_up_partials(utterance, error)
            return
        if utterance.conclusive != until:
            return
        utterance.anticipated = until, words
        if not utterance.closed:
            utterance.decoded = max(utterance.decoded, 2 * until)
            settled = sum(w.end <= utterance.seconds - PAUSE for w in words[:-1])
            self._show(utterance, Hypothesis(words[:settled], words[settled:]))

    def _give_up_partials(self, utterance: Utterance, error: Exception) -> None:
        utterance.fruitless = True
        log.warning("partial recognition failed: %s", type(error).__name__)

    async def _finish(self, utterance: Utterance) -> None:
        try:
            words = await self._final(utterance)
        except CoachError as error:
            self._fail(str(error))
            return
        except Exception as error:
            log.exception("recognition failed")
            self._fail(f"recognition failed ({type(error).__name__}); `coach doctor` says whether it works")
            return
        heard = bytes(utterance.audio)
        tone = await asyncio.get_running_loop().run_in_executor(RECOGNISING, tone_of, heard)
        self._emit_final(utterance, drawn_out(within_voice(words, utterance.voiced), utterance.voiced), tone)

    async def _final(self, utterance: Utterance) -> tuple[Word, ...]:
        until = utterance.conclusive
        if utterance.anticipated is not None and utterance.anticipated[0] == until:
            return utterance.anticipated[1]
        if utterance.fruitless:
            utterance.stream, utterance.pushed = None, 0
        samples = utterance.take()
        stream = self._stream(utterance)
        return await _in_thread(stream, samples, lambda: stream.finish(until))

    def _show(self, utterance: Utterance, hypothesis: Hypothesis) -> None:
        words = hypothesis.committed + hypothesis.tentative
        known = counterpart(utterance.settled, words)
        firm = tuple(w for w in hypothesis.committed[known:] if w.end <= self._options.commit_within)
        loose = words[known + len(firm) :]
        utterance.settled += firm
        utterance.promised += within_voice(firm, utterance.voiced)
        shown = Hypothesis(utterance.promised, within_voice(loose, utterance.voiced))
        committed = Hypothesis(utterance.promised).text
        if not shown.text or shown.text + "|" + committed == utterance.shown:
            return
        utterance.shown = shown.text + "|" + committed
        if self._watch is not None:
            self._watch(Hypothesis(self._timed(utterance, shown.committed), self._timed(utterance, shown.tentative)))
        self._emit(PartialTranscript(at=self._clock(), text=shown.text, committed=committed))

    def _emit_final(self, utterance: Utterance, words: tuple[Word, ...], tone: Tone | None) -> None:
        assert utterance.voice_to is not None
        self._emit(
            FinalTranscript(
                at=self._clock(),
                text=" ".join(w.text for w in words),
                words=self._timed(utterance, words),
                started=self._seconds(utterance.voice_from),
                ended=self._seconds(utterance.voice_to),
                committed=len(utterance.promised),
                revised=revised(utterance.promised, words),
                voiced_gaps=self._gaps(utterance, words),
                tone=tone,
            )
        )

    def _gaps(self, utterance: Utterance, words: tuple[Word, ...]) -> tuple[VoicedGap, ...]:
        start = self._seconds(utterance.audio_from)
        return tuple(
            replace(gap, start=round(start + gap.start, 3), end=round(start + gap.end, 3))
            for gap in utterance.gaps(words)
        )

    def _fail(self, reason: str) -> None:
        self._emit(RecognitionFailed(at=self._clock(), reason=reason))

    def _timed(self, utterance: Utterance, words: tuple[Word, ...]) -> tuple[Word, ...]:
        start = self._seconds(utterance.audio_from)
        return tuple(replace(w, start=round(start + w.start, 3), end=round(start + w.end, 3)) for w in words)


async def _in_thread(stream: TranscriptionStream, samples: Samples, decode: Callable[[], Made]) -> Made:
    """Add audio, then decode."""

    def work() -> Made:
        stream.push(samples)
        return decode()

    return await asyncio.get_running_loop().run_in_executor(RECOGNISING, work)
