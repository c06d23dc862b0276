"""Trains the sentence labels and STAR-R levels from a corpus and writes the weights that scoring ships with.

    python scripts/train_labels.py CORPUS_FOLDER [--out scoring/weights.json] [--held-out SCORES.jsonl]

With --held-out nothing is shipped: each dev*.jsonl is scored by weights trained on the others, one line an answer, to be
compared with the gold labels.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression, Ridge

from scoring import flags, structure
from scoring.corpus import score_item
from scoring.label_features import label_features
from scoring.level_features import level_features
from scoring.scorecard import COMPONENTS
from scoring.trained import SCALE, label_scores, parse_weights

Item = dict[str, Any]
SMALLEST = 0.03
FOLDS = 5


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
    stored = _train_labels(items)
    stored["levels"] = _train_levels(items)
    stored["flags"] = {}
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
        pairs.update(zip(labels, labels[1:], strict=False))
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


def _train_levels(items: list[Item]) -> dict[str, dict[str, float]]:
    """Ridge regressions of the levels on features of labels that were predicted out of fold."""
    rows: dict[str, list[dict[str, float]]] = {c: [] for c in COMPONENTS}
    gold: dict[str, list[int]] = {c: [] for c in COMPONENTS}
    for fold in range(FOLDS):
        weights = parse_weights(_train_labels([i for n, i in enumerate(items) if n % FOLDS != fold]))
        for item in items[fold::FOLDS]:
            if not item["gold"]["star"]:
                continue
            scores = [label_scores(weights, row) for row in _features(item)]
            labels = structure._best_path(weights, scores)
            texts = [s["text"] for s in item["sentences"]]
            for component in COMPONENTS:
                label = structure.LABEL_OF[component]
                chances = [math.exp(s[weights.order.index(label)]) for s in scores]
                rows[component].append(level_features(label, texts, labels, chances))
                gold[component].append(item["gold"]["star"][component])
    return {c: _ridge(rows[c], gold[c]) for c in COMPONENTS}


def _ridge(rows: list[dict[str, float]], gold: list[int]) -> dict[str, float]:
    vectors = DictVectorizer()
    model = Ridge(alpha=2.0).fit(vectors.fit_transform(rows), gold)
    named = zip(vectors.get_feature_names_out(), model.coef_, strict=True)
    return {"": round(float(model.intercept_), 4)} | {str(n): round(float(w), 4) for n, w in named}


if __name__ == "__main__":
    main()
