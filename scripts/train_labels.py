"""Trains sentence labels, STAR-R levels, concepts, topic and flags, and writes the weights that scoring ships with.

    python scripts/train_labels.py CORPUS_FOLDER [--out scoring/weights.json] [--held-out SCORES.jsonl]

Trains on the folder's dev*.jsonl and on scoring/training/*.txt. With --held-out nothing is shipped: the answers of each
author are scored by weights trained on the others', one line an answer, to be compared with the gold labels. But for
a handful no question is asked by two authors, so that leaving an author out keeps questions apart as well; FIRST_AUTHOR
is only trained on. Each line also has `strays`: the same answer scored as if given to others of its author's questions.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sequence_model
from concept_model import fit_concepts, rarity_of
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.preprocessing import StandardScaler
from topic_model import fit_topic, strays_of
from training_answers import Item, read_answers

from scoring import concepts, flags, structure
from scoring.corpus import read_item, score_item
from scoring.flag_features import flag_features
from scoring.flags import TRAINED
from scoring.label_features import Groups, label_features, values_of
from scoring.level_features import level_features
from scoring.score import read_answer
from scoring.scorecard import COMPONENTS, Component
from scoring.structure import LABEL_OF, labels_of, likeliest
from scoring.trained import SCALE, Weights, label_chances, parse_weights

OWN = Path(__file__).resolve().parent.parent / "scoring" / "training"
FIRST_AUTHOR = ("answers1", "answers2", "answers3", "answers4", "answers18")
OWN_WORTH = 0.4
"""What a level of scoring/training counts beside one of the corpus, whose authors give higher ones for the same."""
SHOWN_STRAYS = 4
ORDER = "AFORST"
SMALLEST = 0.12
FOLDS = 3


@dataclass(frozen=True)
class FlagFit:
    """How the regression of a flag is fitted; chosen, with its threshold in scoring.flags, across held-out authors."""

    c: float
    balanced: bool
    scaled: bool = True


FLAG_FITS = {
    "no_answer": FlagFit(0.02, balanced=True),
    "generic": FlagFit(0.1, balanced=False),
    "off_topic": FlagFit(0.02, balanced=True),
    "rambling": FlagFit(3.0, balanced=True, scaled=False),
    "keyword_stuffing": FlagFit(0.1, balanced=False),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=Path("scoring/weights.json"))
    parser.add_argument("--held-out", type=Path)
    args = parser.parse_args()
    try:
        authors = read_authors(args.corpus)
    except ValueError as error:
        parser.error(str(error))
    if not list(args.corpus.glob("dev*.jsonl")):
        parser.error(f"no dev*.jsonl in {args.corpus}")
    if args.held_out:
        args.held_out.write_text("".join(_held_out_lines(authors)), "utf-8")
    else:
        weights = train([item for items in authors.values() for item in items])
        args.out.write_text(json.dumps(weights, separators=(",", ":"), ensure_ascii=False) + "\n", "utf-8")
        print(f"{args.out}: {len(weights['labels'])} features, {args.out.stat().st_size} bytes", file=sys.stderr)


def read_authors(corpus: Path) -> dict[str, list[Item]]:
    """Author → answers: each dev*.jsonl and each file of scoring/training has one, but for those of FIRST_AUTHOR.

    Raises ValueError where two answers have one id.
    """
    found: dict[str, list[Item]] = {}
    for path in sorted(corpus.glob("dev*.jsonl")):
        found[path.stem] = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    for path in sorted(OWN.glob("*.txt")):
        author = FIRST_AUTHOR[0] if path.stem in FIRST_AUTHOR else path.stem
        found.setdefault(author, []).extend(read_answers(path))
    ids = Counter(item["id"] for own in found.values() for item in own)
    if twice := [id_ for id_, count in ids.items() if count > 1]:
        raise ValueError(f"two answers have one id: {', '.join(sorted(twice))}")
    return found


def _held_out_lines(authors: dict[str, list[Item]]) -> Iterator[str]:
    names = [name for name in authors if name not in FIRST_AUTHOR]
    with ProcessPoolExecutor() as processes:
        for lines in processes.map(partial(_scored_by_others, authors), names):
            yield from lines


def _scored_by_others(authors: dict[str, list[Item]], left_out: str) -> list[str]:
    weights = parse_weights(train([i for name, own in authors.items() if name != left_out for i in own]))
    items, lines = authors[left_out], []
    with reading_by(weights):
        for item in items:
            strays = [score_item(stray) for stray in strays_of(item, items, SHOWN_STRAYS)]
            told = [{"flags": s["flags"], "overall": s["overall"]} for s in strays]
            lines.append(json.dumps(score_item(item) | {"strays": told}, ensure_ascii=False) + "\n")
    return lines


@contextmanager
def reading_by(weights: Weights) -> Iterator[None]:
    """Scoring with these weights instead of those that ship."""
    with ExitStack() as replaced:
        for module in (structure, concepts, flags):
            replaced.enter_context(patch.object(module, "load_weights", lambda: weights))
        yield


def train(items: list[Item]) -> dict[str, Any]:
    """All weights, in the form that scoring.trained.parse_weights reads."""
    rarity = rarity_of(items)
    folds = [_train_fold([i for n, i in enumerate(items) if n % FOLDS != fold], rarity) for fold in range(FOLDS)]
    rows = _level_rows(items, folds)
    stored = _train_fold(items, rarity)
    stored["levels"] = _train_levels(rows)
    for fold, weights in enumerate(folds):
        weights["levels"] = _train_levels([row for row in rows if row.fold != fold])
    stored["flags"] = _train_flags(items, folds)
    return stored


def _train_fold(items: list[Item], rarity: dict[str, float]) -> dict[str, Any]:
    found = {"concepts": fit_concepts(items, rarity), "topic": fit_topic(items, rarity), "rarity": rarity}
    return _train_labels(items) | found


def _train_labels(items: list[Item]) -> dict[str, Any]:
    each = [[values_of(groups) for groups in _features(item)] for item in items]
    fitted = sequence_model.fit(each, _labels(items), ORDER)
    named = zip(fitted.names, fitted.weights, strict=True)
    return {
        "order": ORDER,
        "bias": [round(float(b), 4) for b in fitted.bias],
        "transitions": {
            a: {b: round(float(fitted.moves[i, j]), 3) for j, b in enumerate(ORDER)} for i, a in enumerate(ORDER)
        },
        "labels": {n: [round(float(w) * SCALE) for w in row] for n, row in named if max(abs(row)) >= SMALLEST},
        "levels": {},
        "flags": {},
    }


def _features(item: Item) -> list[Groups]:
    question = item["question"]
    return label_features(question["kind"], question["text"], [s["text"] for s in item["sentences"]])


def _labels(items: list[Item]) -> list[str]:
    return [s["label"] for item in items for s in item["sentences"]]


@dataclass(frozen=True)
class LevelRow:
    fold: int
    component: Component
    features: dict[str, float]
    level: int
    worth: float


def _level_rows(items: list[Item], folds: list[dict[str, Any]]) -> list[LevelRow]:
    """Features of the components as labelled by weights that did not see the item."""
    rows = []
    for n, item in enumerate(items):
        if not item["gold"]["star"]:
            continue
        fold = n % FOLDS
        weights = parse_weights(folds[fold])
        scores = label_chances(weights, _features(item))
        labels = [likeliest(labels_of(weights.order), row) for row in scores]
        texts = [s["text"] for s in item["sentences"]]
        for component in COMPONENTS:
            label = LABEL_OF[component]
            chances = [s[weights.order.index(label)] for s in scores]
            features = level_features(label, texts, labels, chances)
            worth = OWN_WORTH if item["id"].startswith("own-") else 1.0
            rows.append(LevelRow(fold, component, features, item["gold"]["star"][component], worth))
    return rows


def _train_levels(rows: list[LevelRow]) -> dict[str, dict[str, float]]:
    by_component = {c: [r for r in rows if r.component == c] for c in COMPONENTS}
    return {c: _ridge(own) for c, own in by_component.items()}


def _train_flags(items: list[Item], folds: list[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """Logistic regressions on what weights that did not see the answer found in it."""
    rows = []
    for n, item in enumerate(items):
        with reading_by(parse_weights(folds[n % FOLDS])):
            rows.append(flag_features(read_answer(*read_item(item))))
    return {name: _fit_flag(rows, [name in i["gold"]["flags"] for i in items], FLAG_FITS[name]) for name in TRAINED}


def _fit_flag(rows: list[dict[str, float]], raised: list[bool], how: FlagFit) -> dict[str, float]:
    vectors, scaler = DictVectorizer(sparse=False), StandardScaler(with_mean=how.scaled, with_std=how.scaled)
    weight = "balanced" if how.balanced else None
    model = LogisticRegression(C=how.c, class_weight=weight, max_iter=3000)
    model.fit(scaler.fit_transform(vectors.fit_transform(rows)), raised)
    weights = model.coef_[0] / (scaler.scale_ if how.scaled else 1.0)
    bias = model.intercept_[0] - ((weights * scaler.mean_).sum() if how.scaled else 0.0)
    named = zip(vectors.get_feature_names_out(), weights, strict=True)
    return {"": round(float(bias), 4)} | {str(f): round(float(w), 4) for f, w in named}


def _ridge(rows: list[LevelRow]) -> dict[str, float]:
    vectors = DictVectorizer()
    table = vectors.fit_transform([row.features for row in rows])
    model = Ridge(alpha=2.0).fit(table, [row.level for row in rows], sample_weight=[row.worth for row in rows])
    named = zip(vectors.get_feature_names_out(), model.coef_, strict=True)
    return {"": round(float(model.intercept_), 4)} | {str(n): round(float(w), 4) for n, w in named}


if __name__ == "__main__":
    main()
