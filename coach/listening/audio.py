"""The sample clock: PCM16 mono at 16 kHz, stamped with its first sample's number."""

from __future__ import annotations

from dataclasses import dataclass

SAMPLE_RATE = 16_000


@dataclass(frozen=True, slots=True)
class AudioChunk:
    """`pcm`: int16 little-endian mono; `first_sample` counts from the stream's beginning."""

    first_sample: int
    pcm: bytes

    @property
    def samples(self) -> int:
        return len(self.pcm) // 2

    @property
    def start(self) -> float:
        return self.first_sample / SAMPLE_RATE
