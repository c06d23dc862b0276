"""Where the words of a question's concepts are in an answer: exactly, as another form or slip, or as a related word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from scoring.language import content_stems, stems
from scoring.question import Concept
from scoring.synonyms import related

EXACT, NEAR, RELATED = 1.0, 0.8, 0.5
"""How much a word of a concept counts that was said itself, in a form close to it, or by one that may stand for it."""
SHORTEST_NEAR = 5
"""Letters from which a slip of the recogniser can be told from another word."""


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


@lru_cache(maxsize=256)
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
        content = tuple(dict.fromkeys(content_stems(text))) or tuple(dict.fromkeys(words))
        if words:
            forms.append(Form(f" {' '.join(words)} ", content))
    bag = tuple(dict.fromkeys(word for form in forms for word in form.content))
    return Cluster(concept.name, tuple(forms), bag)


def matches_in(clusters: Clusters, said: Sequence[str]) -> list[dict[str, float]]:
    """For each cluster the words of its bag that are met by these stems, with how well."""
    found: list[dict[str, float]] = [{} for _ in clusters.each]
    kin, openings = clusters.kin, clusters.by_opening
    for heard in [w for w in dict.fromkeys(said) if w in kin or w[:3] in openings]:
        for word, strength in _meant(clusters, heard):
            for place in clusters.holders[word]:
                if found[place].get(word, 0.0) < strength:
                    found[place][word] = strength
    return found


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
    shared = len(a) if a == b[: len(a)] else len(b) if b == a[: len(b)] else 0
    return shared >= SHORTEST_NEAR or SequenceMatcher(None, a, b).ratio() >= 0.85
