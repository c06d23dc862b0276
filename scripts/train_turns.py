"""Trains the turn model from synthetic answers and writes the weights that coach.interview ships with.

    python scripts/train_turns.py [bench/dialogues/train.jsonl] [--out coach/interview/turn_model.json]

Rows are pauses, as they are known when they begin and once their last words are recognised (after 0, 0.3 or 0.6
s). Was that the end of the turn? If not, how long was it (its logarithm, and two normal distributions of what is left)?
Either is answered twice, and the mean of both is the model: by regression (logistic, ridge) on words, pairs of word
classes and shapes of the ending, which holds for sentences that were not seen, and by boosted trees on the lines of
level and pitch beside the rest, which tell apart how voices of other ranges and accents come to their end. In one row
in five the voice's ending is left out, so that the model can do without. Then, for each silence in seconds, the price
at which the model cuts off as many pauses as that silence alone would.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression, Ridge

from bench.dialogues.answers import HERE, Pause, pauses, read_answers
from coach.interview import turns
from coach.interview.turn_features import SHAPES, UNHEARD, features_of, line_features
from coach.interview.turn_model import Score, Spread, Tree, TurnModel, silences
from coach.interview.turns import Turn
from coach.records.profiles import Profile

LAGS = (0.0, 0.3, 0.6)
BASES = (0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.3, 1.6, 2.0, 2.5, 3.2, 4.0, 5.0)
PRICES = [0.002 * 1.15**n for n in range(80)]
C, ALPHA = 0.3, 20.0
SELDOM = 100
"""Rows in which a word must stand last to get a weight of its own, and a feature be there for a tree to ask for it."""
GROWN: dict[str, Any] = {
    "max_iter": 60,
    "max_leaf_nodes": 8,
    "min_samples_leaf": 80,
    "learning_rate": 0.12,
    "l2_regularization": 5,
    "early_stopping": False,
    "random_state": 0,
}
LINES = frozenset(line_features(UNHEARD))
_FOR_WEIGHTS_ONLY = re.compile(rf"(?:stale_)?(?:word|pair)_|(?:{'|'.join(name for name, *_ in SHAPES)})_\d")

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
    args.out.write_text(_stored(model, spread, table), "utf-8")
    print(f"{args.out}: {len(model.ends.weights) + len(model.lasts.weights)} weights", file=sys.stderr)


def _stored(model: TurnModel, spread: list[float], table: list[tuple[float, float]]) -> str:
    """JSON, a weight or a tree a line."""
    parts: dict[str, Any] = {"ends": model.ends.weights, "lasts": model.lasts.weights}
    lines = [f'"{name}": {json.dumps(part, indent=1, ensure_ascii=False)}' for name, part in parts.items()]
    for name, trees in (("ends_trees", model.ends.trees), ("lasts_trees", model.lasts.trees)):
        grown = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
        lines.append(f'"{name}": [\n{grown}\n]')
    lines += [f'"spread": {json.dumps(spread)}', f'"as_patient": {json.dumps(table)}']
    return "{\n" + ",\n".join(lines) + "\n}\n"


def rows(every: Iterable[Pause]) -> Iterator[Row]:
    """Features of each pause, and its seconds, None at the end of the turn."""
    rng = Random(0)
    for pause in every:
        if rng.random() < 0.2:
            pause.early.ending = pause.late.ending = None
        for known in (pause.late,) if pause.lag == 0 else (pause.early, pause.late):
            yield features_of(turns.so_far(known)), pause.seconds


def fit(every: list[Row]) -> TurnModel:
    """Half of the score is the regression's, half the trees'."""
    over = np.array([seconds is None for _, seconds in every])
    logarithms = np.array([math.log(seconds) for _, seconds in every if seconds is not None])
    names, table = _table(every, for_weights=True)
    ends = LogisticRegression(C=C, max_iter=500).fit(table, over)
    lasts = Ridge(alpha=ALPHA).fit(table[~over], logarithms)
    asked, dense = _table(every, for_weights=False)
    dense = dense.toarray()
    grown_ends = HistGradientBoostingClassifier(**GROWN).fit(dense, over)
    grown_lasts = HistGradientBoostingRegressor(**GROWN).fit(dense[~over], logarithms)
    foreseen = (lasts.predict(table[~over]) + grown_lasts.predict(dense[~over])) / 2
    return TurnModel(
        _score(names, ends.coef_[0], ends.intercept_[0], asked, grown_ends),
        _score(names, lasts.coef_, lasts.intercept_, asked, grown_lasts),
        _spread(logarithms - foreseen),
        (),
    )


def _table(every: list[Row], for_weights: bool) -> tuple[list[str], Any]:
    """Names of columns, and the rows as a sparse table."""
    counted = Counter(name for features, _ in every for name in features)
    kept = {
        name
        for name, count in counted.items()
        if (name not in LINES if for_weights else not _FOR_WEIGHTS_ONLY.match(name))
        and (count >= SELDOM or (for_weights and "word_" not in name))
    }
    vectors = DictVectorizer()
    table = vectors.fit_transform([{n: v for n, v in features.items() if n in kept} for features, _ in every])
    return [str(name) for name in vectors.get_feature_names_out()], table


def _score(names: list[str], weights: _Floats, bias: float, asked: list[str], grown: Any) -> Score:
    """Half of either. scikit-learn tells the trees of a fitted model in no public way."""
    found = {n: round(float(w) / 2, 3) for n, w in zip(names, weights, strict=True)}
    trees = tuple(_tree(asked, one.nodes, 0) for (one,) in grown._predictors)
    start = float(grown._baseline_prediction.item())
    return Score({"": round((float(bias) + start) / 2, 4)} | {n: w for n, w in found.items() if w}, trees)


def _tree(asked: list[str], nodes: Any, place: int) -> Tree:
    node = nodes[place]
    if node["is_leaf"]:
        return round(float(node["value"]) / 2, 4)
    below, above = (_tree(asked, nodes, int(node[side])) for side in ("left", "right"))
    return [asked[node["feature_idx"]], round(float(node["num_threshold"]), 6), below, above]


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
