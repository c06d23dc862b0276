"""What the label model sees of a sentence: its words, its cues, its place and its neighbours."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Sequence

from scoring.cues import cues_in
from scoring.language import FILLER_SOUNDS, content_stems, stem, stems, tokens
from scoring.phrases import classes_of

_TELLING_WORDS = """
task_duty task_decide action_i action_would result_change result_end reflect_learn reflect_now reflect_self
situation_when situation_place present_i past_be
"""
_TELLING = frozenset(_TELLING_WORDS.split())
"""Cues of which it tells whether they come for the first or the last time in an answer."""

_PERSONS_TEXT = "i:I we:we he:one she:one they:they it:it that:it this:it you:you there:there nobody:all everyone:all"
_PERSONS = dict(pair.split(":") for pair in _PERSONS_TEXT.split()) | {"everybody": "all"}
_AUXILIARIES_TEXT = """
was were am is are be been being have had has do did does will would can could must should might may
"""
_AUXILIARIES = frozenset(_AUXILIARIES_TEXT.split())
_SHORT = 3
"""Letters up to which a word keeps its own name in the shape of a sentence's beginning."""

_NAME = re.compile(r"(?<=[a-z0-9,;] )[A-Z][a-zà-ÿ]+\b")
"""A capital within a sentence, but for I and abbreviations."""


def label_features(kind: str, question: str, texts: Sequence[str]) -> list[dict[str, float]]:
    """One sparse feature mapping for each sentence; names are stable, values of about 0 to 1."""
    said = [_Said(text) for text in texts]
    asked = frozenset(content_stems(question))
    story = "story" if kind in ("behavioural", "resume") else "plan"
    rows = []
    for index, own in enumerate(said):
        found: dict[str, float] = {f"kind={kind}": 0.5, f"family={story}": 0.5}
        _add_words(found, own)
        _add_place(found, story, index, len(texts))
        _add_cues(found, story, [one.cues for one in said], index)
        _add_neighbours(found, said, index)
        stemmed = frozenset(stems(own.text))
        found["echo"] = len(asked & stemmed) / max(len(stemmed), 1)
        rows.append(found)
    return rows


class _Said:
    """One sentence: its cues, and its words without names and hesitations."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.cues = cues_in(text)
        self.words = [w for w in tokens(without_names(text)) if w not in FILLER_SOUNDS]


def without_names(text: str) -> str:
    """Names of people and places replaced by one word, so that who it was changes no label."""
    return _NAME.sub("somename", text)


def _add_words(found: dict[str, float], said: _Said) -> None:
    words = said.words
    roots = [stem(w) for w in words]
    grams = {f"w={w}" for w in words}
    grams.update([f"b={a}_{b}" for a, b in itertools.pairwise(words)])
    if words:
        grams.add(f"begin={words[0]}")
        grams.add("begin2=" + "_".join(words[:2]))
        grams.add("begin3=" + "_".join(words[:3]))
        grams.add(f"end={words[-1]}")
    found.update(dict.fromkeys(sorted(grams), 1.05 / math.sqrt(max(len(grams), 1))))
    grams = {f"s={w}" for w in roots}
    grams.update([f"sb={a}_{b}" for a, b in itertools.pairwise(roots)])
    found.update(dict.fromkeys(sorted(grams), 1.05 / math.sqrt(max(len(grams), 1))))
    _add_shape(found, words, said.text.count(","))
    length = len(words)
    found["length"] = min(length, 40) / 40
    found[f"length={min(length // 6, 5)}"] = 0.5


def _add_shape(found: dict[str, float], words: Sequence[str], commas: int) -> None:
    """Who does what in which tense, as far as the forms of the words tell."""
    classes = [classes_of(w) for w in words]
    shape = [_shaped(w, own) for w, own in zip(words[:4], classes, strict=False)]
    found["shape3=" + "_".join(shape[:3])] = 0.5
    found["shape4=" + "_".join(shape)] = 0.4
    past = sum("@past" in own for own in classes)
    found["past"] = min(past, 5) / 5
    found["no_past"] = 0.5 * (past == 0)
    found["commas"] = min(commas, 5) / 5
    found["numbers"] = min(sum("@number" in own for own in classes), 4) / 4


def _shaped(word: str, classes: Sequence[str]) -> str:
    if word in _PERSONS:
        return _PERSONS[word]
    kind = next((c for c in ("@past", "@number", "@ing") if c in classes), "")
    return kind or (word if word in _AUXILIARIES or len(word) <= _SHORT else "word")


def _add_place(found: dict[str, float], story: str, index: int, count: int) -> None:
    place = (index + 0.5) / count
    found[f"{story}:from_start={min(index, 4)}"] = 0.6
    found[f"{story}:from_end={min(count - 1 - index, 4)}"] = 0.6
    found[f"{story}:fifth={int(place * 5)}"] = 0.6
    found[f"{story}:place"] = place
    found[f"count={min(count // 3, 4)}"] = 0.3


def _add_neighbours(found: dict[str, float], said: Sequence[_Said], index: int) -> None:
    """How the sentences before and after begin."""
    for offset, name in ((-1, "before"), (1, "after")):
        words = said[index + offset].words if 0 <= index + offset < len(said) else []
        if words:
            found[f"{name}:begin={words[0]}"] = 0.25
            found[f"{name}:begin2={'_'.join(words[:2])}"] = 0.25


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
