"""Trains the sentence labels and STAR-R levels from a corpus and writes the weights that scoring ships with.

    python scripts/train_labels.py CORPUS_FOLDER [--out scoring/weights.json] [--held-out SCORES.jsonl]

With --held-out nothing is shipped: each dev*.jsonl is scored by weights trained on the others, one line an answer, to
be compared with the gold labels.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import itertools

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression, Ridge

from scoring import flags, structure
from scoring.corpus import read_item, score_item
from scoring.flag_features import flag_features
from scoring.flags import TRAINED
from scoring.label_features import label_features
from scoring.level_features import level_features
from scoring.score import read_answer
from scoring.scorecard import COMPONENTS, Component
from scoring.structure import LABEL_OF, best_path
from scoring.trained import SCALE, label_scores, parse_weights

Item = dict[str, Any]
SMALLEST = 0.03
FOLDS = 5
FLAG_C = 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=Path("scoring/weights.json"))
    parser.add_argument("--held-out", type=Path)
    args = parser.parse_args()
    authors = [_read(path) for path in sorted(args.corpus.glob("dev*.jsonl"))]
    if not authors:
        parser.error(f"no dev*.jsonl in {args.corpus}")
    if args.held_out:
        args.held_out.write_text("".join(_held_out_lines(authors)), "utf-8")
    else:
        weights = train([item for items in authors for item in items])
        args.out.write_text(json.dumps(weights, separators=(",", ":"), ensure_ascii=False) + "\n", "utf-8")
        print(f"{args.out}: {len(weights['labels'])} features, {args.out.stat().st_size} bytes", file=sys.stderr)


def _read(path: Path) -> list[Item]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _held_out_lines(authors: list[list[Item]]) -> list[str]:
    lines = []
    for left_out in range(len(authors)):
        weights = parse_weights(train([i for n, items in enumerate(authors) if n != left_out for i in items]))
        with (
            patch.object(structure, "load_weights", lambda w=weights: w),
            patch.object(flags, "load_weights", lambda w=weights: w),
        ):
            lines += [json.dumps(score_item(item), ensure_ascii=False) + "\n" for item in authors[left_out]]
    return lines


def train(items: list[Item]) -> dict[str, Any]:
    """All weights, in the form that scoring.trained.parse_weights reads."""
    folds = [_train_labels([i for n, i in enumerate(items) if n % FOLDS != fold]) for fold in range(FOLDS)]
    rows = _level_rows(items, folds)
    stored = _train_labels(items)
    stored["levels"] = _train_levels(rows)
    for fold, weights in enumerate(folds):
        weights["levels"] = _train_levels([row for row in rows if row.fold != fold])
    stored["flags"] = _train_flags(items, folds)
    return stored


def _train_labels(items: list[Item]) -> dict[str, Any]:
    rows = [row for item in items for row in _features(item)]
    seen = Counter(name for row in rows for name in row)
    rows = [{name: value for name, value in row.items() if seen[name] > 1} for row in rows]
    vectors = DictVectorizer()
    model = LogisticRegression(C=2.0, max_iter=400).fit(vectors.fit_transform(rows), _labels(items))
    table = {}
    for name, column in zip(vectors.get_feature_names_out(), model.coef_.T, strict=True):
        if max(abs(column)) >= SMALLEST:
            table[str(name)] = [round(float(w) * SCALE) for w in column]
    order = "".join(model.classes_)
    return {
        "order": order,
        "bias": [round(float(b), 4) for b in model.intercept_],
        "transitions": _transitions(items, order),
        "labels": table,
        "levels": {},
        "flags": {},
    }


def _features(item: Item) -> list[dict[str, float]]:
    question = item["question"]
    return label_features(question["kind"], question["text"], [s["text"] for s in item["sentences"]])


def _labels(items: list[Item]) -> list[str]:
    return [s["label"] for item in items for s in item["sentences"]]


def _transitions(items: list[Item], order: str) -> dict[str, dict[str, float]]:
    """Log of how much more often a label follows another than it occurs at all."""
    pairs: Counter[tuple[str, str]] = Counter()
    for item in items:
        labels = [s["label"] for s in item["sentences"]]
        pairs.update(itertools.pairwise(labels))
    total = sum(pairs.values())
    after = Counter({b: sum(pairs[a, b] for a in order) for b in order})
    before = Counter({a: sum(pairs[a, b] for b in order) for a in order})
    return {
        a: {
            b: round(math.log((pairs[a, b] + 2) / (before[a] + 12)) - math.log((after[b] + 2) / (total + 12)), 3)
            for b in order
        }
        for a in order
    }


@dataclass(frozen=True)
class LevelRow:
    fold: int
    component: Component
    features: dict[str, float]
    level: int


def _level_rows(items: list[Item], folds: list[dict[str, Any]]) -> list[LevelRow]:
    """Features of the components as labelled by weights that did not see the item."""
    rows = []
    for n, item in enumerate(items):
        if not item["gold"]["star"]:
            continue
        fold = n % FOLDS
        weights = parse_weights(folds[fold])
        scores = [label_scores(weights, row) for row in _features(item)]
        labels = best_path(weights, scores)
        texts = [s["text"] for s in item["sentences"]]
        for component in COMPONENTS:
            label = LABEL_OF[component]
            chances = [math.exp(s[weights.order.index(label)]) for s in scores]
            features = level_features(label, texts, labels, chances)
            rows.append(LevelRow(fold, component, features, item["gold"]["star"][component]))
    return rows


def _train_levels(rows: list[LevelRow]) -> dict[str, dict[str, float]]:
    by_component = {c: [r for r in rows if r.component == c] for c in COMPONENTS}
    return {c: _ridge([r.features for r in own], [r.level for r in own]) for c, own in by_component.items()}


def _train_flags(items: list[Item], folds: list[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """Logistic regressions on what weights that did not see the answer found in it."""
    rows = []
    for n, item in enumerate(items):
        with patch.object(structure, "load_weights", lambda w=parse_weights(folds[n % FOLDS]): w):
            rows.append(flag_features(read_answer(*read_item(item))))
    vectors = DictVectorizer()
    table = vectors.fit_transform(rows)
    found = {}
    for name in TRAINED:
        model = LogisticRegression(C=FLAG_C, class_weight="balanced", max_iter=1000).fit(
            table, [name in i["gold"]["flags"] for i in items]
        )
        named = zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
        found[name] = {"": round(float(model.intercept_[0]), 4)} | {str(f): round(float(w), 4) for f, w in named}
    return found


def _ridge(rows: list[dict[str, float]], gold: list[int]) -> dict[str, float]:
    vectors = DictVectorizer()
    model = Ridge(alpha=2.0).fit(vectors.fit_transform(rows), gold)
    named = zip(vectors.get_feature_names_out(), model.coef_, strict=True)
    return {"": round(float(model.intercept_), 4)} | {str(n): round(float(w), 4) for n, w in named}


if __name__ == "__main__":
    main()
