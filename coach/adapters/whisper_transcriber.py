"""Recognition by openai-whisper. The model is shared; a stream is one utterance's state."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from coach.adapters import whisper_weights
from coach.adapters.silero_detector import load_library
from coach.adapters.whisper_alignment import Decoded
from coach.adapters.whisper_engine import Engine, WhisperOptions, load
from coach.adapters.whisper_live import Passes, live
from coach.adapters.whisper_reference import reference
from coach.adapters.whisper_turns import Job, Turns
from coach.errors import RecogniserError
from coach.listening.audio import SAMPLE_RATE
from coach.listening.hypothesis import CommitPolicy
from coach.listening.transcriber import Hypothesis, Need, Samples, now, soon
from scoring.answer import Word

LONG = 10.0
"""Seconds of a live segment from which it is shortened at a committed word."""
CONTEXT = 2.0
"""Seconds before the end of the audio that a live segment keeps."""
LONGEST = 24.0
"""Seconds after which it is shortened even where nothing was committed."""


class WhisperTranscriber:
    """`model`: a published name (`base.en`) or a checkpoint's path. `threads`: of a final; live words take one."""

    def __init__(
        self,
        model: str | Path,
        folder: Path | None = None,
        threads: int = 1,
        options: WhisperOptions | None = None,
    ) -> None:
        self._wanted, self._folder, self._threads = str(model), folder, threads
        self._options = options or WhisperOptions()
        self._engine: Engine | None = None
        self._loading = threading.Lock()
        self._turns = Turns()

    @property
    def name(self) -> str:
        """`whisper:base.en`, or with the file's name."""
        model = self._wanted
        return f"whisper:{Path(model).stem if model.endswith('.pt') else Path(model).name}"

    @property
    def loaded(self) -> bool:
        return self._engine is not None

    @property
    def engine(self) -> Engine:
        """Loaded at the first call. Raises RecogniserError."""
        with self._loading:
            if self._engine is None:
                self._engine = self._loaded(whisper_weights.locate(self._wanted, self._folder))
            return self._engine

    def load(self) -> None:
        """Blocking, seconds; again does nothing. Raises RecogniserError with the command that mends it."""
        assert self.engine

    def open_stream(self) -> WhisperStream:
        """Cheap; the model is loaded at the first decoding if it was not before."""
        return WhisperStream(self)

    def run(self, passes: Callable[[Engine], Passes], need: Callable[[], Need] = soon) -> Decoded:
        """One decoding, in its turn; empty where it is needed no more. Raises RecogniserError."""
        job = Job(passes(self.engine), need)
        try:
            return self._turns.run(job)
        except (RuntimeError, ValueError, IndexError, MemoryError) as error:
            raise RecogniserError(
                f"Whisper failed ({type(error).__name__}: {error}); `coach doctor` says whether its weights are whole"
            ) from error

    def _loaded(self, path: Path) -> Engine:
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        os.environ.setdefault("NUMBA_NUM_THREADS", "1")
        with suppress(RecogniserError):
            load_library()
        try:
            import torch
            import whisper
        except ImportError as error:
            raise RecogniserError(
                f"openai-whisper cannot be loaded ({error}): run `pip install 'mock-interview-coach[whisper]'`"
            ) from error
        if self._options.language not in whisper.tokenizer.LANGUAGES:
            raise RecogniserError(f"Whisper knows no language {self._options.language!r}; set COACH_LANGUAGE, e.g. en")
        torch.set_num_threads(1)
        try:
            model = load(str(path))
            heads = whisper._ALIGNMENT_HEADS.get(path.stem)
            if heads is not None:
                model.set_alignment_heads(heads)
            return self._warm(model)
        except Exception as error:
            raise RecogniserError(
                f"{path} is no Whisper checkpoint, or a broken one ({type(error).__name__}). Delete it and run "
                "`coach doctor --fetch`, or give another: `--model PATH`."
            ) from error

    def _warm(self, model: Any) -> Engine:
        """The first decoding of a process is slow: it is done here. The final's own parts are all in it."""
        engine = Engine(model, self._options, self._threads)
        self._turns.run(Job(live(engine, np.zeros(SAMPLE_RATE, np.int16))))
        return engine


class WhisperStream:
    """One utterance. `update` encodes the live segment, from the last committed words it still needs on."""

    def __init__(self, transcriber: WhisperTranscriber) -> None:
        self._transcriber = transcriber
        self._chunks: list[Samples] = []
        self._policy = CommitPolicy()
        self._from = 0
        """First sample of the live segment."""
        self._settled = Decoded()
        """Committed words before it."""
        self._last = Decoded()
        """What the last update read in the segment, with times from the utterance's beginning."""

    def push(self, samples: Samples) -> None:
        self._chunks.append(samples)

    def update(self, silence: float = 0.0, need: Callable[[], Need] = soon) -> Hypothesis:
        audio = self._audio()
        self._shorten(len(audio) / SAMPLE_RATE)
        count = len(self._policy.committed) - len(self._settled.words)
        committed, draft = self._last.first(count), self._last.after(count)
        segment = audio[self._from :]
        likely = draft.first(len(draft.words))
        found = self._transcriber.run(lambda engine: live(engine, segment, committed, likely), need)
        if need() is Need.NO_MORE:
            return Hypothesis(self._policy.committed)
        self._last = found.placed(self._from / SAMPLE_RATE)
        return self._policy.revise(self._settled.words + self._last.words, len(audio) / SAMPLE_RATE, silence)

    def finish(self, samples: int | None = None, need: Callable[[], Need] = now) -> tuple[Word, ...]:
        """openai-whisper's own greedy transcript; what the live words read is its draft."""
        audio = self._audio()[:samples]
        likely = self._settled + self._last
        return self._transcriber.run(
            lambda engine: reference(engine, audio, likely.first(len(likely.words))), need
        ).words

    def _shorten(self, heard: float) -> None:
        """Drop from the live segment what is committed and lies CONTEXT back, once the segment is long."""
        if heard - self._from / SAMPLE_RATE <= LONG:
            return
        count = len(self._policy.committed) - len(self._settled.words)
        words = self._last.words
        done = [i for i, w in enumerate(words[:count], start=1) if w.end <= heard - CONTEXT]
        sentences = [i for i in done if words[i - 1].text[-1] in ".?!" and words[i - 1].end >= heard - LONG + CONTEXT]
        if done:
            at = max(sentences or done)
            until = words[at].start if at < len(words) else words[at - 1].end
            self._drop(at, (words[at - 1].end + until) / 2)
        elif heard - self._from / SAMPLE_RATE > LONGEST:
            self._policy.settle(words[count:])
            self._drop(len(words), heard - CONTEXT)

    def _drop(self, count: int, seconds: float) -> None:
        first = Decoded(self._last.words[:count], self._last.tokens[:count])
        self._settled, self._last = self._settled + first, self._last.after(count)
        self._from = max(self._from, round(seconds * SAMPLE_RATE))

    def _audio(self) -> Samples:
        if len(self._chunks) != 1:
            self._chunks = [np.concatenate(self._chunks) if self._chunks else np.zeros(0, np.int16)]
        return self._chunks[0]
