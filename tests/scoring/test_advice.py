"""Advice is what re-scoring says, in the candidate's own words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.answer import Answer
from scoring.question import Concept, MaxSeconds, MaxSentences, MustMention
from scoring.score import score_answer
from scoring.scorecard import Scorecard
from tests.scoring.spoken import STORY, asked, spoken

QUESTION = asked(MaxSentences(9), concepts=(Concept("kappa"), Concept("guideline", ("rule",))))
_TEXTS = st.lists(st.sampled_from((*STORY, "Um, so, you know.", "We had lunch, um, at noon.")), min_size=1, max_size=8)


def _card(*texts: str) -> Scorecard:
    return score_answer(QUESTION, spoken(*texts))


def test_the_first_change_is_the_one_that_gains_most() -> None:
    card = _card(*STORY[:4])
    assert card.changes and card.one_change == card.changes[0].text
    gains = [c.overall for c in card.changes if c.overall is not None]
    assert gains == sorted(gains, reverse=True)
    assert card.overall is not None and gains[0] >= card.overall


def test_a_missing_part_is_placed_at_a_sentence_that_was_said() -> None:
    card = _card(*STORY[:4])
    change = next(c for c in card.changes if "learnt" in c.advice)
    assert "(sentence 4)" in change.could_say and "…" in change.could_say


def test_a_broken_demand_is_told_with_what_was_asked_and_what_was_done() -> None:
    card = score_answer(asked(MustMention("baseline")), spoken(*STORY))
    assert card.one_change.startswith("You were asked to mention “baseline” and did not.")
    assert "you were asked to mention “baseline” and did not" in [c.reason for c in card.ceilings]


def test_over_the_limit_the_sentences_that_cost_least_may_go() -> None:
    texts = (*STORY[:2], "The canteen had very good soup in those weeks, by the way.", *STORY[2:])
    limit = spoken(*STORY).seconds + 0.5
    card = score_answer(asked(MaxSeconds(limit)), spoken(*texts))
    change = next(c for c in card.changes if c.criterion == "constraints")
    assert change.sentences == (2,)
    assert "canteen" not in card.stronger and "sixty pairs" in card.stronger


def test_silence_is_told_to_say_something() -> None:
    assert "Say anything" in score_answer(QUESTION, Answer(())).one_change


@settings(max_examples=40, deadline=None)
@given(_TEXTS)
def test_the_stronger_version_has_no_word_that_was_not_said(texts: list[str]) -> None:
    card = _card(*texts)
    own = re.sub(r"\[[^]]*\]", " ", card.stronger).lower()
    said = iter(re.findall(r"[\w']+", " ".join(texts).lower()))
    assert all(word in said for word in re.findall(r"[\w']+", own))


@settings(max_examples=40, deadline=None)
@given(_TEXTS)
def test_every_reason_is_a_sentence(texts: list[str]) -> None:
    for criterion in _card(*texts).criteria:
        assert not criterion.reason[0].islower() and criterion.reason.endswith(".")


@pytest.mark.parametrize("filler", ["um", "you know", "like"])
def test_fillers_are_left_out_of_the_stronger_version(filler: str) -> None:
    card = _card(*STORY[:3], f"They flipped, {filler}, 41 of them.", STORY[4])
    assert f", {filler}," not in card.stronger and "41 of them" in card.stronger


def test_a_figure_is_asked_of_what_was_done_and_not_of_what_has_one_or_of_nothing() -> None:
    said = (
        "Two summers ago I was tagging invoices for a logistics firm.",
        "I had mixed up two columns for a whole morning, so about 300 invoices went out wrong.",
        "I noticed at lunch when a total looked too round.",
        "I told my lead straight away, wrote a small script to find the wrong ones and corrected them by myself.",
        "Nobody outside noticed.",
        "Since then I check ten rows by hand before I start a batch.",
    )
    card = score_answer(asked(text="Tell me about a time you made a mistake at work."), spoken(*said))
    figure = next(change for change in card.changes if change.advice.startswith("Put a figure"))
    assert figure.sentences == (3,)


def test_what_a_plan_lacks_goes_after_its_first_sentence_that_says_something() -> None:
    question = asked(kind="scenario", text="A colleague copies old labels. What do you do?")
    card = score_answer(question, spoken("Hmm.", "I would compare fifty of his labels with the old ones by hand."))
    assert all(change.sentences != (0,) for change in card.changes if change.criterion == "structure")
    assert any(change.criterion == "structure" for change in card.changes)


def test_of_a_bare_verdict_neither_a_figure_nor_the_next_step_is_wanted() -> None:
    ideas = (Concept("noise", ("cancel out", "all over the place")), Concept("bias", ("goes the same way",)))
    question = asked(kind="technical", text="Which is worse, a systematic or a random error, and why?", concepts=ideas)
    said = (
        "The systematic one is more dangerous.",
        "Random errors are all over the place, so with a lot of data they cancel out.",
        "A systematic error always goes the same way, for example if all annotators think that sarcasm is positive.",
        "You can't see it by looking at agreement because everybody agrees.",
        "You'd need an expert to check a sample.",
    )
    changes = score_answer(question, spoken(*said)).changes
    assert all(change.sentences != (0,) for change in changes if change.criterion != "flags")
    assert [c.sentences for c in changes if c.advice.startswith("Say what you would do")] == [(4,)]


def test_a_short_sentence_that_tells_something_stays_in_the_stronger_version() -> None:
    said = (
        "Um, last winter a colleague marked jokes about doctors as advice, and I took her for too strict.",
        "Then I read forty of her items again and changed thirty of mine.",
        "I told her that she was right.",
        "So, yeah.",
    )
    stronger = score_answer(asked(text="Tell me about a time you changed your mind."), spoken(*said)).stronger
    assert "I told her that she was right." in stronger and "yeah" not in stronger.lower()
