"""Phrases as data: words, stems, classes and beginnings."""

from __future__ import annotations

import pytest

from scoring.cues import cues_in
from scoring.language import tokens
from scoring.phrases import PhraseTable

TABLE = PhraseTable("""
lesson: ~learn; in hindsight
did: i @past; i then|also @past
order: ^first; ^after that
""")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It was learning by doing.", {"lesson"}),
        ("In hindsight, I also walked away.", {"lesson", "did"}),
        ("I need a hundred.", set()),
        ("So, um, first the map.", {"order"}),
        ("The map came first.", set()),
        ("", set()),
    ],
)
def test_phrases_are_found_by_their_words(text: str, names: set[str]) -> None:
    assert TABLE.find(tokens(text)) == names


def test_a_line_without_a_name_is_refused() -> None:
    with pytest.raises(ValueError, match="no name"):
        PhraseTable("just words")


def test_a_question_is_a_cue() -> None:
    assert "question" in cues_in("Do you mean the last job?")
    assert "question" not in cues_in("I asked what they meant.")
