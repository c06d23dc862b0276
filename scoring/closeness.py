"""How close the words of an answer are to its question's and to those of the ideas it looks for, and its manner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import fsum

from scoring.concept_features import Sought
from scoring.concept_matches import RELATED, clusters_of
from scoring.cues import cue_counts
from scoring.language import content_stems, spoken_words
from scoring.question import Question
from scoring.synonyms import related

UNKNOWN = {
    "met": 0.3,
    "near": 0.4,
    "best": 0.5,
    "whole": 0.2,
    "cover": 0.4,
    "exact": 0.2,
    "unseen": 0.2,
    "weight": 0.6,
}
"""What stands for the ideas of a question that looks for none: about the mean of answers to the point."""
MANNER = ("action_i", "action_would", "past_be", "present_i", "define", "result_change", "situation_when")
"""Cues that tell a story from an explanation or a plan: a question asks for one of them."""
_OF_STORY = [(cue, f"story:{cue}") for cue in MANNER]


def closeness(
    question: Question, texts: Sequence[str], sought: Sequence[Sought], rarity: Mapping[str, float]
) -> dict[str, float]:
    """About 0 to 1 each. `sought`: the ideas as seek_concepts found them; `rarity`: stem → 0 (in all answers) to 1."""
    said = [word for text in texts for word in content_stems(text)]
    words = sum([len(spoken_words(text)) for text in texts])
    return {
        **(_of_clusters(question, frozenset(said), rarity) | _of_ideas(sought) if sought else UNKNOWN),
        **_of_wording(question, said, rarity),
        **_of_manner(question, texts),
        "words": min(words, 250) / 250,
        "few_words": float(words < 40),
    }


def _of_ideas(sought: Sequence[Sought]) -> dict[str, float]:
    best = [one.sightings[0] for one in sought if one.sightings]
    n = len(sought)
    return {
        "cover": fsum(s.cover for s in best) / n,
        "exact": fsum(s.exact for s in best) / n,
        "unseen": fsum(one.features["unseen"] for one in sought) / n,
        "weight": min(max((s.weight for s in best), default=0.0), 2.0) / 2,
    }


def _of_clusters(question: Question, heard: frozenset[str], rarity: Mapping[str, float]) -> dict[str, float]:
    clusters = clusters_of(question.concepts)
    worth = {word: _worth(word, heard, rarity) for word in clusters.holders}
    shares = [[_of(worth, form.content) for form in cluster.forms] for cluster in clusters.each]
    met = [max((share[0] for share in each), default=0.0) for each in shares]
    near = [max((share[1] for share in each), default=0.0) for each in shares]
    n = len(clusters.each)
    return {"met": fsum(met) / n, "near": fsum(near) / n, "best": max(met), "whole": sum(m > 0.99 for m in met) / n}


def _of_wording(question: Question, said: Sequence[str], rarity: Mapping[str, float]) -> dict[str, float]:
    heard = frozenset(said)
    asked = content_stems(question.text)
    echo, echo_near = _share(asked, heard, rarity)
    words = {word for cluster in clusters_of(question.concepts).each for word in cluster.bag} | set(asked)
    return {
        "echo": echo,
        "echo_near": echo_near,
        "rare": min(fsum([rarity.get(word, 1.0) for word in sorted(words & heard)]), 8.0) / 8,
        "rate": sum([word in words for word in said]) / max(len(said), 1),
    }


def _of_manner(question: Question, texts: Sequence[str]) -> dict[str, float]:
    """Share of the sentences with each cue, and the same once more where the question asks for a story."""
    hinted = cue_counts(tuple(texts))
    n = max(len(texts), 1)
    found = {cue: hinted[cue] / n for cue in MANNER}
    if question.expects_star:
        found |= {"story": 1.0} | {name: found[cue] for cue, name in _OF_STORY}
    return found


def _share(words: Iterable[str], heard: frozenset[str], rarity: Mapping[str, float]) -> tuple[float, float]:
    """How much of `words` was said, rare ones counting more; and the same where a related word counts in part."""
    worth = {word: _worth(word, heard, rarity) for word in words}
    return _of(worth, worth)


def _worth(word: str, heard: frozenset[str], rarity: Mapping[str, float]) -> tuple[float, float, float]:
    """How much a word counts; of that, what counts as said; and what does where a related word counts in part."""
    worth = rarity.get(word, 1.0) + 0.05
    if word in heard:
        return worth, worth, worth
    return worth, 0.0, 0.0 if heard.isdisjoint(related(word)) else RELATED * worth


def _of(worth: Mapping[str, tuple[float, float, float]], words: Iterable[str]) -> tuple[float, float]:
    whole = exact = near = 0.0
    for counts, said, nearly in map(worth.__getitem__, words):
        whole, exact, near = whole + counts, exact + said, near + nearly
    return (exact / whole, near / whole) if whole else (0.0, 0.0)
