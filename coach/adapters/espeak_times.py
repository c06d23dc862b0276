"""espeak-ng through ctypes: when words and phonemes are spoken. Not thread-safe, not beside pyttsx3 in one process."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

from coach.adapters.bundled_espeak import MEND, load_espeak
from coach.adapters.speakers import Speaker
from coach.errors import VoiceError
from coach.speaking.visemes import PhonemeTime
from coach.speaking.word_times import Mark

_SYNCHRONOUS = 2
_PHONEME_EVENTS, _IPA, _NO_EXIT = 0x1, 0x2, 0x8000
_CHARACTERS = 1
_UTF8, _END_PAUSE = 0x1, 0x1000
_RATE, _VOLUME, _PITCH = 1, 2, 3
_LIST_TERMINATED, _WORD, _PHONEME = 0, 1, 7


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("ipa", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    """espeak_EVENT of espeak's speak_lib.h; `text_position` counts characters from 1, `sample` from the start."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    )


_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


@dataclass(frozen=True, slots=True)
class SpeechTimes:
    """`seconds`: length of the audio that espeak made for it."""

    seconds: float
    marks: tuple[Mark, ...]
    phonemes: tuple[PhonemeTime, ...]


class EspeakTimes:
    """One per process. Raises VoiceError when espeak-ng cannot be loaded."""

    def __init__(self) -> None:
        self._espeak, voices = load_espeak()
        self._hertz = self._espeak.espeak_Initialize(_SYNCHRONOUS, 0, voices, _PHONEME_EVENTS | _IPA | _NO_EXIT)
        if self._hertz <= 0:
            raise VoiceError(f"espeak-ng finds no voices; {MEND}")
        self._samples = 0
        self._marks: list[Mark] = []
        self._phonemes: list[PhonemeTime] = []
        self._callback = _CALLBACK(self._heard)  # espeak keeps no reference of its own
        self._espeak.espeak_SetSynthCallback(self._callback)

    def times(self, text: str, speaker: Speaker) -> SpeechTimes:
        """Blocking, about 1 ms for a second of speech."""
        if self._espeak.espeak_SetVoiceByName(speaker.espeak_voice.encode()) != 0:
            raise VoiceError(f"espeak-ng has no voice {speaker.espeak_voice}; {MEND}")
        for parameter, value in ((_RATE, speaker.rate), (_VOLUME, 100), (_PITCH, speaker.pitch)):
            self._espeak.espeak_SetParameter(parameter, value, 0)
        self._samples = 0
        self._marks, self._phonemes = [], []
        said = text.encode()
        if self._espeak.espeak_Synth(said, len(said) + 1, 0, _CHARACTERS, 0, _UTF8 | _END_PAUSE, None, None) != 0:
            raise VoiceError("espeak-ng refused the sentence; shorten it")
        return SpeechTimes(self._samples / self._hertz, tuple(self._marks), tuple(self._phonemes))

    def _heard(self, _wave: Any, samples: int, events: Any) -> int:
        self._samples += samples
        index = 0
        while (event := events[index]).type != _LIST_TERMINATED:
            at = event.sample / self._hertz
            if event.type == _WORD:
                self._marks.append(Mark(event.text_position - 1, at))
            elif event.type == _PHONEME:
                self._phonemes.append(PhonemeTime(bytes(event.id.ipa).decode("utf-8", "ignore"), at))
            index += 1
        return 0
