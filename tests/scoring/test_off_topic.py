"""Whether an answer is to the question that was asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.answer import Answer, Sentence
from scoring.concepts import STRAY_FROM, read_concepts
from scoring.flag_phrases import phrases_in
from scoring.flags import TO_THE_POINT, find_flags
from scoring.question import Concept
from scoring.score import read_answer, score_answer
from tests.scoring.spoken import LOST_PALLET, asked, raised


def test_a_meaning_with_a_case_is_an_answer() -> None:
    question = asked(kind="technical", text="What is inter-annotator agreement?")
    meaning = "It is how often two annotators give the same label."
    assert raised(question, meaning, "For example, two of us rate the same hundred tweets and agree on eighty.") == []
    assert "no_answer" in raised(question, "I don't know what that is.", "For example, I have never heard of it here.")
    child = ("Imagine you learn the answers of one test by heart.", "In the next test the questions are different.")
    assert "no_answer" not in raised(question, *child, "A computer can do that too, and we call it overfitting.")


def test_what_was_said_to_somebody_else_raises_no_flag() -> None:
    assert "placeholder" in phrases_in("Let me think for a moment.")
    assert not phrases_in('I told them "let me think" and took a day.')
    assert not phrases_in("I told the client “I don't know, can you repeat that?” and asked for a day.")


def test_an_answer_to_another_question_is_off_topic_and_is_held_under_its_ceiling() -> None:
    said = Answer(tuple(Sentence(text, 8.0 * i, 8.0 * i + 7) for i, text in enumerate(LOST_PALLET)))
    own = asked(
        text="Tell me about a time something got lost in the depot, and how you found it.",
        concepts=(Concept("search", ("walked the loading bay",)), Concept("cold chain", ("at four degrees",))),
    )
    other = asked(
        text="Tell me about a time you disagreed with an annotation guideline for hate speech.",
        concepts=(Concept("rubric", ("policy wording",)), Concept("slur", ("hateful term",)), Concept("kappa")),
    )
    assert "off_topic" not in [flag.name for flag in score_answer(own, said).flags]
    card = score_answer(other, said)
    assert "off_topic" in [flag.name for flag in card.flags]
    assert card.overall is not None and card.overall <= 39
    assert not any(concept.used for concept in card.concepts)


def test_a_story_with_a_deed_is_to_the_point_of_a_question_that_names_no_subject() -> None:
    told = (
        "My neighbour at work couldn't see the difference between sarcasm and irony labels.",
        "I sat with her for an hour and we sorted cards.",
        "She passed the next test with 92 percent, up from 71.",
        "It taught me that showing beats telling.",
    )
    for text in ("Tell me about a time you helped someone.", "Tell me about a success."):
        assert raised(asked(text=text), *told) == []


def test_of_an_answer_astray_only_ideas_whose_form_was_said_are_used() -> None:
    said = [Sentence(text, 8.0 * i, 8.0 * i + 7) for i, text in enumerate(LOST_PALLET)]
    text = "Tell me about a time you disagreed with an annotation guideline for hate speech."
    ideas = (Concept("slur", ("hateful term",)), Concept("policy wording"), Concept("cold", ("at four degrees",)))
    reading = read_concepts(asked(text=text, concepts=ideas[:2]), said)
    assert reading.stray >= STRAY_FROM and reading.astray
    assert not any(result.used for result in reading.results)
    closer = read_concepts(asked(text=text, concepts=ideas), said)
    assert closer.stray < reading.stray


def test_a_story_is_further_from_a_question_that_asks_for_an_explanation() -> None:
    said = [Sentence(text, 8.0 * i, 8.0 * i + 7) for i, text in enumerate(LOST_PALLET)]
    ideas = (Concept("search order", ("nearest aisle first",)),)
    story = asked(text="Tell me about a pallet that got lost.", kind="behavioural", concepts=ideas)
    plan = asked(text="How is a pallet found that got lost?", kind="technical", concepts=ideas)
    assert read_concepts(story, said).stray < read_concepts(plan, said).stray


OFF_THE_TRACK = (
    "When I was at the bank we had a hard decision about the printer.",
    "My cousin came by and I drove him to the station, the weather was awful.",
    "By the way he bought a dog, and I asked about the car, anyway people love that car.",
    "I could go on about my neighbour, I painted fences with him every summer.",
)


EMPTY_PRAISE = (
    "I always give my best because teamwork is important.",
    "Communication is key in general and people value quality.",
    "I am passionate about challenges and growth, and I usually keep an open mind.",
    "Every experience is different, and I believe in being professional and positive.",
    "Mistakes happen, everyone knows it, and feedback is important.",
)


@pytest.mark.parametrize(
    ("texts", "stray", "astray", "flags"),
    [
        (OFF_THE_TRACK, 0.5, False, ["off_topic"]),
        (OFF_THE_TRACK, TO_THE_POINT - 0.01, False, []),
        (EMPTY_PRAISE, 0.97, True, ["generic"]),
        (LOST_PALLET, 0.97, True, ["off_topic"]),
        (LOST_PALLET, 0.97, False, []),
    ],
)
def test_close_words_and_generic_talk_speak_against_off_topic(
    texts: tuple[str, ...], stray: float, astray: bool, flags: list[str]
) -> None:
    ideas = (Concept("trade-off", ("weighed the options",)), Concept("cost", ("budget overrun",)))
    question = asked(text="Tell me about a hard decision at work.", concepts=ideas)
    reading = read_answer(question, Answer(tuple(Sentence(t, 8.0 * i, 8.0 * i + 7) for i, t in enumerate(texts))))
    assert [flag.name for flag in find_flags(replace(reading, stray=stray, astray=astray))] == flags


def test_where_the_candidate_chooses_the_subject_no_explanation_is_of_another_question() -> None:
    said = (
        "Insulin is like a key, and the sugar stands outside the cell and can't get in.",
        "Without the key it stays in the blood, so all the small vessels suffer.",
        "With type two the locks are rusty, so you need more keys for the same door.",
        "It's not exactly like that, because there's also the liver.",
    )
    picture = (Concept("misunderstanding", ("people often think", "common mistake")),)
    own = asked(kind="technical", text="Explain one hard idea of your field to a layperson.", concepts=picture)
    other = replace(own, text="Explain to a layperson what a mortgage costs over thirty years.")
    assert own.leaves_subject_open and raised(own, *said) == []
    assert read_concepts(other, [Sentence(text, 0, 5) for text in said]).stray > 0.5
    assert not replace(own, kind="behavioural").leaves_subject_open, "a story is of what was asked"
