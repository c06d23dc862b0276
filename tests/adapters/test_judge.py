"""The judge over a real HTTP connection: what is asked, what is kept, and what happens when the model fails."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from coach.adapters.litellm_model import LitellmModel
from coach.commands.corpus import Scoring, score_lines
from coach.commands.judgements import Asking, opinions_on, read_judgements
from coach.errors import BankError, ModelError
from coach.interview.interviewer import Usage
from coach.interview.judge import judge
from scoring.judgement import Judgement
from scoring.rubric import HOUSE
from scoring.score import score_answer
from tests.adapters.openai_server import openai_server
from tests.scoring.spoken import STORY, asked, spoken

ANSWER = spoken(*STORY)
GOOD = json.dumps({"level": 2, "sentences": [2], "quote": "asked two nurses to rank"})


def _model(base: str) -> LitellmModel:
    return LitellmModel("openai/small", base, "key", 60.0, 0.0, "the scores stand by the rules alone")


def _judge(base: str, times: int = 1) -> Judgement:
    return asyncio.run(judge(_model(base), asked(), ANSWER, times))


def test_each_criterion_is_asked_about_by_itself_with_a_marker_of_its_own() -> None:
    with openai_server("good", reply=GOOD) as (base, script):
        found = _judge(base)
    bodies = [a["messages"][1]["content"] for a in script.asked]
    assert [o.criterion for o in found.opinions] == ["structure", "substance", "clarity"]
    assert len(bodies) == 3 and len({body.rsplit("</", 1)[1] for body in bodies}) == 3
    assert all(a["temperature"] == 0.0 for a in script.asked)
    assert (found.model, found.discarded) == ("openai/small", 0)


def test_three_opinions_on_each_where_asked() -> None:
    with openai_server("good", reply=GOOD) as (base, script):
        found = _judge(base, times=3)
    assert len(script.asked) == 9 and len(found.opinions) == 3


def test_an_unverified_reply_is_thrown_away_and_the_level_stands() -> None:
    made_up = json.dumps({"level": 3, "sentences": [2], "quote": "we saved ten million euros"})
    with openai_server("good", reply=made_up) as (base, _):
        found = _judge(base)
    assert found.opinions == () and found.discarded == 3
    plain, judged = score_answer(asked(), ANSWER), score_answer(asked(), ANSWER, found)
    assert (judged.overall, judged.criteria) == (plain.overall, plain.criteria)


def test_a_model_that_refuses_is_an_error_that_says_what_stands() -> None:
    with openai_server("no_key") as (base, _), pytest.raises(ModelError, match="rules alone"):
        _judge(base)


def test_a_corpus_is_judged_once_and_read_again_without_asking(tmp_path: Path) -> None:
    item = {
        "id": "a-1",
        "question": {"text": "Tell me about a rule.", "kind": "behavioural"},
        "sentences": [{"text": s.text, "start": s.start, "end": s.end} for s in ANSWER.sentences],
    }
    corpus, kept = tmp_path / "answers.jsonl", tmp_path / "judged.jsonl"
    corpus.write_text(json.dumps(item) + "\nnot an item\n", "utf-8")
    with openai_server("good", reply=GOOD) as (base, script):
        first = opinions_on(corpus, Asking(_model(base), 1, kept))
        calls = len(script.asked)
        again = opinions_on(corpus, Asking(_model(base), 1, kept))
    assert calls == len(script.asked) == 3
    assert first == again == opinions_on(corpus, Asking(None, 0, kept))
    assert list(first.given) == ["a-1"] and not first.stopped
    kept.write_text('{"id": "a-1"}\n', "utf-8")
    with pytest.raises(BankError, match=r"judged\.jsonl:1"):
        opinions_on(corpus, Asking(None, 0, kept))


class _Priced(LitellmModel):
    """A call costs a dollar."""

    def price(self, usage: Usage) -> float | None:
        return 1.0


def test_a_corpus_is_judged_until_the_run_has_cost_its_most(tmp_path: Path) -> None:
    """The answer within which that happens is not kept: the next run asks about it again."""
    sentences = [{"text": s.text, "start": s.start, "end": s.end} for s in ANSWER.sentences]
    question = {"text": "Tell me about a rule.", "kind": "behavioural"}
    items = [{"id": f"a-{n}", "question": question, "sentences": sentences} for n in (1, 2, 3)]
    corpus, kept = tmp_path / "answers.jsonl", tmp_path / "judged.jsonl"
    corpus.write_text("".join(json.dumps(item) + "\n" for item in items), "utf-8")
    with openai_server("good", reply=GOOD) as (base, script):
        model = _Priced("openai/small", base, "key", 5.0, 0.0)
        found = opinions_on(corpus, Asking(model, 1, kept, most_cost=4.0))
        assert list(found.given) == ["a-1"] == list(read_judgements(kept))
        assert "this run has cost 4.0000 of at most 4 dollars" in found.stopped
        assert len(script.asked) == 4
        assert list(opinions_on(corpus, Asking(model, 1, kept, most_cost=None)).given) == ["a-1", "a-2", "a-3"]
    lines = list(score_lines(corpus, Scoring(HOUSE, found.given, no_opinion=found.stopped), 1))
    assert ["no_opinion" in json.loads(line.scores) for line in lines] == [False, True, True]
