from __future__ import annotations

import pytest

from coach.listening.utterance import Utterance, drawn_out, within_voice
from scoring.answer import Word


def test_a_word_that_reaches_over_a_pause_is_put_where_most_of_it_sounds() -> None:
    (word,) = within_voice((Word("then", 0.9, 2.4),), [(0.0, 1.0), (2.0, 3.0)])
    assert (word.start, word.end) == (2.0, 2.4)


def test_a_word_far_from_any_voice_is_an_invention() -> None:
    near, far = Word("so", 1.1, 1.3), Word("Thanks.", 5.0, 5.5)
    assert within_voice((near, far), [(0.0, 1.0)]) == (near,)
    assert within_voice((near,), []) == ()


def test_the_last_word_sounds_until_the_voice_ends() -> None:
    words = (Word("my", 0.2, 0.5), Word("thoughts.", 0.5, 0.7))
    assert drawn_out(words, [(0.0, 1.1), (3.0, 4.0)])[-1].end == 1.1
    assert drawn_out(words, [(0.0, 2.5)])[-1].end == pytest.approx(1.3)
    assert drawn_out(words, [(3.0, 4.0)]) == words and drawn_out((), [(0.0, 1.0)]) == ()


def test_short_silences_do_not_split_a_voiced_span() -> None:
    utterance = Utterance(1600, 1600)
    for sample in (1600, 2112, 4000, 16000):
        utterance.voice(sample, 512)
    assert len(utterance.voiced) == 2
    assert utterance.voiced[0][0] == 0.0


def test_a_split_shares_the_audio_out() -> None:
    utterance = Utterance(100, 100, bytearray(range(200)))
    rest = utterance.split(150)
    assert bytes(utterance.audio) == bytes(range(100)) and bytes(rest.audio) == bytes(range(100, 200))
    assert utterance.voice_to == rest.audio_from == 150
