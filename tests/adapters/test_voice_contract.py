"""What every Voice does, silent or real."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import pairwise

import pytest

from coach.adapters.voice_process import ProcessVoice
from coach.errors import VoiceError
from coach.speaking.fake_voice import SilentVoice
from coach.speaking.speech import heard_text
from coach.speaking.voice import SpokenSentence, Voice

SENTENCES = (
    "Tell me about a time, when guidelines were unclear.",
    "Why?",
    "It rose by 3.5 % in 2026 — e.g. the “naïve” model of A/B tests.",
    "Héllo 👍🏽 <b>&amp; [[x]] | $(x)",
    "...",
    "line one\nline two\ttab\x00nul",
)


@pytest.fixture(scope="module", params=[SilentVoice, ProcessVoice])
def voice(request: pytest.FixtureRequest) -> Iterator[Voice]:
    opened = request.param()
    yield opened
    opened.close()


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("speaker", ["adaeze", "henrik", "samira"])
def test_every_word_has_a_time_inside_the_audio(voice: Voice, text: str, speaker: str) -> None:
    sentence = voice.synthesise(text, speaker)
    assert sentence.text == text
    assert sentence.seconds > 0 and len(sentence.pcm) % 2 == 0
    assert [text[word.offset : word.offset + word.length] for word in sentence.words] == text.split()
    assert all(0 <= word.start <= word.end <= sentence.seconds + 1e-9 for word in sentence.words)
    assert all(a.end <= b.start + 1e-9 for a, b in pairwise(sentence.words))
    assert all(0 <= v.start < v.end <= sentence.seconds + 1e-9 for v in sentence.visemes)
    assert all(a.end == b.start for a, b in pairwise(sentence.visemes))
    assert heard_text([sentence], sentence.seconds) == text


@pytest.mark.parametrize("text", ["", "  \n\t"])
def test_nothing_to_say_is_an_error_and_the_next_sentence_works(voice: Voice, text: str) -> None:
    with pytest.raises(VoiceError, match="nothing to say"):
        voice.synthesise(text)
    assert voice.synthesise("Go on.").seconds > 0


def test_more_words_take_longer(voice: Voice) -> None:
    short, long = voice.synthesise("Tell me."), voice.synthesise("Tell me what you did about it afterwards.")
    assert long.seconds > short.seconds


def test_many_threads_get_each_their_own_sentence(voice: Voice) -> None:
    texts = [f"Number {number} " + "again " * number for number in range(1, 9)]
    alone = [voice.synthesise(text) for text in texts]
    together: dict[str, SpokenSentence] = {}

    def say(text: str) -> None:
        together[text] = voice.synthesise(text)

    threads = [threading.Thread(target=say, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[text].text for text in texts] == texts
    for sentence in alone:
        assert together[sentence.text].seconds == pytest.approx(sentence.seconds, abs=0.02)
        assert len(together[sentence.text].words) == len(sentence.words)


def test_closing_twice_is_fine() -> None:
    for kind in (SilentVoice, ProcessVoice):
        opened = kind()
        opened.close()
        opened.close()
