"""Captions: short enough to be read, in the order of the words, none of which is lost."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coach.records.captions import LETTERS, SECONDS, captions
from coach.records.folds import TranscriptLine
from scoring.answer import Word

STEP = 0.5


def spoken(text: str, timed: bool = True) -> TranscriptLine:
    texts = text.split()
    words = tuple(Word(t, 10 + i * STEP, 10 + i * STEP + 0.25) for i, t in enumerate(texts)) if timed else ()
    return TranscriptLine("candidate", text, 10.0, 10 + len(texts) * STEP, words=words)


def test_each_sentence_is_a_caption_with_the_seconds_of_its_words() -> None:
    first, second = captions(spoken("We compared labels. Then a doctor decided."))
    assert (first.text, first.started, first.ended) == ("We compared labels.", 10.0, 11.25)
    assert (second.text, second.started) == ("Then a doctor decided.", 11.5)


def test_a_long_sentence_is_cut_into_parts_of_about_one_length() -> None:
    parts = captions(spoken("and then we labelled the next batch " * 6))
    lengths = [len(p.text) for p in parts]
    assert len(parts) > 2 and max(lengths) - min(lengths) < 12


def test_a_pause_ends_a_caption() -> None:
    words = (Word("Well", 1.0, 1.2), Word("no", 4.0, 4.2))
    assert [c.text for c in captions(TranscriptLine("candidate", "Well no", 1.0, 4.2, words=words))] == ["Well", "no"]


def test_words_without_times_share_those_of_their_line_by_their_letters() -> None:
    line = TranscriptLine("interviewer", "One two. Three four five six.", 0.0, 6.0)
    first, second = captions(line)
    assert 0 < first.ended == second.started < 3 and second.ended == 6.0


def test_what_was_typed_stands_as_long_as_reading_it_takes() -> None:
    line = TranscriptLine("candidate", "A sentence that was typed. " * 9, 5.0, 5.0, typed=True)
    found = captions(line)
    assert [c.text for c in found] == ["A sentence that was typed."] * 9
    assert all(1.5 < c.ended - c.started < 1.7 for c in found) and found[0].started == 5.0


WORDS = st.lists(st.text("abc.?", min_size=1, max_size=14), min_size=1, max_size=80)


@given(WORDS, st.booleans())
def test_no_word_is_lost_and_each_caption_can_be_read(texts: list[str], timed: bool) -> None:
    found = captions(spoken(" ".join(texts), timed))
    assert " ".join(c.text for c in found).split() == texts
    assert all(len(c.text) <= LETTERS and c.ended - c.started <= SECONDS + 1e-9 for c in found)
    assert all(a.ended <= b.started + 1e-9 for a, b in pairwise(found))
