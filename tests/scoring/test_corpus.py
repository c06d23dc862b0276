"""Corpus lines in, evaluation lines out."""

from __future__ import annotations

import pytest

from scoring.corpus import score_item

ITEM = {
    "id": "x-1",
    "question": {
        "text": "Tell me about a guideline. Avoid the word always.",
        "kind": "behavioural",
        "constraints": [{"kind": "avoid", "term": "always"}],
        "concepts": [{"name": "guideline", "variants": ["rubric"]}],
    },
    "sentences": [{"text": "I rewrote the rubric for eight raters.", "label": "A", "start": 0.5, "end": 4.0}],
}


def test_an_item_becomes_a_line() -> None:
    line = score_item(ITEM)
    assert line["id"] == "x-1"
    assert len(line["sentences"]) == 1
    assert line["constraints"] == [{"kind": "avoid", "satisfied": True}]
    assert line["concepts"] == {"guideline": True}
    assert line["data_points"] == 1
    assert set(line) == {
        "id", "sentences", "star", "concepts", "constraints", "fillers", "data_points", "flags", "overall",
    }  # fmt: skip


def test_gold_labels_are_not_looked_at() -> None:
    gold = {"overall": 99, "flags": ["generic"], "star": None}
    assert score_item(ITEM | {"gold": gold}) == score_item(ITEM)


@pytest.mark.parametrize(
    "broken", [{}, {"id": "x"}, ITEM | {"question": "why"}, ITEM | {"sentences": [{"text": "no times"}]}]
)
def test_a_bad_item_is_refused_with_what_was_expected(broken: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="expected id, question and sentences"):
        score_item(broken)
