"""What tells a component that is hinted at from one that is clear, and clear from specific."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scoring.cues import cues_in
from scoring.data_points import find_numbers
from scoring.language import content_words
from scoring.scorecard import Label

_NAME = re.compile(r"(?<![.!?] )(?<!^)\b(?!I\b|I')[A-Z][a-zA-Z]+")
_WATCHED = (
    "action_i", "action_we", "would", "generic", "opinion", "result_change", "reflect_learn", "reflect_now",
    "reflect_self", "task_duty", "task_decide", "situation_when", "negation", "present_i",
)  # fmt: skip


def level_features(
    label: Label, texts: Sequence[str], labels: Sequence[Label], chances: Sequence[float]
) -> dict[str, float]:
    """Of the sentences labelled `label` (and how surely), and a little of the whole answer."""
    own = [text for text, given in zip(texts, labels, strict=True) if given == label]
    together = " ".join(own)
    words = content_words(together)
    whole = " ".join(texts)
    found = {
        "most": max(chances, default=0.0),
        "sum": min(sum(chances), 4.0) / 4,
        "any": float(bool(own)),
        "two": float(len(own) > 1),
        "three": float(len(own) > 2),
        "words": min(len(words), 40) / 40,
        "words_some": min(len(words), 12) / 12,
        "numbers": min(len(find_numbers(together)), 4) / 4,
        "number": float(bool(find_numbers(together))),
        "names": min(len(_NAME.findall(together)), 3) / 3,
        "all_numbers": min(len(find_numbers(whole)), 8) / 8,
        "all_names": min(len(_NAME.findall(whole)), 6) / 6,
        "all_words": min(len(content_words(whole)), 150) / 150,
        "others": len({x for x in labels if x != "O"}) / 5,
        "other_share": sum(x == "O" for x in labels) / max(len(labels), 1),
    }
    for cue in _WATCHED:
        found[f"own:{cue}"] = float(any(cue in cues_in(t) for t in own))
        found[f"all:{cue}"] = sum(cue in cues_in(t) for t in texts) / max(len(texts), 1)
    return found
