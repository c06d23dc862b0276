"""pyttsx3 over the bundled espeak-ng: text to PCM. One per process, used from one thread only."""

from __future__ import annotations

import tempfile
import threading
import wave
from pathlib import Path
from typing import Any

from coach.adapters.bundled_espeak import MEND, load_espeak
from coach.adapters.speakers import Speaker
from coach.errors import VoiceError

WITHIN = 9.0
"""Seconds for one sentence; it takes about 3 ms for a second of speech."""


class Pyttsx3Voice:
    """Raises VoiceError when pyttsx3 or espeak-ng cannot be loaded."""

    def __init__(self) -> None:
        self._espeak, _ = load_espeak()  # pyttsx3 then finds it under its plain name
        try:
            import pyttsx3

            self._engine: Any = pyttsx3.init(driverName="espeak")
            self._espeak.espeak_Synchronize()
            self._engine.runAndWait()  # from now on settings are made at once, not just before the first sentence
        except (ImportError, OSError, RuntimeError) as error:
            raise VoiceError(f"pyttsx3 cannot start ({error}); {MEND}") from error
        self._finished = threading.Event()
        self._engine.connect("finished-utterance", self._on_finished)

    def speak(self, text: str, speaker: Speaker) -> tuple[bytes, int]:
        """(PCM int16 little-endian mono, samples a second). Blocking. Raises VoiceError."""
        self._become(speaker)
        with tempfile.TemporaryDirectory(prefix="coach-voice-") as folder:
            return self._saved(text, Path(folder) / "sentence.wav")

    def _saved(self, text: str, file: Path) -> tuple[bytes, int]:
        self._finished.clear()
        self._engine.save_to_file(text, str(file))
        self._engine.runAndWait()  # may return before the file is there
        if not self._finished.wait(WITHIN) or not file.exists():
            raise VoiceError("pyttsx3 gave no sound; try again, or shorten the sentence")
        with wave.open(str(file)) as sound:
            pcm, rate = sound.readframes(sound.getnframes()), sound.getframerate()
        if not pcm:  # even a full stop alone makes a pause
            raise VoiceError("pyttsx3 gave an empty sound; try again")
        return pcm, rate

    def _become(self, speaker: Speaker) -> None:
        """espeak takes settings from a queue: wait until it is empty before and after."""
        self._espeak.espeak_Synchronize()
        self._engine.setProperty("voice", speaker.espeak_voice)
        self._engine.setProperty("rate", speaker.rate)
        self._engine.setProperty("volume", 1.0)
        self._engine.setProperty("pitch", speaker.pitch)
        self._espeak.espeak_Synchronize()

    def _on_finished(self, name: str | None = None, completed: bool = True) -> None:
        self._finished.set()
