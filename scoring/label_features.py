"""What the label model sees of a sentence: its words, its cues, its place and its neighbours."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Sequence

from scoring.cues import cues_in
from scoring.language import FILLER_SOUNDS, content_stems, stems, tokens

_TELLING_WORDS = """
task_duty task_decide action_i action_would result_change result_end reflect_learn reflect_now reflect_self
situation_when situation_place present_i past_be
"""
_TELLING = frozenset(_TELLING_WORDS.split())
"""Cues of which it tells whether they come for the first or the last time in an answer."""

_NAME = re.compile(r"(?<=[a-z0-9,;] )[A-Z][a-zà-ÿ]+\b")
"""A capital within a sentence, but for I and abbreviations."""


def label_features(kind: str, question: str, texts: Sequence[str]) -> list[dict[str, float]]:
    """One sparse feature mapping for each sentence; names are stable, values of about 0 to 1."""
    cues = [cues_in(text) for text in texts]
    asked = frozenset(content_stems(question))
    return [_features(kind, asked, texts, cues, index) for index in range(len(texts))]


def _features(
    kind: str, asked: frozenset[str], texts: Sequence[str], cues: Sequence[frozenset[str]], index: int
) -> dict[str, float]:
    story = "story" if kind in ("behavioural", "resume") else "plan"
    found: dict[str, float] = {f"kind={kind}": 0.5, f"family={story}": 0.5}
    _add_words(found, texts[index])
    _add_place(found, story, index, len(texts))
    _add_cues(found, story, cues, index)
    said = frozenset(stems(texts[index]))
    found["echo"] = len(asked & said) / max(len(said), 1)
    return found


def without_names(text: str) -> str:
    """Names of people and places replaced by one word, so that who it was changes no label."""
    return _NAME.sub("somename", text)


def _add_words(found: dict[str, float], text: str) -> None:
    words = [w for w in tokens(without_names(text)) if w not in FILLER_SOUNDS]
    grams = {f"w={w}" for w in words}
    grams.update([f"b={a}_{b}" for a, b in itertools.pairwise(words)])
    if words:
        grams.add(f"begin={words[0]}")
        grams.add("begin2=" + "_".join(words[:2]))
        grams.add("begin3=" + "_".join(words[:3]))
        grams.add(f"end={words[-1]}")
    found.update(dict.fromkeys(sorted(grams), 1.05 / math.sqrt(max(len(grams), 1))))
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


def _add_cues(found: dict[str, float], story: str, cues: Sequence[frozenset[str]], index: int) -> None:
    for cue in sorted(cues[index]):
        found[f"cue={cue}"] = 0.6
        found[f"{story}:cue={cue}"] = 0.4
    for offset, name in ((-1, "before"), (1, "after")):
        if 0 <= index + offset < len(cues):
            for cue in sorted(cues[index + offset]):
                found[f"{name}:cue={cue}"] = 0.25
        else:
            found[f"{name}:none"] = 0.5
    for cue in sorted(cues[index] & _TELLING):
        if not any(cue in earlier for earlier in cues[:index]):
            found[f"first:cue={cue}"] = 0.4
        if not any(cue in later for later in cues[index + 1 :]):
            found[f"last:cue={cue}"] = 0.4
