"""What recognition costs: live words and finals against a plain loop that transcribes everything again every 0.5 s.

    python bench/listening.py [--shape tiny.en] [--seconds 20] [--every 0.5] [--streams 6 --paced 60] [--json FILE]

Models of Whisper's published shapes with random weights, one thread, the same scripted words for all; systems take
turns within one run. CPU time is exact in its ratios only. Nothing here says how well anything is recognised.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_WAIT_POLICY", "passive")
os.environ.setdefault("NUMBA_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from bench.whisper_script import CURRENT, RATE, Script, ScriptedModel, install
from coach.adapters.whisper_engine import Engine, WhisperOptions
from coach.adapters.whisper_transcriber import WhisperStream, WhisperTranscriber
from coach.listening.audio import SAMPLE_RATE
from tests.adapters.random_whisper import SHAPES, random_whisper

TRIMMED = 15.0
"""Seconds of buffer from which the plain loop trims, as published for LocalAgreement-2."""
MODES = {
    "full context, fp32": WhisperOptions(precision="fp32", context="full"),
    "truncated, fp32": WhisperOptions(precision="fp32"),
    "truncated, as chosen": WhisperOptions(),
}


@dataclass
class Cost:
    """CPU seconds of each update, and when on the audio's clock each word was committed."""

    updates: list[float] = field(default_factory=list)
    committed: list[float] = field(default_factory=list)
    shown: int = 0
    changed: int = 0


def transcriber(model: Any, options: WhisperOptions) -> WhisperTranscriber:
    made = WhisperTranscriber("random", options=options)
    made._engine = Engine(model, options)
    return made


def sound(seconds: float) -> Any:
    return np.random.default_rng(1).normal(0, 3000, round(seconds * SAMPLE_RATE)).astype(np.int16)


class Ours:
    """One stream; `update(heard)` is asked every so often, as by the listener."""

    def __init__(self, ear: WhisperTranscriber, script: Script, audio: Any) -> None:
        self._stream: WhisperStream = ear.open_stream()
        self._script, self._audio, self._pushed = script, audio, 0
        self.cost = Cost()
        self._last: list[str] = []

    def update(self, heard: float) -> None:
        until = round(heard * SAMPLE_RATE)
        self._stream.push(self._audio[self._pushed : until])
        self._pushed = until
        self._stream._shorten(heard)
        CURRENT.tokens = self._script.between(self._stream._from / SAMPLE_RATE, heard)
        began = time.process_time()
        hypothesis = self._stream.update()
        self.cost.updates.append(time.process_time() - began)
        self.cost.committed += [heard] * (len(hypothesis.committed) - len(self.cost.committed))
        now = hypothesis.text.split()
        self.cost.shown += len(now) - len(hypothesis.committed)
        self.cost.changed += sum(a != b for a, b in zip(self._last, now, strict=False)) + max(
            0, len(self._last) - len(now)
        )
        self._last = now

    def final(self, heard: float) -> float:
        CURRENT.tokens = self._script.between(0, heard)
        began = time.process_time()
        self._stream.finish()
        return time.process_time() - began


class Plain:
    """LocalAgreement-2 over `whisper.transcribe`, written from its description: commit what two updates agree on, trim
    the buffer at the last committed word once it is long. Costs nothing but `transcribe`."""

    def __init__(self, model: ScriptedModel, script: Script, audio: Any, times: bool) -> None:
        self._model, self._script, self._audio, self._times = model, script, audio, times
        self._from, self._committed, self._previous = 0.0, 0, list[int]()
        self.cost = Cost()

    def update(self, heard: float, measured: bool) -> None:
        start = round(self._from * RATE)
        tokens = self._script.between(self._from, heard)
        if measured:
            self._model.tokens = tokens
            self.cost.updates.append(
                self.transcribe(self._audio[round(self._from * SAMPLE_RATE) : round(heard * SAMPLE_RATE)])
            )
        agreed = 0
        for a, b in zip(tokens, self._previous[start:], strict=False):
            if a != b:
                break
            agreed += 1
        new = max(self._committed, start + agreed)
        self.cost.committed += [heard] * (new - self._committed)
        self._committed, self._previous = new, [*self._script.tokens[:start], *tokens]
        if heard - self._from > TRIMMED:
            self._from = self._committed / RATE

    def transcribe(self, audio: Any) -> float:
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


def compare(shape: str, seconds: float, every: float, sampled: int) -> dict[str, Any]:
    """Rows of the table for one shape: all systems are asked in turn at each step."""
    model, audio = random_whisper(shape), sound(seconds)
    ears = {name: transcriber(model, options) for name, options in MODES.items()}
    chosen = ears["truncated, as chosen"].engine
    tokenizer = chosen.tokenizer
    ours = {name: Ours(ear, Script(tokenizer, seconds), audio) for name, ear in ears.items()}
    spoken = ScriptedModel(model)
    plain = {
        "plain loop with word times": Plain(spoken, Script(tokenizer, seconds), audio, True),
        "plain loop without": Plain(spoken, Script(tokenizer, seconds), audio, False),
    }
    for step in range(1, int(seconds / every) + 1):
        for one in ours.values():
            one.update(step * every)
        for loop in plain.values():
            loop.update(step * every, measured=step % sampled == 0)
    rows = {name: row(loop.cost, every) for name, loop in plain.items()}
    first = rows["plain loop with word times"]["cpu"]
    rows |= {name: row(one.cost, every) for name, one in ours.items()}
    for found in rows.values():
        found["ratio"] = found["cpu"] / first
    finals = {name: one.final(min(seconds, 20.0)) for name, one in ours.items()}
    spoken.tokens = Script(tokenizer, seconds, 0.0).between(0, min(seconds, 20.0))
    theirs = plain["plain loop without"].transcribe(audio[: 20 * SAMPLE_RATE])
    return {
        "shape": shape,
        "precision": f"encoder {chosen.encoder_precision}, decoder {chosen.decoder_precision}",
        "rows": rows,
        "final_cpu_s": finals["truncated, as chosen"],
        "transcribe_cpu_s": theirs,
    }


def row(cost: Cost, every: float) -> dict[str, float]:
    delays = [at - (i + 1) / RATE for i, at in enumerate(cost.committed)]
    late = sorted(cost.updates[len(cost.updates) // 2 :])
    return {
        "cpu": statistics.mean(cost.updates) / every,
        "p50_ms": 1000 * statistics.median(cost.updates),
        "p95_ms": 1000 * late[min(len(late) - 1, int(0.95 * len(late)))],
        "commit_s": statistics.mean(delays) if delays else float("nan"),
        "flicker": cost.changed / cost.shown if cost.shown else float("nan"),
    }


def paced(shape: str, streams: int, seconds: float, every: float) -> dict[str, float]:
    """`streams` speak at the same time, at real pace; how late are their updates at worst, and how far apart."""
    model, audio = random_whisper(shape), sound(seconds)
    ear = transcriber(model, WhisperOptions())
    lags: list[float] = []
    gaps: list[float] = []
    began = time.monotonic() + 0.5

    def speak(number: int) -> None:
        offset = number * every / streams
        one, last = Ours(ear, Script(ear.engine.tokenizer, seconds, seed=number), audio), 0.0
        while last + every <= seconds - 1:
            time.sleep(max(0.0, began + offset + last + every - time.monotonic()))
            heard = min(seconds, time.monotonic() - began - offset)
            one.update(heard)
            lags.append(time.monotonic() - began - offset - heard)
            gaps.append(heard - last)
            last = heard

    spent = time.process_time()
    threads = [threading.Thread(target=speak, args=(n,)) for n in range(streams)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.process_time() - spent
    return {
        "streams": streams,
        "cpu_per_audio_s": spent / (streams * seconds),
        "update_s_p50": statistics.median(lags),
        "update_s_max": max(lags),
        "cadence_s_mean": statistics.mean(gaps),
        "cadence_s_max": max(gaps),
    }


def shown(found: dict[str, Any], out: Callable[[str], object] = print) -> None:
    out(f"\n{found['shape']} shape, 1 thread; chosen by probe: {found['precision']}")
    out(f"{'':30}{'CPU s/s':>9}{'ratio':>8}{'p50 ms':>8}{'p95 ms':>8}{'commit s':>10}{'flicker':>9}")
    for name, r in found["rows"].items():
        numbers = f"{r['cpu']:9.3f}{r['ratio']:8.3f}{r['p50_ms']:8.0f}{r['p95_ms']:8.0f}{r['commit_s']:10.2f}"
        out(f"{name:30}{numbers}{r['flicker']:9.3f}")
    out(f"final of 20 s: {found['final_cpu_s']:.2f} CPU s; whisper.transcribe: {found['transcribe_cpu_s']:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shape", choices=list(SHAPES), action="append", help="default: all")
    parser.add_argument("--seconds", type=float, default=20.0, help="of continuous speech")
    parser.add_argument("--every", type=float, default=0.5, help="seconds between updates")
    parser.add_argument("--sampled", type=int, default=4, help="the plain loop is timed at every n-th update")
    parser.add_argument("--streams", type=int, default=0, help="speak at real pace with so many streams instead")
    parser.add_argument("--paced", type=float, default=30.0, help="seconds at real pace")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    import torch

    torch.set_num_threads(1)
    install()
    results: list[dict[str, Any]] = []
    for shape in args.shape or SHAPES:
        if args.streams:
            results.append({"shape": shape, **paced(shape, args.streams, args.paced, args.every)})
            print(json.dumps(results[-1]))
        else:
            results.append(compare(shape, args.seconds, args.every, args.sampled))
            shown(results[-1])
    if args.json:
        args.json.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
