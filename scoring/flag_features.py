"""What a whole answer looks like when it is generic, off the topic or rambling."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from scoring.any_case import AnyCase, AnyOfMany
from scoring.cues import cue_counts
from scoring.flag_phrases import phrases_in
from scoring.language import (
    ANSWERS,
    SENTENCES,
    by_word,
    content_stems,
    content_words,
    names_in,
    plain,
    spoken_words,
    tokens,
)
from scoring.openings import is_courtesy

if TYPE_CHECKING:
    from scoring.flags import Reading

_STRAY = AnyOfMany(
    [
        AnyCase(rf"\b(?:{pattern})\b", words)
        for pattern, words in (
            ("anyway|by the way|never mind|another story|long story|speaking of", "anyway way mind story speaking"),
            ("where was i|what was i|as i was saying|was it|or was that", "was & where what saying it or"),
            (
                "my (?:wife|husband|mother|father|brother|sister|cousin|uncle|aunt|neighbour|dog|cat|son|daughter|car|"
                "bike|landlord)|the weather",
                "wife husband mother father brother sister cousin uncle aunt neighbour dog cat son daughter car bike "
                "landlord weather",
            ),
            ("i could go on|what do they call|i can't remember|i don't remember", "go call remember & i they"),
        )
    ]
)
_SWEEPING_WORD = re.compile(
    r"\b(?:always|never|everytime|everybody|everyone|people|generally|usually|important|key|essential|passionate|"
    r"teamwork|communicat\w+|positive|challenges?|quality|professional\w*|experience|various|different|best|believe|"
    r"love|values?|detail|feedback|growth|grow|proactive|whatever|things)\b"
)
_SWEEPING = AnyCase(
    r"\b(?:every time|mistakes happen|in general|team work|open mind)\b", "every mistakes general team mind"
)
_ACRONYM = re.compile(r"[A-Z](?<=\b[A-Z])[A-Z]+[a-z]?\b")
_JARGON_WORD = re.compile(
    r"\b(?:leverag\w+|synerg\w+|holistic|framework|end-to-end|scal\w+|robust|pipelines?|optimi[sz]\w+|data-driven|"
    r"agile|cross-functional|\w+-driven|\w+-centric|paradigm|ecosystem|metrics?|alignment|utili[sz]\w+|"
    r"methodolog\w+|lifecycle|observability|orchestrat\w+|state-of-the-art|strategic|actionable|insights?)\b"
)
_JARGON = AnyCase(r"\bbest practices?\b", "best & practice")
_WATCHED = (
    "action_i", "action_would", "would", "present_i", "generic", "opinion", "define", "result_change", "situation_when",
    "past_be", "third", "first_i", "second", "reason", "quote", "negation", "task_duty",
)  # fmt: skip
_CUES = [(cue, f"cue:{cue}") for cue in _WATCHED]


@dataclass(frozen=True, slots=True)
class Manner:
    """How many names, asides, sweeping words, abbreviations and words of jargon there are."""

    names: int = 0
    stray: int = 0
    sweeping: int = 0
    acronyms: int = 0
    jargon: int = 0


@lru_cache(maxsize=ANSWERS)
def manner_of(texts: tuple[str, ...]) -> Manner:
    return Manner(*map(sum, zip(*map(_manner, texts), strict=True)))


@lru_cache(maxsize=SENTENCES)
def _manner(text: str) -> tuple[int, ...]:
    ready, words = plain(text), tokens(text)
    sweeping = sum(map(_sweeping_in, words)) + _SWEEPING.count(ready)
    jargon = sum(map(_jargon_in, words)) + _JARGON.count(ready)
    return names_in(ready), _STRAY.count(ready), sweeping, len(_ACRONYM.findall(ready)), jargon


@by_word
def _sweeping_in(word: str) -> int:
    return len(_SWEEPING_WORD.findall(word))


@by_word
def _jargon_in(word: str) -> int:
    return len(_JARGON_WORD.findall(word))


def flag_features(reading: Reading) -> dict[str, float]:
    """About 0 to 1 each; shares are of sentences or of words. Courtesies are passed over where there is more."""
    kept = [i for i, s in enumerate(reading.sentences) if not is_courtesy(s.text)] or range(len(reading.sentences))
    texts = [plain(reading.sentences[i].text) for i in kept]
    words = max(sum([len(spoken_words(t)) for t in texts]), 1)
    content = sum([len(content_words(t)) for t in texts])
    bags = [frozenset(content_stems(t)) for t in texts]
    labels = [reading.structure.labels[i] for i in kept]
    asked = frozenset(content_stems(reading.question.text))
    said = frozenset[str]().union(*bags)
    levels = reading.structure.levels or {}
    used = sum(c.used for c in reading.concepts)
    said_so = Counter([name for t in texts for name in phrases_in(t)])
    manner, hinted = manner_of(tuple(texts)), cue_counts(tuple(texts))
    found = {
        "story": float(reading.question.expects_star),
        "other_share": labels.count("O") / max(len(labels), 1),
        "data": min(len(reading.data_points), 4) / 4,
        "data_none": float(not reading.data_points),
        "names": min(manner.names / words * 20, 1.0),
        "fillers": min(len(reading.fillers) / words * 15, 1.5),
        "stray": min(manner.stray / words * 40, 1.5),
        "sweeping": min(manner.sweeping / words * 15, 1.5),
        "concepts": used / max(len(reading.concepts), 1),
        "mentioned": sum(c.mentioned for c in reading.concepts) / max(len(reading.concepts), 1),
        "gives_up": min(said_so["gives_up"], 3) / 3,
        "gives_up_short": float(words < 80 and said_so["gives_up"] > 0),
        "turned_away": float(said_so["turned_away"] > 0),
        "asks": said_so["clarify"] / max(len(texts), 1),
        "waits": said_so["placeholder"] / max(len(texts), 1),
        "few_words": float(words < 40),
        "some_words": float(words < 80),
        "all_other": float(set(labels) <= {"O"}),
        "concepts_none": float(used == 0 and bool(reading.concepts)),
        "echo": len(asked & said) / max(len(asked), 1),
        "echo_none": float(not asked & said),
        "words": min(words, 250) / 250,
        "sentence_words": min(words / max(len(texts), 1), 40) / 40,
        "commas": min(sum([t.count(",") for t in texts]) / words * 8, 1.5),
        "content": content / words,
        "variety": len(said) / max(content, 1),
        "levels": sum(levels.values()) / 15,
        "action_level": levels.get("action", 0) / 3,
        "drift": _drift(bags),
        "rows": len(reading.listed) / max(len(texts), 1),
        "longest_row": min(max((t.count(",") for t in texts), default=0), 12) / 12,
        "acronyms": min(manner.acronyms / words * 20, 1.5),
        "jargon": min(manner.jargon / words * 20, 1.5),
        "hypothetical": float("action_i" not in hinted and "action_would" in hinted),
        "chance_action": max([c["A"] for c in reading.structure.chances], default=0.0),
        "action_share": labels.count("A") / max(len(labels), 1),
        "result_share": labels.count("R") / max(len(labels), 1),
    }
    return found | {name: hinted[cue] / len(texts) for cue, name in _CUES if cue in hinted}


def _drift(bags: Sequence[frozenset[str]]) -> float:
    """Share of neighbouring sentences that have no content word in common."""
    pairs = list(itertools.pairwise(bags))
    return sum([a.isdisjoint(b) for a, b in pairs]) / max(len(pairs), 1)
