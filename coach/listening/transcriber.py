"""Ports of recognition. The Transcriber is shared and thread-safe; a TranscriptionStream is one utterance's state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
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


class Need(IntEnum):
    """How much words are wanted while they are being made."""

    AT_ONCE = 0
    """The first live words of an utterance: little work, and somebody waits to see that they are heard."""
    NOW = 1
    """A final whose utterance has ended."""
    SOON = 2
    """Other live words."""
    PERHAPS = 3
    """A final of an utterance that may go on."""
    NO_MORE = 4
    """Whatever comes back is worthless: live words of what has ended, a final of what went on."""


def now() -> Need:
    return Need.NOW


def soon() -> Need:
    return Need.SOON


class TranscriptionStream(Protocol):
    def push(self, samples: Samples) -> None:
        """Add audio (cheap, never decodes)."""

    def update(self, silence: float = 0.0, need: Callable[[], Need] = soon) -> Hypothesis:
        """Decode what was pushed so far, which ends with `silence` seconds without voice; blocking.

        `need` is asked now and then. Raises RecogniserError.
        """

    def finish(self, samples: int | None = None, need: Callable[[], Need] = now) -> tuple[Word, ...]:
        """The final words of the first `samples` samples (of all by default), more than once if asked; blocking.

        `need` is asked now and then. Raises RecogniserError.
        """


class Transcriber(Protocol):
    @property
    def name(self) -> str:
        """For the log, e.g. `whisper:base.en`."""

    def open_stream(self) -> TranscriptionStream: ...
