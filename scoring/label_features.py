"""What the label model sees of a sentence: its words, its cues, its place and its neighbours."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoring.cues import CUES, cues_in
from scoring.language import FILLER_SOUNDS, SENTENCES, by_word, content_stems, split, stems, tokens
from scoring.phrases import classes_of

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

WHOLE = 1000
"""Values are whole thousandths: they are added up exactly, in whatever order."""
_WORDS = 2000
"""The length of the vector of a sentence's words and pairs of words."""

Name = str | tuple[str, str]
Groups = list[tuple[int, Sequence[Name]]]
"""The features of one sentence: values in thousandths, each with names that have it; a pair stands for
two words in a row."""


def label_features(kind: str, question: str, texts: Sequence[str]) -> list[Groups]:
    """The features of each sentence; names are stable and each stands once, values are of about 0 to WHOLE."""
    said = [_said(text) for text in texts]
    asked = frozenset(content_stems(question))
    story = "story" if kind in ("behavioural", "resume") else "plan"
    rows = []
    asked_by = (500, (f"kind={kind}", f"family={story}"))
    for index, own in enumerate(said):
        found = [*own.groups, asked_by, *_place(story, index, len(said)), *_neighbours(said, index)]
        if echo := WHOLE * len(asked & own.stems) // max(len(own.stems), 1):
            found.append((echo, ("echo",)))
        rows.append(found)
    return rows


def values_of(groups: Groups) -> dict[str, float]:
    """Each feature's value, about 0 to 1, by its name as it is stored."""
    return {stored_name(name): value / WHOLE for value, names in groups for name in names}


def stored_name(name: Name) -> str:
    """A pair of words as `b=first_second`: no word has an underscore."""
    return name if isinstance(name, str) else f"b={name[0]}_{name[1]}"


def read_name(stored: str) -> Name:
    first, _, second = stored.removeprefix("b=").partition("_")
    return (first, second) if stored.startswith("b=") else stored


@dataclass(frozen=True, slots=True)
class _Said:
    """One sentence: its stems, what it tells of itself, and of the sentences just before and just after it."""

    stems: frozenset[str]
    groups: Groups
    of_one_before: Sequence[Name]
    of_one_after: Sequence[Name]


@lru_cache(maxsize=SENTENCES)
def _said(text: str) -> _Said:
    unnamed = without_names(text)
    words = [w for w in (tokens(text) if unnamed == text else split(unnamed)) if w not in FILLER_SOUNDS]
    cues = cues_in(text)
    groups = [*_of_words(words), *_shape(words, text.count(",")), (600, [_OWN[cue] for cue in cues])]
    begin = words[:1]
    before = [_AFTER[cue] for cue in cues] + [f"after:begin={word}" for word in begin]
    return _Said(frozenset(stems(text)), groups, before, [f"before:begin={word}" for word in begin])


_CUE_NAMES = (*CUES.names, "question")
_OWN = {cue: f"cue={cue}" for cue in _CUE_NAMES}
_AFTER = {cue: f"after:cue={cue}" for cue in _CUE_NAMES}


def without_names(text: str) -> str:
    """Names of people and places replaced by one word, so that who it was changes no label."""
    return _NAME.sub("somename", text)


def _of_words(words: Sequence[str]) -> Groups:
    names: set[Name] = {*map(_word_name, words), *itertools.pairwise(words), *[f"begin={word}" for word in words[:1]]}
    each = round(_WORDS / math.sqrt(max(len(names), 1)))
    length = WHOLE * min(len(words), 40) // 40
    return [(each, [*names]), (500, (f"length={min(len(words) // 6, 5)}",)), *_one(length, "length")]


def _one(value: int, name: str) -> Groups:
    return [(value, (name,))] if value else []


@by_word
def _word_name(word: str) -> str:
    return f"w={word}"


@by_word
def _part(word: str) -> str:
    """A lower-case word's part in the shape of a sentence."""
    classes = classes_of(word)
    kind = next((c for c in ("@past", "@number", "@ing") if c in classes), "")
    kept = word in _AUXILIARIES or len(word) <= _SHORT
    return _PERSONS.get(word) or kind or (word if kept else "word")


@by_word
def _is_past(word: str) -> bool:
    return "@past" in classes_of(word)


@by_word
def _is_number(word: str) -> bool:
    return "@number" in classes_of(word)


def _shape(words: Sequence[str], commas: int) -> Groups:
    """Who does what in which tense, as far as the forms of the words tell."""
    past, numbers = sum(map(_is_past, words)), sum(map(_is_number, words))
    begin = "shape3=" + "_".join(map(_part, words[:3]))
    return [
        (500, (begin,) if past else (begin, "no_past")),
        *_one(WHOLE * min(past, 5) // 5, "past"),
        *_one(WHOLE * min(commas, 5) // 5, "commas"),
        *_one(WHOLE * min(numbers, 4) // 4, "numbers"),
    ]


@lru_cache(maxsize=4096)
def _place(story: str, index: int, count: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """What its place among `count` sentences tells of a sentence: values and their names."""
    fifth, last = (10 * index + 5) // (2 * count), count - 1 - index
    here = f"{story}:from_start={min(index, 4)}", f"{story}:from_end={min(last, 4)}", f"{story}:fifth={fifth}"
    along = WHOLE * (2 * index + 1) // (2 * count)
    return (600, here), (along, (f"{story}:place",)), (250, (f"count={min(count // 3, 4)}",))


_FIRST, _LAST = (500, ("before:none",)), (500, ("after:none",))


def _neighbours(said: Sequence[_Said], index: int) -> Groups:
    """How the sentences before and after begin, and the cues of the one after."""
    before = (250, said[index - 1].of_one_after) if index else _FIRST
    after = (250, said[index + 1].of_one_before) if index + 1 < len(said) else _LAST
    return [before, after]
