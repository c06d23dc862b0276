from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from coach.adapters.audio_files import check_audio, read_audio
from coach.errors import AudioError

SECONDS = 1.0


def tone(rate: int, channels: int = 1) -> np.ndarray:
    mono = 0.5 * np.sin(2 * np.pi * 440 * np.arange(int(rate * SECONDS)) / rate)
    return np.stack([mono] * channels, axis=1)


@pytest.mark.parametrize("suffix", ["wav", "flac", "ogg", "mp3"])
@pytest.mark.parametrize(("rate", "channels"), [(16_000, 1), (44_100, 2), (8_000, 1)])
def test_every_format_becomes_16_khz_mono(tmp_path: Path, suffix: str, rate: int, channels: int) -> None:
    path = tmp_path / f"answer.{suffix}"
    soundfile.write(path, tone(rate, channels), rate)
    samples = read_audio(path)
    assert samples.dtype == np.int16 and samples.ndim == 1
    assert abs(len(samples) - 16_000) < 1700  # lossy coders pad
    assert 14_000 < np.abs(samples[4000:12000]).max() < 19_000
    spectrum = np.abs(np.fft.rfft(samples[4000:12000].astype(float)))
    assert abs(np.argmax(spectrum) * 2 - 440) <= 2


def test_full_scale_does_not_wrap_around(tmp_path: Path) -> None:
    path = tmp_path / "loud.wav"
    soundfile.write(path, np.ones(1600), 16_000, subtype="FLOAT")
    assert read_audio(path).min() == 32767


@pytest.mark.parametrize("keep", [0.5, 0.999])
def test_a_wav_that_promises_more_than_it_holds_is_truncated(tmp_path: Path, keep: float) -> None:
    path = tmp_path / "cut.wav"
    soundfile.write(path, tone(16_000), 16_000)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    with pytest.raises(AudioError, match="truncated"):
        read_audio(path)


@pytest.mark.parametrize("size", [4, 12, 30, 40])
def test_a_piece_of_a_wav_header_is_no_sound(tmp_path: Path, size: int) -> None:
    path = tmp_path / "head.wav"
    soundfile.write(path, tone(16_000), 16_000)
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(AudioError):
        read_audio(path)


def test_a_truncated_flac_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.flac"
    soundfile.write(path, np.random.default_rng(1).normal(0, 0.1, 160_000), 16_000)
    path.write_bytes(path.read_bytes()[:100_000])
    with pytest.raises(AudioError):
        read_audio(path)


def test_a_wav_written_to_a_pipe_has_no_length_and_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pipe.wav"
    soundfile.write(path, tone(16_000), 16_000, subtype="PCM_16")
    whole = bytearray(path.read_bytes())
    at = whole.index(b"data") + 4
    whole[at : at + 4] = b"\xff\xff\xff\xff"
    whole[4:8] = b"\xff\xff\xff\xff"
    path.write_bytes(bytes(whole))
    assert len(read_audio(path)) == 16_000


def test_missing_empty_silent_length_and_foreign_files_say_so(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="no such file"):
        read_audio(tmp_path / "none.wav")
    (tmp_path / "empty.wav").write_bytes(b"")
    with pytest.raises(AudioError, match="empty"):
        read_audio(tmp_path / "empty.wav")
    soundfile.write(tmp_path / "nothing.wav", np.zeros(0), 16_000)
    with pytest.raises(AudioError, match="no audio"):
        read_audio(tmp_path / "nothing.wav")
    (tmp_path / "letter.txt").write_text("Dear candidate, " * 100)
    with pytest.raises(AudioError, match="expected WAV, FLAC, OGG or MP3"):
        read_audio(tmp_path / "letter.txt")


def test_what_is_no_sound_is_told_by_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "empty.wav").touch()
    (tmp_path / "letter.wav").write_text("Dear aunt")
    told = {
        "none.wav": "no such file",
        ".": "is a folder; name the sound files in it",
        "empty.wav": "empty",
        "letter.wav": "sound",
    }
    told["x" * 300] = "cannot be read: File name too long"
    for name, says in told.items():
        with pytest.raises(AudioError, match=says):
            check_audio(tmp_path / name)
