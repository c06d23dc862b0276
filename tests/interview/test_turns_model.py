"""The turn model: plain weights, read once, that keep their promise on answers they were not trained on."""

from __future__ import annotations

import json
import math
from importlib.resources import files

import pytest

from bench.dialogues.answers import HERE, pauses, read_answers
from bench.turns import alone, by_model, cut_offs_at, latency_at, sweep
from coach.interview.turn_features import PauseSoFar
from coach.interview.turn_model import TurnModel, load_model, parse_model
from coach.listening.prosody import Ending

SAID = PauseSoFar("we wrote it down and it was fine", Ending(6.0, 4.0, -10.0), 20.0, 20.0, 0.4)


def model(**weights: float) -> TurnModel:
    return parse_model({"weights": weights, "as_patient": [[0.5, 0.2], [1.5, 0.6]]})


def test_without_evidence_the_chance_is_the_bias() -> None:
    assert model(**{"": 0.0}).chance(SAID, 1.0) == pytest.approx(0.5)
    assert model(**{"": math.log(3)}).chance(SAID, 1.0) == pytest.approx(0.75)


def test_the_silence_is_the_first_at_which_the_chance_is_reached() -> None:
    growing = model(silence=2.0)
    waited = growing.silence(SAID, 0.1, 3.0, 0.9)
    assert growing.chance(SAID, waited) >= 0.9 - 1e-9 > growing.chance(SAID, waited - 0.06)


def test_a_chance_that_is_never_reached_waits_for_the_most_and_one_that_is_certain_for_the_least() -> None:
    assert model(**{"": -9.0}).silence(SAID, 0.3, 2.5, 0.5) == 2.5
    assert model(**{"": 9.0}).silence(SAID, 0.3, 2.5, 0.5) == 0.3


def test_patience_is_read_from_the_table_and_from_its_ends_beyond_it() -> None:
    assert [model().chance_for(s) for s in (0.1, 0.5, 1.0, 1.5, 9.0)] == pytest.approx([0.2, 0.2, 0.4, 0.6, 0.6])


def test_the_packaged_weights_are_plain_numbers() -> None:
    stored = json.loads(files("coach.interview").joinpath("turn_model.json").read_text("utf-8"))
    assert all(isinstance(w, float) and math.isfinite(w) for w in stored["weights"].values())
    chances = [chance for _, chance in stored["as_patient"]]
    assert chances == sorted(chances)
    assert load_model() is load_model()


def test_on_answers_by_another_voice_half_the_cut_offs_and_a_third_of_the_latency_are_gone() -> None:
    """Synthetic answers; voice and sentences were not in training."""
    answers = list(pauses(read_answers(HERE / "held_out.jsonl")[:60], 11, 0.3))
    ours, theirs = sweep(answers, by_model), sweep(answers, alone)
    assert cut_offs_at(ours, 0.3) < 0.5 * cut_offs_at(theirs, 0.3)
    assert latency_at(ours, 0.05) < 0.65 * latency_at(theirs, 0.05)
