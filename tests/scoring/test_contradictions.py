"""Two figures contradict each other only where they tell one fact: a false reproach is worse than a missed one."""

from __future__ import annotations

import pytest

from scoring.ledger import answer_claims, claims_in, contradictions, sentences_of

RESUME = "I worked at Brightwave Labs from 2021 to 2023. I labelled 900 chats a week there. Led 12 annotators."


def asked(*said: str) -> list[str]:
    claims = [*claims_in(sentences_of(RESUME), "résumé"), *answer_claims(said)]
    return [c.later.said for c in contradictions(claims)]


@pytest.mark.parametrize(
    "said",
    [
        "At Brightwave I led five annotators.",
        "At Brightwave I led five annotators, and agreement rose.",
        "At Brightwave I had a team of five annotators.",
        "We had five annotators at Brightwave.",
        "At Brightwave I was managing more than thirty annotators.",
        "At Brightwave I labelled four hundred chats a week.",
        "At Brightwave I annotated around two hundred chats every week.",
    ],
)
def test_another_figure_for_the_same_deed_at_the_same_rate_contradicts(said: str) -> None:
    assert asked(said) == [said]


@pytest.mark.parametrize(
    "said",
    [
        "At Brightwave fifty chats were disputed, and I read those twice.",
        "At Brightwave I picked fifty chats and read them aloud.",
        "At Brightwave we had a batch of four hundred chats.",
        "At Brightwave two annotators read the rule differently.",
        "At Brightwave three of the annotators disagreed with me.",
        "At Brightwave I had two annotators who had just joined.",
        "At Brightwave I led five annotators in the first project.",
        "At Brightwave I trained three annotators.",
        "At Brightwave I asked two annotators to read it again.",
    ],
)
def test_a_part_of_what_was_counted_or_another_deed_contradicts_nothing(said: str) -> None:
    assert asked(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "At Brightwave I labelled two hundred chats on Monday.",
        "At Brightwave I labelled two hundred chats a day.",
        "At Brightwave I labelled forty thousand chats.",
        "At Brightwave my team grew from five to nine annotators.",
        "At Brightwave I led eight annotators in the end.",
        "In March I led eight annotators at Brightwave.",
    ],
)
def test_another_time_or_rate_contradicts_nothing(said: str) -> None:
    assert asked(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "At Brightwave I would have needed five annotators.",
        "At Brightwave I never led thirty annotators.",
        "At Brightwave I labelled about eight hundred chats a week.",
        "At Brightwave we labelled four thousand chats a week.",
    ],
)
def test_what_is_supposed_rounded_or_done_by_more_people_contradicts_nothing(said: str) -> None:
    assert asked(said) == []


def test_a_figure_said_otherwise_between_two_answers_contradicts_whichever_other_counts_lie_between() -> None:
    said = ("At Northlight I led nine annotators.", "At Northlight I hired two annotators.")
    assert asked(*said) == []
    assert asked(*said, "At Northlight I led four annotators.") == ["At Northlight I led four annotators."]
