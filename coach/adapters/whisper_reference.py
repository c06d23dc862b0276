"""The final: token for token what openai-whisper's own greedy `transcribe` writes, with drafts instead of single steps.

The windows and segments are those of `whisper.transcribe(temperature=0, beam_size=None,
condition_on_previous_text=False)`, the rules of the tokens are its own filters. Where two tokens are as good as equal,
its own decoding decides.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from coach.adapters.whisper_alignment import Decoded, alignment, boundaries, without_loops, words_of
from coach.adapters.whisper_drafts import Draft
from coach.adapters.whisper_engine import Engine, in_threads
from coach.adapters.whisper_live import LOW_LOGPROB, NO_SPEECH, Passes
from coach.adapters.whisper_network import Feed, Run
from coach.listening.transcriber import Samples

PROPOSED = 32
"""Tokens of a draft given to one pass: 27 cost no more than 9 (most is reading the weights)."""
CLOSE = 1e-3
"""Logits that are nearer than this are a tie (the two arithmetics differ by about 2e-5)."""


@dataclass(frozen=True, slots=True)
class Window:
    """What greedy decoding said of one window, timestamps included."""

    tokens: list[int]
    logprob: float
    silence: float


def reference(engine: Engine, samples: Samples, draft: Sequence[int] = ()) -> Passes:
    """Words of the whole of `samples`, any length. `draft`: text tokens that are likely."""
    words = Decoded()
    for piece in (yield from segments(engine, samples, draft)):
        words += piece[1]
    return without_loops(words)


def segments(
    engine: Engine, samples: Samples, draft: Sequence[int] = ()
) -> Generator[Feed | None, Any, list[tuple[list[int], Decoded]]]:
    """Of each window: its tokens, timestamps included, and its words."""
    import torch
    from whisper.audio import N_FRAMES, N_SAMPLES, log_mel_spectrogram, pad_or_trim

    audio = torch.from_numpy(samples.astype(np.float32) / 32768.0)
    mel = log_mel_spectrogram(audio, engine.model.dims.n_mels, padding=N_SAMPLES)
    content, seek = mel.shape[-1] - N_FRAMES, 0
    found: list[tuple[list[int], Decoded]] = []
    prompt, likely = engine.prompt, Draft(draft, PROPOSED)
    while seek < content:
        size = min(N_FRAMES, content - seek)
        sound = pad_or_trim(mel[:, seek : seek + size], N_FRAMES)
        features = yield from _encoded(engine, sound)
        with in_threads(engine.threads):
            run = engine.exact.open(features)
        window = yield from _greedy(engine, run, prompt, likely, sound)
        if window.silence > NO_SPEECH and not window.logprob > LOW_LOGPROB:
            seek += size
            continue
        kept, advance = cut(engine.tokenizer, window.tokens, size)
        text = [token for token in kept if token < engine.end]
        words = yield from _timed(engine, run, text, size)
        found.append((kept, words.placed(seek / 100)))
        seek, prompt = seek + advance, ()
    return found


def _encoded(engine: Engine, mel: Any) -> Generator[None, Any, Any]:
    """What the model's encoder gives, number for number, a block at a time: others need not wait for all of it."""
    from torch.nn.functional import gelu

    encoder = engine.model.encoder
    with in_threads(engine.threads):
        x = gelu(encoder.conv1(mel.unsqueeze(0)))
        x = gelu(encoder.conv2(x)).permute(0, 2, 1)
        x = (x + encoder.positional_embedding).to(x.dtype)
    for block in encoder.blocks:
        yield None
        with in_threads(engine.threads):
            x = block(x)
    return encoder.ln_post(x)[0]


def _greedy(
    engine: Engine, run: Run, prompt: Sequence[int], draft: Draft, sound: Any
) -> Generator[Feed | None, Any, Window]:
    task = engine.task(prompt)
    said: list[int] = []
    total = silence = 0.0
    fed: Sequence[int] = task.initial_tokens
    room = min(task.sample_len, task.n_ctx + 1 - len(fed))
    while len(said) < room and engine.end not in said[-1:]:
        opening = () if said else (engine.tokenizer.timestamp_begin,)
        guesses = (*opening, *draft.following())[: room - len(said) - 1]
        rows = range(len(fed) - 1, len(fed) + len(guesses))
        cached = run.length + len(fed)
        logits = yield Feed(run, (*fed, *guesses), rows if said else (task.sot_index, *rows))
        if not said:
            silence, logits = _silence(engine, logits[0]), logits[1:]
        accepted = -1
        for row, guess in zip(logits, (*guesses, None), strict=True):
            token, logprob, lead = _chosen(task, row.unsqueeze(0), said)
            if lead < CLOSE:
                return _own(engine, prompt, sound)
            said.append(token)
            draft.said(token)
            total, accepted = total + logprob, accepted + 1
            if token != guess:
                break
        run.rollback(cached + accepted)
        fed = said[-1:]
    text = said[:-1] if said[-1] == engine.end else said
    return Window(text, total / (len(text) + 1), silence)


def _chosen(task: Any, logits: Any, said: list[int]) -> tuple[int, float, float]:
    """The token that greedy decoding takes after `said`, its log-probability, its lead over the next best."""
    import torch

    before = torch.tensor([[*task.initial_tokens, *said]])
    for rule in task.logit_filters:
        rule.apply(logits, before)
    best = logits[0].topk(2)
    token = int(best.indices[0])
    return token, float(logits[0].log_softmax(dim=-1)[token]), float(best.values[0] - best.values[1])


def _own(engine: Engine, prompt: Sequence[int], sound: Any) -> Window:
    """The window by openai-whisper's own decoding."""
    result = engine.model.decode(sound, engine.greedy(prompt))
    return Window(list(result.tokens), result.avg_logprob, result.no_speech_prob)


def _silence(engine: Engine, logits: Any) -> float:
    token = engine.tokenizer.no_speech
    return float("nan") if token is None else float(logits.softmax(dim=-1)[token])


def cut(tokenizer: Any, tokens: Sequence[int], size: int) -> tuple[list[int], int]:
    """The tokens that `transcribe` keeps of a window, and the mel frames by which it goes on (of `size`)."""
    begin = tokenizer.timestamp_begin
    stamps = [token >= begin for token in tokens]
    pairs = [i + 1 for i in range(len(tokens) - 1) if stamps[i] and stamps[i + 1]]
    if not pairs:
        return (list(tokens) if _text(tokenizer, tokens) else []), size
    closed = stamps[-2:] == [False, True]
    kept: list[int] = []
    last = 0
    for at in [*pairs, *([len(tokens)] if closed else [])]:
        piece = tokens[last:at]
        kept += piece if piece[0] != piece[-1] and _text(tokenizer, piece) else []
        last = at
    return kept, size if closed else 2 * (tokens[last - 1] - begin)


def _text(tokenizer: Any, tokens: Sequence[int]) -> str:
    return str(tokenizer.decode([t for t in tokens if t < tokenizer.eot])).strip()


def _timed(engine: Engine, run: Run, text: list[int], size: int) -> Generator[Feed | None, Any, Decoded]:
    """Words with times and confidence, from one pass over all the text, as openai-whisper's word timestamps."""
    if not text:
        return Decoded()
    run.rollback(0)
    first = len(engine.start) - 1
    logits = yield Feed(run, (*engine.start, *text), range(first, first + len(text)))
    chances = logits[:, : engine.end].softmax(dim=-1)
    chosen = [float(row[token]) for row, token in zip(chances, text, strict=True)]
    matrix = alignment(run.attention(engine.heads, max(1, size // 2)), exact=True)[first:]
    return words_of(engine.tokenizer, text, boundaries(matrix), chosen)
