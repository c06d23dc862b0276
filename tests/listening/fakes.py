"""A detector that goes by loudness and a transcriber that reads words out of the sound's level."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from coach.errors import RecogniserError
from coach.listening.audio import SAMPLE_RATE, AudioChunk
from coach.listening.hearing import loudness
from coach.listening.hypothesis import CommitPolicy
from coach.listening.listener import Listener
from coach.listening.transcriber import Hypothesis, Need, Samples, now, soon
from scoring.answer import Word

STEP = 200
"""Word number n sounds at level (n + 2) * STEP; below 2 * STEP it is silence."""
WORD_SECONDS = 0.4


def spoken(*numbers: int, seconds: float = WORD_SECONDS) -> bytes:
    """Sound that the FakeTranscriber reads as `w<number>` each."""
    count = round(seconds * SAMPLE_RATE)
    levels = np.repeat([(n + 2) * STEP for n in numbers], count)
    return np.where(np.arange(len(levels)) % 2, levels, -levels).astype("<i2").tobytes()


def silence(seconds: float) -> bytes:
    return bytes(2 * round(seconds * SAMPLE_RATE))


def chunks(pcm: bytes, seconds: float = 0.1, first_sample: int = 0) -> list[AudioChunk]:
    size = 2 * round(seconds * SAMPLE_RATE)
    return [AudioChunk(first_sample + at // 2, pcm[at : at + size]) for at in range(0, len(pcm), size)]


class LoudnessDetector:
    def probability(self, frame: bytes) -> float:
        return 1.0 if loudness(frame) > 1.5 * STEP else 0.0

    def reset(self) -> None:
        pass


class FakeTranscriber:
    """`gate`: decoding waits until it is set. `failing`: every decoding raises. Counts its decodings."""

    name = "fake"

    def __init__(self, gate: threading.Event | None = None, failing: bool = False) -> None:
        self.gate, self.failing = gate, failing
        self.updates = self.finals = 0

    def open_stream(self) -> FakeStream:
        return FakeStream(self)


class FakeStream:
    def __init__(self, transcriber: FakeTranscriber) -> None:
        self._transcriber = transcriber
        self._audio = np.zeros(0, np.int16)
        self._policy = CommitPolicy()

    def push(self, samples: Samples) -> None:
        self._audio = np.concatenate((self._audio, samples))

    def update(self, silence: float = 0.0, need: Callable[[], Need] = soon) -> Hypothesis:
        self._transcriber.updates += 1
        return self._policy.revise(self._words(), len(self._audio) / SAMPLE_RATE, silence)

    def finish(self, samples: int | None = None, need: Callable[[], Need] = now) -> tuple[Word, ...]:
        self._transcriber.finals += 1
        return self._words(samples)

    def _words(self, samples: int | None = None) -> tuple[Word, ...]:
        if self._transcriber.gate is not None:
            self._transcriber.gate.wait(10)
        if self._transcriber.failing:
            raise RecogniserError("the recogniser is broken; mend it")
        return read_words(self._audio[:samples])


def read_words(audio: Samples) -> tuple[Word, ...]:
    numbers = np.abs(audio.astype(np.int32)) // STEP - 2
    edges = np.flatnonzero(np.diff(numbers)) + 1
    bounds = [0, *edges.tolist(), len(numbers)]
    found = []
    for start, end in pairwise(bounds):
        if end > start and numbers[start] >= 0:
            found.append(Word(f"w{numbers[start]}", start / SAMPLE_RATE, end / SAMPLE_RATE, 1.0))
    return tuple(found)


async def hear_all(listener: Listener, heard: Sequence[AudioChunk]) -> list[object]:
    """Everything at full speed, recognised as it comes; the events in order."""
    for chunk in heard:
        await listener.hear(chunk)
        await listener.settled()
    await listener.flush()
    await listener.close()
    return [event async for event in listener.events()]
