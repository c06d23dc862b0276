"""Streaming recognition: what it costs, how soon and how steadily words appear, and how many candidates a core serves.

    python bench/streaming.py                        # all of it, about 8 minutes
    python bench/streaming.py --only cost policy     # parts: start, cost, policy, pace, streams, load
    python bench/streaming.py --only pace --model base.en --reference sentences.json answer.wav
    python bench/streaming.py --only load --seconds 600 --core 0

start    process start until the recogniser is ready, weights on disk
cost     CPU of updates on models of Whisper's published shapes with random weights, one thread, beside a plain loop
         over `whisper.transcribe` with LocalAgreement-2; all take turns in one run, so ratios hold on a busy machine
policy   commit policies under a swept noise of scripted hypotheses (bench/streams/speech.py states the noise)
pace     one candidate through the whole listening side at real pace: first words, commits, finals
streams  several candidates on one core at real pace, one model
load     one candidate beside a process that takes half of the core

Random weights tell cost and nothing of accuracy: what is said comes from a script. With --model, real weights are paced
on a recording, with word errors against a reference and live words that the final has otherwise.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_WAIT_POLICY", "passive")
os.environ.setdefault("NUMBA_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.streams import runs, tables
from bench.streams.speech import STATED, Noise
from coach.adapters.silero_detector import load_library
from tests.adapters.random_whisper import SHAPES

PARTS = ("start", "cost", "policy", "pace", "streams", "load")
SECONDS = {"cost": 20.0, "pace": 60.0, "streams": 75.0, "load": 60.0}
STREAMS = {"tiny.en": 6, "base.en": 4}
"""Candidates on one core: the targets, 6 and 3.5, rounded up."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("audio", type=Path, nargs="*", help="recordings for --model")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=list(PARTS))
    parser.add_argument("--shape", choices=list(SHAPES), action="append", help="default: all")
    parser.add_argument("--seconds", type=float, help=f"of speech, default {SECONDS}")
    parser.add_argument("--every", type=float, default=0.5, help="seconds between updates (cost)")
    parser.add_argument("--sampled", type=int, default=4, help="the plain loop is timed at every n-th update")
    parser.add_argument("--streams", type=int, help=f"default {STREAMS}")
    parser.add_argument("--core", type=int, help="keep to this core (streams and load: the last one by default)")
    parser.add_argument("--threads", type=int, default=1, help="of a final (pace); the targets are those of one")
    parser.add_argument("--steady", action="store_true", help="hypotheses without noise, one candidate (pace)")
    parser.add_argument("--model", help="published name or checkpoint: real weights instead of a script (pace, load)")
    parser.add_argument("--reference", type=Path, help="JSON with `text`: what is said in the recordings")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    if args.threads < 1:
        parser.error("--threads: 1 or more")
    load_library()
    import torch

    torch.set_num_threads(1)
    results = {part: measured(part, args) for part in args.only}
    if args.json:
        args.json.write_text(json.dumps(results, indent=1))


def measured(part: str, args: argparse.Namespace) -> Any:
    """Runs one part, prints its table, returns its figures."""
    seconds = args.seconds or SECONDS.get(part, 0.0)
    shapes = args.shape or list(SHAPES)
    noise = Noise(last=0.0, half=0.0, jitter=0.0) if args.steady else STATED
    match part:
        case "start":
            return tables.start([runs.start(shape) for shape in shapes])
        case "cost":
            return [tables.cost(runs.cost(shape, seconds, args.every, args.sampled)) for shape in shapes]
        case "policy":
            return tables.policy(runs.policy())
        case "pace" | "load" if args.model:
            return tables.paced(part, runs.real(args.model, args.audio, args.reference, part == "load", args.core))
        case "pace":
            return [
                tables.paced(part, runs.paced(shape, seconds, 1, args.core, noise=noise, threads=args.threads))
                for shape in shapes
            ]
        case "load":
            return [
                tables.paced(part, runs.paced(shape, seconds, 1, runs.core(args.core), hog=True)) for shape in shapes
            ]
        case _:
            counts = {shape: args.streams or STREAMS[shape] for shape in shapes}
            found = [runs.paced(shape, seconds, count, runs.core(args.core)) for shape, count in counts.items()]
            return [tables.paced(part, one) for one in found]


if __name__ == "__main__":
    main()
