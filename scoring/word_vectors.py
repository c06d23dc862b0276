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
    """`table`: int8, shape (words + 1, dimensions), the last row nought, for words without a vector."""

    table: npt.NDArray[np.int8]
    rows: Mapping[str, int]
    square: float


_LOADING = threading.Lock()


@lru_cache(maxsize=1)
def _loaded() -> _Vectors:
    words = _WORDS.read_text("utf-8").split()
    table = np.load(_TABLE, allow_pickle=False)
    square = float(np.square(table.astype(np.int64)).sum(axis=1).mean().round())
    return _Vectors(np.vstack([table, np.zeros_like(table[:1])]), {w: i for i, w in enumerate(words)}, square)


def _vectors() -> _Vectors:
    with _LOADING:
        return _loaded()


def square() -> float:
    """What a vector makes times itself, in the mean."""
    return _vectors().square


@by_word
def row_of(word: str) -> int:
    """The row of a lower-case word, or the last one where it has none; possessive `'s` is dropped."""
    rows = _vectors().rows
    return rows.get(word.removesuffix("'s"), len(rows))


@by_word
def weight_of(word: str) -> int:
    """1 to 64: the less frequent the more."""
    return max(1, round(_FULL * _SMOOTH / (_SMOOTH + 1 / (_ZIPF * (row_of(word) + 5)))))


def vectors_at(rows: Sequence[int]) -> Numbers:
    """Shape (rows, dimensions). Whole numbers: sums and products of them are the same on every machine."""
    return _vectors().table[rows].astype(np.float32)
