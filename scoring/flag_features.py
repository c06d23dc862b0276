"""What a whole answer looks like when it is generic, off the topic or rambling."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from scoring.any_case import AnyCase
from scoring.cues import cues_in
from scoring.flag_phrases import phrases_in
from scoring.language import SENTENCES, content_stems, content_words, names_in, plain, spoken_words

if TYPE_CHECKING:
    from scoring.flags import Reading

_STRAY = AnyCase(
    r"\b(?:anyway|by the way|never mind|another story|where was i|what was i|"
    r"as i was saying|speaking of|my (?:wife|husband|mother|"
    r"father|brother|sister|cousin|uncle|aunt|neighbour|dog|cat|son|daughter|"
    r"car|bike|landlord)|the weather|i could go on|"
    r"was it|or was that|what do they call|i can't remember|i don't remember|long story)\b",
    "anyway way mind story was saying speaking wife husband mother father brother sister cousin uncle aunt neighbour "
    "dog cat son daughter car bike landlord weather could call remember",
)
_SWEEPING = AnyCase(
    r"\b(?:always|never|every ?time|everybody|everyone|people|mistakes happen|"
    r"in general|generally|usually|important|key|essential|"
    r"passionate|team ?work|communicat\w+|positive|challenges?|quality|professional\w*|"
    r"experience|various|different|best|believe|love|values?|"
    r"detail|open mind|feedback|growth|grow|proactive|whatever|things)\b",
    "always never every everytime everybody everyone people mistakes general generally usually important key essential "
    "passionate team teamwork communicate positive challenge quality professional experience various different best "
    "believe love value detail mind feedback growth grow proactive whatever things",
)
_ACRONYM = re.compile(r"[A-Z](?<=\b[A-Z])[A-Z]+[a-z]?\b")
_JARGON = AnyCase(
    r"\b(?:leverag\w+|synerg\w+|holistic|framework|end-to-end|scal\w+|robust|pipelines?|optimi[sz]\w+|best practices?|"
    r"data-driven|agile|cross-functional|\w+-driven|\w+-centric|paradigm|ecosystem|metrics?|alignment|utili[sz]\w+|"
    r"methodolog\w+|lifecycle|observability|orchestrat\w+|state-of-the-art|strategic|actionable|insights?)\b",
    "leverage synergy holistic framework end scal robust pipeline optimise best driven agile cross centric paradigm "
    "ecosystem metric alignment utilise methodology lifecycle observability orchestrate state strategic "
    "actionable insight",
)
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


def manner_of(texts: Sequence[str]) -> Manner:
    each = [_manner(text) for text in texts]
    return Manner(*(sum(column) for column in zip(*each, strict=True))) if each else Manner()


@lru_cache(maxsize=SENTENCES)
def _manner(text: str) -> tuple[int, ...]:
    ready = plain(text)
    acronyms = len(_ACRONYM.findall(ready))
    return names_in(ready), _STRAY.count(ready), _SWEEPING.count(ready), acronyms, _JARGON.count(ready)


def flag_features(reading: Reading) -> dict[str, float]:
    """About 0 to 1 each; shares are of sentences or of words."""
    texts = [plain(s.text) for s in reading.sentences]
    words = max(sum([len(spoken_words(t)) for t in texts]), 1)
    content = sum([len(content_words(t)) for t in texts])
    bags = [frozenset(content_stems(t)) for t in texts]
    labels = reading.structure.labels
    asked = frozenset(content_stems(reading.question.text))
    said = frozenset[str]().union(*bags)
    levels = reading.structure.levels or {}
    used = sum(c.used for c in reading.concepts)
    said_so = Counter([name for t in texts for name in phrases_in(t)])
    manner, hinted = manner_of(texts), Counter([cue for t in texts for cue in cues_in(t)])
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
