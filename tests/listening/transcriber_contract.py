"""What every Transcriber does, real or fake. `audio` is speech of at least 2 s that the transcriber knows."""

from __future__ import annotations

import threading

import numpy as np

from coach.listening.audio import SAMPLE_RATE
from coach.listening.transcriber import Samples, Transcriber
from scoring.answer import Word


def check_transcriber(transcriber: Transcriber, audio: Samples) -> None:
    assert transcriber.name
    _says_nothing_of_nothing(transcriber)
    alone = _streamed(transcriber, audio)
    assert alone, "speech has words"
    _streams_do_not_disturb_one_another(transcriber, audio, alone)


def _says_nothing_of_nothing(transcriber: Transcriber) -> None:
    empty = transcriber.open_stream()
    assert empty.update().text == "" and empty.finish() == ()
    silent = transcriber.open_stream()
    silent.push(np.zeros(SAMPLE_RATE, np.int16))
    assert silent.update().text == "" and silent.finish() == ()


def _streamed(transcriber: Transcriber, audio: Samples) -> tuple[Word, ...]:
    stream = transcriber.open_stream()
    committed: tuple[Word, ...] = ()
    for at in range(0, len(audio), SAMPLE_RATE // 2):
        stream.push(audio[at : at + SAMPLE_RATE // 2])
        hypothesis = stream.update()
        assert hypothesis.committed[: len(committed)] == committed
        committed = hypothesis.committed
        _in_order(hypothesis.committed + hypothesis.tentative, min(len(audio), at + SAMPLE_RATE // 2))
    final = stream.finish()
    _in_order(final, len(audio))
    return final


def _in_order(words: tuple[Word, ...], samples: int) -> None:
    last = 0.0
    for word in words:
        assert word.text and word.text == word.text.strip() and " " not in word.text
        assert last <= word.start <= word.end <= samples / SAMPLE_RATE + 0.02
        assert word.confidence is None or 0.0 <= word.confidence <= 1.0
        last = word.start


def _streams_do_not_disturb_one_another(transcriber: Transcriber, audio: Samples, alone: tuple[Word, ...]) -> None:
    results: list[tuple[Word, ...]] = []
    threads = [threading.Thread(target=lambda: results.append(_streamed(transcriber, audio))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [alone, alone]
