"""Trains the turn model from synthetic answers and writes the weights that coach.interview ships with.

    python scripts/train_turns.py [bench/dialogues/train.jsonl] [--out coach/interview/turn_model.json]

A row for each pause and each silence in it that was reached: was that the end? Recognition lags by 0, 0.3 or 0.6 s.
In one row in five the voice's ending is left out, so that the model can do without.
Then, for each silence in seconds, the chance at which the model cuts off as many pauses as that silence alone would.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bench.dialogues.answers import HERE, Pause, pauses, read_answers
from coach.interview import turns
from coach.interview.turn_features import silent_features, still_features
from coach.interview.turn_model import TurnModel
from coach.interview.turns import Turn
from coach.records.profiles import Profile

LAGS = (0.0, 0.3, 0.6)
SILENCES = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.3, 1.6, 2.0, 2.5, 3.2, 4.0)
BASES = (0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.3, 1.6, 2.0, 2.5, 3.2, 4.0, 5.0)
CHANCES = [n / 1000 for n in (*range(20, 200, 20), *range(200, 900, 25), *range(900, 999, 4))]
C = 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("answers", type=Path, nargs="?", default=HERE / "train.jsonl")
    parser.add_argument("--out", type=Path, default=Path("coach/interview/turn_model.json"))
    args = parser.parse_args()
    answers = read_answers(args.answers)
    every = [p for n, lag in enumerate(LAGS) for found in pauses(answers, n, lag) for p in found]
    weights = fit(every)
    table = calibrate(TurnModel(weights, ()), [p for found in pauses(answers, 0, 0.0) for p in found])
    stored = {"weights": weights, "as_patient": table}
    args.out.write_text(json.dumps(stored, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(f"{args.out}: {len(weights)} weights from {len(every)} pauses", file=sys.stderr)


def rows(every: list[Pause]) -> Iterator[tuple[dict[str, float], bool]]:
    rng = Random(0)
    for pause in every:
        if rng.random() < 0.2:
            pause.early.ending = pause.late.ending = None
        for silence in SILENCES:
            if pause.seconds is not None and silence >= pause.seconds:
                break
            known = turns.so_far(pause.late if silence >= pause.lag else pause.early)
            still = still_features(known)
            yield still | silent_features(known, still, silence), pause.seconds is None


def fit(every: list[Pause]) -> dict[str, float]:
    features, ends = zip(*rows(every), strict=True)
    vectors = DictVectorizer()
    model = LogisticRegression(C=C, max_iter=3000).fit(vectors.fit_transform(features), ends)
    named = zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
    return {"": round(float(model.intercept_[0]), 4)} | {str(n): round(float(w), 4) for n, w in named}


def calibrate(model: TurnModel, every: list[Pause]) -> list[tuple[float, float]]:
    """(seconds, chance) in order; the chance never falls as the seconds grow."""
    middle = [(p.late, p.seconds) for p in every if p.seconds is not None]
    table: list[tuple[float, float]] = []
    for base in BASES:
        alone = sum(seconds > base for _, seconds in middle)
        low, high = 0, len(CHANCES) - 1
        while low < high:
            tried = (low + high) // 2
            if _cut_off(model, middle, base, CHANCES[tried]) <= alone:
                high = tried
            else:
                low = tried + 1
        table.append((base, max(CHANCES[low], table[-1][1] if table else 0.0)))
    return table


def _cut_off(model: TurnModel, middle: list[tuple[Turn, float]], base: float, chance: float) -> int:
    usual = Profile.model_fields["turn_silence"].default
    waits = (model.silence(turns.so_far(t), *turns.bounds(t, base, base / usual), chance) for t, _ in middle)
    return sum(wait < seconds for wait, (_, seconds) in zip(waits, middle, strict=True))


if __name__ == "__main__":
    main()
