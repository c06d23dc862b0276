"""Sentences for the synthesiser, and what of them was heard."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.speaking.fake_voice import SilentVoice
from coach.speaking.speech import MAX_CHARS, heard_text, split_for_speech
from coach.speaking.voice import SpokenSentence, WordTime


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(st.text(alphabet=st.sampled_from("ab .,;:!?…\n\t—-\"')(é漢0.1"), max_size=900))
def test_nothing_but_white_space_is_lost(text: str) -> None:
    pieces = split_for_speech(text)
    assert _bare("".join(pieces)) == _bare(text)
    assert all(piece.strip() == piece and 0 < len(piece) <= MAX_CHARS for piece in pieces)


@given(st.text(max_size=500), st.integers(1, 40))
def test_no_piece_is_longer_than_asked(text: str, longest: int) -> None:
    pieces = split_for_speech(text, longest)
    assert _bare("".join(pieces)) == _bare(text)
    assert all(len(piece) <= longest for piece in pieces)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("  \n ", []),
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("It rose by 3.5 percent. Why?", ["It rose by 3.5 percent.", "Why?"]),
        ("Ask Dr. Lee, e.g. today. Then go.", ["Ask Dr. Lee, e.g. today.", "Then go."]),
        ('He said "Stop." Then he left.', ['He said "Stop."', "Then he left."]),
        ("See no. 4 again. I said no. Good.", ["See no. 4 again.", "I said no.", "Good."]),
        ("First line\nSecond line", ["First line", "Second line"]),
    ],
)
def test_sentences(text: str, pieces: list[str]) -> None:
    assert split_for_speech(text) == pieces


def test_a_long_sentence_breaks_at_a_clause_rather_than_a_space() -> None:
    text = "a" * 20 + " " + "b" * 20 + "; " + "c" * 20 + " " + "d" * 20
    assert split_for_speech(text, 60) == ["a" * 20 + " " + "b" * 20 + ";", "c" * 20 + " " + "d" * 20]


def test_heard_text_ends_with_the_last_word_that_was_played_whole() -> None:
    words = (WordTime(0, 4, 0.0, 0.5), WordTime(5, 3, 0.5, 0.9), WordTime(9, 5, 0.9, 1.5))
    said = [SpokenSentence("Tell me, truly", bytes(2 * 2000), 1000, words), SilentVoice(60).synthesise("And then?")]
    assert heard_text(said, 0.0) == ""
    assert heard_text(said, 0.4) == ""
    assert heard_text(said, 0.89) == "Tell"
    assert heard_text(said, 0.9) == "Tell me,"
    assert heard_text(said, 2.0) == "Tell me, truly"
    assert heard_text(said, 3.2) == "Tell me, truly And"
    assert heard_text(said, 99.0) == "Tell me, truly And then?"


def test_without_word_times_the_text_runs_evenly() -> None:
    sentence = SpokenSentence("one two three four", bytes(2 * 1000), 1000)
    assert heard_text([sentence], 0.5) == "one two"


@given(st.lists(st.text(min_size=1).filter(str.strip), max_size=4), st.floats(0, 30), st.floats(0, 30))
def test_more_time_never_hears_less(texts: list[str], first: float, more: float) -> None:
    said = [SilentVoice().synthesise(text) for text in texts]
    assert heard_text(said, first + more).startswith(heard_text(said, first))
