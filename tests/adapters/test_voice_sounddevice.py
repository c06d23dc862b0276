"""Loudspeaker and microphone over a sound library that stands in for PortAudio."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from coach.adapters.sounddevice_audio import Loudspeaker, microphone_chunks, microphone_name
from coach.errors import AudioError, VoiceError
from coach.speaking.voice import SpokenSentence

SENTENCE = SpokenSentence("Hello there.", np.full(1000, 400, dtype="<i2").tobytes(), 1000)


class _PortAudioError(Exception):
    pass


class _Stream:
    """Records what is written; `on_write` is called after each block; an input hears three blocks at once."""

    played = b""
    on_write: Any = None

    def __init__(self, callback: Any = None, blocksize: int = 0, **_: Any) -> None:
        self._callback, self._block = callback, blocksize

    def __enter__(self) -> _Stream:
        for _ in range(3 if self._callback else 0):
            self._callback(bytes(2 * self._block), self._block, None, None)
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def write(self, pcm: bytes) -> None:
        type(self).played += pcm
        if self.on_write:
            self.on_write()

    def abort(self) -> None:
        pass


@pytest.fixture
def stream(monkeypatch: pytest.MonkeyPatch) -> type[_Stream]:
    class Stream(_Stream):
        pass

    library = SimpleNamespace(PortAudioError=_PortAudioError, RawOutputStream=Stream, RawInputStream=Stream)
    monkeypatch.setitem(sys.modules, "sounddevice", library)
    return Stream


def test_a_sentence_is_played_whole(stream: type[_Stream]) -> None:
    assert Loudspeaker().play(SENTENCE) == 1.0
    assert stream.played == SENTENCE.pcm


def test_stop_ends_the_sentence_and_says_how_much_was_played(stream: type[_Stream]) -> None:
    speaker = Loudspeaker()
    stream.on_write = lambda *_: speaker.stop() if len(stream.played) >= 200 else None
    assert speaker.play(SENTENCE) == pytest.approx(0.1)
    stream.on_write = None
    assert speaker.play(SENTENCE) == 1.0


def test_ducked_speech_is_quieter(stream: type[_Stream]) -> None:
    speaker = Loudspeaker()
    speaker.duck(True)
    speaker.play(SENTENCE)
    assert set(np.frombuffer(stream.played, dtype="<i2")) == {100}


def test_microphone_chunks_are_numbered_by_their_first_sample(stream: type[_Stream]) -> None:
    stop = threading.Event()
    chunks = []
    for chunk in microphone_chunks(stop):
        chunks.append(chunk)
        if len(chunks) == 3:
            stop.set()
    assert [(chunk.first_sample, chunk.samples) for chunk in chunks] == [(0, 800), (800, 800), (1600, 800)]


def test_without_portaudio_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    with pytest.raises(VoiceError, match="apt-get install libportaudio2"):
        Loudspeaker().play(SENTENCE)
    with pytest.raises(AudioError, match="apt-get install libportaudio2"):
        next(microphone_chunks(threading.Event()))
    with pytest.raises(AudioError, match="apt-get install libportaudio2"):
        microphone_name()


def test_a_device_that_fails_is_an_error_that_says_what_else_works(stream: type[_Stream]) -> None:
    def fail(*_: object, **__: object) -> None:
        raise _PortAudioError("device unavailable")

    stream.__init__ = fail  # type: ignore[assignment, method-assign]
    with pytest.raises(VoiceError, match="--text"):
        Loudspeaker().play(SENTENCE)
    with pytest.raises(AudioError, match="--text"):
        next(microphone_chunks(threading.Event()))


def test_many_at_once_are_told_alike_that_the_library_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sounddevice.py").write_text("import time\ntime.sleep(0.05)\nraise OSError('PortAudio not found')\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    told: list[BaseException] = []

    def ask() -> None:
        try:
            microphone_name()
        except Exception as error:
            told.append(error)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [type(error) for error in told] == [AudioError] * 6
