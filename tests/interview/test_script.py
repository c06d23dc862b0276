"""The script's lines: what is accepted, and how words get their times."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import BankError
from coach.interview.script_lines import Line, read_script, spoken_words


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"say": "hi"}\n{oops', "script:2"),
        ('{"say": "hi", "silence": 2}', 'either "say" or "silence"'),
        ('{"shout": "hi"}', "shout"),
        ('{"silence": -1}', "silence"),
        ('{"silence": 1e999}', "script:1: silence: Input should be a finite number"),
        ('{"say": "half \\ud800 a character"}', r"script:1: not JSON \(unexpected end of hex escape"),
        ("[]", "script:1: the line: Input should be an object"),
    ],
)
def test_a_wrong_line_is_named(text: str, told: str) -> None:
    with pytest.raises(BankError, match=told):
        read_script(text)


def test_a_line_ends_where_a_file_says_so_and_not_at_a_separator_in_what_is_said() -> None:
    first, second = read_script('{"say": "one\u2028two"}\r\n\n{"silence": 2}\r\n')
    assert (first.say, second.silence) == ("one\u2028two", 2)


def test_seconds_and_pauses_are_kept() -> None:
    first, second = spoken_words(Line(say="one two three four five six", seconds=10, pauses=((3, 4.0),)), 100.0)
    assert first[0].start == 100.0
    assert second[0].start - first[-1].end >= 4.0
    assert second[-1].end == pytest.approx(110.0, abs=0.2)


@given(st.lists(st.text("abcdefg", min_size=1, max_size=9), min_size=1, max_size=40), st.floats(0.5, 100))
def test_words_are_in_order_and_none_is_lost(words: list[str], seconds: float) -> None:
    spoken = [w for u in spoken_words(Line(say=" ".join(words), seconds=seconds), 5.0) for w in u]
    assert [w.text for w in spoken] == words
    assert all(a.end <= b.start + 1e-6 for a, b in itertools.pairwise(spoken))
