from __future__ import annotations

import pytest

from coach.listening.utterance import Utterance, drawn_out, within_voice, without_words
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


def test_voice_without_words_is_told_with_its_times() -> None:
    words = (Word("so", 1.0, 1.2), Word("we", 1.2, 1.4), Word("agreed.", 2.4, 2.9))
    assert without_words(words, [(0.2, 0.6), (1.0, 1.4), (1.7, 2.9)]) == ((0.2, 0.6), (1.7, 2.4))
    assert without_words(words, [(1.0, 1.5), (2.3, 3.0)]) == ()
    assert without_words((), [(0.0, 0.5)]) == ((0.0, 0.5),)


def test_a_word_longer_than_anybody_takes_for_it_sounds_at_its_end() -> None:
    ((start, end),) = without_words((Word("to", 0.0, 2.0),), [(0.0, 2.0)])
    assert (start, end) == (0.0, pytest.approx(1.4))


def test_a_gap_is_as_certain_as_the_voice_in_it() -> None:
    utterance = Utterance(0, 0)
    for n in range(40):
        utterance.voice(n * 512, 512, 0.9 if n < 20 else 0.6)
    (gap,) = utterance.gaps((Word("well", 0.0, 0.64),))
    assert (gap.start, gap.end) == (0.64, 1.28)
    assert gap.confidence == pytest.approx(0.6)


def test_the_final_is_made_of_the_voice_and_a_little_silence() -> None:
    utterance = Utterance(0, 0, bytearray(2 * 16_000))
    utterance.voice(0, 8000)
    assert utterance.conclusive == 8000 + 3200 and utterance.paused
    utterance.voice(8000, 6000)
    assert utterance.conclusive == 16_000 and not utterance.paused
    assert utterance.split(12_000).audio_from == 12_000
    assert utterance.cut and utterance.conclusive == 12_000
