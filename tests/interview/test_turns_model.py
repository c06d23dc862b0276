"""The turn model: plain weights, read once, that keep their promise on answers they were not trained on."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files

import pytest

from bench.dialogues.answers import HERE, pauses, read_answers
from bench.turns import alone, by_model, cut_offs_at, latency_at, sweep
from coach.interview.turn_features import PauseSoFar, features_of
from coach.interview.turn_model import Score, Tree, TurnModel, load_model, parse_model
from coach.listening.prosody import Ending

SAID = PauseSoFar("we wrote it down and it was fine", Ending(6.0, 4.0, -10.0), 20.0, 20.0, 0.4)


SPREAD = [0.2, 0.0, 0.5, 1.0, 0.6]


def model(over: float = 0.0, lasts: float = -1.0) -> TurnModel:
    """Every pause ends the turn with the same chance, or lasts about as long as every other."""
    stored = {"ends": {"": over}, "lasts": {"": lasts}, "spread": SPREAD, "as_patient": [[0.5, 0.2], [1.5, 0.6]]}
    return parse_model(stored)


def test_without_evidence_the_chance_is_the_bias() -> None:
    assert model(0.0).chance(SAID) == pytest.approx(0.5)
    assert model(math.log(3)).chance(SAID) == pytest.approx(0.75)


def test_the_silence_is_the_one_that_costs_least() -> None:
    tried = model()
    waited = tried.silence(SAID, 0.1, 3.0, 2.0)

    def cost(silence: float) -> float:
        return 0.5 * silence + 2.0 * 0.5 * tried.spread.outlasts(math.log(silence) + 1.0)

    assert all(cost(waited) <= cost(0.1 + 0.05 * step) + 1e-9 for step in range(59))


def test_an_end_that_is_certain_waits_for_the_least_and_one_that_cannot_be_for_the_most() -> None:
    assert model(9.0).silence(SAID, 0.3, 2.5, 0.5) == 0.3
    assert model(-9.0).silence(SAID, 0.3, 2.5, 50.0) == pytest.approx(2.5, abs=0.06)


def test_longer_pauses_and_a_higher_price_are_waited_for_longer() -> None:
    assert model(lasts=-0.5).silence(SAID, 0.1, 4.0, 2.0) > model(lasts=-1.5).silence(SAID, 0.1, 4.0, 2.0)
    assert model().silence(SAID, 0.1, 4.0, 4.0) >= model().silence(SAID, 0.1, 4.0, 1.0)


def test_a_tree_adds_its_value_for_what_depends_on_one_another() -> None:
    tree = ["high_0", -3.0, ["open", 0.5, 1.0, 0.0], -1.0]
    grown = Score({"": 0.5, "open": -2.0}, (tree, 0.25))
    assert grown.of({"high_0": -4.0}) == pytest.approx(0.5 + 1.0 + 0.25)
    assert grown.of({"high_0": -3.0, "open": 1.0}) == pytest.approx(0.5 - 2.0 + 0.25)
    assert grown.of({"high_0": 1.0}) == pytest.approx(0.5 - 1.0 + 0.25)
    assert grown.of({}) == pytest.approx(0.5 - 1.0 + 0.25)


def test_patience_is_read_from_the_table_and_from_its_ends_beyond_it() -> None:
    assert [model().price_for(s) for s in (0.1, 0.5, 1.0, 1.5, 9.0)] == pytest.approx([0.2, 0.2, 0.4, 0.6, 0.6])


def test_the_packaged_weights_are_plain_numbers() -> None:
    stored = json.loads(files("coach.interview").joinpath("turn_model.json").read_text("utf-8"))
    assert all(math.isfinite(w) for w in (*stored["ends"].values(), *stored["lasts"].values()))
    prices = [price for _, price in stored["as_patient"]]
    assert prices == sorted(prices)
    assert load_model() is load_model()


@pytest.mark.parametrize("score", ["ends", "lasts"])
def test_the_packaged_trees_ask_for_features_that_there_are(score: str) -> None:
    def questions(tree: Tree) -> Iterator[str]:
        if isinstance(tree, float):
            assert math.isfinite(tree)
            return
        name, threshold, below, above = tree
        assert math.isfinite(threshold)
        yield name
        yield from questions(below)
        yield from questions(above)

    asked = {name for tree in getattr(load_model(), score).trees for name in questions(tree)}
    known = {*features_of(SAID), *features_of(replace(SAID, changed=-0.3))}
    assert {name for name in asked if not re.match(r"(stale_)?(last|third)_", name)} <= known


def test_on_answers_by_another_voice_half_the_cut_offs_and_a_third_of_the_latency_are_gone() -> None:
    """Synthetic answers; voice and sentences were not in training."""
    answers = list(pauses(read_answers(HERE / "held_out.jsonl")[:60], 11, 0.3))
    ours, theirs = sweep(answers, by_model), sweep(answers, alone)
    assert cut_offs_at(ours, 0.3) < 0.5 * cut_offs_at(theirs, 0.3)
    assert latency_at(ours, 0.05) < 0.65 * latency_at(theirs, 0.05)
