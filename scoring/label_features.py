"""What the label model sees of a sentence: its words, its cues, its place and its neighbours."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from scoring.cues import cues_in
from scoring.language import FILLER_SOUNDS, stems, tokens


def label_features(kind: str, question: str, texts: Sequence[str]) -> list[dict[str, float]]:
    """One sparse feature mapping for each sentence; names are stable, values of about 0 to 1."""
    cues = [cues_in(text) for text in texts]
    asked = frozenset(stems(question))
    return [_features(kind, asked, texts, cues, index) for index in range(len(texts))]


def _features(
    kind: str, asked: frozenset[str], texts: Sequence[str], cues: Sequence[frozenset[str]], index: int
) -> dict[str, float]:
    story = "story" if kind in ("behavioural", "resume") else "plan"
    found: dict[str, float] = {f"kind={kind}": 0.5, f"family={story}": 0.5}
    _add_words(found, texts[index])
    _add_place(found, story, index, len(texts))
    for cue in cues[index]:
        found[f"cue={cue}"] = 0.6
        found[f"{story}:cue={cue}"] = 0.4
    for offset, name in ((-1, "before"), (1, "after")):
        if 0 <= index + offset < len(texts):
            for cue in cues[index + offset]:
                found[f"{name}:cue={cue}"] = 0.25
        else:
            found[f"{name}:none"] = 0.5
    said = stems(texts[index])
    found["echo"] = len(asked & set(said)) / max(len(set(said)), 1)
    return found


def _add_words(found: dict[str, float], text: str) -> None:
    words = [w for w in tokens(text) if w not in FILLER_SOUNDS]
    grams = [f"w={w}" for w in words] + [f"b={a}_{b}" for a, b in itertools.pairwise(words)]
    grams += [f"s={s}" for s in stems(text)]
    if words:
        grams.append(f"begin={words[0]}")
        grams.append("begin2=" + "_".join(words[:2]))
    weight = 1 / math.sqrt(max(len(set(grams)), 1)) * 3
    for gram in grams:
        found[gram] = weight * 0.35
    length = len(words)
    found["length"] = min(length, 40) / 40
    found[f"length={min(length // 6, 5)}"] = 0.5


def _add_place(found: dict[str, float], story: str, index: int, count: int) -> None:
    place = (index + 0.5) / count
    found[f"{story}:from_start={min(index, 4)}"] = 0.6
    found[f"{story}:from_end={min(count - 1 - index, 4)}"] = 0.6
    found[f"{story}:fifth={int(place * 5)}"] = 0.6
    found[f"{story}:place"] = place
    found[f"count={min(count // 3, 4)}"] = 0.3
