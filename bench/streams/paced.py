"""Rehearsals at real pace: the whole listening side, fed with chunks as a microphone sends them, several at a time."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import mean, median
from typing import Any

from bench.streams.shown import Shown
from coach.adapters.silero_detector import SileroDetector
from coach.events import FinalTranscript, PartialTranscript, RecognitionFailed, SpeechStarted, SpeechStopped
from coach.listening.audio import SAMPLE_RATE, AudioChunk
from coach.listening.endpointing import EndpointOptions
from coach.listening.hypothesis import spoken_form
from coach.listening.listener import Listener
from coach.listening.transcriber import Hypothesis, Need, Samples, Transcriber, TranscriptionStream, soon
from scoring.answer import Word

CHUNK = SAMPLE_RATE // 20
"""Samples of a chunk (50 ms)."""
END_SILENCE = EndpointOptions().end_silence
APART = 10.0
"""Seconds in which candidates begin one after the other: people do not pause at the same time."""


@dataclass(slots=True)
class Heard:
    """What one candidate's listener told, in seconds on the wall since the first sample was due."""

    updates: list[float] = field(default_factory=list)
    """Seconds that each update took, waiting for its turn at the model included."""
    cadences: list[float] = field(default_factory=list)
    """Between the beginnings of two updates of an utterance."""
    first: list[float] = field(default_factory=list)
    """From the beginning of a voice until its first words are on the screen."""
    committed_after: list[float] = field(default_factory=list)
    """From the end of a word until it is committed."""
    read_after: list[float] = field(default_factory=list)
    """From the end of a voice until all its words are on the screen as the final has them (what decides turns sees)."""
    finals_after: list[float] = field(default_factory=list)
    """From the end of a voice until its final."""
    backlog: list[float] = field(default_factory=list)
    """Sound that waits: of each chunk to be heard, of each update and each final to be made."""
    backlog_later: list[float] = field(default_factory=list)
    """The same in the second half of the time: it must not grow."""
    unread: list[float] = field(default_factory=list)
    """Of these, those of updates: sound whose words are not on the screen yet, beyond the time between updates."""
    words: int = 0
    revised: int = 0
    failed: int = 0
    text: list[str] = field(default_factory=list)
    shown: Shown = field(default_factory=Shown)
    counted: tuple[float, float] = (float("-inf"), float("inf"))
    """From when until when delays are noted, by `time.monotonic`."""

    half: float = 0.0
    """When the second half of the time begins, by the same clock."""

    def waits(self, seconds: float) -> None:
        self.note("backlog", seconds)
        if time.monotonic() >= self.half:
            self.note("backlog_later", seconds)

    def note(self, name: str, *seconds: float) -> None:
        if self.counted[0] <= time.monotonic() <= self.counted[1]:
            getattr(self, name).extend(seconds)


class TimedEar:
    """Any transcriber, its updates timed."""

    def __init__(self, inner: Transcriber, heard: Heard) -> None:
        self._inner, self._heard = inner, heard

    @property
    def name(self) -> str:
        return self._inner.name

    def open_stream(self) -> TranscriptionStream:
        return _TimedStream(self._inner.open_stream(), self._heard)


class _TimedStream:
    def __init__(self, inner: TranscriptionStream, heard: Heard) -> None:
        self._inner, self._heard, self._before = inner, heard, 0.0
        self.push, self.finish = inner.push, inner.finish

    def update(self, silence: float = 0.0, need: Callable[[], Need] = soon) -> Hypothesis:
        began = time.monotonic()
        found = self._inner.update(silence, need)
        if self._before:
            self._heard.note("cadences", began - self._before)
        self._before = began
        self._heard.note("updates", time.monotonic() - began)
        self._heard.waits(time.monotonic() - began)
        self._heard.note("unread", time.monotonic() - began)
        return found


async def speak(
    sound: Samples, words: Sequence[Word] | None, ear: Transcriber, began: float, counted: tuple[float, float]
) -> Heard:
    """One candidate; `words` with their true times, where they are known."""
    heard = Heard(counted=counted, half=began + len(sound) / SAMPLE_RATE / 2)
    shown: deque[Hypothesis] = deque()
    listener = Listener(SileroDetector(), TimedEar(ear, heard), watch=shown.append)
    reading = asyncio.create_task(_read(listener, shown, words, heard, began))
    for first in range(0, len(sound), CHUNK):
        chunk = sound[first : first + CHUNK]
        await asyncio.sleep(max(0.0, began + (first + len(chunk)) / SAMPLE_RATE - time.monotonic()))
        await listener.hear(AudioChunk(first, chunk.astype("<i2").tobytes()))
        heard.waits(time.monotonic() - began - (first + len(chunk)) / SAMPLE_RATE)
    await listener.flush()
    await listener.close()
    await reading
    return heard


async def _read(
    listener: Listener, shown: deque[Hypothesis], words: Sequence[Word] | None, heard: Heard, began: float
) -> None:
    voice, stopped, fresh = 0.0, 0.0, True
    committed: list[tuple[float, str]] = []
    screens: list[tuple[float, list[str]]] = []
    async for event in listener.events():
        now = time.monotonic() - began
        match event:
            case SpeechStarted():
                voice, fresh = event.at, True
            case SpeechStopped():
                stopped = event.at
            case PartialTranscript():
                hypothesis = shown.popleft()
                heard.shown.show(
                    [w.text for w in hypothesis.committed + hypothesis.tentative], len(hypothesis.committed)
                )
                committed += [(now, w.text) for w in hypothesis.committed[len(committed) :]]
                screens.append((now, [spoken_form(w.text) for w in hypothesis.committed + hypothesis.tentative]))
                if fresh:
                    heard.note("first", now - voice)
                    fresh = False
            case FinalTranscript():
                heard.note("finals_after", now - stopped)
                said = [spoken_form(w.text) for w in event.words]
                heard.note("read_after", next((at for at, screen in screens if screen == said), now) - stopped)
                screens = []
                heard.waits(now - stopped - END_SILENCE)
                heard.words += len(event.words)
                heard.revised += event.revised
                heard.text.append(event.text)
                _commits(committed, event.words, words, now, heard)
                heard.shown.end()
                committed = []
            case RecognitionFailed():
                heard.failed += 1
            case _:
                pass


def _commits(
    committed: Sequence[tuple[float, str]],
    final: Sequence[Word],
    words: Sequence[Word] | None,
    now: float,
    heard: Heard,
) -> None:
    """Words that were committed live count from then, all others from the final."""
    for place, word in enumerate(final):
        live = place < len(committed) and spoken_form(committed[place][1]) == spoken_form(word.text)
        heard.note("committed_after", (committed[place][0] if live else now) - _true_end(word, words))


def _true_end(word: Word, words: Sequence[Word] | None) -> float:
    """Of the scripted word that is meant, else what the final says."""
    near = [w for w in words or () if abs(w.end - word.end) < 1.5 and spoken_form(w.text) == spoken_form(word.text)]
    return min((w.end for w in near), key=lambda end: abs(end - word.end), default=word.end)


async def together(ears: Sequence[Callable[[], Any]], lead: float = 0.5) -> list[Heard]:
    """Each of `ears` gives (sound, words, transcriber). Of several, delays count while all of them speak."""
    made = [make() for make in ears]
    began = [time.monotonic() + lead + APART * n / len(made) for n in range(len(made))]
    ends = [at + len(sound) / SAMPLE_RATE for at, (sound, _, _) in zip(began, made, strict=True)]
    counted = (max(began), min(ends)) if len(made) > 1 else Heard().counted
    return await asyncio.gather(*(speak(*one, at, counted) for one, at in zip(made, began, strict=True)))


def summary(heard: Sequence[Heard], cpu: float, seconds: float) -> dict[str, float]:
    """Of all candidates: seconds, shares 0 to 1. `cpu`: CPU seconds of the process in their time together."""

    def all_of(name: str) -> list[float]:
        return sorted(x for one in heard for x in getattr(one, name))

    tentative, changed = sum(h.shown.tentative for h in heard), sum(h.shown.changed for h in heard)
    words = max(1, sum(h.words for h in heard))
    return {
        "streams": len(heard),
        "seconds": seconds,
        "cpu_per_audio_s": cpu / (seconds * len(heard)),
        "update_p50": middle(all_of("updates")),
        "update_p95": tail(all_of("updates")),
        "cadence_p50": middle(all_of("cadences")),
        "cadence_p95": tail(all_of("cadences")),
        "first_partial_p50": middle(all_of("first")),
        "first_partial_p95": tail(all_of("first")),
        "commit_mean": mean(all_of("committed_after") or [float("nan")]),
        "commit_p95": tail(all_of("committed_after")),
        "read_p50": middle(all_of("read_after")),
        "read_p95": tail(all_of("read_after")),
        "final_p50": middle(all_of("finals_after")),
        "final_p95": tail(all_of("finals_after")),
        "backlog_max": max(all_of("backlog"), default=float("nan")),
        "backlog_later": max(all_of("backlog_later"), default=float("nan")),
        "unread_max": max(all_of("unread"), default=float("nan")),
        "unread_p95": tail(all_of("unread")),
        "flicker": changed / max(1, tentative),
        "erasure": sum(h.shown.erased for h in heard) / words,
        "committed_changed": sum(h.shown.broken for h in heard),
        "live_words_revised": sum(h.revised for h in heard) / words,
        "words": words,
        "failed": sum(h.failed for h in heard),
    }


def middle(values: Sequence[float]) -> float:
    return median(values) if values else float("nan")


def tail(values: Sequence[float]) -> float:
    """The value that 95 % stay under; `values` in order."""
    return values[min(len(values) - 1, int(0.95 * len(values)))] if values else float("nan")
