"""Fits the chance that an answer is to another question, on answers as if given to others of the questions."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from concept_model import pinned, sought_in
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from scoring.closeness import closeness

C = 0.03
STRAYS = 2
"""Other questions that each answer is held against."""
WORTH = 0.5
"""What such a pair counts beside an answer and its own question."""
SAYS_LITTLE = frozenset({"generic", "no_answer", "keyword_stuffing", "prompt_injection"})
"""Flags of answers that say too little for it to matter which question they were given to."""

Item = dict[str, Any]


def strays_of(item: Item, items: Sequence[Item], count: int) -> list[Item]:
    """The answer as if given to others of the questions, drawn by its id; none of an answer without content."""
    if (SAYS_LITTLE | {"off_topic"}) & set(item["gold"]["flags"]):
        return []
    asked = {other["question"]["text"]: other["question"] for other in items}
    asked.pop(item["question"]["text"], None)
    drawn = random.Random(item["id"]).sample(sorted(asked), min(count, len(asked)))
    return [{**item, "question": asked[text]} for text in drawn]


def fit_topic(items: Sequence[Item], rarity: Mapping[str, float]) -> dict[str, float]:
    """Feature → weight, '' the bias: the log-odds that another question was answered."""
    found, stray, worth = list[dict[str, float]](), list[bool](), list[float]()
    for item in items:
        if SAYS_LITTLE & set(item["gold"]["flags"]):
            continue
        for n, held in enumerate([item, *strays_of(item, items, STRAYS)]):
            question, said, sought = sought_in(held, rarity)
            found.append(closeness(question, said, sought, rarity))
            stray.append(n > 0 or "off_topic" in item["gold"]["flags"])
            worth.append(WORTH if n else 1.0)
    vectors, scaler = DictVectorizer(sparse=False), StandardScaler()
    table = scaler.fit_transform(vectors.fit_transform(found))
    model = LogisticRegression(C=C, max_iter=5000).fit(table, stray, sample_weight=worth)
    return pinned(vectors, scaler, model)
