"""How soon a turn is ended and how often too soon, beside a rule of silence alone, on held-out synthetic answers.

    python bench/turns.py [--answers FILE] [--lag 0.3 0.35 0.45] [--told 0] [--resamples 1000] [--json]

A cut-off is a pause in mid-turn at which the turn was ended; the share is of all such pauses (0.1 s and longer), each
judged by itself. Latency is the silence after the true end until the turn was ended, the time of computing not counted.
Each rule is swept over its silence: `cut-offs at 300 ms` is where its mean latency is 0.3 s, `latency at 5 %` where it
cuts off 5 % of pauses. `--lag`: seconds until the last words before a pause are recognised; the product needs 0.3 to
0.35 for it (half of the time 0.33), 0.45 is a slow machine. `--told`: seconds until a pause is known of, before which
no turn ends; the listening side has it after 0.2 and a frame of 0.03. It weighs on the cut-offs at 300 ms alone, a
silence shorter than any shipped profile's.

Below the table is what the model has of silence only: for each seed, which has a voice of its own, and for all of them
together with the interval that holds 95 % of the values where whole answers are drawn anew (bootstrap).

The answers are synthetic: espeak voices, our own sentences, drawn pauses. Voices and sentences were not in training,
the way in which pauses are drawn was, and espeak's tunes are more regular than people's. What people do is not
measured here.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import numpy.typing as npt

from bench.dialogues.answers import HERE, Pause, pauses, read_answers, seeds_of
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


@dataclass(frozen=True, slots=True)
class Tally:
    """What one rule did: for each answer and silence of `bases` the pauses cut off and the seconds waited at its end;
    `middle`: pauses in mid-turn of each answer."""

    bases: list[float]
    cut: npt.NDArray[np.int64]
    ends: npt.NDArray[np.float64]
    middle: npt.NDArray[np.int64]

    def of(self, rows: npt.NDArray[np.int64]) -> Tally:
        """The same of some answers; one may be there more than once."""
        return Tally(self.bases, self.cut[rows], self.ends[rows], self.middle[rows])

    def points(self) -> list[Point]:
        shares = self.cut.sum(axis=0) / self.middle.sum()
        spoilt, latency = (self.cut > 0).mean(axis=0), self.ends.mean(axis=0)
        slow = np.sort(self.ends, axis=0)[int(0.95 * len(self.ends))]
        columns = zip(self.bases, shares, spoilt, latency, slow, strict=True)
        return [Point(*(float(value) for value in column)) for column in columns]


def waits(pause: Pause, needed: Needed, base: float, told: float = 0.0) -> float:
    """Silence after which the turn ends: by the words known at first, and once more when the last ones are known."""
    early = max(told, needed(pause.early, base))
    return early if early < pause.lag or pause.lag == 0 else max(pause.lag, told, needed(pause.late, base))


def tally(answers: list[list[Pause]], needed: Needed, bases: Sequence[float], told: float = 0.0) -> Tally:
    cut = np.zeros((len(answers), len(bases)), np.int64)
    ends = np.zeros((len(answers), len(bases)))
    for n, answer in enumerate(answers):
        for pause in answer:
            waited = np.array([waits(pause, needed, base, told) for base in bases])
            if pause.seconds is None:
                ends[n] = waited
            else:
                cut[n] += waited < pause.seconds
    return Tally(list(bases), cut, ends, np.array([len(answer) - 1 for answer in answers]))


def sweep(answers: list[list[Pause]], needed: Needed) -> list[Point]:
    return tally(answers, needed, BASES).points()


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


MEASURES: dict[str, Callable[[list[Point]], float]] = {
    "cut_offs_at_300_ms": lambda points: cut_offs_at(points, 0.3),
    "cut_offs_at_600_ms": lambda points: cut_offs_at(points, 0.6),
    "latency_at_5_percent": lambda points: latency_at(points, 0.05),
    "latency_at_10_percent": lambda points: latency_at(points, 0.10),
}


def measure(answers: list[list[Pause]], seeds: list[int], resamples: int, told: float = 0.0) -> dict[str, Any]:
    """Each rule's figures, and what the model has of silence only: by seed, of all, and the bootstrap's interval."""
    default = PROFILE.turn_silence
    tallies = {name: tally(answers, needed, [*BASES, default], told) for name, needed in RULES.items()}
    rules = {}
    for name, found in tallies.items():
        *points, usual = found.points()
        rules[name] = {key: of(points) for key, of in MEASURES.items()} | {
            "default_cut_offs": usual.cut_offs,
            "default_spoilt": usual.spoilt,
            "default_latency": usual.latency,
            "default_slow": usual.slow,
        }
    model, silence = tallies["turn model"], tallies["silence only"]
    every = np.arange(len(answers))
    rng = np.random.default_rng(1)
    drawn = [ratios(model, silence, rng.choice(every, len(every))) for _ in range(resamples)]
    return {
        "rules": rules,
        "ratio": ratios(model, silence, every),
        "ratio_by_seed": {
            str(seed): ratios(model, silence, every[np.array(seeds) == seed]) for seed in sorted(set(seeds))
        },
        "ratio_95_percent": {key: _interval([one[key] for one in drawn]) for key in MEASURES} if drawn else {},
    }


def ratios(model: Tally, silence: Tally, rows: npt.NDArray[np.int64]) -> dict[str, float]:
    """Of these answers: the model's figure divided by that of silence only."""
    ours, theirs = model.of(rows).points()[:-1], silence.of(rows).points()[:-1]
    return {key: of(ours) / of(theirs) for key, of in MEASURES.items()}


def _interval(values: list[float]) -> list[float]:
    return [float(bound) for bound in np.nanquantile(values, [0.025, 0.975])]


def show(lag: float, found: dict[str, Any]) -> None:
    print(f"\nlast words recognised after {lag:.2f} s" if lag else "\nlast words known at once")
    print(f"{'':16}  cut-offs at      latency at       at the default silence ({PROFILE.turn_silence} s)")
    print(f"{'':16}  300 ms  600 ms   5 %      10 %     cut-offs  answers cut  latency  p95")
    for name, row in found["rules"].items():
        values = list(row.values())
        shares, times, rest = values[:2], values[2:4], values[4:]
        print(
            f"{name:16}  {shares[0]:6.1%}  {shares[1]:6.1%}   {times[0] * 1000:4.0f} ms  {times[1] * 1000:4.0f} ms"
            f"  {rest[0]:8.1%}  {rest[1]:11.1%}  {rest[2]:5.2f} s  {rest[3]:4.2f} s"
        )
    by_seed = found["ratio_by_seed"]
    print(f"model / silence only    all   95 % interval   by seed ({', '.join(by_seed)})")
    for key in MEASURES:
        low, high = found["ratio_95_percent"].get(key, (float("nan"), float("nan")))
        seeds = "  ".join(f"{one[key]:.2f}" for one in by_seed.values())
        print(f"{key.replace('_', ' '):22}  {found['ratio'][key]:.2f}   {low:.2f} to {high:.2f}    {seeds}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--answers", type=Path, default=HERE / "held_out.jsonl", help="as bench/dialogues/generate.py")
    parser.add_argument("--lag", type=float, nargs="+", default=[0.3, 0.35, 0.45], help="seconds")
    parser.add_argument("--told", type=float, default=0.0, help="seconds until a pause is known of")
    parser.add_argument("--resamples", type=int, default=1000, help="of the bootstrap; 0 = no interval")
    parser.add_argument("--json", action="store_true", help="everything as JSON instead of the tables")
    args = parser.parse_args()
    if not args.answers.is_file():
        parser.error(f"no file {args.answers}; bench/dialogues/generate.py makes one")
    read, seeds = read_answers(args.answers), seeds_of(args.answers)
    every = {lag: measure(list(pauses(read, 11, lag)), seeds, args.resamples, args.told) for lag in args.lag}
    if args.json:
        print(json.dumps({"synthetic": True, "answers": len(read), "by_lag": every}, indent=1))
        return
    count = sum(len(pieces) - 1 for _, pieces in read)
    print(f"{len(read)} synthetic answers, {count} pauses in mid-turn; voices and sentences held out")
    for lag, found in every.items():
        show(lag, found)


if __name__ == "__main__":
    main()
