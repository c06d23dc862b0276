"""Voice activity: port and speech/silence machine on the sample clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

FRAME_SAMPLES = 512
"""Samples of one detector frame at 16 kHz (silero's window)."""


class VoiceActivityDetector(Protocol):
    def probability(self, frame: bytes) -> float:
        """Speech probability of one frame of FRAME_SAMPLES int16 samples."""

    def reset(self) -> None: ...


@dataclass(frozen=True, slots=True)
class VoiceOptions:
    """Two thresholds, so that a wavering probability does not chop a word."""

    start: float = 0.5
    """Probability from which silence becomes voice (silero's own default)."""
    stop: float = 0.35
    """Probability below which voice becomes silence (silero's own default: 0.15 less)."""


class VoiceActivity:
    """push(probability) of one frame after the other → is there voice in this frame?"""

    def __init__(self, options: VoiceOptions | None = None) -> None:
        self._options = options or VoiceOptions()
        self._voiced = False

    def push(self, probability: float) -> bool:
        threshold = self._options.stop if self._voiced else self._options.start
        self._voiced = probability >= threshold
        return self._voiced

    def reset(self) -> None:
        self._voiced = False


class Framer:
    """Cuts a stream of PCM into detector frames; what is left waits for the next push."""

    def __init__(self) -> None:
        self._rest = b""

    def push(self, pcm: bytes) -> list[bytes]:
        data = self._rest + pcm
        size = 2 * FRAME_SAMPLES
        whole = len(data) - len(data) % size
        self._rest = data[whole:]
        return [data[i : i + size] for i in range(0, whole, size)]

    def drop(self) -> int:
        """Forget the rest; returns its samples."""
        samples = len(self._rest) // 2
        self._rest = b""
        return samples
