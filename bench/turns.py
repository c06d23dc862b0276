"""How soon a turn is ended and how often too soon, beside a rule of silence alone, on held-out synthetic answers.

    python bench/turns.py [--answers bench/dialogues/held_out.jsonl] [--lag 0 0.3 0.6] [--json]

A cut-off is a pause in mid-turn at which the turn was ended; the share is of all such pauses (0.1 s and longer), each
judged by itself. Latency is the silence after the true end until the turn was ended, the time of computing not counted.
Each rule is swept over its silence: `cut-offs at 300 ms` is where its mean latency is 0.3 s, `latency at 5 %` where it
cuts off 5 % of pauses. `--lag`: seconds until the last words before a pause are recognised.

The answers are synthetic: espeak voices, our own sentences, drawn pauses. Voice and sentences were not in training, the
way in which pauses are drawn was. What people do is not measured here.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.dialogues.answers import HERE, Pause, pauses, read_answers
from coach.interview.turns import Turn, silence_needed
from coach.records.profiles import Profile

PROFILE = Profile(
    id="bench",
    title="Bench",
    about="For the bench.",
    minutes=20,
    max_questions=5,
    follow_ups_per_question=0,
    follow_ups_total=0,
)
BASES = [0.1 * 1.25**n for n in range(19)]
"""Seconds of silence, 0.1 to 5.6."""
Needed = Callable[[Turn, float], float]


def alone(turn: Turn, base: float) -> float:
    return base


def words_only(turn: Turn, base: float) -> float:
    """The rules about the words, all of them stretched with the silence."""
    ending, turn.ending = turn.ending, None
    needed = silence_needed(turn, PROFILE, base / PROFILE.turn_silence)
    turn.ending = ending
    return needed


def by_model(turn: Turn, base: float) -> float:
    return silence_needed(turn, PROFILE, base / PROFILE.turn_silence)


RULES: dict[str, Needed] = {"silence only": alone, "rules on words": words_only, "turn model": by_model}


@dataclass(frozen=True, slots=True)
class Point:
    """One rule at one silence: shares 0 to 1, seconds."""

    base: float
    cut_offs: float
    spoilt: float
    """Share of answers that were cut off at least once."""
    latency: float
    slow: float
    """Latency that 95 % of the answers stay under."""


def waits(pause: Pause, needed: Needed, base: float) -> float:
    """Silence after which the turn ends: by the words known at first, and once more when the last ones are known."""
    early = needed(pause.early, base)
    return early if early < pause.lag or pause.lag == 0 else max(pause.lag, needed(pause.late, base))


def sweep(answers: list[list[Pause]], needed: Needed) -> list[Point]:
    return [_point(answers, needed, base) for base in BASES]


def _point(answers: list[list[Pause]], needed: Needed, base: float) -> Point:
    ends: list[float] = []
    cut: list[list[bool]] = []
    for answer in answers:
        waited = [(pause, waits(pause, needed, base)) for pause in answer]
        ends += [wait for pause, wait in waited if pause.seconds is None]
        cut.append([wait < pause.seconds for pause, wait in waited if pause.seconds is not None])
    flat = [c for one in cut for c in one]
    return Point(
        base,
        sum(flat) / len(flat),
        sum(any(one) for one in cut) / len(cut),
        sum(ends) / len(ends),
        sorted(ends)[int(0.95 * len(ends))],
    )


def cut_offs_at(points: list[Point], latency: float) -> float:
    return _between([(p.latency, p.cut_offs) for p in points], latency)


def latency_at(points: list[Point], cut_offs: float) -> float:
    return _between([(-p.cut_offs, p.latency) for p in points], -cut_offs)


def _between(pairs: list[tuple[float, float]], wanted: float) -> float:
    """Linear between the first neighbours around `wanted`; nan where it was not reached."""
    for (x0, y0), (x1, y1) in pairwise(pairs):
        if x0 <= wanted <= x1:
            return y0 if x0 == x1 else y0 + (y1 - y0) * (wanted - x0) / (x1 - x0)
    return float("nan")


def measure(answers: list[list[Pause]]) -> dict[str, dict[str, float]]:
    found = {}
    for name, needed in RULES.items():
        points = sweep(answers, needed)
        default = _point(answers, needed, PROFILE.turn_silence)
        found[name] = {
            "cut_offs_at_300_ms": cut_offs_at(points, 0.3),
            "cut_offs_at_600_ms": cut_offs_at(points, 0.6),
            "latency_at_5_percent": latency_at(points, 0.05),
            "latency_at_10_percent": latency_at(points, 0.10),
            "default_cut_offs": default.cut_offs,
            "default_spoilt": default.spoilt,
            "default_latency": default.latency,
            "default_slow": default.slow,
        }
    return found


def show(lag: float, found: dict[str, dict[str, float]]) -> None:
    print(f"\nlast words recognised after {lag:.1f} s" if lag else "\nlast words known at once")
    print(f"{'':16}  cut-offs at      latency at       at the default silence ({PROFILE.turn_silence} s)")
    print(f"{'':16}  300 ms  600 ms   5 %      10 %     cut-offs  answers cut  latency  p95")
    for name, row in found.items():
        values = list(row.values())
        shares, times, rest = values[:2], values[2:4], values[4:]
        print(
            f"{name:16}  {shares[0]:6.1%}  {shares[1]:6.1%}   {times[0] * 1000:4.0f} ms  {times[1] * 1000:4.0f} ms"
            f"  {rest[0]:8.1%}  {rest[1]:11.1%}  {rest[2]:5.2f} s  {rest[3]:4.2f} s"
        )
    model, silence = found["turn model"], found["silence only"]
    ratios = {key: model[key] / silence[key] for key in list(model)[:4]}
    shown = "  ".join(f"{key.replace('_', ' ')} {value:.2f}" for key, value in ratios.items())
    print(f"model / silence only: {shown}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--answers", type=Path, default=HERE / "held_out.jsonl")
    parser.add_argument("--lag", type=float, nargs="+", default=[0.0, 0.3, 0.6])
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    read = read_answers(args.answers)
    every = {lag: measure(list(pauses(read, 11, lag))) for lag in args.lag}
    if args.json:
        print(json.dumps({"synthetic": True, "answers": len(read), "by_lag": every}, indent=1))
        return
    count = sum(len(pieces) - 1 for _, pieces in read)
    print(f"{len(read)} synthetic answers, {count} pauses in mid-turn; voice and sentences held out")
    for lag, found in every.items():
        show(lag, found)


if __name__ == "__main__":
    main()
