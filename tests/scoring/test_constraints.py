"""Each constraint kept and broken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.question import (
    AnswerFirst,
    Avoid,
    Constraint,
    ExactExamples,
    MaxSeconds,
    MaxSentences,
    MinSeconds,
    MustMention,
    OrderedList,
    SentencesBetween,
    StepsFirst,
    YesNoFirst,
)
from scoring.score import score_answer
from tests.scoring.spoken import STORY, asked, spoken

TWO = (
    "Yes, I have two.",
    "The first example is a shop in Leeds, where I moved the counter and the queue got shorter.",
    "The second example is a school, where I rewrote the rota and nobody was late again.",
)
POINTS = (
    "The first thing is a picture.",
    "For example, one poem had a cup on a hook in it.",
    "The second thing is rhythm.",
    "Another example is a last line that ran on for ten words.",
)
REASONED = (
    "Let me think aloud.",
    "I would check first whether both answers are correct, because a wrong one is out.",
    "Then I compare what the person asked for with what each of them says.",
    "So my verdict is the short one.",
)
STEPS = (
    "Okay, three steps.",
    "First, I read the prompt again.",
    "Second, I run the code on an empty list.",
    "Third, I read it for style.",
)
TROUBLES = (
    "Problem one, the tray was too short for the pages.",
    "Problem two, nobody had the key to the cupboard.",
)
INSTANCES = (
    "I worked on a search relevance project at Orbit.",
    "For example, I wrote the rating guide for medical queries.",
    "For example, I trained 12 new raters in March.",
    "Precision rose from 71 to 84 percent.",
    "So for instance I found a bug in the sampling.",
    "For example, in May we moved the queue to another tool.",
    "And for example, a customer called, and I answered within the hour.",
)

CASES: list[tuple[Constraint, tuple[str, ...], bool]] = [
    (MaxSeconds(60), STORY, True),
    (MaxSeconds(20), STORY, False),
    (MinSeconds(20), STORY, True),
    (MinSeconds(120), STORY, False),
    (MaxSentences(5), STORY, True),
    (MaxSentences(4), STORY, False),
    (SentencesBetween(3, 5), STORY, True),
    (SentencesBetween(6, 8), STORY, False),
    (SentencesBetween(2, 4), STORY, False),
    (MustMention("guideline"), STORY, True),
    (MustMention("kappa"), STORY, False),
    (Avoid("always"), STORY, True),
    (Avoid("guidelines"), STORY, False),
    (ExactExamples(2), TWO, True),
    (ExactExamples(2), (*TWO, "And there is another one, a library, where I changed the shelves."), False),
    (ExactExamples(2), (*TWO, "Secondary pupils liked it too.", "Also asked were the parents."), True),
    (ExactExamples(2), POINTS, True),
    (ExactExamples(2), (*POINTS, "Another example is a song that rhymed."), False),
    (ExactExamples(1), STORY, True),
    (ExactExamples(3), TWO, False),
    (YesNoFirst(), ("Yes.", *STORY), True),
    (YesNoFirst(), ("Well, no, I have never done that.", *STORY), True),
    (YesNoFirst(), ("It depends on the case.", "Yes, mostly.", *STORY), False),
    (StepsFirst(), REASONED, True),
    (StepsFirst(), ("The short one, clearly.", *REASONED[1:3]), False),
    (StepsFirst(), ("I think it's fine to correct it, as a model should teach.", *REASONED[1:]), False),
    (StepsFirst(), ("It's fine on the face of it, but I would look closer.", *REASONED[1:]), True),
    (StepsFirst(), ("The number is right there on the box.", *REASONED[1:]), True),
    (AnswerFirst(), ("That's unfair, I'd say.", *REASONED[1:3]), True),
    (AnswerFirst(), ("That's a good question.", *REASONED[1:3]), False),
    (AnswerFirst(), ("I would pick the short one.", *REASONED[1:3]), True),
    (AnswerFirst(), ("I'd take the right one.", "It's colder, but the warm one has the wrong date."), True),
    (AnswerFirst(), ("I'd take the first hour for reading.", "Then I'd compare the dates."), False),
    (AnswerFirst(), REASONED[1:], False),
    (AnswerFirst(), ("Systematic error is more dangerous.", "It pushes every label one way."), True),
    (AnswerFirst(), ("A systematic error is more dangerous.", "It pushes every label one way."), True),
    (AnswerFirst(), ("So, the systematic error, I think.", "It pushes every label one way."), True),
    (AnswerFirst(), ("A colleague asked me that once.", "It pushes every label one way."), False),
    (AnswerFirst(), ("A random sample of the labels is what I drew.", "It pushes every label one way."), False),
    (YesNoFirst(), ("Sure.", "No, it is not."), True),
    (YesNoFirst(), ("Sure.", "It depends, really.", "No."), False),
    (OrderedList(3), STEPS, True),
    (OrderedList(4), STEPS, False),
    (OrderedList(3), (*STEPS[:2], "And style matters too."), False),
    (ExactExamples(2), TROUBLES, True),
    (ExactExamples(2), (*TROUBLES, "There were also the lights, which flickered over the desks."), False),
    (ExactExamples(2), ("Take the shop in Leeds, where I moved the counter.", "The other one was a school."), True),
    (ExactExamples(2), (*TWO, "There is a third one, but you asked for two, so I leave it."), True),
    (ExactExamples(2), (*TWO, "The second reader thought so too."), True),
    (YesNoFirst(), ("No, not all of it, and sorry for my English.", *STORY), True),
    (StepsFirst(), ("My best guess is the cache.", *REASONED[1:3]), False),
    (StepsFirst(), ("I'd send it back to them.", "The why of it is the missing dose.", *REASONED[1:3]), False),
    (StepsFirst(), ("It depends on two prices.", *REASONED[1:]), True),
    (StepsFirst(), ("It was a Tuesday in March.", *REASONED[1:]), True),
    (StepsFirst(), ("He is not coming in.", "A jacket proves nothing to me.", *REASONED[1:3]), False),
    (StepsFirst(), ("I start with the two prices.", *REASONED[1:]), True),
    (OrderedList(3), ("Before anything else, I stop the line.", "Next I count.", "And last, I write it down."), True),
    (OrderedList(2), ("Number one for me is rest.", "Number two is light.", "The last two go together."), True),
    (OrderedList(3), (*STEPS, "Oh, and that's a fourth, the names of things."), False),
    (OrderedList(3), (*STEPS, "Then I send all of it back to them."), True),
    (OrderedList(3), (*STEPS, "And finally I sign it."), False),
    (OrderedList(3), (*STEPS[:3], "Then I read it for style."), True),
    (OrderedList(3), (*STEPS, "The last time, the second one took a day."), True),
    (OrderedList(3), (*STEPS[:2], "Next time I would ask before."), False),
    (StepsFirst(), ("It's a four.", "The tone is right.", *REASONED[1:3]), False),
    (StepsFirst(), ("The one with the table, I'd say.", *REASONED[1:3]), False),
    (StepsFirst(), ("Six from every shelf, that's the answer.", *REASONED[1:3]), False),
    (ExactExamples(2), ("Two, bear with me a moment.", *TWO[1:]), True),
    (ExactExamples(2), ("Two, okay, I have got two of them, both from Leeds.", *TWO[1:]), True),
    (
        ExactExamples(2),
        ("The first is a shop.", "Example one, then, the shop in Leeds.", "The second is a school."),
        True,
    ),
    (ExactExamples(2), (*TWO[1:], "Example two again, the rota hung by the door."), True),
    (ExactExamples(2), (*TWO[1:], "And I suppose a third, the library, where I moved shelves."), False),
    (ExactExamples(2), INSTANCES[:3], True),
    (ExactExamples(5), INSTANCES, True),
    (ExactExamples(2), (*INSTANCES[:2], "For example, the rating guide had forty pages.", *INSTANCES[2:3]), True),
    (ExactExamples(1), (*INSTANCES[:2], "For instance, it said what a harmful dose is."), True),
    (ExactExamples(1), (*INSTANCES[:2], "For example, I showed that guide to a nurse."), True),
    (ExactExamples(2), (*TWO, "For example, I put the new rota on the door."), True),
    (ExactExamples(3), (*TWO[1:], "And as the third I took the library, and moved its shelves."), True),
]


@pytest.mark.parametrize(("constraint", "texts", "kept"), CASES, ids=lambda v: getattr(v, "kind", None))
def test_a_constraint_is_kept_or_broken(constraint: Constraint, texts: tuple[str, ...], kept: bool) -> None:
    card = score_answer(asked(constraint), spoken(*texts))
    (result,) = card.constraints
    assert result.kind == constraint.kind
    assert result.satisfied is kept, result
    assert result.asked and result.measured
    if result.margin is not None:
        assert (result.margin >= 0) is kept


def test_no_verdict_is_named_where_none_was_given() -> None:
    hike = ("Last summer I went hiking in the Alps.", "The huts were full.", "We slept in a barn.", "It rained.")
    (result,) = score_answer(asked(StepsFirst()), spoken(*hike)).constraints
    assert (result.satisfied, result.measured, result.evidence) == (False, "no verdict found", ())


def test_one_of_a_thing_is_named_as_one() -> None:
    demands = (MaxSentences(1), MaxSeconds(1), SentencesBetween(1, 2), Avoid("cup"), OrderedList(1), ExactExamples(1))
    results = score_answer(asked(*demands), spoken("First, I moved the cup.")).constraints
    assert [(r.asked, r.measured) for r in results] == [
        ("at most 1 sentence", "1 sentence"),
        ("at most 1 second", "2.0 seconds"),
        ("1 to 2 sentences", "1 sentence"),
        ("avoid “cup”", "said in 1 of 1 sentence"),
        ("1 point in order", "1 marked point"),
        ("exactly 1 example", "1 example"),
    ]


def test_the_sentence_said_after_the_limit_is_shown() -> None:
    (result,) = score_answer(asked(MaxSeconds(20)), spoken(*STORY)).constraints
    assert result.evidence[0].quote in STORY
    assert result.evidence[0].end is not None and result.evidence[0].end > 20


def test_seconds_are_not_assessed_of_a_typed_answer() -> None:
    for constraint in (MaxSeconds(1), MinSeconds(500)):
        card = score_answer(asked(constraint), replace(spoken(*STORY), typed=True))
        assert card.constraints[0].satisfied is None
        assert not any("second" in c.reason for c in card.ceilings)


def test_a_paraphrase_mentions_no_term_and_a_part_of_a_word_breaks_none() -> None:
    card = score_answer(asked(MustMention("radiologist"), Avoid("art")), spoken("The doctor started the scan."))
    assert [c.satisfied for c in card.constraints] == [False, True]
