"""Corpus lines in, evaluation lines out."""

from __future__ import annotations

import json

import pytest

from scoring.corpus import parse_line, read_words, score_item

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
    ("broken", "says"),
    [
        ({}, "'question' is missing; expected id, question and sentences"),
        ({"id": "x"}, "'question' is missing"),
        (ITEM | {"question": "why"}, "expected question to be an object with text and kind"),
        (ITEM | {"sentences": ["Because."]}, "sentences a list of objects with text, start and end"),
        (ITEM | {"sentences": 5}, "sentences a list of objects"),
        (ITEM | {"sentences": [{"text": "no times"}]}, "'start' is missing"),
        (ITEM | {"id": None}, "id: expected text, not null"),
        (ITEM | {"id": [1]}, "id: expected text, not"),
        (ITEM | {"id": True}, "id: expected text, not true"),
        (ITEM | {"id": " "}, "id: expected text that tells this answer from the others"),
    ],
)
def test_a_bad_item_is_refused_with_what_was_expected(broken: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        score_item(broken)


def _said(text: object = "I rewrote it.", start: object = 1.0, end: object = 2.0) -> dict[str, object]:
    return {"text": text, "start": start, "end": end}


@pytest.mark.parametrize(
    ("sentences", "says"),
    [
        ([_said(), _said(text=None, start=3, end=4)], "sentence 2: expected text, not null"),
        ([_said(text="I \ud800 it")], "sentence 1: half a character"),
        ([_said(end=float("inf"))], "sentence 1, end: expected seconds from 0 to 86400, not inf"),
        ([_said(start=float("nan"))], "sentence 1, start: expected seconds from 0 to 86400, not nan"),
        ([_said(start=-1)], "sentence 1, start: expected seconds from 0 to 86400, not -1"),
        ([_said(start=True)], "sentence 1, start: expected seconds as a number, not true"),
        ([_said(end=10**400)], "sentence 1, end: expected seconds from 0"),
        ([_said(start=2, end=1)], "sentence 1: ends at 1, before its start at 2"),
        ([_said(start=5, end=6), _said(start=1)], "sentence 2: starts at 1, before the one above it at 5"),
    ],
)
def test_words_and_times_that_cannot_be_are_refused_by_their_sentence(sentences: list[object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        score_item(ITEM | {"sentences": sentences})


def test_sentences_may_overlap_as_recognisers_write_them() -> None:
    assert score_item(ITEM | {"sentences": [_said(), _said(start=1.98, end=4)]})["overall"] is not None


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"text": None}, "question: expected text, not null"),
        ({"concepts": [{"name": 7}]}, "concept: expected text, not 7"),
        ({"concepts": [{"name": "rubric", "variants": "guideline"}]}, "concept rubric: expected a list of variants"),
        ({"concepts": [{"name": "rubric", "variants": [None]}]}, "concept rubric, variants: expected text"),
    ],
)
def test_a_question_that_is_no_text_is_refused(asked: dict[str, object], says: str) -> None:
    question: dict[str, object] = {"text": "Why?", "kind": "technical"}
    with pytest.raises(ValueError, match=says):
        score_item(ITEM | {"question": question | asked})


LINE = json.dumps(ITEM)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"[" * 100_000, "nested too deeply"),
        (b"[1]", "expected an object"),
        (b'{"id": ', "not JSON at column 8: Expecting value"),
        (LINE.encode("utf-16"), "not UTF-8 text; save the file as UTF-8"),
        (LINE.encode("utf-16-be"), "not UTF-8 text; save the file as UTF-8"),
        (LINE.encode("utf-16-le"), "not UTF-8 text; save the file as UTF-8"),
        (b'{"id": "caf\xe9"}', "not UTF-8 text; save the file as UTF-8"),
    ],
)
def test_a_line_that_is_no_item_is_refused(line: bytes, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse_line(line)


def test_a_byte_order_mark_and_any_line_end_are_passed_over() -> None:
    assert parse_line(f"\ufeff{LINE}\r\n".encode()) == ITEM
    assert score_item(ITEM | {"id": 7})["id"] == "7"


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ({"text": 5}, "word 2: expected text, not 5"),
        ({"start": "x"}, "word 2, start: expected seconds as a number"),
        ({"end": float("nan")}, "word 2, end: expected seconds from 0 to 86400, not nan"),
        ({"end": 0}, "word 2: ends at 0, before its start at 1"),
        ({"confidence": "high"}, "word 2: expected confidence as a number"),
    ],
)
def test_words_that_cannot_be_are_refused_by_their_number(word: dict[str, object], says: str) -> None:
    good = {"text": "I", "start": 1.0, "end": 1.2, "confidence": 0.9}
    assert read_words([good])[0].confidence == 0.9
    with pytest.raises(ValueError, match=says):
        read_words([good, good | word])
