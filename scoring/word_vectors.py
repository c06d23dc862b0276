"""Vectors of common words, near each other where the words are used about the same (scripts/word_vectors.py)."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from scoring.language import by_word

_WORDS = Path(__file__).with_name("word_vectors.txt")
_TABLE = Path(__file__).with_name("word_vectors.npy")
_SMOOTH = 1e-3
"""Words weigh `a / (a + p)`, p how frequent they are (Arora, Liang and Ma, ICLR 2017: 1e-3 to 1e-4)."""
_ZIPF = 12.0
"""The word of rank r is one of some 12 r words (Zipf's law over so many words)."""
_FULL = 64
"""The weight of a word that is next to never said."""

Numbers = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Vectors:
    """`table`: whole numbers, shape (words + 1, dimensions), the last row nought, for words without a vector;
    `weights`: whole numbers, 1 to 64, the less frequent the more. `square`: what a vector makes times itself, in the
    mean."""

    table: Numbers
    weights: npt.NDArray[np.float64]
    rows: Mapping[str, int]
    square: float


_LOADING = threading.Lock()


@lru_cache(maxsize=1)
def _loaded() -> _Vectors:
    words = _WORDS.read_text("utf-8").split()
    kept = np.load(_TABLE, allow_pickle=False)
    square = float(np.square(kept.astype(np.int64)).sum(axis=1).mean().round())
    table = np.vstack([kept, np.zeros_like(kept[:1])]).astype(np.float32)
    weights = np.array([_weight(rank) for rank in range(len(table))])
    return _Vectors(table, weights, {w: i for i, w in enumerate(words)}, square)


def _weight(rank: int) -> float:
    return float(max(1, round(_FULL * _SMOOTH / (_SMOOTH + 1 / (_ZIPF * (rank + 5))))))


def _vectors() -> _Vectors:
    with _LOADING:
        return _loaded()


def square() -> float:
    """What a vector makes times itself, in the mean."""
    return _vectors().square


@by_word
def _row_of(word: str) -> int:
    """Of a lower-case word; possessive `'s` is dropped."""
    rows = _vectors().rows
    return rows.get(word.removesuffix("'s"), len(rows))


def rows_of(words: Sequence[str]) -> npt.NDArray[np.intp]:
    """Where the vectors of lower-case words are."""
    return np.fromiter(map(_row_of, words), np.intp, len(words))


def vectors_at(rows: npt.NDArray[np.intp]) -> Numbers:
    """Shape (rows, dimensions). Whole numbers: sums and products of them are the same on every machine."""
    return _vectors().table[rows]


def weights_at(rows: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
    """Shape (rows,), whole numbers."""
    return _vectors().weights[rows]
