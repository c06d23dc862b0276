"""Recognition by openai-whisper. The model is shared; a stream is one utterance's state."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

import numpy as np

from coach.adapters import whisper_weights
from coach.adapters.whisper_decoding import Decoded, decode
from coach.errors import RecogniserError
from coach.listening.audio import SAMPLE_RATE
from coach.listening.hypothesis import CommitPolicy, agreeing
from coach.listening.transcriber import Hypothesis, Samples
from scoring.answer import Word

LONGEST = 28 * SAMPLE_RATE
"""Samples of one segment; a stream that grows longer is cut at the quietest point."""
EARLIEST_CUT = 18 * SAMPLE_RATE
QUIET = SAMPLE_RATE // 5


class WhisperTranscriber:
    """`model`: a published name (`base.en`) or a checkpoint's path. `threads`: of torch, in the whole process.

    Streams decode one at a time: openai-whisper keeps its cache in hooks on the shared model.
    """

    def __init__(self, model: str | Path, folder: Path | None = None, threads: int = 1) -> None:
        self._wanted, self._folder, self._threads = str(model), folder, threads
        self._model: Any = None
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """`whisper:base.en`, or with the file's name."""
        model = self._wanted
        return f"whisper:{Path(model).stem if model.endswith('.pt') else Path(model).name}"

    @property
    def loaded(self) -> bool:
        return self._model is not None

    def load(self) -> None:
        """Blocking, seconds; again does nothing. Raises RecogniserError with the command that mends it."""
        with self._lock:
            if self._model is None:
                self._model = self._loaded(whisper_weights.locate(self._wanted, self._folder))

    def open_stream(self) -> WhisperStream:
        """Cheap; the model is loaded at the first decoding if it was not before."""
        return WhisperStream(self)

    def decode(self, samples: Samples, prefix: tuple[int, ...] = (), whole_window: bool = False) -> Decoded:
        """One decoding of at most 30 s, words with times. Raises RecogniserError."""
        self.load()
        with self._lock:
            try:
                return decode(self._model, samples, prefix, whole_window)
            except (RuntimeError, ValueError, IndexError, MemoryError) as error:
                raise RecogniserError(
                    f"Whisper failed on {len(samples) / SAMPLE_RATE:.1f} s of audio ({type(error).__name__}: {error}); "
                    "`coach doctor` says whether its weights are whole"
                ) from error

    def _loaded(self, path: Path) -> Any:
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        os.environ.setdefault("NUMBA_NUM_THREADS", "1")
        try:
            import torch
            import whisper
        except ImportError as error:
            raise RecogniserError(
                f"openai-whisper cannot be loaded ({error}): run `pip install 'mock-interview-coach[whisper]'`"
            ) from error
        torch.set_num_threads(self._threads)
        try:
            model = whisper.load_model(str(path), device="cpu").eval()
            decode(model, np.zeros(SAMPLE_RATE, np.int16))  # the first decoding of a process is slow
        except Exception as error:
            raise RecogniserError(
                f"{path} is no Whisper checkpoint, or a broken one ({type(error).__name__}). Delete it and run "
                "`coach doctor --fetch`, or give another: `--model PATH`."
            ) from error
        heads = whisper._ALIGNMENT_HEADS.get(path.stem)
        if heads is not None:
            model.set_alignment_heads(heads)
        return model


class WhisperStream:
    """One utterance. `update` encodes what was heard so far and decodes only what follows the committed words."""

    def __init__(self, transcriber: WhisperTranscriber) -> None:
        self._transcriber = transcriber
        self._chunks: list[Samples] = []
        self._policy = CommitPolicy()
        self._segment = 0.0
        """Seconds before the segment that is being decoded."""
        self._settled = 0
        """Committed words before it."""
        self._committed_tokens: tuple[int, ...] = ()

    def push(self, samples: Samples) -> None:
        self._chunks.append(samples)

    def update(self) -> Hypothesis:
        self._settle_long()
        audio = self._audio()
        decoded = self._transcriber.decode(audio, self._committed_tokens)
        words = self._policy.committed[: self._settled] + self._placed(decoded.words)
        hypothesis = self._policy.revise(words, self._segment + len(audio) / SAMPLE_RATE)
        self._committed_tokens = decoded.first(len(hypothesis.committed) - self._settled)
        return hypothesis

    def finish(self) -> tuple[Word, ...]:
        """openai-whisper's own greedy decoding of the padded window, if it bears out what was committed."""
        self._settle_long()
        settled = self._policy.committed[: self._settled]
        return settled + self._placed(self._final(self._audio()).words)

    def _final(self, audio: Samples) -> Decoded:
        committed = self._policy.committed[self._settled :]
        free = self._transcriber.decode(audio, whole_window=True)
        if agreeing(committed, free.words) == len(committed):
            return free
        return self._transcriber.decode(audio, self._committed_tokens, whole_window=True)

    def _settle_long(self) -> None:
        """Decode and commit whole segments while more than one window was heard."""
        audio = self._audio()
        while len(audio) > LONGEST:
            cut = quietest(audio[EARLIEST_CUT:LONGEST]) + EARLIEST_CUT
            decoded = self._final(audio[:cut])
            self._policy.settle(self._placed(decoded.words)[len(self._policy.committed) - self._settled :])
            self._settled, self._committed_tokens = len(self._policy.committed), ()
            self._segment += cut / SAMPLE_RATE
            audio = audio[cut:]
            self._chunks = [audio]

    def _audio(self) -> Samples:
        if len(self._chunks) != 1:
            self._chunks = [np.concatenate(self._chunks) if self._chunks else np.zeros(0, np.int16)]
        return self._chunks[0]

    def _placed(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """With times from the utterance's beginning."""
        by = self._segment
        return tuple(Word(w.text, round(w.start + by, 3), round(w.end + by, 3), w.confidence) for w in words)


def quietest(audio: Samples) -> int:
    """The middle of the quietest 0.2 s."""
    if len(audio) <= QUIET:
        return len(audio) // 2
    energy = np.concatenate(([0.0], np.cumsum(audio.astype(np.float64) ** 2)))
    return int(np.argmin(energy[QUIET:] - energy[:-QUIET])) + QUIET // 2
