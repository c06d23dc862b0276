"""Splitting words into sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.answer import Word
from scoring.sentences import MOST_WORDS, split_sentences, typed_sentences

_TEXTS = st.sampled_from(
    ["I", "so", "and", "then", "Dr.", "done.", "why?", "okay,", "3.5", "well...", "it's", "\u2026", "e.g."]
) | st.text(alphabet=st.characters(blacklist_categories=("Z", "C")), min_size=1, max_size=8)


@st.composite
def _words(draw: st.DrawFn) -> list[Word]:
    at, words = 0.0, []
    for text in draw(st.lists(_TEXTS, max_size=120)):
        at += draw(st.floats(0, 3))
        words.append(Word(text, at, at + 0.2))
        at += 0.2
    return words


@given(_words())
def test_every_word_lands_in_one_sentence_in_order(words: list[Word]) -> None:
    sentences = split_sentences(words)
    assert [w for s in sentences for w in s.words] == words
    for sentence in sentences:
        assert sentence.text == " ".join(w.text for w in sentence.words)
        assert (sentence.start, sentence.end) == (sentence.words[0].start, sentence.words[-1].end)


@given(st.text(max_size=400))
def test_a_typed_text_loses_no_word(text: str) -> None:
    assert " ".join(s.text for s in typed_sentences(text)).split() == text.split()


def _spoken(text: str) -> list[Word]:
    return [Word(w, i * 0.4, i * 0.4 + 0.3) for i, w in enumerate(text.split())]


def test_titles_numbers_and_trailing_off_end_no_sentence() -> None:
    text = "I asked Dr. Okafor about 3.5 percent... and she agreed. Then I left."
    assert [s.text for s in split_sentences(_spoken(text))] == [
        "I asked Dr. Okafor about 3.5 percent... and she agreed.",
        "Then I left.",
    ]


def test_a_long_silence_ends_a_sentence_where_nothing_is_punctuated() -> None:
    words = _spoken("we counted the pairs again then I wrote to the lead")
    later = [Word(w.text, w.start + (3 if i > 4 else 0), w.end + (3 if i > 4 else 0)) for i, w in enumerate(words)]
    assert [s.text for s in split_sentences(later)] == ["we counted the pairs again", "then I wrote to the lead"]


def test_a_run_without_full_stops_is_split_at_its_seams() -> None:
    clause = "we looked at the pictures in the folder and marked the ones that were hard to see "
    sentences = split_sentences(_spoken(" ".join([clause, "so I", clause, "then we", clause, "and I", clause])))
    assert len(sentences) > 2
    assert all(len(s.words) <= MOST_WORDS for s in sentences)


def test_a_line_break_ends_a_typed_sentence() -> None:
    assert [s.text for s in typed_sentences("first I asked\nthen I wrote")] == ["first I asked", "then I wrote"]
    assert typed_sentences("  \n ") == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('I asked "what is toxic here?" and wrote down each answer.', 1),
        ("They shouted 'stop!' and I stopped.", 1),
        ('He asked "what is toxic here?" Then I wrote it down.', 2),
        ("I ran the Q & A. Then I wrote the notes.", 2),
        ("We took plan B. It worked.", 2),
        ("I spoke with J. Smith about it.", 1),
    ],
)
def test_a_sentence_goes_on_after_what_it_quotes_and_ends_after_a_lone_letter(text: str, count: int) -> None:
    assert len(typed_sentences(text)) == count
