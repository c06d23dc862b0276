"""Phonemes to mouth shapes."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.speaking.visemes import SHORTEST, PhonemeTime, shapes_of, viseme_times
from coach.speaking.voice import Viseme, VisemeTime


@pytest.mark.parametrize(
    ("ipa", "shapes"),
    [
        ("p", ("PP",)),
        ("v", ("FF",)),
        ("θ", ("TH",)),
        ("tʃ", ("CH",)),
        ("dʒ", ("CH",)),
        ("ˈɛ", ("E",)),
        ("ˌiː", ("ih",)),
        ("aɪ", ("aa", "ih")),
        ("oʊ", ("oh", "ou")),
        ("ɔ̃", ("oh",)),
        ("ŋ", ("kk",)),
        ("h", ()),
        ("", ()),
        ("☃", ()),
    ],
)
def test_shapes_of_a_phoneme(ipa: str, shapes: tuple[Viseme, ...]) -> None:
    assert shapes_of(ipa) == shapes


def test_a_diphthong_moves_a_pause_closes_and_h_looks_like_the_next_sound() -> None:
    phonemes = [PhonemeTime("h", 0.1), PhonemeTime("ˈaɪ", 0.2), PhonemeTime("", 0.7)]
    assert viseme_times(phonemes, 1.0) == (
        VisemeTime("sil", 0.0, 0.1),
        VisemeTime("aa", 0.1, pytest.approx(0.5)),
        VisemeTime("ih", pytest.approx(0.5), 0.7),
        VisemeTime("sil", 0.7, 1.0),
    )


def test_flicker_goes_but_closing_lips_stay() -> None:
    short = SHORTEST / 2
    phonemes = [
        PhonemeTime("a", 0.0),
        PhonemeTime("t", 0.3),
        PhonemeTime("ɑ", 0.3 + short),
        PhonemeTime("m", 0.6),
        PhonemeTime("u", 0.6 + short),
    ]
    assert [time.viseme for time in viseme_times(phonemes, 1.0)] == ["aa", "PP", "ou"]


@given(
    st.lists(st.tuples(st.sampled_from(["", "p", "aɪ", "t", "ˈɛ", "h", "?", "tʃ"]), st.floats(0, 5)), max_size=30),
    st.floats(0, 5),
)
def test_shapes_cover_the_audio_once_and_in_order(phonemes: list[tuple[str, float]], seconds: float) -> None:
    times = viseme_times([PhonemeTime(*phoneme) for phoneme in phonemes], seconds)
    assert all(time.start < time.end and time.viseme in get_args(Viseme) for time in times)
    assert all(a.end == b.start and a.viseme != b.viseme for a, b in pairwise(times))
    if seconds > 0:
        assert (times[0].start, times[-1].end) == (0.0, seconds)
