"""Loudspeaker and microphone of this machine through sounddevice (PortAudio)."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from typing import Any

import numpy as np

from coach.errors import AudioError, VoiceError
from coach.listening.audio import SAMPLE_RATE, AudioChunk
from coach.speaking.voice import SpokenSentence

BLOCK = 0.05
"""Seconds of sound written at once: so long a stop or a duck takes to be heard."""
CHUNK_SAMPLES = SAMPLE_RATE // 20
DUCKED = 0.25
_INSTALL = "apt-get install libportaudio2"


class Loudspeaker:
    """Plays one sentence at a time; `stop` and `duck` may come from another thread."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._gain = 1.0

    def play(self, sentence: SpokenSentence) -> float:
        """Seconds that were played: all of them, or up to `stop`. Blocking. Raises VoiceError."""
        sounddevice = _sounddevice(VoiceError)
        self._stopped.clear()
        block = 2 * max(1, round(BLOCK * sentence.sample_rate))
        written = 0
        try:
            with sounddevice.RawOutputStream(
                samplerate=sentence.sample_rate, channels=1, dtype="int16", latency="low"
            ) as stream:
                while written < len(sentence.pcm) and not self._stopped.is_set():
                    sound = sentence.pcm[written : written + block]
                    stream.write(self._at_gain(sound))
                    written += len(sound)
                if self._stopped.is_set():
                    stream.abort()
        except sounddevice.PortAudioError as error:
            raise VoiceError(
                f"the loudspeaker cannot be used ({error}); connect one, or rehearse with --text"
            ) from error
        return written / 2 / sentence.sample_rate

    def stop(self) -> None:
        """End what is playing now within BLOCK; the next `play` is not concerned."""
        self._stopped.set()

    def duck(self, on: bool) -> None:
        """Lower the voice, or raise it again."""
        self._gain = DUCKED if on else 1.0

    def _at_gain(self, pcm: bytes) -> bytes:
        if self._gain == 1.0:
            return pcm
        return (np.frombuffer(pcm, dtype="<i2") * self._gain).astype("<i2").tobytes()


def microphone_chunks(stop: threading.Event) -> Iterator[AudioChunk]:
    """Chunks of 50 ms, numbered from the first sample, until `stop` is set. Blocking. Raises AudioError."""
    sounddevice = _sounddevice(AudioError)
    heard: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def hear(sound: Any, _frames: int, _time: Any, _status: Any) -> None:
        heard.put(bytes(sound))

    sample = 0
    try:
        with sounddevice.RawInputStream(
            samplerate=SAMPLE_RATE, channels=1, dtype="int16", blocksize=CHUNK_SAMPLES, callback=hear
        ):
            while not stop.is_set():
                try:
                    pcm = heard.get(timeout=0.1)
                except queue.Empty:
                    continue
                yield AudioChunk(sample, pcm)
                sample += len(pcm) // 2
    except sounddevice.PortAudioError as error:
        raise AudioError(f"the microphone cannot be used ({error}); connect one, or rehearse with --text") from error


def microphone_name() -> str:
    """Of the default input. Raises AudioError when there is none."""
    sounddevice = _sounddevice(AudioError)
    try:
        return str(sounddevice.query_devices(kind="input")["name"])
    except (sounddevice.PortAudioError, ValueError) as error:
        raise AudioError(f"there is no microphone ({error}); connect one, or rehearse with --text") from error


_IMPORTING = threading.Lock()
"""A second thread that imports while the first one's import fails would be given a module without its names."""


def _sounddevice(error_type: type[AudioError] | type[VoiceError]) -> Any:
    try:
        with _IMPORTING:
            import sounddevice
    except (ImportError, OSError) as error:
        raise error_type(f"sound needs PortAudio, which this machine lacks: {_INSTALL}") from error
    return sounddevice
