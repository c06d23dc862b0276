"""Fits which concepts count as used: a logistic regression over what scoring finds of each in an answer."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from scoring.concept_features import Sought, seek_concepts
from scoring.corpus import read_item
from scoring.flags import bare_lists, is_stuffed
from scoring.injection import find_injection
from scoring.language import stems
from scoring.question import Question

MISLEADING = re.compile(r"own-\d{3}$")
"""The ids in scoring/training of the answers of which many were written to mislead: terms that are named and not used,
ideas without their terms. The later ones, with four digits, keep to the corpus' proportions."""
C = 0.02
"""0.01 to 0.1 made a difference of .003 in F1 across held-out authors."""
CORPUS = re.compile(r"dev-\d+$")
CORPUS_WEIGHT = 2.0
"""What a concept of the corpus' answers counts beside one of scoring/training; 1 to 3: .002 in F1."""
MISLEADING_WEIGHT = 0.1
"""What a concept of theirs counts beside another. With 0.3 the corpus' held-out authors lose .01 in F1, with 0 these
answers' own authors .02."""
FEWEST = 3
"""Answers from which on a stem's rarity is written down."""

Item = dict[str, Any]


def rarity_of(items: Sequence[Item]) -> dict[str, float]:
    """Stem → how rare it is in answers: 0 where every answer has it, 1 (left out) where next to none does."""
    seen = Counter(w for item in items for w in {w for s in item["sentences"] for w in stems(s["text"])})
    whole = math.log(len(items) + 1)
    return {w: round(math.log((len(items) + 1) / (n + 0.5)) / whole, 2) for w, n in sorted(seen.items()) if n >= FEWEST}


def sought_in(item: Item, rarity: Mapping[str, float]) -> tuple[Question, list[str], list[Sought]]:
    """The question, what was said but for rows of terms and words aimed at the grader, and the concepts found in it."""
    question, answer = read_item(item)
    injected, listed = find_injection(answer.sentences), bare_lists(question, answer.sentences)
    texts, void = [s.text for s in answer.sentences], frozenset((*injected, *listed))
    said = [text for i, text in enumerate(texts) if i not in void]
    return question, said, seek_concepts(question, texts, void, rarity, is_stuffed(answer.sentences, listed))


def fit_concepts(items: Sequence[Item], rarity: Mapping[str, float]) -> dict[str, float]:
    """Feature → weight, '' the bias; a concept is used from 0 on."""
    found, gold, worth = list[dict[str, float]](), list[bool](), list[float]()
    for item in items:
        for sought in sought_in(item, rarity)[2]:
            found.append(sought.features)
            gold.append(item["gold"]["concepts"][sought.name])
            worth.append(_worth(item["id"]))
    vectors, scaler = DictVectorizer(sparse=False), StandardScaler()
    table = scaler.fit_transform(vectors.fit_transform(found), sample_weight=worth)
    model = LogisticRegression(C=C, max_iter=5000).fit(table, gold, sample_weight=worth)
    return pinned(vectors, scaler, model)


def _worth(id_: str) -> float:
    if MISLEADING.match(id_):
        return MISLEADING_WEIGHT
    return CORPUS_WEIGHT if CORPUS.match(id_) else 1.0


def pinned(vectors: DictVectorizer, scaler: StandardScaler, model: LogisticRegression) -> dict[str, float]:
    """A regression over scaled features as weights of the features themselves."""
    weights = model.coef_[0] / scaler.scale_
    bias = model.intercept_[0] - (weights * scaler.mean_).sum()
    named = zip(vectors.get_feature_names_out(), weights, strict=True)
    return {"": round(float(bias), 4)} | {str(n): round(float(w), 4) for n, w in named}
