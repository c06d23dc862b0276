"""Recordings: the candidate's sound of an attempt as raw PCM16 mono 16 kHz, one file, place = sample number × 2.

Raw, because a file without a header is whole wherever it was cut off; `read_wav` puts the header before it.
"""

from __future__ import annotations

import os
import struct
import threading
import time
from collections.abc import Callable
from pathlib import Path

from coach.errors import StoreError, UsageError
from coach.records.set_files import safe_id

SAMPLE_RATE = 16_000
_BYTES = 2
_SYNC_EVERY = 1.0
MOST_GAP_SECONDS = 3600
"""A chunk further ahead than this is refused: it would fill the disk with silence."""


class RecordingWriter:
    """Appends chunks by sample number. Thread-safe. What was there stays: a chunk sent again is not doubled, a gap
    becomes silence. On the disk at the latest `_SYNC_EVERY` seconds of writing later, and on `close`."""

    def __init__(self, folder: Path, attempt_id: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._path = _path(folder, attempt_id)
        self._clock = clock
        self._lock = threading.Lock()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file: int | None = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            self._end = os.fstat(self._file).st_size // _BYTES
            os.ftruncate(self._file, self._end * _BYTES)
        except OSError as wrong:
            raise _store_error(self._path, wrong) from wrong
        self._synced = clock()

    @property
    def next_sample(self) -> int:
        """The first sample that is not yet here."""
        return self._end

    def append(self, first_sample: int, pcm: bytes) -> None:
        """Raises StoreError (disk full, closed, a chunk that cannot be right); what was written before stays, and the
        same chunk may be tried again."""
        with self._lock:
            if first_sample < 0 or len(pcm) % _BYTES or first_sample > self._end + MOST_GAP_SECONDS * SAMPLE_RATE:
                raise StoreError(f"a chunk of {len(pcm)} bytes at sample {first_sample} does not fit the recording")
            fresh = pcm[max(0, self._end - first_sample) * _BYTES :]
            if not fresh:
                return
            try:
                self._write(max(first_sample, self._end), fresh)
            except OSError as wrong:
                raise _store_error(self._path, wrong) from wrong

    def close(self) -> None:
        with self._lock:
            if self._file is None:
                return
            file, self._file = self._file, None
            try:
                os.fsync(file)
            except OSError as wrong:
                raise _store_error(self._path, wrong) from wrong
            finally:
                os.close(file)

    def _write(self, first_sample: int, pcm: bytes) -> None:
        """A hole before `first_sample` reads as zeros, which is silence."""
        if self._file is None:
            raise StoreError("the recording is closed")
        os.lseek(self._file, first_sample * _BYTES, os.SEEK_SET)
        left = memoryview(pcm)
        while left:
            left = left[os.write(self._file, left) :]
        self._end = first_sample + len(pcm) // _BYTES
        if self._clock() - self._synced >= _SYNC_EVERY:
            os.fsync(self._file)
            self._synced = self._clock()


def has_recording(folder: Path, attempt_id: str) -> bool:
    path = _path(folder, attempt_id)
    return path.is_file() and path.stat().st_size >= _BYTES


def read_wav(folder: Path, attempt_id: str) -> bytes:
    """The recording as a WAV file. Raises StoreError when there is none or it cannot be read."""
    path = _path(folder, attempt_id)
    try:
        pcm = path.read_bytes()
    except FileNotFoundError:
        raise StoreError(f"attempt {attempt_id} has no recording; audio is kept only when asked for") from None
    except OSError as wrong:
        raise _store_error(path, wrong) from wrong
    return wav(pcm[: len(pcm) // _BYTES * _BYTES])


def wav_file(folder: Path, attempt_id: str) -> Path | None:
    """The recording as a WAV file beside it, made anew when more was recorded; None when there is none."""
    if not has_recording(folder, attempt_id):
        return None
    raw = _path(folder, attempt_id)
    made = raw.with_suffix(".wav")
    try:
        if made.exists() and made.stat().st_size == len(wav(b"")) + raw.stat().st_size // _BYTES * _BYTES:
            return made
        part = raw.with_suffix(f".{threading.get_ident()}.part")
        part.write_bytes(read_wav(folder, attempt_id))
        part.replace(made)
    except OSError as wrong:
        raise _store_error(made, wrong) from wrong
    return made


def remove_recording(folder: Path, attempt_id: str) -> None:
    """All that was kept of the sound; nothing happens where there is none. Raises StoreError, and UsageError
    where the id names no file."""
    raw = _path(folder, attempt_id)
    try:
        for path in (raw, raw.with_suffix(".wav")):
            path.unlink(missing_ok=True)
    except OSError as wrong:
        raise _store_error(raw, wrong) from wrong


def wav(pcm: bytes) -> bytes:
    """PCM16 mono 16 kHz with a RIFF header before it."""
    form = struct.pack("<HHIIHH", 1, 1, SAMPLE_RATE, SAMPLE_RATE * _BYTES, _BYTES, 8 * _BYTES)
    head = b"RIFF" + struct.pack("<I", 36 + len(pcm)) + b"WAVEfmt " + struct.pack("<I", 16) + form
    return head + b"data" + struct.pack("<I", len(pcm)) + pcm


def _path(folder: Path, attempt_id: str) -> Path:
    """Attempt ids come from addresses as well: only plain ones name a file."""
    if not safe_id(attempt_id):
        raise UsageError("not the id of an attempt; `coach attempts` lists those there are")
    return folder / f"{attempt_id}.pcm"


def _store_error(path: Path, wrong: OSError) -> StoreError:
    why = wrong.strerror or wrong
    return StoreError(
        f"the recording {path.name} cannot be written or read ({why}); free some space or check the folder's "
        "permissions; the rehearsal goes on without it"
    )
