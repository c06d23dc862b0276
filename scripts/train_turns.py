"""Trains the turn model from synthetic answers and writes the weights that coach.interview ships with.

    python scripts/train_turns.py [bench/dialogues/train.jsonl] [--out coach/interview/turn_model.json]

Rows are pauses, as they are known when they begin and once their last words are recognised (after 0, 0.3 or 0.6
s). Was that the end of the turn (logistic regression)? If not, how long was it (ridge regression of the logarithm,
and two normal distributions of what is left)? In one row in five the voice's ending is left out, so that the model can
do without. Then, for each silence in seconds, the price at which the model cuts off as many pauses as that silence
alone would.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression, Ridge

from bench.dialogues.answers import HERE, Pause, pauses, read_answers
from coach.interview import turns
from coach.interview.turn_features import features_of
from coach.interview.turn_model import Spread, TurnModel, silences
from coach.interview.turns import Turn
from coach.records.profiles import Profile

LAGS = (0.0, 0.3, 0.6)
BASES = (0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.3, 1.6, 2.0, 2.5, 3.2, 4.0, 5.0)
PRICES = [0.02 * 1.15**n for n in range(64)]
C, ALPHA = 0.3, 20.0
SELDOM = 100
"""Rows in which a word must stand last to get a weight of its own."""

Row = tuple[Mapping[str, float], float | None]
_Floats = npt.NDArray[np.float64]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("answers", type=Path, nargs="?", default=HERE / "train.jsonl")
    parser.add_argument("--out", type=Path, default=Path("coach/interview/turn_model.json"))
    args = parser.parse_args()
    answers = read_answers(args.answers)
    model = fit(list(rows(p for n, lag in enumerate(LAGS) for found in pauses(answers, n, lag) for p in found)))
    table = calibrate(model, [p for found in pauses(answers, 0, 0.0) for p in found])
    spread = [round(value, 4) for value in (getattr(model.spread, name) for name in Spread.__slots__)]
    stored = {"ends": model.ends, "lasts": model.lasts, "spread": spread, "as_patient": table}
    args.out.write_text(json.dumps(stored, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(f"{args.out}: {len(model.ends) + len(model.lasts)} weights", file=sys.stderr)


def rows(every: Iterable[Pause]) -> Iterator[Row]:
    """Features of each pause, and its seconds, None at the end of the turn."""
    rng = Random(0)
    for pause in every:
        if rng.random() < 0.2:
            pause.early.ending = pause.late.ending = None
        for known in (pause.late,) if pause.lag == 0 else (pause.early, pause.late):
            yield features_of(turns.so_far(known)), pause.seconds


def fit(every: list[Row]) -> TurnModel:
    counted = Counter(name for features, _ in every for name in features)
    kept = [({n: v for n, v in f.items() if counted[n] >= SELDOM or "word_" not in n}, s) for f, s in every]
    vectors = DictVectorizer()
    table = vectors.fit_transform([features for features, _ in kept])
    over = np.array([seconds is None for _, seconds in kept])
    ends = LogisticRegression(C=C, max_iter=500).fit(table, over)
    logarithms = np.array([math.log(seconds) for _, seconds in kept if seconds is not None])
    lasts = Ridge(alpha=ALPHA).fit(table[~over], logarithms)
    spread = _spread(logarithms - lasts.predict(table[~over]))
    names = [str(n) for n in vectors.get_feature_names_out()]
    return TurnModel(
        _named(names, ends.coef_[0], ends.intercept_[0]), _named(names, lasts.coef_, lasts.intercept_), spread, ()
    )


def _named(names: list[str], weights: npt.NDArray[np.float64], bias: float) -> dict[str, float]:
    found = {n: round(float(w), 3) for n, w in zip(names, weights, strict=True)}
    return {"": round(float(bias), 4)} | {n: w for n, w in found.items() if w}


def _spread(left: npt.NDArray[np.float64]) -> Spread:
    """Two normal distributions by expectation and maximisation."""
    share, middles, deviations = 0.1, np.array([-0.1, 1.3]), np.array([0.5, 0.6])
    for _ in range(200):
        heights = np.exp(-0.5 * ((left[:, None] - middles) / deviations) ** 2) / deviations * [1 - share, share]
        belongs = heights / heights.sum(axis=1, keepdims=True)
        share = float(belongs[:, 1].mean())
        middles = (belongs * left[:, None]).sum(axis=0) / belongs.sum(axis=0)
        deviations = np.sqrt((belongs * (left[:, None] - middles) ** 2).sum(axis=0) / belongs.sum(axis=0))
    return Spread(share, float(middles[0]), float(deviations[0]), float(middles[1]), float(deviations[1]))


def calibrate(model: TurnModel, every: list[Pause]) -> list[tuple[float, float]]:
    """(seconds, price) in order; the price never falls as the seconds grow."""
    middle = [(p.late, p.seconds) for p in every if p.seconds is not None][::3]
    table: list[tuple[float, float]] = []
    known = [_foreseen(model, turn) for turn, _ in middle]
    for base in BASES:
        alone = sum(seconds > base for _, seconds in middle)
        costs = [_costs(model, turn, base, *seen) for (turn, _), seen in zip(middle, known, strict=True)]
        low, high = 0, len(PRICES) - 1
        while low < high:
            tried = (low + high) // 2
            waits = (compared[np.argmin(air + PRICES[tried] * cut)] for compared, air, cut in costs)
            if sum(wait < seconds for wait, (_, seconds) in zip(waits, middle, strict=True)) <= alone:
                high = tried
            else:
                low = tried + 1
        table.append((base, round(max(PRICES[low], table[-1][1] if table else 0.0), 4)))
    return table


def _foreseen(model: TurnModel, turn: Turn) -> tuple[float, float]:
    pause = turns.so_far(turn)
    return model.chance(pause), model.expected(pause)


def _costs(model: TurnModel, turn: Turn, base: float, over: float, expected: float) -> tuple[_Floats, _Floats, _Floats]:
    """Silences that are compared (TurnModel.silence), what each costs in dead air, and its chance of cutting in."""
    usual = Profile.model_fields["turn_silence"].default
    least, most = turns.bounds(turn, base, base / usual)
    compared = silences(least, most)
    cut = np.array([(1 - over) * model.spread.outlasts(math.log(s) - expected) for s in compared])
    return np.array(compared), over * np.array(compared), cut


if __name__ == "__main__":
    main()
