"""Sound files to int16 mono at 16 kHz: WAV, FLAC, OGG, MP3 by soundfile and soxr, without ffmpeg."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np

from coach.errors import AudioError
from coach.listening.audio import SAMPLE_RATE
from coach.listening.transcriber import Samples

UNKNOWN_LENGTH = 0xFFFFFFFF
"""What a program that writes WAV to a pipe puts for a length it cannot know."""


def read_audio(path: str | Path) -> Samples:
    """The whole file. Raises AudioError where it is missing, empty, truncated or of an unknown format."""
    path = Path(path)
    check_audio(path)
    sound, rate = _decoded(path)
    if sound.shape[0] == 0:
        raise AudioError(f"{path} holds no audio; record it again")
    mono = np.nan_to_num(sound.mean(axis=1))
    if rate != SAMPLE_RATE:
        import soxr

        mono = soxr.resample(mono, rate, SAMPLE_RATE)
    samples: Samples = np.clip(np.round(mono * 32768.0), -32768, 32767).astype(np.int16)
    return samples


def check_audio(path: Path) -> None:
    """What can be said of a file before it is decoded, at once. Raises AudioError."""
    import soundfile

    try:
        if not path.is_file():
            folder = path.is_dir()
            raise AudioError(f"{path} is a folder; name the sound files in it" if folder else f"{path}: no such file")
        if path.stat().st_size == 0:
            raise AudioError(f"{path} is empty (0 bytes); record it again")
        _check_wav_length(path)
        with soundfile.SoundFile(str(path)):
            pass
    except OSError as error:
        raise AudioError(f"{path} cannot be read: {error.strerror}; check the path and its permissions") from error
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise _no_sound(path, error) from error


def _no_sound(path: Path, error: Exception) -> AudioError:
    return AudioError(f"{path} cannot be read as sound ({error}); expected WAV, FLAC, OGG or MP3")


def _decoded(path: Path) -> tuple[np.ndarray[Any, np.dtype[np.float32]], int]:
    """Frames × channels, and the rate."""
    import soundfile

    try:
        with soundfile.SoundFile(str(path)) as file:
            promised = int(file.frames)
            sound = file.read(dtype="float32", always_2d=True)
            rate = int(file.samplerate)
            exact = file.format in ("WAV", "FLAC", "AIFF")
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise _no_sound(path, error) from error
    if exact and len(sound) < promised:
        raise AudioError(
            f"{path} is truncated: {len(sound) / rate:.2f} s of {promised / rate:.2f} s can be read; copy it again"
        )
    return sound, rate


def _check_wav_length(path: Path) -> None:
    """libsndfile reads a truncated WAV without a word, so look at what its header promises."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(12)
        if head[:4] != b"RIFF" or head[8:12] != b"WAVE":
            return
        at = 12
        while at + 8 <= size:
            file.seek(at)
            name, length = struct.unpack("<4sI", file.read(8))
            if name == b"data":
                if length != UNKNOWN_LENGTH and at + 8 + length > size:
                    held = size - at - 8
                    raise AudioError(
                        f"{path} is truncated: its header promises {length} bytes of sound, {held} are there; "
                        "copy or record it again"
                    )
                return
            at += 8 + length + length % 2
    raise AudioError(f"{path} is truncated: a WAV header without sound; copy or record it again")
