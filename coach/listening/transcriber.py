"""Ports of recognition. The Transcriber is shared and thread-safe; a TranscriptionStream is one utterance's state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from scoring.answer import Word

Samples = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """Best text now. `committed` never changes later; times are seconds from the utterance's first sample."""

    committed: tuple[Word, ...] = ()
    tentative: tuple[Word, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(w.text for w in self.committed + self.tentative)


def always() -> bool:
    return True


class TranscriptionStream(Protocol):
    def push(self, samples: Samples) -> None:
        """Add audio (cheap, never decodes)."""

    def update(self) -> Hypothesis:
        """Decode what was pushed so far; blocking. Raises RecogniserError."""

    def finish(self, samples: int | None = None, wanted: Callable[[], bool] = always) -> tuple[Word, ...]:
        """The final words of the first `samples` samples (of all by default), more than once if asked; blocking.

        `wanted` is asked now and then; once it says no, whatever comes back is worthless. Raises RecogniserError.
        """


class Transcriber(Protocol):
    @property
    def name(self) -> str:
        """For the log, e.g. `whisper:base.en`."""

    def open_stream(self) -> TranscriptionStream: ...
