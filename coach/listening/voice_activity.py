"""Voice activity: port and speech/silence machine on the sample clock."""

from __future__ import annotations

from typing import Protocol

FRAME_SAMPLES = 512
"""Samples of one detector frame at 16 kHz (silero's window)."""


class VoiceActivityDetector(Protocol):
    def probability(self, frame: bytes) -> float:
        """Speech probability of one frame of FRAME_SAMPLES int16 samples."""

    def reset(self) -> None: ...
