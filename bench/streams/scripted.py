"""Recognisers that do all of Whisper's computing and then say the words of a script: all systems hear the same."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Sequence
from random import Random
from typing import Any

import numpy as np

from bench.streams.speech import STATED, Noise, read
from coach.adapters import whisper_live, whisper_reference, whisper_transcriber
from coach.adapters.whisper_engine import Engine, WhisperOptions
from coach.adapters.whisper_transcriber import WhisperStream, WhisperTranscriber
from coach.listening.audio import SAMPLE_RATE
from coach.listening.transcriber import Hypothesis, Need, Samples, TranscriptionStream, now, soon
from scoring.answer import Word

FORCED = 30.0
FRAMES = 50
"""Encoder positions a second."""
CURRENT = threading.local()
"""`.words`: what the decoding that this thread begins next shall say."""
SAYING: list[list[int]] = [[]]
"""Position of each token of the decoding that advances now, and of its end. One advances at a time."""


def say(logits: Any, row: int, token: int) -> None:
    logits[row].fill_(-FORCED)
    logits[row, token] = FORCED


def tokens_of(tokenizer: Any, words: Sequence[Word]) -> tuple[list[int], list[int]]:
    """Tokens, and the position at which each begins and the last ends."""
    tokens: list[int] = []
    places: list[int] = []
    for word in words:
        pieces = tokenizer.encode(" " + word.text)
        tokens += pieces
        places += [round(FRAMES * (word.start + i * (word.end - word.start) / len(pieces))) for i in range(len(pieces))]
    return tokens, [*places, round(FRAMES * words[-1].end) if words else 0]


def scripted(passes: Any, tokens: Sequence[int], places: list[int], head: int) -> Generator[Any, Any, Any]:
    """`passes` of one decoding, with logits that say `tokens` after a head of `head` tokens."""
    try:
        SAYING[0] = places
        feed = passes.send(None)
        while True:
            if feed is None:
                yield None
                SAYING[0] = places
                feed = passes.send(None)
                continue
            before, count = feed.run.length, len(feed.tokens)
            logits = yield feed
            for row, wanted in enumerate(feed.rows):
                index = before + wanted % count - head + 1
                say(logits, row, tokens[index] if 0 <= index < len(tokens) else 0 if index < 0 else 50256)
            SAYING[0] = places
            feed = passes.send(logits)
    except StopIteration as end:
        return end.value


def install() -> None:
    """Every live and final decoding of WhisperTranscriber says what the thread that asks for it has in CURRENT."""
    live, reference, boundaries = whisper_live.live, whisper_transcriber.reference, whisper_live.boundaries

    def spoken(engine: Any, *args: Any) -> Any:
        words = getattr(CURRENT, "words", None)
        if words is None:
            return live(engine, *args)
        return scripted(live(engine, *args), *tokens_of(engine.tokenizer, words), len(engine.start))

    def concluded(engine: Any, *args: Any) -> Any:
        words = getattr(CURRENT, "words", None)
        if words is None:
            return reference(engine, *args)
        tokens, places = tokens_of(engine.tokenizer, words)
        begin = engine.tokenizer.timestamp_begin
        said = [begin, *tokens, begin + 1000]
        return scripted(reference(engine, *args), said, places, len(engine.tokenizer.sot_sequence))

    def timed(matrix: Any) -> list[int]:
        rows, places = len(boundaries(matrix)), SAYING[0]
        return places if len(places) == rows else [*places, *[places[-1]] * rows][:rows]

    whisper_transcriber.live, whisper_transcriber.reference = spoken, concluded  # type: ignore[assignment]
    whisper_live.boundaries = whisper_reference.boundaries = timed  # type: ignore[assignment]


def ear(model: Any, options: WhisperOptions, threads: int = 1) -> WhisperTranscriber:
    """A transcriber on a model that is not loaded from a file."""
    made = WhisperTranscriber("random", options=options)
    made._engine = Engine(model, options, threads)
    return made


class ScriptedEar:
    """The transcriber of one candidate who says `words` in `sound`."""

    name = "scripted"

    def __init__(
        self,
        inner: WhisperTranscriber,
        sound: Samples,
        words: Sequence[Word],
        noise: Noise = STATED,
        seed: int = 1,
    ) -> None:
        self.inner, self.words, self.noise, self.dice = inner, words, noise, Random(seed)
        self._sound, self._after = sound.astype("<i2").tobytes(), 0

    def open_stream(self) -> TranscriptionStream:
        return ScriptedStream(self, self.inner.open_stream())

    def place(self, samples: Samples) -> int:
        """Where in the sound `samples` are: each second is unlike all others."""
        wanted = samples[: SAMPLE_RATE // 4].astype("<i2").tobytes()
        found = self._sound.find(wanted, max(0, self._after - 60 * SAMPLE_RATE))
        self._after = max(self._after, found)
        return max(0, found) // 2


class ScriptedStream:
    """One utterance: its place in the sound is looked for, and the script there is said."""

    def __init__(self, ear: ScriptedEar, inner: WhisperStream) -> None:
        self._ear, self._inner = ear, inner
        self._at: int | None = None
        self._heard = 0

    def push(self, samples: Samples) -> None:
        if self._at is None and len(samples):
            self._at = self._ear.place(samples)
        self._heard += len(samples)
        self._inner.push(samples)

    def update(self, silence: float = 0.0, need: Callable[[], Need] = soon) -> Hypothesis:
        heard = self._heard / SAMPLE_RATE
        self._inner._audio()
        self._inner._shorten(heard)
        self._prepare(self._inner._from / SAMPLE_RATE, heard, self._ear.noise)
        return self._inner.update(silence, need)

    def finish(self, samples: int | None = None, need: Callable[[], Need] = now) -> tuple[Word, ...]:
        heard = (self._heard if samples is None else min(samples, self._heard)) / SAMPLE_RATE
        self._prepare(0.0, heard, Noise(0, 0, jitter=0))
        return self._inner.finish(samples, need)

    def _prepare(self, start: float, end: float, noise: Noise) -> None:
        begin = (self._at or 0) / SAMPLE_RATE
        CURRENT.words = read(self._ear.words, begin + start, begin + end, noise, self._ear.dice)


class ScriptedModel:
    """openai-whisper's own `transcribe` on a model that says `words`."""

    def __init__(self, model: Any) -> None:
        from whisper.tokenizer import get_tokenizer

        self.model, self.words = model, list[Word]()
        self._tokenizer, self._original = get_tokenizer(False), model.decoder.forward
        model.decoder.forward = self._forward

    def _forward(self, x: Any, features: Any, kv_cache: Any = None) -> Any:
        offset = next(iter(kv_cache.values())).shape[1] if kv_cache else 0
        logits = self._original(x, features, kv_cache=kv_cache)
        if kv_cache is not None:
            begin = self._tokenizer.timestamp_begin
            said = [begin, *tokens_of(self._tokenizer, self.words)[0], begin + 1000]
            for row in range(x.shape[1]):
                say(logits[0], row, (*said, 50256)[min(offset + row, len(said))])
        return logits


def silence(seconds: float) -> Samples:
    """Noise that no detector takes for a voice; what a model costs does not depend on what it hears."""
    return np.random.default_rng(1).normal(0, 3000, round(seconds * SAMPLE_RATE)).astype(np.int16)
