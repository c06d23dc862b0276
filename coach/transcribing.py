"""The recogniser that the settings ask for; `coach transcribe`: a file through it, a line for each thing recognised."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coach.adapters.audio_files import read_audio
from coach.adapters.remote_transcriber import RemoteTranscriber
from coach.adapters.whisper_engine import WhisperOptions
from coach.adapters.whisper_transcriber import WhisperTranscriber
from coach.errors import RecogniserError
from coach.events import FinalTranscript, PartialTranscript, RecognitionFailed
from coach.listening.audio import SAMPLE_RATE, AudioChunk
from coach.listening.listener import Heard, Listener, ListenerOptions
from coach.listening.recognition import RecognitionOptions
from coach.listening.transcriber import Hypothesis, Samples, Transcriber
from coach.listening.voice_activity import VoiceActivityDetector
from coach.settings import Settings
from scoring.answer import Word

CHUNK = SAMPLE_RATE // 10
Pace = Literal["fast", "realtime"]


@dataclass(frozen=True, slots=True)
class Line:
    """`text` and `words`: the utterance so far (partial), the part of it that will not change (committed), all (final).

    `audio_s`: seconds of audio heard when the line was made; `wall_s`: seconds since the beginning. Word times are
    seconds in the file.
    """

    type: Literal["partial", "committed", "final"]
    audio_s: float
    wall_s: float
    text: str
    words: tuple[Word, ...]

    def to_json(self) -> str:
        words = [{"text": w.text, "start": w.start, "end": w.end, "confidence": w.confidence} for w in self.words]
        fields = {"type": self.type, "audio_s": self.audio_s, "wall_s": self.wall_s, "text": self.text, "words": words}
        return json.dumps(fields, ensure_ascii=False)


def recogniser(settings: Settings, model: str, folder: Path) -> Transcriber:
    """The server of COACH_STT_MODEL, else Whisper on this machine, ready. Blocking. Raises RecogniserError."""
    if settings.stt_model:
        key = settings.stt_api_key.get_secret_value() if settings.stt_api_key else None
        remote = RemoteTranscriber(
            settings.stt_model, settings.stt_api_base, key, settings.language, settings.whisper_prompt
        )
        remote.load()
        return remote
    options = WhisperOptions(
        precision=settings.whisper_precision,
        context=settings.whisper_context,
        margin=settings.whisper_margin,
        language=settings.language,
        prompt=settings.whisper_prompt,
    )
    whisper = WhisperTranscriber(model, folder, settings.whisper_threads, options)
    whisper.load()
    return whisper


def listening_options(settings: Settings) -> ListenerOptions:
    """A server that is paid by the call is not asked for finals that may be thrown away."""
    return ListenerOptions(
        recognition=RecognitionOptions(update_every=settings.cadence, ahead=settings.stt_model is None)
    )


async def transcribe(
    path: str | Path,
    transcriber: Transcriber,
    detector: VoiceActivityDetector,
    pace: Pace = "fast",
    options: ListenerOptions | None = None,
) -> AsyncIterator[Line]:
    """Lines as they are made. `fast`: as fast as recognition goes, the same lines each time; `realtime`: as if live.

    Raises AudioError where the file cannot be read, RecogniserError where recognition fails.
    """
    samples = await asyncio.to_thread(read_audio, path)
    lines = _Lines()
    listener = Listener(detector, transcriber, options, watch=lines.hypotheses.append)
    feeding = asyncio.create_task(_feed(listener, samples, pace))
    try:
        async for event in listener.events():
            for line in lines.of(event, event.at):
                yield line
        await feeding
    finally:
        feeding.cancel()
        await listener.close()


async def _feed(listener: Listener, samples: Samples, pace: Pace) -> None:
    began = time.monotonic()
    try:
        for first in range(0, len(samples), CHUNK):
            chunk = samples[first : first + CHUNK]
            if pace == "realtime":
                await asyncio.sleep(max(0.0, began + (first + len(chunk)) / SAMPLE_RATE - time.monotonic()))
            await listener.hear(AudioChunk(first, chunk.astype("<i2").tobytes()))
            if pace == "fast":
                await listener.settled()
        await listener.flush()
    finally:
        await listener.close()


class _Lines:
    """Events to lines; the words of a partial come by the listener's watch, in the order of the events."""

    def __init__(self) -> None:
        self.hypotheses: deque[Hypothesis] = deque()
        self._began = time.monotonic()
        self._committed = 0

    def of(self, event: Heard, audio_s: float) -> list[Line]:
        match event:
            case PartialTranscript():
                return self._partial(self.hypotheses.popleft(), audio_s)
            case FinalTranscript(words=words):
                self._committed = 0
                return [self._line("final", audio_s, words)] if words else []
            case RecognitionFailed(reason=reason):
                raise RecogniserError(reason)
            case _:
                return []

    def _partial(self, hypothesis: Hypothesis, audio_s: float) -> list[Line]:
        lines: list[Line] = []
        if len(hypothesis.committed) > self._committed:
            self._committed = len(hypothesis.committed)
            lines.append(self._line("committed", audio_s, hypothesis.committed))
        return [*lines, self._line("partial", audio_s, hypothesis.committed + hypothesis.tentative)]

    def _line(self, kind: Literal["partial", "committed", "final"], audio_s: float, words: tuple[Word, ...]) -> Line:
        wall = round(time.monotonic() - self._began, 3)
        return Line(kind, audio_s, wall, " ".join(w.text for w in words), words)
