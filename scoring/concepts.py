"""Concept clusters: used in context, or merely named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from scoring.answer import Sentence
from scoring.citing import cite
from scoring.language import content_stems, stem, stems, tokens
from scoring.question import Concept, Question
from scoring.scorecard import ConceptResult
from scoring.synonyms import related

USED_FROM = 0.4
"""The match strength (0 to 1) from which a sentence counts as using a concept."""
_UNKNOWN = re.compile(
    (
        r"\b(?:don't|do not|didn't|never) (?:really )?(?:know|understand|remember|"
        r"use|used|heard)\b|\bwhatever that\b|\bno idea\b"
    ),
    re.IGNORECASE,
)
_FUNCTION_WORDS = """
i we you he she they it my our the a was were is are had have did do so because and to that this when if but i'd i'm
i've we'd it's they'd
"""
_FUNCTION = frozenset(_FUNCTION_WORDS.split())


@dataclass(frozen=True, slots=True)
class _Match:
    sentence: int
    strength: float


def find_concepts(
    question: Question, sentences: Sequence[Sentence], void: frozenset[int] = frozenset()
) -> tuple[ConceptResult, ...]:
    """One result for each concept of the question, in its order; sentences in `void` use nothing."""
    listing = [i in void or _is_listing(question, s.text) for i, s in enumerate(sentences)]
    return tuple(_result(concept, question, sentences, listing) for concept in question.concepts)


def _result(
    concept: Concept, question: Question, sentences: Sequence[Sentence], listing: Sequence[bool]
) -> ConceptResult:
    asked = frozenset(content_stems(question.text))
    matches = [_Match(i, _strength(concept, s.text, asked)) for i, s in enumerate(sentences)]
    matches = [m for m in matches if m.strength > 0]
    if not matches:
        return ConceptResult(concept.name, False, False)
    usable = [m for m in matches if not listing[m.sentence] and not _UNKNOWN.search(sentences[m.sentence].text)]
    best = max(usable or matches, key=lambda m: m.strength)
    used = bool(usable) and best.strength >= USED_FROM
    mentioned = used or any(m.strength >= USED_FROM for m in matches)
    evidence = (cite(sentences, best.sentence),) if mentioned else ()
    return ConceptResult(concept.name, used, mentioned, evidence)


def _strength(concept: Concept, text: str, asked: frozenset[str]) -> float:
    """0 to 1: how surely the sentence speaks of the concept."""
    said = stems(text)
    forms = (concept.name, *concept.variants)
    return max(_form_strength(form, said, asked) for form in forms)


def _form_strength(form: str, said: tuple[str, ...], asked: frozenset[str]) -> float:
    wanted = stems(form)
    if wanted and _contains(said, wanted):
        return 0.6 if set(wanted) <= asked and len(wanted) == 1 else 1.0
    content = [w for w in dict.fromkeys(content_stems(form)) if w not in asked] or list(content_stems(form))
    if not content:
        return 0.0
    here = frozenset(said)
    return sum(_word_strength(w, here) for w in content) / len(content) * (0.9 if len(content) > 1 else 0.8)


def _word_strength(word: str, said: frozenset[str]) -> float:
    if word in said:
        return 1.0
    if said & related(word):
        return 0.7
    return 0.8 if len(word) >= 5 and any(_near(word, other) for other in said if len(other) >= 5) else 0.0


@lru_cache(maxsize=65536)
def _near(a: str, b: str) -> bool:
    """A recogniser's slip or another derivation of the same word."""
    if a[:3] != b[:3]:
        return False
    shared = len(a) if a == b[: len(a)] else len(b) if b == a[: len(b)] else 0
    return shared >= 5 or SequenceMatcher(None, a, b).ratio() >= 0.85


def _contains(said: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    n = len(wanted)
    return any(said[i : i + n] == wanted for i in range(len(said) - n + 1))


def _is_listing(question: Question, text: str) -> bool:
    """A bare list of terms: many commas, next to no grammar."""
    words = tokens(text)
    if len(words) < 4:
        return False
    glue = sum(w in _FUNCTION for w in words) / len(words)
    named = sum(
        _contains(stems(text), stems(form)) for c in question.concepts for form in (c.name, *c.variants) if stem(form)
    )
    commas = text.count(",")
    return (commas >= 3 and glue < 0.12) or (named >= 4 and commas >= 3 and glue < 0.2)
