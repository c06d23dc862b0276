"""Recognition by any OpenAI-compatible server, through litellm's transcription call."""

from __future__ import annotations

import io
import os
import wave
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from coach.errors import RecogniserError
from coach.listening.audio import SAMPLE_RATE
from coach.listening.hypothesis import CommitPolicy
from coach.listening.transcriber import Hypothesis, Need, Samples, now, soon
from scoring.answer import Word

SHORTEST = SAMPLE_RATE // 10
"""Samples below which servers refuse a file."""


class RemoteTranscriber:
    """`model`: litellm's name, e.g. `openai/whisper-1`. `every`: seconds of new sound from which live words are asked.

    `timeout`: seconds for one answer; there is no second try for live words and one for a final.
    """

    def __init__(
        self,
        model: str,
        api_base: str | None = None,
        api_key: str | None = None,
        language: str = "en",
        prompt: str = "",
        timeout: float = 15.0,
        every: float = 2.0,
    ) -> None:
        self._model, self._api_base, self._timeout, self.every = model, api_base, timeout, every
        self._asked = {
            "model": model,
            "api_base": api_base,
            "api_key": api_key or ("none" if api_base else None),
            "language": language,
            "prompt": prompt or None,
            "timeout": timeout,
        }

    @property
    def name(self) -> str:
        return f"remote:{self._model}"

    def load(self) -> None:
        """Import litellm now (2 s, blocking); otherwise the first words pay for it."""
        _litellm()

    def open_stream(self) -> RemoteStream:
        return RemoteStream(self)

    def words(self, samples: Samples, tries: int = 1) -> tuple[Word, ...]:
        """Blocking. Raises RecogniserError: refused, stalled, no transcript in the answer."""
        if len(samples) < SHORTEST:
            return ()
        for left in range(tries - 1, -1, -1):
            try:
                answer = _litellm().transcription(
                    file=("speech.wav", _wav(samples), "audio/wav"),
                    response_format="verbose_json",
                    timestamp_granularities=["word"],
                    temperature=0,
                    max_retries=0,
                    num_retries=0,
                    **self._asked,
                )
                return _words(answer, len(samples) / SAMPLE_RATE)
            except RecogniserError:
                raise
            except Exception as error:
                if left == 0:
                    raise RecogniserError(self._refusal(error)) from None
        return ()

    def _refusal(self, error: Exception) -> str:
        where = f" at {self._api_base}" if self._api_base else ""
        return (
            f"the recogniser {self._model}{where} did not answer ({type(error).__name__}); check its address, its key "
            "and COACH_STT_MODEL, or unset it to recognise on this machine"
        )


class RemoteStream:
    """One utterance; all of it is sent each time."""

    def __init__(self, transcriber: RemoteTranscriber) -> None:
        self._transcriber = transcriber
        self._chunks: list[Samples] = []
        self._policy = CommitPolicy()
        self._last = Hypothesis()
        self._asked_at = 0

    def push(self, samples: Samples) -> None:
        self._chunks.append(samples)

    def update(self, silence: float = 0.0, need: Callable[[], Need] = soon) -> Hypothesis:
        audio = self._audio()
        if len(audio) - self._asked_at >= self._transcriber.every * SAMPLE_RATE:
            self._asked_at = len(audio)
            self._last = self._policy.revise(self._transcriber.words(audio), len(audio) / SAMPLE_RATE, silence)
        return self._last

    def finish(self, samples: int | None = None, need: Callable[[], Need] = now) -> tuple[Word, ...]:
        return self._transcriber.words(self._audio()[:samples], tries=2) if need() is not Need.NO_MORE else ()

    def _audio(self) -> Samples:
        if len(self._chunks) != 1:
            self._chunks = [np.concatenate(self._chunks) if self._chunks else np.zeros(0, np.int16)]
        return self._chunks[0]


def _wav(samples: Samples) -> bytes:
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(samples.astype("<i2").tobytes())
    return held.getvalue()


def _words(answer: Any, seconds: float) -> tuple[Word, ...]:
    """Words with the server's times; where it gives none, the text is spread evenly over the sound."""
    text = _field(answer, "text")
    if not isinstance(text, str):
        raise RecogniserError("the recogniser's answer holds no transcript; is COACH_STT_API_BASE a speech server?")
    timed = [_word(item, seconds) for item in _field(answer, "words") or ()]
    said = text.split()
    if timed and [_letters(w.text) for w in timed] == [_letters(t) for t in said]:
        timed = [Word(t, w.start, w.end, w.confidence) for t, w in zip(said, timed, strict=True)]
    if not timed:
        timed = [Word(t, i * seconds / len(said), (i + 1) * seconds / len(said)) for i, t in enumerate(said)]
    floor, ordered = 0.0, list[Word]()
    for word in timed:
        if word.text:
            floor = max(floor, word.start)
            ordered.append(Word(word.text, round(floor, 3), round(max(floor, word.end), 3), word.confidence))
    return tuple(ordered)


def _word(item: Any, seconds: float) -> Word:
    start, end = (min(seconds, max(0.0, float(_field(item, name) or 0.0))) for name in ("start", "end"))
    return Word(str(_field(item, "word") or "").strip().replace(" ", ""), start, end)


def _field(item: Any, name: str) -> Any:
    return item.get(name) if isinstance(item, Mapping) else getattr(item, name, None)


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def _litellm() -> Any:
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    try:
        import litellm
    except ImportError as error:
        raise RecogniserError(f"litellm cannot be loaded ({error}); run `pip install litellm`") from error
    litellm.suppress_debug_info = True
    return litellm
