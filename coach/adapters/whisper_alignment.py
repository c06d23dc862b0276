"""Tokens and cross-attention to words with times; what a derailed decoder repeats is cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.answer import Word

FRAME = 0.02
"""Seconds of one encoder position."""
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

    def after(self, count: int) -> Decoded:
        """All but the first `count` words."""
        return Decoded(self.words[count:], self.tokens[count:])

    def placed(self, by: float) -> Decoded:
        """The same, `by` seconds later."""
        moved = (replace(w, start=round(w.start + by, 3), end=round(w.end + by, 3)) for w in self.words)
        return replace(self, words=tuple(moved))

    def __add__(self, other: Decoded) -> Decoded:
        return Decoded(self.words + other.words, self.tokens + other.tokens)


def alignment(weights: Any, exact: bool) -> Matrix:
    """Attention, heads × tokens × positions → tokens × positions: standardised over tokens, smoothed, averaged.

    `exact`: in openai-whisper's order; otherwise averaged before it is smoothed, which is as many times cheaper as
    there are heads.
    """
    deviation = weights.std(dim=1, keepdim=True, unbiased=False).clamp(min=1e-9)
    standard = (weights - weights.mean(dim=1, keepdim=True)) / deviation
    if not exact:
        standard = standard.mean(dim=0, keepdim=True)
    values = standard.numpy()
    if values.shape[-1] > MEDIAN // 2:
        around = np.pad(values, ((0, 0), (0, 0), (MEDIAN // 2, MEDIAN // 2)), mode="reflect")
        values = np.median(np.lib.stride_tricks.sliding_window_view(around, MEDIAN, axis=-1), axis=-1)
    matrix: Matrix = values.mean(axis=0, dtype=np.float64)
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


def words_of(tokenizer: Any, text: Sequence[int], starts: Sequence[int], chances: Sequence[float]) -> Decoded:
    """Tokens to words with times; punctuation belongs to the word before it.

    `starts`: position at which each token begins, and after the last the end. `chances`: of each token, or none.
    """
    words: list[Word] = []
    tokens: list[tuple[int, ...]] = []
    at = 0
    pieces, groups = tokenizer.split_to_word_tokens(list(text))
    for piece, group in zip(pieces, groups, strict=True):
        start, end = starts[at] * FRAME, starts[at + len(group)] * FRAME
        confidence = round(float(np.mean(chances[at : at + len(group)])), 4) if chances else None
        at += len(group)
        bare = piece.strip()
        if (words and not piece.startswith(" ")) or (words and bare and not any(c.isalnum() for c in bare)):
            words[-1] = replace(words[-1], text=words[-1].text + bare)
            tokens[-1] += tuple(group)
        elif bare:
            words.append(Word(bare, round(start, 3), round(end, 3), confidence))
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


def derailed(tokens: Sequence[int]) -> bool:
    """Whether the tokens end in a phrase that goes round: decoding on is lost time."""
    return any(
        len(tokens) >= size * (times + 1) and list(tokens[-size * times :]) == list(tokens[-size:]) * times
        for size, times in ((size, LOOPS.get(size, 3) + 2) for size in range(1, 17))
    )
