"""What the label model sees of a sentence: its words, its cues, its place and its neighbours."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoring.cues import cues_in
from scoring.language import FILLER_SOUNDS, SENTENCES, by_word, content_stems, stem, stems, tokens
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


Groups = dict[float, list[str]]
"""The features of one sentence: a value, and the names of all that have it."""


def label_features(kind: str, question: str, texts: Sequence[str]) -> list[Groups]:
    """The features of each sentence; names are stable and each stands once, values are of about 0 to 1."""
    said = [_said(text) for text in texts]
    asked = frozenset(content_stems(question))
    story = "story" if kind in ("behavioural", "resume") else "plan"
    cues = [one.cues for one in said]
    rows = []
    for index, own in enumerate(said):
        found: Groups = {value: [*names] for value, names in own.groups.items()}
        found.setdefault(0.5, []).extend((f"kind={kind}", f"family={story}"))
        _add_place(found, story, index, len(texts))
        _add_cues(found, story, cues, index)
        _add_neighbours(found, said, index)
        found.setdefault(len(asked & own.stems) / max(len(own.stems), 1), []).append("echo")
        rows.append(found)
    return rows


def values_of(groups: Groups) -> dict[str, float]:
    """Each feature's value by its name."""
    return {name: value for value, names in groups.items() for name in names}


@dataclass(frozen=True, slots=True)
class _Said:
    """One sentence: its cues, its stems, its words without names and hesitations, and what they alone tell."""

    cues: frozenset[str]
    stems: frozenset[str]
    words: list[str]
    groups: Mapping[float, Sequence[str]]


@lru_cache(maxsize=SENTENCES)
def _said(text: str) -> _Said:
    words = [w for w in tokens(without_names(text)) if w not in FILLER_SOUNDS]
    roots, shapes, past, numbers = zip(*map(_known, words), strict=True) if words else ((), (), (), ())
    groups: Groups = {}
    _add_words(groups, words, roots)
    _add_shape(groups, shapes, sum(past), sum(numbers), text.count(","))
    return _Said(cues_in(text), frozenset(stems(text)), words, groups)


def without_names(text: str) -> str:
    """Names of people and places replaced by one word, so that who it was changes no label."""
    return _NAME.sub("somename", text)


@by_word
def _known(word: str) -> tuple[str, str, bool, bool]:
    """The stem of a lower-case word, its part in the shape of a sentence, and whether it is a past form or a number."""
    classes = classes_of(word)
    kind = next((c for c in ("@past", "@number", "@ing") if c in classes), "")
    kept = word in _AUXILIARIES or len(word) <= _SHORT
    shape = _PERSONS.get(word) or kind or (word if kept else "word")
    return stem(word), shape, "@past" in classes, "@number" in classes


def _add_words(found: Groups, words: Sequence[str], roots: Sequence[str]) -> None:
    grams = {f"w={w}" for w in words}
    grams.update([f"b={a}_{b}" for a, b in itertools.pairwise(words)])
    if words:
        grams.add(f"begin={words[0]}")
        grams.add("begin2=" + "_".join(words[:2]))
        grams.add("begin3=" + "_".join(words[:3]))
        grams.add(f"end={words[-1]}")
    _add(found, 1.05 / math.sqrt(max(len(grams), 1)), *grams)
    grams = {f"s={w}" for w in roots}
    grams.update([f"sb={a}_{b}" for a, b in itertools.pairwise(roots)])
    _add(found, 1.05 / math.sqrt(max(len(grams), 1)), *grams)
    _add(found, min(len(words), 40) / 40, "length")
    _add(found, 0.5, f"length={min(len(words) // 6, 5)}")


def _add(found: Groups, value: float, *names: str) -> None:
    found.setdefault(value, []).extend(names)


def _add_shape(found: Groups, shapes: Sequence[str], past: int, numbers: int, commas: int) -> None:
    """Who does what in which tense, as far as the forms of the words tell."""
    _add(found, 0.5, "shape3=" + "_".join(shapes[:3]), *["no_past"] * (past == 0))
    _add(found, 0.4, "shape4=" + "_".join(shapes[:4]))
    _add(found, min(past, 5) / 5, "past")
    _add(found, min(commas, 5) / 5, "commas")
    _add(found, min(numbers, 4) / 4, "numbers")


def _add_place(found: Groups, story: str, index: int, count: int) -> None:
    place, last = (index + 0.5) / count, count - 1 - index
    here = f"{story}:from_start={min(index, 4)}", f"{story}:from_end={min(last, 4)}", f"{story}:fifth={int(place * 5)}"
    _add(found, 0.6, *here)
    _add(found, place, f"{story}:place")
    _add(found, 0.3, f"count={min(count // 3, 4)}")


def _add_neighbours(found: Groups, said: Sequence[_Said], index: int) -> None:
    """How the sentences before and after begin."""
    for offset, name in ((-1, "before"), (1, "after")):
        words = said[index + offset].words if 0 <= index + offset < len(said) else []
        if words:
            _add(found, 0.25, f"{name}:begin={words[0]}", f"{name}:begin2={'_'.join(words[:2])}")


def _add_cues(found: Groups, story: str, cues: Sequence[frozenset[str]], index: int) -> None:
    own = cues[index]
    _add(found, 0.6, *[f"cue={cue}" for cue in own])
    _add(found, 0.4, *[f"{story}:cue={cue}" for cue in own])
    for offset, name in ((-1, "before"), (1, "after")):
        if 0 <= index + offset < len(cues):
            _add(found, 0.25, *[f"{name}:cue={cue}" for cue in cues[index + offset]])
        else:
            _add(found, 0.5, f"{name}:none")
    telling = own & _TELLING
    _add(found, 0.4, *[f"first:cue={cue}" for cue in telling.difference(*cues[:index])])
    _add(found, 0.4, *[f"last:cue={cue}" for cue in telling.difference(*cues[index + 1 :])])
