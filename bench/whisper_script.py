"""Scripted speech for recognisers with random weights: all of the computing is done, then the script's words are put in
the place of what was computed, so that every system hears the same."""

from __future__ import annotations

import random
import threading
from collections.abc import Generator, Sequence
from typing import Any

from coach.adapters import whisper_live, whisper_transcriber

RATE = 3.3
"""Tokens a second, one a word (a fluent speaker)."""
FORCED = 30.0
WORDS = "we found that the model gave its answer with care and then some people saw more of it each day"


class Script:
    """Token i sounds from i / RATE to (i + 1) / RATE. `unstable`: how often the last word heard is misread."""

    def __init__(self, tokenizer: Any, seconds: float, unstable: float = 0.3, seed: int = 1) -> None:
        dice = random.Random(seed)
        tokens = [t for w in WORDS.split() for t in tokenizer.encode(" " + w) if len(tokenizer.encode(" " + w)) == 1]
        self.tokens = [dice.choice(tokens) for _ in range(int(seconds * RATE) + 2)]
        self._other = tokenizer.encode(" other")[0]
        self._unstable, self._dice = unstable, dice

    def between(self, start: float, end: float) -> list[int]:
        """What is read of the sound from `start` to `end` seconds, the last word perhaps wrong."""
        heard = self.tokens[round(start * RATE) : int(end * RATE + 1e-6)]
        if heard and self._dice.random() < self._unstable:
            heard[-1] = self._other
        return heard


CURRENT = threading.local()
"""`.tokens`: what the decoding that this thread begins next shall say."""


def say(logits: Any, row: int, token: int) -> None:
    logits[row].fill_(-FORCED)
    logits[row, token] = FORCED


def scripted(passes: Any, tokens: Sequence[int], head: int) -> Generator[Any, Any, Any]:
    """`passes` of one decoding, with logits that say `tokens` after a head of `head` tokens."""
    try:
        feed = passes.send(None)
        while True:
            before, count = feed.run.length, len(feed.tokens)
            logits = yield feed
            for row, wanted in enumerate(feed.rows):
                index = before + wanted % count - head + 1
                if 0 <= index < len(tokens):
                    say(logits, row, tokens[index])
                else:
                    say(logits, row, 0 if index < 0 else 50256)
            feed = passes.send(logits)
    except StopIteration as end:
        return end.value


def install() -> None:
    """Every live and final decoding of WhisperTranscriber says what the thread that asks for it has in CURRENT."""
    live, reference, boundaries = whisper_live.live, whisper_transcriber.reference, whisper_live.boundaries

    def spoken(engine: Any, *args: Any) -> Any:
        tokens = getattr(CURRENT, "tokens", None)
        return live(engine, *args) if tokens is None else scripted(live(engine, *args), tokens, len(engine.start))

    def concluded(engine: Any, *args: Any) -> Any:
        tokens = getattr(CURRENT, "tokens", None)
        if tokens is None:
            return reference(engine, *args)
        begin = engine.tokenizer.timestamp_begin
        return scripted(reference(engine, *args), [begin, *tokens, begin + 1000], len(engine.tokenizer.sot_sequence))

    def timed(matrix: Any) -> list[int]:
        return [round(50 * i / RATE) for i in range(len(boundaries(matrix)))]

    whisper_transcriber.live, whisper_transcriber.reference = spoken, concluded  # type: ignore[assignment]
    whisper_live.boundaries = timed  # type: ignore[assignment]


class ScriptedModel:
    """openai-whisper's own `transcribe` on a model that says `tokens`."""

    def __init__(self, model: Any) -> None:
        from whisper.tokenizer import get_tokenizer

        self.model, self.tokens = model, list[int]()
        self._begin, self._original = get_tokenizer(False).timestamp_begin, model.decoder.forward
        model.decoder.forward = self._forward

    def _forward(self, x: Any, features: Any, kv_cache: Any = None) -> Any:
        offset = next(iter(kv_cache.values())).shape[1] if kv_cache else 0
        logits = self._original(x, features, kv_cache=kv_cache)
        if kv_cache is not None:
            said = [self._begin, *self.tokens, self._begin + 1000]
            for row in range(x.shape[1]):
                say(logits[0], row, (*said, 50256)[min(offset + row, len(said))])
        return logits
