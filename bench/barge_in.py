"""How soon the interviewer is lowered and silenced when somebody speaks over it, and how seldom for anything else.

    python bench/barge_in.py [--minutes 30] [--each 24] [--seeds 1 2 3] [--only speech echo] [--json]

The product's own ears and floor, on the sample clock: an interviewer's voice goes through loudspeaker and room back
to the microphone (6, 12 or 20 dB below the candidate, 20 to 250 ms late, reverberation 0.2 to 0.5 s, noise; or not at
all: a headset), and the loudspeaker does what the floor says; its reports of what it plays are up to 40 ms late. Over
it come sentences by other espeak voices, coughs, hums, keys and short assents, all made here (bench.rooms), at any
moment of a chunk. Times are from the first sound of the candidate to the loudspeaker: 32 ms chunks of the microphone
and PAGE seconds for the page are in them, the time of computing is not. `said again`: seconds that are said twice
after a false alarm. `echo`: nothing but the echo for `--minutes` in each loudness, spread over the seeds; the first
seconds, in which the room is not known yet, are in it. `busy`: seconds of computing for one of sound, in the ears.

Voices and noises are synthetic, and the loudspeaker does not distort: what real rooms, coughs and loudspeakers do is
not measured here.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from bench.barge_stage import Sound, Stage

KINDS = ("speech", "cough", "hum", "keys", "assent")
DOWN: tuple[float | None, ...] = (None, 20.0, 12.0, 6.0)
ROOMS = 4
"""For the sounds of one kind in one loudness, of one seed."""
DUCK_WITHIN, SILENT_WITHIN = 0.15, 0.40

Row = dict[str, object]


@dataclass(slots=True)
class Busy:
    """Seconds of computing and of sound."""

    sound: float = 0.0
    ears: float = 0.0
    voice_activity: float = 0.0

    def add(self, stage: Stage) -> None:
        self.sound += stage.now
        self.ears += stage.busy
        self.voice_activity += stage.detector.busy

    def row(self) -> Row:
        """Per second of sound; voice activity runs without an interviewer too."""
        voice_activity = self.voice_activity / self.sound
        return {
            "barge_in": round(self.ears / self.sound - voice_activity, 4),
            "voice_activity": round(voice_activity, 4),
        }


@dataclass(slots=True)
class Over:
    """Sounds of one kind over the interviewer; of any loudness where `down` is `all`."""

    down: float | str | None
    sounds: list[Sound] = field(default_factory=list)
    again: list[float] = field(default_factory=list)

    def row(self) -> Row:
        ducked = [s.ducked for s in self.sounds if s.ducked is not None]
        silenced = [s.silenced for s in self.sounds if s.silenced is not None]
        count = len(self.sounds)
        return {
            "down": self.down,
            "sounds": count,
            "ducked": len(ducked),
            "duck": _quantiles(ducked),
            "ducked_in_time": round(sum(d <= DUCK_WITHIN for d in ducked) / count, 3),
            "silenced": len(silenced),
            "silence": _quantiles(silenced),
            "silenced_in_time": round(sum(s <= SILENT_WITHIN for s in silenced) / count, 3),
            "stopped": sum(s.stopped for s in self.sounds),
            "said_again": _quantiles(self.again),
        }


def over(kind: str, down: float | None, each: int, seeds: Sequence[int], busy: Busy) -> Over:
    """`each` sounds a seed, in ROOMS rooms."""
    found = Over(down)
    for seed in seeds:
        for room in range(ROOMS):
            stage = Stage(100 * seed + room, down, kind)
            stage.run(3600.0, max(1, each // ROOMS))
            found.sounds += stage.sounds
            found.again += stage.loud.resumed
            busy.add(stage)
    return found


def together(found: Sequence[Over]) -> Over:
    """The sounds of every loudness."""
    return Over("all", [s for one in found for s in one.sounds], [a for one in found for a in one.again])


def echo(down: float, minutes: float, seeds: Sequence[int], busy: Busy) -> Row:
    """Rooms of three minutes of the interviewer's voice each, one after the other."""
    spoke, silenced, lowered, room = 0.0, 0, 0, 0
    while spoke < 60 * minutes:
        stage = Stage(1000 * seeds[room % len(seeds)] + room, down, "echo")
        stage.run(min(180.0, 60 * minutes - spoke), 0)
        spoke, silenced, room = spoke + stage.spoke, silenced + len(stage.false), room + 1
        lowered += stage.lowered
        busy.add(stage)
    return {
        "down": down,
        "minutes": round(spoke / 60, 1),
        "rooms": room,
        "silenced": silenced,
        "lowered": lowered,
    }


def _quantiles(values: Sequence[float]) -> dict[str, float] | None:
    if not values:
        return None
    return {"p50": round(float(np.quantile(values, 0.5)), 3), "p95": round(float(np.quantile(values, 0.95)), 3)}


def measure(minutes: float, each: int, seeds: Sequence[int], only: Iterable[str]) -> dict[str, list[Row]]:
    busy = Busy()
    found: dict[str, list[Row]] = {}
    for kind in (kind for kind in KINDS if kind in only):
        each_loudness = [over(kind, down, each, seeds, busy) for down in DOWN]
        found[kind] = [one.row() for one in (*each_loudness, together(each_loudness))]
    if "echo" in only and minutes > 0:
        found["echo"] = [echo(down, minutes, seeds, busy) for down in DOWN if down is not None]
    return found | {"busy": [busy.row()]}


def show(found: dict[str, list[Row]]) -> None:
    print(
        f"{'over the interviewer':22}{'echo':>8}{'lowered':>9}{'p50':>6}{'p95':>6}{'≤ 0.15':>8}"
        f"{'silenced':>10}{'p50':>6}{'p95':>6}{'≤ 0.40':>8}{'stopped':>9}{'said again p95':>16}"
    )
    for kind in KINDS:
        for row in found.get(kind, []):
            down = row["down"]
            room = f"-{down:.0f} dB" if isinstance(down, float) else down or "headset"
            duck, silence, again = (_shown(row[key]) for key in ("duck", "silence", "said_again"))
            print(
                f"{kind + ' x ' + str(row['sounds']):22}{room:>8}{row['ducked']:>9}{duck[0]:>6}{duck[1]:>6}"
                f"{row['ducked_in_time']:>8.0%}{row['silenced']:>10}{silence[0]:>6}{silence[1]:>6}"
                f"{row['silenced_in_time']:>8.0%}{row['stopped']:>9}{again[1]:>16}"
            )
    for row in found.get("echo", []):
        print(
            f"{row['minutes']} min of its own echo, {row['down']:.0f} dB down, {row['rooms']} rooms: "
            f"silenced itself {row['silenced']} times, lowered itself {row['lowered']} times"
        )
    for row in found["busy"]:
        print(f"busy {row['barge_in']} s for each second of sound, voice activity {row['voice_activity']} s besides")


def _shown(quantiles: object) -> tuple[str, str]:
    if not isinstance(quantiles, dict):
        return "-", "-"
    return f"{quantiles['p50']:.2f}", f"{quantiles['p95']:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30.0, help="of echo in each loudness")
    parser.add_argument("--each", type=int, default=24, help="sounds of each kind in each loudness of echo, for a seed")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--only", nargs="+", choices=(*KINDS, "echo"), default=[*KINDS, "echo"])
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    found = measure(args.minutes, args.each, args.seeds, args.only)
    if args.json:
        print(json.dumps({"synthetic": True, "seeds": args.seeds, **found}, indent=1))
    else:
        show(found)


if __name__ == "__main__":
    main()
