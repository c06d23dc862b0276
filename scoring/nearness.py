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

from scoring.language import SENTENCES, content_words, names_among, split, with_content
from scoring.question import Concept
from scoring.word_vectors import row_of, square, vectors_at, weight_of

_QUESTIONS = 1024
"""How many questions' ideas are kept ready."""
ALONE = {"near:others": 0.5, "near:others:whole": 0.3}
"""What stands for the other ideas where there is none: about their mean."""

Whole = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Ideas:
    """The words of all forms of all ideas, one after the other.

    `vectors`: shape (words, dimensions); `unknown`: those without one, by place. `weights`: shape (forms, words), what
    a word counts in its form, else 0; `totals`: their sums times what a vector makes with itself. `sums`: shape (forms,
    dimensions), the weighted vectors of a form together; `lengths`: theirs. `forms`, `ideas`: where each begins, by
    word and by form.
    """

    vectors: npt.NDArray[np.float32]
    unknown: tuple[tuple[int, str], ...]
    weights: Whole
    totals: Whole
    sums: Whole
    lengths: Whole
    forms: tuple[int, ...]
    ideas: tuple[int, ...]


@lru_cache(maxsize=_QUESTIONS)
def _ideas_of(concepts: tuple[Concept, ...]) -> _Ideas:
    each = [[_parts(text) for text in (c.name, *c.variants)] for c in concepts]
    forms = list(chain.from_iterable(each))
    words = list(chain.from_iterable(forms))
    begins = _begins(forms)
    vectors = vectors_at([row_of(word) for word in words])
    weights = np.zeros((len(forms), len(words)))
    for place, (begin, form) in enumerate(zip(begins, forms, strict=True)):
        weights[place, begin : begin + len(form)] = [weight_of(word) for word in form]
    sums = weights @ vectors
    unknown = tuple((i, word) for i, word in enumerate(words) if not vectors[i].any())
    totals = weights.sum(axis=1) * square()
    return _Ideas(vectors, unknown, weights, totals, sums, _lengths(sums), begins, _begins(each))


def _parts(text: str) -> list[str]:
    """The words of one form that carry content, or all where none does; hyphenated ones count as their parts."""
    said = split(text)
    return " ".join(with_content(said) or said or ("-",)).replace("-", " - ").split()


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
    """Of each concept how near the nearest sentence comes to its wording (`words`: each of its words to the nearest
    that was said; `worst`: that word of its own that is met the least; `whole`: both as a whole), the second nearest,
    all sentences together (`all:...`), and the same of the other concepts (`others...`).
    """
    places = [place for place, text in enumerate(texts) if _said(text)]
    if not places:
        return [Nearness({}) for _ in concepts]
    found = _measured(_ideas_of(concepts), [_said(texts[place]) for place in places])
    each = _with_others([_features(*one) for one in found])
    return [Nearness(f, places[_highest(words)]) for f, (words, _, _) in zip(each, found, strict=True)]


def _measured(ideas: _Ideas, sentences: Sequence[Sequence[str]]) -> list[list[list[float]]]:
    """Shape (concepts; words, worst and whole; sentences and all of them together)."""
    words, begins = list(chain.from_iterable(sentences)), _begins(sentences)
    vectors = vectors_at([row_of(word) for word in words])
    met = np.maximum.reduceat(_meetings(ideas, words, vectors), begins, axis=1)
    met = np.concatenate([met, met.max(axis=1, keepdims=True)], axis=1)
    weights = np.array([weight_of(word) for word in words], np.float64)
    said = np.add.reduceat(vectors * weights[:, None], begins, axis=0)
    said = np.concatenate([said, said.sum(axis=0, keepdims=True)])
    by_form = np.stack(
        [
            ideas.weights @ met / ideas.totals[:, None],
            np.minimum.reduceat(met, ideas.forms, axis=0) / square(),
            ideas.sums @ said.T / np.maximum(ideas.lengths[:, None] * _lengths(said), 1.0),
        ]
    )
    found: list[list[list[float]]] = np.maximum.reduceat(by_form, ideas.ideas, axis=1).swapaxes(0, 1).tolist()
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


def _highest(words: Sequence[float]) -> int:
    return max(range(len(words) - 1), key=words.__getitem__)


def _features(words: Sequence[float], worst: Sequence[float], whole: Sequence[float]) -> dict[str, float]:
    """Each of the sentences, then of all of them together."""
    nearest = sorted(words[:-1], reverse=True)
    return {
        "near:words": nearest[0],
        "near:second": nearest[1] if len(nearest) > 1 else 0.0,
        "near:worst": max(worst[:-1]),
        "near:whole": max(whole[:-1]),
        "near:all:words": words[-1],
        "near:all:worst": worst[-1],
        "near:all:whole": whole[-1],
    }


def _with_others(each: list[dict[str, float]]) -> list[dict[str, float]]:
    for name, of in (("near:others", "near:words"), ("near:others:whole", "near:whole")):
        total, others = fsum([one[of] for one in each]), len(each) - 1
        for one in each:
            one[name] = (total - one[of]) / others if others else ALONE[name]
    return each
