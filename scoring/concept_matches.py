"""Where the words of a question's concepts are in an answer: exactly, as another form or slip, or as a related word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain

from scoring.language import content_stems, stems
from scoring.question import Concept
from scoring.synonyms import related

EXACT, NEAR, RELATED = 1.0, 0.8, 0.5
"""How much a word of a concept counts that was said itself, in a form close to it, or by one that may stand for it."""
QUESTIONS = 1024
"""How many questions' concepts are kept ready to be looked for."""
SHORTEST_NEAR = 5
"""Letters from which a slip of the recogniser can be told from another word."""
ALIKE = 0.85
"""The share of letters in common, in order, from which two words are taken for one."""


@dataclass(slots=True)
class Form:
    """One way of saying a concept: its stems between spaces, and those that carry content."""

    phrase: str
    content: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """A concept ready to be looked for: its forms, and all their content stems, each once."""

    name: str
    forms: tuple[Form, ...]
    bag: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clusters:
    """The concepts of one question. `holders`: stem → places in `each` of the clusters that have it.

    `by_opening`: first three letters → the stems of which a slip may be meant. `kin`: all stems that may stand for one.
    """

    each: tuple[Cluster, ...]
    holders: Mapping[str, tuple[int, ...]]
    by_opening: Mapping[str, tuple[str, ...]]
    kin: frozenset[str]


@lru_cache(maxsize=QUESTIONS)
def clusters_of(concepts: tuple[Concept, ...]) -> Clusters:
    each = tuple(_cluster(concept) for concept in concepts)
    holders: dict[str, list[int]] = {}
    for place, cluster in enumerate(each):
        for word in cluster.bag:
            holders.setdefault(word, []).append(place)
    openings: dict[str, list[str]] = {}
    for word in holders:
        if len(word) >= SHORTEST_NEAR:
            openings.setdefault(word[:3], []).append(word)
    by_opening = {opening: tuple(words) for opening, words in openings.items()}
    kin = frozenset(holders).union(*map(related, holders))
    return Clusters(each, {w: tuple(p) for w, p in holders.items()}, by_opening, kin)


def _cluster(concept: Concept) -> Cluster:
    forms = []
    for text in (concept.name, *concept.variants):
        words = stems(text)
        content = tuple(dict.fromkeys(content_stems(text) or words))
        if words:
            forms.append(Form(f" {' '.join(words)} ", content))
    bag = tuple(dict.fromkeys(word for form in forms for word in form.content))
    return Cluster(concept.name, tuple(forms), bag)


def matches_in(clusters: Clusters, said: Sequence[Sequence[str]]) -> list[list[dict[str, float]]]:
    """Of each sentence, by its stems: for each cluster the words of its bag that are met, with how well."""
    kin, openings = clusters.kin, clusters.by_opening
    likely = [w for w in dict.fromkeys(chain.from_iterable(said)) if w in kin or w[:3] in openings]
    meant = {heard: met for heard in likely if (met := _meant(clusters, heard))}
    return [_matches(clusters, meant, [word for word in words if word in meant]) for words in said]


def _matches(clusters: Clusters, meant: _Meant, said: Sequence[str]) -> list[dict[str, float]]:
    found: list[dict[str, float]] = [{} for _ in clusters.each]
    for heard in said:
        for word, strength in meant[heard]:
            for place in clusters.holders[word]:
                if found[place].get(word, 0.0) < strength:
                    found[place][word] = strength
    return found


_Meant = Mapping[str, Sequence[tuple[str, float]]]
"""Stem that was said → the stems that it meets, and how well."""


def _meant(clusters: Clusters, heard: str) -> list[tuple[str, float]]:
    kin = related(heard)
    met = []
    if kin and not clusters.holders.keys().isdisjoint(kin):
        met = [(word, RELATED) for word in sorted(kin) if word in clusters.holders]
    if len(heard) >= SHORTEST_NEAR:
        met += [(word, NEAR) for word in clusters.by_opening.get(heard[:3], ()) if near(word, heard)]
    if heard in clusters.holders:
        met.append((heard, EXACT))
    return met


@lru_cache(maxsize=65536)
def near(a: str, b: str) -> bool:
    """A recogniser's slip or another derivation of the same word."""
    if a[:3] != b[:3]:
        return False
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) >= SHORTEST_NEAR and longer.startswith(shorter):
        return True
    most = 2 * len(shorter) / (len(a) + len(b))
    return most >= ALIKE and SequenceMatcher(None, a, b).ratio() >= ALIKE
