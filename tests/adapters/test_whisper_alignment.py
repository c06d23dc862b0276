"""What can be stated without a model: the alignment path and the guard against loops."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coach.adapters.whisper_alignment import Decoded, boundaries, without_loops
from scoring.answer import Word


def decoded(text: str) -> Decoded:
    words = tuple(Word(t, i, i + 1.0) for i, t in enumerate(text.split()))
    return Decoded(words, tuple((i,) for i in range(len(words))))


def said(found: Decoded) -> str:
    return " ".join(w.text for w in found.words)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=20), st.integers(0, 1000))
def test_a_planted_alignment_is_found(lengths: list[int], seed: int) -> None:
    starts = [sum(lengths[:i]) for i in range(len(lengths))]
    matrix = np.random.default_rng(seed).uniform(-0.1, 0.1, (len(lengths), sum(lengths)))
    for row, (start, length) in enumerate(zip(starts, lengths, strict=True)):
        matrix[row, start : start + length] += 1.0
    assert boundaries(matrix) == starts


@given(st.integers(1, 12), st.integers(1, 12), st.integers(0, 1000))
def test_rows_begin_in_order_whatever_the_weights(rows: int, columns: int, seed: int) -> None:
    starts = boundaries(np.random.default_rng(seed).normal(size=(rows, columns)))
    assert len(starts) == rows and starts[0] == 0
    assert starts == sorted(starts) and starts[-1] < columns
    if columns >= rows:
        assert len(set(starts)) == rows


def test_a_small_case_is_the_best_of_all_paths() -> None:
    matrix = np.random.default_rng(7).normal(size=(3, 6))
    paths = [(0, a, b) for a in range(1, 5) for b in range(a + 1, 6)]
    totals = {p: matrix[0, : p[1]].sum() + matrix[1, p[1] : p[2]].sum() + matrix[2, p[2] :].sum() for p in paths}
    assert tuple(boundaries(matrix)) == max(totals, key=lambda p: totals[p])


def test_a_derailed_decoding_is_cut_after_the_first_round() -> None:
    assert said(without_loops(decoded("so I so I so I so I so I went"))) == "so I"
    assert said(without_loops(decoded("well, " + "thank you for watching. " * 4))) == "well, thank you for watching."
    assert len(without_loops(decoded("um " * 9)).tokens) == 1


def test_people_repeat_themselves_too() -> None:
    for text in ("no, no, no, not that", "very very very good", "I think I think I think we agreed"):
        assert said(without_loops(decoded(text))) == text
