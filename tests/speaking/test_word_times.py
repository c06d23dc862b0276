"""Every word gets a time, whatever the synthesiser marked."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coach.speaking.visemes import PhonemeTime
from coach.speaking.voice import WordTime
from coach.speaking.word_times import Mark, estimated_words, marked_words


def test_words_begin_at_their_marks_and_unmarked_ones_share() -> None:
    marks = [Mark(0, 0.1), Mark(5, 0.4), Mark(12, 1.0)]
    assert marked_words("Tell of the truth", marks, 1.6) == (
        WordTime(0, 4, 0.1, 0.4),
        WordTime(5, 2, 0.4, 0.4 + 0.6 * 4 / 9),
        WordTime(8, 3, 0.4 + 0.6 * 4 / 9, 1.0),
        WordTime(12, 5, 1.0, 1.6),
    )


def test_a_number_spoken_as_several_words_is_one_word_from_its_first_mark() -> None:
    marks = [Mark(0, 0.0), Mark(3, 0.2), Mark(3, 0.5), Mark(5, 0.7)]
    assert marked_words("in 2026", marks, 1.0) == (WordTime(0, 2, 0.0, 0.2), WordTime(3, 4, 0.2, 1.0))


def test_a_word_ends_where_the_pause_after_it_begins() -> None:
    phonemes = [PhonemeTime("s", 0.0), PhonemeTime("", 0.3), PhonemeTime("", 0.5), PhonemeTime("g", 0.8)]
    words = marked_words("So, go", [Mark(0, 0.0), Mark(4, 0.8)], 1.4, [*phonemes, PhonemeTime("", 1.0)])
    assert words == (WordTime(0, 3, 0.0, 0.3), WordTime(4, 2, 0.8, 1.0))


@given(
    st.text(alphabet="ab ,é", max_size=60),
    st.lists(st.tuples(st.integers(-3, 70), st.floats(0, 9)), max_size=12),
    st.floats(10, 12),
)
def test_all_words_are_timed_in_order(text: str, marks: list[tuple[int, float]], seconds: float) -> None:
    for words in (marked_words(text, [Mark(*m) for m in marks], seconds), estimated_words(text, seconds)):
        assert [text[w.offset : w.offset + w.length] for w in words] == text.split()
        assert all(0 <= w.start <= w.end for w in words)
        assert all(a.end <= b.start + 1e-9 for a, b in pairwise(words))
