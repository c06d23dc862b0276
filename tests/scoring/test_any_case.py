"""Patterns in any case find what `re.IGNORECASE` finds, in ASCII and beside it, and their words lose nothing."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import fillers, flag_features, flag_phrases, injection, plan_structure
from scoring.any_case import AnyCase, AnyOfMany

PATTERNS = (r"\bI mean\b(?! THE)", r"\b\w+ly\b|\bsort of\b", r"^\W*so\b", r"(?<!\ba )kind of|[A-Z]\d\S")
TEXTS = st.text(st.sampled_from("iI mMeEaAnN THEthe sSoO kKiInNdD fF lLyY a,.1é’K")) | st.text()


@given(st.sampled_from(PATTERNS), TEXTS)
def test_what_is_found_is_what_re_finds(pattern: str, text: str) -> None:
    plain, ours = re.compile(pattern, re.IGNORECASE), AnyCase(pattern)
    spans = [match.span() for match in plain.finditer(text)]
    assert ours.spans(text) == spans
    assert ours.count(text) == len(spans)
    assert ours.found_in(text) == bool(spans)
    assert ours.opens(text) == (plain.match(text) is not None)


@pytest.mark.parametrize("text", ["I MEAN it", "Ultimately I mean", "A KIND OF map, kind of"])
def test_capitals_make_no_difference(text: str) -> None:
    assert any(AnyCase(p).found_in(text) for p in PATTERNS)
    for pattern in PATTERNS:
        assert (
            AnyCase(pattern).spans(text) == AnyCase(pattern).spans(text.upper()) == AnyCase(pattern).spans(text.lower())
        )


def test_text_without_the_words_is_not_searched() -> None:
    pattern = AnyCase(r"\b(?:sorry|apolog\w+)\b", "sorry apologise")
    for text in ("SORRY.", "I apologized", "non-sorry", "o'sorry", "so sorry-ish", "“sorry”"):
        assert pattern.may_be_in(text), text
        assert pattern.found_in(text), text
    assert not pattern.may_be_in("I am so glad.")
    assert not AnyCase("glad", "sorry").found_in("I am so glad.")


def test_of_many_patterns_those_are_counted_that_are_found() -> None:
    many = AnyOfMany(
        [AnyCase(r"\bsorry\b", "sorry"), AnyCase(r"\bso (?:sorry|glad)\b", "sorry glad"), AnyCase("z", "z")]
    )
    assert [len(many.found_in(text)) for text in ("I'm so SORRY", "so glad", "sorrier", "“so sorry”", "ſorry")] == [
        2,
        1,
        0,
        2,
        1,
    ]


def with_words() -> Iterable[AnyCase]:
    for module in (fillers, flag_features, flag_phrases, injection, plan_structure):
        for value in vars(module).values():
            many = value.patterns if isinstance(value, AnyOfMany) else value
            each = many.values() if isinstance(many, dict) else many if isinstance(many, list | tuple) else [many]
            yield from (p for p in each if isinstance(p, AnyCase) and not p.may_be_in(""))


class Writer:
    """Writes texts that a pattern may find, one way through it after another by chance."""

    def __init__(self, pattern: str) -> None:
        self._parsed, self._chance = parser.parse(pattern), random.Random(3)

    def write(self) -> str:
        before = self._chance.choice(["", " ", "a ", "x-", "o'", "x"])
        after = self._chance.choice(["", " ", "s", " b", "-y", "'t", ".", "?", "x"])
        return before + self._all(self._parsed) + after

    def _all(self, parts: Any) -> str:
        return "".join(self._one(kind, value) for kind, value in parts)

    def _one(self, kind: Any, value: Any) -> str:
        match kind:
            case kinds.LITERAL:
                return chr(value)
            case kinds.BRANCH:
                return self._all(self._chance.choice(value[1]))
            case kinds.SUBPATTERN:
                return self._all(value[3])
            case kinds.MAX_REPEAT:
                low, high, inner = value
                return "".join(self._all(inner) for _ in range(self._chance.randint(low, min(high, low + 2))))
            case kinds.IN:
                return self._of_set(value)
            case kinds.ANY | kinds.NOT_LITERAL:
                return self._chance.choice("x ,")
        return ""

    def _of_set(self, members: Any) -> str:
        kind, value = self._chance.choice(members)
        match kind:
            case kinds.LITERAL:
                return chr(value)
            case kinds.RANGE:
                return chr(self._chance.randint(*value))
            case kinds.CATEGORY:
                named = {kinds.CATEGORY_WORD: "b", kinds.CATEGORY_SPACE: " ", kinds.CATEGORY_DIGIT: "7"}
                return named.get(value, ",")
        return " "


def test_whatever_a_pattern_finds_has_one_of_its_words() -> None:
    patterns = list(with_words())
    assert len(patterns) > 30
    for pattern in patterns:
        writer, searched = Writer(pattern.pattern), re.compile(pattern.pattern, re.IGNORECASE)
        found = [text for text in (writer.write() for _ in range(1500)) if searched.search(text)]
        assert len(found) > 100, pattern.pattern
        assert [text for text in found if not pattern.may_be_in(text)] == []
