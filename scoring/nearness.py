"""How near what was said is to each idea that a question looks for, in meaning: by the vectors of its words.

All numbers but the last division are whole and small enough for the floats that hold them, so that neither the order of
a sum nor the machine changes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain
from math import fsum

import numpy as np
import numpy.typing as npt

from scoring.language import SENTENCES, content_words, names_among, tokens
from scoring.question import Concept
from scoring.word_vectors import rows_of, square, vectors_at, weights_at

_QUESTIONS = 1024
"""How many questions' ideas are kept ready."""
ALONE, ALONE_AS_WHOLE = 0.5, 0.3
"""What stands for the other ideas where there is none: about their mean."""

Whole = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Ideas:
    """The words of all forms of all ideas, one after the other.

    `vectors`: shape (words, dimensions); `unknown`: those without one, by place. `weights`: shape (forms, words), what
    a word counts in its form, else 0; `totals`: their sums times what a vector makes with itself. `sums`: shape (forms,
    dimensions), the weighted vectors of a form together; `lengths`: theirs. `ideas`: at which form each begins.
    """

    vectors: npt.NDArray[np.float32]
    unknown: tuple[tuple[int, str], ...]
    weights: Whole
    totals: Whole
    sums: Whole
    lengths: Whole
    ideas: tuple[int, ...]


@lru_cache(maxsize=_QUESTIONS)
def _ideas_of(concepts: tuple[Concept, ...]) -> _Ideas:
    each = [[_parts(text) for text in (c.name, *c.variants)] for c in concepts]
    forms = list(chain.from_iterable(each))
    words = list(chain.from_iterable(forms))
    rows = rows_of(words)
    vectors, counts = vectors_at(rows), weights_at(rows)
    weights = np.zeros((len(forms), len(words)))
    for place, (begin, form) in enumerate(zip(_begins(forms), forms, strict=True)):
        end = begin + len(form)
        weights[place, begin:end] = counts[begin:end]
    sums = weights @ vectors
    unknown = tuple([(i, words[i]) for i in np.flatnonzero(~vectors.any(axis=1)).tolist()])
    totals = weights.sum(axis=1) * square()
    return _Ideas(vectors, unknown, weights, totals, sums, _lengths(sums), _begins(each))


def _parts(text: str) -> list[str]:
    """The words of one form that carry content, or all where none does; hyphenated ones count as their parts."""
    words = content_words(text) or tokens(text) or ("-",)
    joined = " ".join(words)
    return joined.replace("-", " - ").split() if "-" in joined else [*words]


def _begins(parts: Sequence[Sequence[object]]) -> tuple[int, ...]:
    return tuple(accumulate((len(part) for part in parts[:-1]), initial=0))


@lru_cache(maxsize=SENTENCES)
def _said(text: str) -> tuple[str, ...]:
    """The words of a sentence that carry content, but for names."""
    words, names = content_words(text), names_among(text)
    kept = [w for w in words if w.removesuffix("'s") not in names] if names else words
    return tuple(" ".join(kept).replace("-", " ").split())


@dataclass(frozen=True, slots=True)
class Nearness:
    """`features`: about 0 to 1 each, empty where nothing was said. `sentence`: the place of the nearest, or 0."""

    features: dict[str, float]
    sentence: int = 0


def nearness(concepts: tuple[Concept, ...], texts: Sequence[str]) -> list[Nearness]:
    """Of each concept how near a sentence comes to its wording at the most (`words`: each of its words to the nearest
    that was said; `whole`: both as a whole), and the same of the other concepts in the mean (`others...`).
    """
    places = [place for place, text in enumerate(texts) if _said(text)]
    if not places:
        return [Nearness({}) for _ in concepts]
    words, wholes = _measured(_ideas_of(concepts), [_said(texts[place]) for place in places])
    nearest = [max(range(len(places)), key=each.__getitem__) for each in words]
    found = zip(_features([*map(max, words)], [*map(max, wholes)]), nearest, strict=True)
    return [Nearness(features, places[place]) for features, place in found]


def _measured(ideas: _Ideas, sentences: Sequence[Sequence[str]]) -> tuple[list[list[float]], list[list[float]]]:
    """`words` and `whole`: shape (concepts, sentences)."""
    words, begins = list(chain.from_iterable(sentences)), _begins(sentences)
    rows = rows_of(words)
    vectors = vectors_at(rows)
    met = np.maximum.reduceat(_meetings(ideas, words, vectors), begins, axis=1)
    by_words = ideas.weights @ met / ideas.totals[:, None]
    said = np.add.reduceat(vectors * weights_at(rows)[:, None], begins, axis=0)
    as_wholes = ideas.sums @ said.T / np.maximum(ideas.lengths[:, None] * _lengths(said), 1.0)
    return _of_ideas(ideas, by_words), _of_ideas(ideas, as_wholes)


def _of_ideas(ideas: _Ideas, by_form: Whole) -> list[list[float]]:
    found: list[list[float]] = np.maximum.reduceat(by_form, ideas.ideas, axis=0).tolist()
    return found


def _meetings(ideas: _Ideas, words: Sequence[str], vectors: npt.NDArray[np.float32]) -> Whole:
    """Shape (words of ideas, words said): 0 and above, `square()` where they are the same."""
    met: Whole = np.maximum(ideas.vectors @ vectors.T, 0.0).astype(np.float64)
    for place, word in ideas.unknown:
        if word in words:
            met[place, [i for i, said in enumerate(words) if said == word]] = square()
    return met


def _lengths(vectors: Whole) -> Whole:
    squares: Whole = np.einsum("ij,ij->i", vectors, vectors)
    return np.sqrt(squares)


def _features(words: Sequence[float], wholes: Sequence[float]) -> list[dict[str, float]]:
    others, total, whole = len(words) - 1, fsum(words), fsum(wholes)
    return [
        {
            "near:words": one,
            "near:whole": at_once,
            "near:others": (total - one) / others if others else ALONE,
            "near:others:whole": (whole - at_once) / others if others else ALONE_AS_WHOLE,
        }
        for one, at_once in zip(words, wholes, strict=True)
    ]
