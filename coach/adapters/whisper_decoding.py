"""One decoding by openai-whisper: features of the audio that is there, greedy text, word times from cross-attention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.listening.audio import SAMPLE_RATE
from coach.listening.transcriber import Samples
from scoring.answer import Word

WINDOW = 30.0
"""Seconds that Whisper hears at a time."""
MARGIN = 1.0
"""Seconds of silence after the audio in a truncated context; without it the decoder does not know when to stop."""
FRAME = 0.02
"""Seconds of one encoder position."""
TOKENS_PER_SECOND = 8
"""More than anybody speaks (about 3.5): a decoding beyond it is a loop."""
NO_SPEECH, LOW_LOGPROB = 0.6, -1.0
"""openai-whisper's own thresholds of `transcribe`: above and below them a window holds no speech."""
MEDIAN = 7
"""Positions of the median filter over attention, as in openai-whisper."""
LOOPS = {1: 6, 2: 4, 3: 3, 4: 3, 5: 3, 6: 3, 7: 3, 8: 3}
"""Words in a phrase → times in a row that make a loop. People do say "no, no, no"."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Decoded:
    """Words in order with the tokens of each."""

    words: tuple[Word, ...] = ()
    tokens: tuple[tuple[int, ...], ...] = ()

    def first(self, count: int) -> tuple[int, ...]:
        """Tokens of the first `count` words."""
        return tuple(token for word in self.tokens[:count] for token in word)


def decode(model: Any, samples: Samples, prefix: Sequence[int] = (), whole_window: bool = False) -> Decoded:
    """Greedy, without timestamp tokens. `prefix`: tokens that the text begins with.

    `whole_window`: pad to 30 s as openai-whisper does; otherwise encode only what is there and a margin.
    """
    import torch

    seconds = len(samples) / SAMPLE_RATE
    if seconds < 0.1:
        return Decoded()
    with torch.inference_mode():
        features = _features(model, samples, whole_window)
        task, result = _greedy(model, features, tuple(prefix), seconds)
        text = [t for t in [*prefix, *result.tokens] if t < task.tokenizer.eot]
        silent = result.no_speech_prob > NO_SPEECH and result.avg_logprob < LOW_LOGPROB
        if not text or (silent and not prefix):
            return Decoded()
        matrix, chances = _attention(model, task, features, text, seconds)
    return without_loops(_words(task.tokenizer, text, boundaries(matrix), chances, seconds))


def _features(model: Any, samples: Samples, whole_window: bool) -> Any:
    """Encoder output of shape (1, positions, state)."""
    import torch
    import torch.nn.functional as functional
    import whisper

    audio = torch.from_numpy(samples.astype(np.float32) / 32768.0).to(model.device)
    length = WINDOW if whole_window else min(WINDOW, len(samples) / SAMPLE_RATE + MARGIN)
    mel_frames = min(2 * model.dims.n_audio_ctx, 2 * int(np.ceil(length / FRAME)))
    padding = max(0, mel_frames * whisper.audio.HOP_LENGTH - len(samples))
    mel = whisper.log_mel_spectrogram(audio, model.dims.n_mels, padding=padding)[:, :mel_frames].unsqueeze(0)
    encoder = model.encoder
    x = functional.gelu(encoder.conv1(mel))
    x = functional.gelu(encoder.conv2(x)).permute(0, 2, 1)
    x = x + encoder.positional_embedding[: x.shape[1]]
    for block in encoder.blocks:
        x = block(x)
    return encoder.ln_post(x)


def _greedy(model: Any, features: Any, prefix: tuple[int, ...], seconds: float) -> tuple[Any, Any]:
    """The task and its one result; its features are given, so nothing is encoded again."""
    from whisper.decoding import DecodingOptions, DecodingTask

    class GivenFeatures(DecodingTask):  # type: ignore[misc]
        def _get_audio_features(self, mel: Any) -> Any:
            return mel

        def _get_initial_tokens(self) -> tuple[int, ...]:
            return (*self.sot_sequence, *prefix)

    longest = model.dims.n_text_ctx // 2
    options = DecodingOptions(
        language="en",
        temperature=0.0,
        without_timestamps=True,
        fp16=False,
        sample_len=max(1, min(longest, int(TOKENS_PER_SECOND * (seconds + 1))) - len(prefix)),
        suppress_blank=not prefix,
    )
    task = GivenFeatures(model, options)
    return task, task.run(features)[0]


def _attention(model: Any, task: Any, features: Any, text: list[int], seconds: float) -> tuple[Matrix, list[float]]:
    """Where each text token (and the end) attends: tokens + 1 × positions; and the probability of each token.

    The alignment heads' weights are computed here from the inputs of the cross-attention: openai-whisper's fused
    attention does not give them out.
    """
    import torch

    inputs: dict[int, Any] = {}

    def keep(layer: int) -> Any:
        def hook(_module: Any, args: tuple[Any, ...]) -> None:
            inputs[layer] = args[0]

        return hook

    blocks = model.decoder.blocks
    hooks = [b.cross_attn.register_forward_pre_hook(keep(i)) for i, b in enumerate(blocks)]
    tokens = torch.tensor([[*task.sot_sequence, *text]], device=features.device)
    try:
        logits = model.decoder(tokens, features)[0]
    finally:
        for hook in hooks:
            hook.remove()
    first = len(task.sot_sequence) - 1
    chances = logits[first:-1, : task.tokenizer.eot].softmax(dim=-1)
    chosen = chances[torch.arange(len(text)), torch.tensor(text, device=chances.device)].tolist()
    heard = min(features.shape[1], max(1, int(np.ceil(seconds / FRAME))))
    heads = [_head(blocks[layer].cross_attn, inputs[layer], features, head, heard) for layer, head in _heads(model)]
    return _alignment(torch.stack(heads).double().cpu().numpy())[first:], chosen


def _heads(model: Any) -> list[tuple[int, int]]:
    return [(int(layer), int(head)) for layer, head in model.alignment_heads.indices().T]


def _head(attention: Any, x: Any, features: Any, head: int, heard: int) -> Any:
    """Attention weights of one head over the positions that were heard."""
    query, key = attention.query(x)[0], attention.key(features)[0, :heard]
    width = query.shape[-1] // attention.n_head
    part = slice(head * width, (head + 1) * width)
    return (query[:, part] @ key[:, part].T / width**0.5).softmax(dim=-1)


def _alignment(weights: NDArray[np.float64]) -> Matrix:
    """Heads × tokens × positions → tokens × positions: standardised over tokens, smoothed, averaged."""
    spread = weights.std(axis=1, keepdims=True)
    standard = (weights - weights.mean(axis=1, keepdims=True)) / np.maximum(spread, 1e-9)
    around = np.pad(standard, ((0, 0), (0, 0), (MEDIAN // 2, MEDIAN // 2)), mode="edge")
    smooth = np.median(np.lib.stride_tricks.sliding_window_view(around, MEDIAN, axis=-1), axis=-1)
    matrix: Matrix = smooth.mean(axis=0)
    return matrix


def boundaries(matrix: Matrix) -> list[int]:
    """The first position of each row on the best monotone path through all columns, one row after the other.

    Rows × columns of weights, the path maximises their sum; a row holds at least one column. With fewer columns than
    rows they are shared out evenly.
    """
    rows, columns = matrix.shape
    if columns < rows:
        return [i * columns // rows for i in range(rows)]
    best = np.cumsum(matrix[0])
    entered = np.zeros((rows, columns), dtype=np.int64)
    for i in range(1, rows):
        total = np.concatenate(([0.0], np.cumsum(matrix[i])))
        gain = np.full(columns, -np.inf)
        gain[i:] = best[i - 1 : -1] - total[i:-1]
        lead = np.maximum.accumulate(gain)
        entered[i] = np.maximum.accumulate(np.where(gain >= lead, np.arange(columns), 0))
        best = np.where(np.arange(columns) >= i, lead + total[1:], -np.inf)
    starts = [0] * rows
    column = columns - 1
    for i in range(rows - 1, 0, -1):
        starts[i] = int(entered[i, column])
        column = starts[i] - 1
    return starts


def _words(tokenizer: Any, text: list[int], starts: list[int], chances: list[float], seconds: float) -> Decoded:
    """Tokens to words with times; punctuation belongs to the word before it."""
    words: list[Word] = []
    tokens: list[tuple[int, ...]] = []
    at = 0
    pieces, groups = tokenizer.split_to_word_tokens(text)
    for piece, group in zip(pieces, groups, strict=True):
        start, end = min(seconds, starts[at] * FRAME), min(seconds, starts[at + len(group)] * FRAME)
        confidence = float(np.mean(chances[at : at + len(group)]))
        at += len(group)
        bare = piece.strip()
        if (words and not piece.startswith(" ")) or (words and bare and not any(c.isalnum() for c in bare)):
            words[-1] = replace(words[-1], text=words[-1].text + bare)
            tokens[-1] += tuple(group)
        elif bare:
            words.append(Word(bare, round(start, 3), round(end, 3), round(confidence, 4)))
            tokens.append(tuple(group))
    kept = [(w, t) for w, t in zip(words, tokens, strict=True) if any(c.isalnum() for c in w.text)]
    return Decoded(tuple(w for w, _ in kept), tuple(t for _, t in kept))


def without_loops(decoded: Decoded) -> Decoded:
    """Cut after the first round of a phrase that repeats itself as only a derailed decoder does."""
    said = ["".join(c for c in w.text.lower() if c.isalnum()) for w in decoded.words]
    for start in range(len(said)):
        for size, times in LOOPS.items():
            phrase = said[start : start + size]
            if len(phrase) == size and said[start : start + size * times] == phrase * times:
                return Decoded(decoded.words[: start + size], decoded.tokens[: start + size])
    return decoded
