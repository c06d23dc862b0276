"""One function for each part of bench/streaming.py: measures and returns figures."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.streams import costs, policies
from bench.streams.paced import Heard, summary, together
from bench.streams.scripted import ScriptedEar, ear, install
from bench.streams.speech import SAMPLES, STATED, Noise, rehearsal, word_errors
from coach.adapters.audio_files import read_audio
from coach.adapters.whisper_engine import WhisperOptions
from coach.adapters.whisper_transcriber import WhisperTranscriber
from coach.errors import CoachError
from coach.listening.audio import SAMPLE_RATE
from tests.adapters.random_whisper import random_whisper

MICRO = SAMPLES / "micro" / "whisper-micro.en.pt"
READY = """
import sys, time
from coach.adapters.whisper_transcriber import WhisperTranscriber
WhisperTranscriber(sys.argv[1]).load()
print(time.process_time())
"""
HOG = """
import time
while True:
    end = time.perf_counter() + 0.05
    while time.perf_counter() < end:
        pass
    time.sleep(0.05)
"""


def start(shape: str) -> dict[str, Any]:
    """Process start to ready, weights on disk (as published: half precision)."""
    import torch

    model = random_whisper(shape)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{shape}.pt"
        weights = {name: value.half() for name, value in model.state_dict().items()}
        torch.save({"dims": model.dims.__dict__, "model_state_dict": weights}, path)
        tries = [_ready(path) for _ in range(3)]
    return {"shape": shape, "wall_s": min(w for w, _ in tries), "cpu_s": min(c for _, c in tries)}


def _ready(path: Path) -> tuple[float, float]:
    began = time.monotonic()
    environment = {**os.environ, "PYTHONPATH": str(SAMPLES.parent)}
    done = subprocess.run(
        [sys.executable, "-c", READY, str(path)], env=environment, capture_output=True, text=True, check=True
    )
    return time.monotonic() - began, float(done.stdout)


def cost(shape: str, seconds: float, every: float, sampled: int) -> dict[str, Any]:
    install()
    return costs.compare(shape, seconds, every, sampled)


def policy() -> list[policies.Curve]:
    return policies.curves()


def core(wanted: int | None) -> int:
    """The core that is asked for, else the last one that this process may use."""
    return sorted(os.sched_getaffinity(0))[-1] if wanted is None else wanted


def paced(
    shape: str,
    seconds: float,
    streams: int,
    core: int | None = None,
    hog: bool = False,
    noise: Noise = STATED,
    threads: int = 1,
) -> dict[str, Any]:
    """Scripted candidates on random weights of one shape, on one core if `core` says which."""
    install()
    inner = ear(random_whisper(shape), WhisperOptions(), threads)

    def candidate(number: int) -> Callable[[], Any]:
        sound, words = rehearsal(seconds, seed=number + 1)
        return lambda: (sound, words, ScriptedEar(inner, sound, words, noise, number))

    found = _measured([candidate(n) for n in range(streams)], seconds, core, hog)[0]
    return {"shape": shape, "core": core, **found}


def real(model: str, audio: list[Path], reference: Path | None, hog: bool, core: int | None) -> dict[str, Any]:
    """Real weights on recordings; `not measured` with the reason where there are none."""
    transcriber = WhisperTranscriber(str(MICRO) if model == "micro" else model, _weights())
    try:
        transcriber.load()
    except CoachError as error:
        return {"shape": model, "not measured": str(error)}
    files = audio or [SAMPLES / name / "answer.wav" for name in ("agreement", "conflict", "hallucinations")]
    sounds = [read_audio(path) for path in files]
    seconds = sum(len(sound) for sound in sounds) / SAMPLE_RATE
    heard: list[Heard] = []
    totals: list[dict[str, Any]] = []
    for sound in sounds:
        found, one = _measured([lambda s=sound: (s, None, transcriber)], len(sound) / SAMPLE_RATE, core, hog)
        totals.append(found)
        heard += one
    mean = {name: sum(t[name] for t in totals) / len(totals) for name in totals[0]}
    return {"shape": model, **mean, "seconds": seconds, "wer": _word_errors(heard, files, reference)}


def _weights() -> Path:
    from coach.settings import read_settings

    return read_settings().data / "whisper"


def _word_errors(heard: list[Heard], files: list[Path], reference: Path | None) -> float | None:
    """Word error rate of the finals; None without a reference (a `reference.json` beside the sound, or given)."""
    given = [reference] if reference else [path.with_name("reference.json") for path in files]
    if not all(path.exists() for path in given):
        return None
    said = " ".join(str(json.loads(path.read_text("utf-8"))["text"]) for path in given)
    return word_errors(said, " ".join(text for one in heard for text in one.text))


def _measured(
    candidates: list[Callable[[], Any]], seconds: float, core: int | None, hog: bool
) -> tuple[dict[str, float], list[Heard]]:
    with _on(core), _beside(hog):
        spent = time.process_time()
        heard = asyncio.run(together(candidates))
        spent = time.process_time() - spent
    found = summary(heard, spent, seconds)
    found["memory_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found, heard


@contextmanager
def _on(core: int | None) -> Iterator[None]:
    """All threads of this process, present and future, on one core."""
    if core is None:
        yield
        return
    before = os.sched_getaffinity(0)
    tasks = [int(name) for name in os.listdir("/proc/self/task")]
    for task in tasks:
        os.sched_setaffinity(task, {core})
    try:
        yield
    finally:
        for name in os.listdir("/proc/self/task"):
            os.sched_setaffinity(int(name), before)


@contextmanager
def _beside(hog: bool) -> Iterator[None]:
    """A process that is busy half of the time, on the same core."""
    if not hog:
        yield
        return
    other = subprocess.Popen([sys.executable, "-c", HOG])
    try:
        yield
    finally:
        other.kill()
        other.wait()
