"""What updates cost: our modes and a plain loop over `whisper.transcribe`, asked in turn at each step of one run."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from statistics import mean, median
from typing import Any

import numpy as np

from bench.streams.paced import tail
from bench.streams.policies import LocalAgreement
from bench.streams.scripted import CURRENT, ScriptedModel, ear, silence
from bench.streams.shown import Shown
from bench.streams.speech import STATED, Noise, read, steady
from coach.adapters.whisper_engine import WhisperOptions
from coach.adapters.whisper_transcriber import WhisperStream, WhisperTranscriber
from coach.listening.audio import SAMPLE_RATE
from coach.listening.transcriber import Hypothesis, Samples
from scoring.answer import Word
from tests.adapters.random_whisper import random_whisper

TRIMMED = 15.0
"""Seconds of buffer from which the plain loop trims, as published for LocalAgreement-2."""
MODES = {
    "full context, fp32": WhisperOptions(precision="fp32", context="full"),
    "truncated, fp32": WhisperOptions(precision="fp32"),
    "truncated, as chosen": WhisperOptions(),
}
BASELINE = "plain loop with word times"
LAST_FROM = 8.0
"""Seconds of speech from which p95 is taken: buffers are then as long as they get."""


@dataclass
class Cost:
    """CPU seconds of each update, the delay of each commit in seconds, and what was on the screen."""

    updates: list[tuple[float, float]] = field(default_factory=list)
    """(seconds heard, CPU seconds)."""
    commits: list[float] = field(default_factory=list)
    shown: Shown = field(default_factory=Shown)
    done: int = 0

    def note(self, found: Hypothesis, words: Sequence[Word], heard: float) -> None:
        self.shown.show([w.text for w in found.committed + found.tentative], len(found.committed))
        self.commits += [heard - w.end for w in words[self.done : len(found.committed)]]
        self.done = max(self.done, len(found.committed))


class Ours:
    """One stream; `update(heard)` is asked every so often, as by the listener."""

    def __init__(self, inner: WhisperTranscriber, words: Sequence[Word], audio: Samples, noise: Noise) -> None:
        self._stream: WhisperStream = inner.open_stream()
        self._words, self._audio, self._noise, self._pushed = words, audio, noise, 0
        self._dice = Random(7)
        self.cost = Cost()

    def update(self, heard: float) -> None:
        until = round(heard * SAMPLE_RATE)
        self._stream.push(self._audio[self._pushed : until])
        self._pushed = until
        self._stream._audio()
        self._stream._shorten(heard)
        CURRENT.words = read(self._words, self._stream._from / SAMPLE_RATE, heard, self._noise, self._dice)
        began = time.process_time()
        found = self._stream.update()
        self.cost.updates.append((heard, time.process_time() - began))
        self.cost.note(found, self._words, heard)

    def final(self, heard: float) -> float:
        """CPU seconds of the final of what was pushed."""
        CURRENT.words = read(self._words, 0.0, heard, Noise(0, 0, jitter=0), self._dice)
        began = time.process_time()
        self._stream.finish()
        return time.process_time() - began


class Plain:
    """LocalAgreement-2 over `whisper.transcribe`, from its published description: all of the buffer is transcribed at
    each update, what two in a row agree on is committed, the buffer is trimmed there once it is long."""

    def __init__(self, model: ScriptedModel, words: Sequence[Word], audio: Samples, times: bool, noise: Noise) -> None:
        self._model, self._words, self._audio, self._times, self._noise = model, words, audio, times, noise
        self._dice, self._policy = Random(7), LocalAgreement()
        self._from, self._trimmed = 0.0, tuple[Word, ...]()
        self.cost = Cost()

    def update(self, heard: float, measured: bool) -> None:
        heard_now = read(self._words, self._from, heard, self._noise, self._dice)
        if measured:
            self._model.words = heard_now
            begin, end = round(self._from * SAMPLE_RATE), round(heard * SAMPLE_RATE)
            self.cost.updates.append((heard, self.transcribe(self._audio[begin:end])))
        found = self._policy.revise((*self._trimmed, *heard_now), heard)
        self.cost.note(found, self._words, heard)
        if heard - self._from > TRIMMED and found.committed:
            self._trimmed = found.committed
            self._from = self._words[min(len(found.committed), len(self._words)) - 1].end

    def transcribe(self, audio: Samples) -> float:
        """CPU seconds."""
        import whisper

        began = time.process_time()
        whisper.transcribe(
            self._model.model,
            audio.astype(np.float32) / 32768.0,
            temperature=0,
            beam_size=None,
            condition_on_previous_text=False,
            word_timestamps=self._times,
            fp16=False,
        )
        return time.process_time() - began


def compare(shape: str, seconds: float, every: float, sampled: int, noise: Noise = STATED) -> dict[str, Any]:
    """Rows of the table for one shape. The plain loop is timed at every `sampled`-th update only."""
    model, audio, words = random_whisper(shape), silence(seconds), steady(seconds)
    ours = {name: Ours(ear(model, options), words, audio, noise) for name, options in MODES.items()}
    chosen = ours["truncated, as chosen"]._stream._transcriber.engine
    spoken = ScriptedModel(model)
    plain = {
        BASELINE: Plain(spoken, words, audio, True, noise),
        "plain loop without": Plain(spoken, words, audio, False, noise),
    }
    for step in range(1, int(seconds / every) + 1):
        for one in ours.values():
            one.update(step * every)
        for loop in plain.values():
            loop.update(step * every, measured=step % sampled == 0)
    rows = {name: row(system.cost, every) for name, system in [*plain.items(), *ours.items()]}
    for found in rows.values():
        found["ratio"] = found["cpu"] / rows[BASELINE]["cpu"]
    until = min(seconds, 20.0)
    final = {name: one.final(until) for name, one in ours.items()}["truncated, as chosen"]
    spoken.words = read(words, 0.0, until, Noise(0, 0, jitter=0), Random(1))
    return {
        "shape": shape,
        "precision": f"encoder {chosen.encoder_precision}, decoder {chosen.decoder_precision}",
        "rows": rows,
        "final_cpu_s": final,
        "transcribe_cpu_s": plain["plain loop without"].transcribe(audio[: round(until * SAMPLE_RATE)]),
    }


def row(cost: Cost, every: float) -> dict[str, float]:
    return {
        "cpu": mean(cpu for _, cpu in cost.updates) / every,
        "p50_ms": 1000 * median(cpu for _, cpu in cost.updates),
        "p95_ms": 1000 * tail(sorted(cpu for heard, cpu in cost.updates if heard >= LAST_FROM) or [float("nan")]),
        "commit_s": mean(cost.commits) if cost.commits else float("nan"),
        "flicker": cost.shown.flicker,
        "erasure": cost.shown.erased / max(1, cost.done),
        "committed_changed": cost.shown.broken,
    }
