"""Patterns in any case find what `re.IGNORECASE` finds, in ASCII and beside it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.any_case import AnyCase

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
