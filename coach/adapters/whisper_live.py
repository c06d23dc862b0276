"""Live words: encode what is there, verify the draft in one pass, decode only what changed, take word times from it."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from typing import Any

from coach.adapters.whisper_alignment import Decoded, alignment, boundaries, derailed, without_loops, words_of
from coach.adapters.whisper_drafts import Draft
from coach.adapters.whisper_engine import Engine
from coach.adapters.whisper_network import Feed, Run
from coach.listening.audio import SAMPLE_RATE
from coach.listening.transcriber import Samples

TOKENS_PER_SECOND = 8
"""More than anybody speaks (about 3.5): a decoding beyond it is a loop."""
NO_SPEECH = 0.6
"""openai-whisper's own threshold of `transcribe`."""
LOW_LOGPROB = -1.0
"""openai-whisper's own threshold: below it, and no speech likely, a window holds none."""
SHORTEST = SAMPLE_RATE // 10

Passes = Generator[Feed | None, Any, Decoded]
"""Yields what the decoder is to append, is sent the logits, returns what was decoded. None: others may go first."""


def live(engine: Engine, samples: Samples, committed: Sequence[int] = (), draft: Sequence[int] = ()) -> Passes:
    """Greedy, without timestamp tokens, of at most 30 s. The text begins with `committed`; `draft` may follow it."""
    if len(samples) < SHORTEST:
        return Decoded()
    seconds = len(samples) / SAMPLE_RATE
    run = engine.decoder.open(engine.features(samples))
    text = yield from _greedy(engine, run, tuple(committed), Draft(draft, engine.decoder.context), seconds)
    if not text:
        return Decoded()
    first = run.length - len(text) - 1
    heard = run.heard[0][0].shape[2]
    matrix = alignment(run.attention(engine.heads, heard), exact=False)[first:]
    return without_loops(_within(words_of(engine.tokenizer, text, boundaries(matrix), ()), seconds))


def _greedy(
    engine: Engine, run: Run, committed: tuple[int, ...], draft: Draft, seconds: float
) -> Generator[Feed | None, Any, list[int]]:
    """Tokens of the text; afterwards the cache of `run` ends with them."""
    head = (*_prompt(engine), *engine.start, *committed)
    opening = len(head) - len(engine.start) if not committed else None
    most = min(engine.decoder.context - len(head) - 1, max(1, int(TOKENS_PER_SECOND * (seconds + 1)) - len(committed)))
    said: list[int] = []
    doubt: list[float] | None = None
    fed: tuple[int, ...] = head
    while len(said) < most and not derailed(said):
        guesses = draft.following()[: most - len(said)]
        rows = [*range(len(fed) - 1, len(fed) + len(guesses))]
        cached = run.length + len(fed)
        logits = yield Feed(run, (*fed, *guesses), [opening, *rows] if opening is not None else rows)
        if opening is not None:
            doubt = [] if _no_speech(engine, logits[0]) else None
            opening, logits = None, logits[1:]
            logits[0, engine.blanks] = float("-inf")
        logits[:, engine.suppressed] = float("-inf")
        choices = logits[:, : engine.end + 1].argmax(dim=-1).tolist()
        agreed = next((i for i, guess in enumerate(guesses) if guess != choices[i]), len(guesses))
        run.rollback(cached + agreed)
        fresh = choices[: agreed + 1]
        if doubt is not None:
            doubt += [float(row.log_softmax(dim=-1)[token]) for row, token in zip(logits, fresh, strict=False)]
        for token in fresh:
            draft.said(token)
        said += fresh
        if said[-1] == engine.end:
            break
        fed = (said[-1],)
    if doubt and sum(doubt) / len(doubt) < LOW_LOGPROB:
        return []
    return [*committed, *said[:-1]]


def _prompt(engine: Engine) -> tuple[int, ...]:
    """What openai-whisper puts before the text for `initial_prompt`."""
    longest = engine.decoder.context // 2 - 1
    return (engine.tokenizer.sot_prev, *engine.prompt[-longest:]) if engine.prompt else ()


def _no_speech(engine: Engine, logits: Any) -> bool:
    silent = engine.tokenizer.no_speech
    return silent is not None and float(logits.softmax(dim=-1)[silent]) > NO_SPEECH


def _within(decoded: Decoded, seconds: float) -> Decoded:
    """Words that the decoder reads in the silence after the sound are inventions."""
    kept = [(w, t) for w, t in zip(decoded.words, decoded.tokens, strict=True) if w.start < seconds]
    words = tuple(replace(w, end=min(w.end, seconds)) for w, _ in kept)
    return Decoded(words, tuple(t for _, t in kept))
