"""The arithmetic of the trained weights."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scoring.label_features import label_features, values_of
from scoring.trained import label_chances, linear, load_weights, packed, unpacked
from tests.scoring.spoken import STORY

ROWS = st.lists(st.lists(st.integers(-900_000, 900_000), min_size=6, max_size=6), min_size=1, max_size=300)


@given(ROWS)
def test_packed_rows_are_added_as_rows_are(rows: list[list[int]]) -> None:
    assert unpacked(sum(packed(row) for row in rows), 6) == [sum(column) for column in zip(*rows, strict=True)]


def test_chances_of_a_sentence_sum_to_one_and_follow_its_words() -> None:
    weights = load_weights()
    rows = label_chances(weights, label_features("behavioural", "Tell me about a time …", STORY))
    assert [max(range(6), key=row.__getitem__) for row in rows] == [weights.order.index(label) for label in "STARF"]
    assert all(abs(sum(row) - 1) < 1e-9 for row in rows)


def test_each_feature_of_a_sentence_stands_once() -> None:
    for groups in label_features("technical", "What is agreement?", (*STORY, STORY[0], "", "Um.")):
        assert len(values_of(groups)) == sum(len(names) for _, names in groups)


def test_a_weighted_sum_is_rounded_once_as_on_every_python() -> None:
    names = [str(n) for n in range(10)]
    assert linear({name: 0.1 for name in names}, {name: 1.0 for name in names}) == 1.0
