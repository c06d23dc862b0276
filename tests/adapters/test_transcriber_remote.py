from __future__ import annotations

import numpy as np
import pytest

from coach.adapters.remote_transcriber import RemoteTranscriber
from coach.errors import RecogniserError
from tests.adapters.speech_server import Behaviour, SpeechServer, speech_server
from tests.listening.fakes import spoken
from tests.listening.transcriber_contract import check_transcriber

SPEECH = np.frombuffer(spoken(1, 2, 3, 4, 5, 6), "<i2")


def asking(server: SpeechServer, **options: float) -> RemoteTranscriber:
    return RemoteTranscriber("openai/whisper-1", server.address, **options)  # type: ignore[arg-type]


def test_it_keeps_the_contract() -> None:
    with speech_server() as server:
        check_transcriber(asking(server, every=0.5), SPEECH)


def test_live_words_are_asked_for_seldom_and_the_final_once() -> None:
    with speech_server() as server:
        stream = asking(server, every=1.0).open_stream()
        for at in range(0, len(SPEECH), 4000):
            stream.push(SPEECH[at : at + 4000])
            stream.update()
        assert server.asked == 2
        assert [w.text for w in stream.finish(6400 * 3)] == ["w1", "w2", "w3"]
        assert server.asked == 3


def test_a_server_without_word_times_gives_the_text_spread_over_the_sound() -> None:
    with speech_server("without times") as server:
        words = asking(server).words(SPEECH)
    assert [w.text for w in words] == ["w1", "w2", "w3", "w4", "w5", "w6"]
    assert words[0].start == 0.0 and words[-1].end == pytest.approx(2.4)


@pytest.mark.parametrize("behaviour", ["refuses", "stalls"])
def test_a_server_that_does_not_answer_says_what_to_check(behaviour: Behaviour) -> None:
    with speech_server(behaviour) as server:
        stream = asking(server, timeout=0.3).open_stream()
        stream.push(SPEECH)
        with pytest.raises(RecogniserError, match="COACH_STT_MODEL"):
            stream.finish()
        assert server.asked == 2


def test_a_final_is_tried_a_second_time() -> None:
    with speech_server("refuses once") as server:
        stream = asking(server).open_stream()
        stream.push(SPEECH)
        assert len(stream.finish()) == 6


def test_an_answer_that_is_no_transcript_is_an_error() -> None:
    with speech_server("no transcript") as server, pytest.raises(RecogniserError):
        asking(server).words(SPEECH)
