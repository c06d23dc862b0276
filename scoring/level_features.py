"""What tells a component that is hinted at from one that is clear, and clear from specific."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import fsum

from scoring.cues import cue_counts, cues_in
from scoring.data_points import find_numbers
from scoring.language import ANSWERS, SENTENCES, content_words, names_in
from scoring.scorecard import Label

_WATCHED = (
    "action_i", "action_we", "would", "generic", "opinion", "result_change", "reflect_learn", "reflect_now",
    "reflect_self", "task_duty", "task_decide", "situation_when", "negation", "present_i",
)  # fmt: skip

_OWN = [(cue, f"own:{cue}") for cue in _WATCHED]
_ALL = [(cue, f"all:{cue}") for cue in _WATCHED]


def level_features(
    label: Label, texts: Sequence[str], labels: Sequence[Label], chances: Sequence[float]
) -> dict[str, float]:
    """Of the sentences labelled `label` (and how surely), and a little of the whole answer; cues that are not there
    are left out."""
    own = [text for text, given in zip(texts, labels, strict=True) if given == label]
    words, numbers, names = _counts(own)
    found = {
        "most": max(chances, default=0.0),
        "sum": min(fsum(chances), 4.0) / 4,
        "any": float(bool(own)),
        "two": float(len(own) > 1),
        "three": float(len(own) > 2),
        "words": min(words, 40) / 40,
        "words_some": min(words, 12) / 12,
        "numbers": min(numbers, 4) / 4,
        "number": float(numbers > 0),
        "names": min(names, 3) / 3,
        "others": len({*labels} - {"O"}) / 5,
        "other_share": labels.count("O") / max(len(labels), 1),
    }
    cues = frozenset[str]().union(*[cues_in(t) for t in own])
    found.update([(name, 1.0) for cue, name in _OWN if cue in cues])
    return found | _whole(tuple(texts))


@lru_cache(maxsize=ANSWERS)
def _whole(texts: tuple[str, ...]) -> dict[str, float]:
    """What does not depend on the component: of all sentences of the answer."""
    words, numbers, names = _counts(texts)
    cues = cue_counts(texts)
    found = {
        "all_numbers": min(numbers, 8) / 8,
        "all_names": min(names, 6) / 6,
        "all_words": min(words, 150) / 150,
    }
    return found | {name: cues[cue] / len(texts) for cue, name in _ALL if cue in cues}


def _counts(texts: Sequence[str]) -> tuple[int, int, int]:
    """Words with content, numbers and names in these sentences."""
    words, numbers, names = zip((0, 0, 0), *map(_counted, texts), strict=True)
    return sum(words), sum(numbers), sum(names)


@lru_cache(maxsize=SENTENCES)
def _counted(text: str) -> tuple[int, int, int]:
    return len(content_words(text)), len(find_numbers(text)), names_in(text)
