"""What is said to "could you rephrase that?" after a follow-up."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from coach.events import InterviewerSpoke
from coach.interview.drawing import draw_bank
from coach.interview.ledger import Claim, answer_claims, claims_in, contradictions
from coach.interview.other_words import RAMBLED, other_words
from coach.interview.prompts import CLARIFY, MoveRequest, Rewording
from coach.interview.rehearsal import Rehearsal
from coach.interview.replies import parse_move
from coach.interview.resume import Entry, Resume
from coach.interview.script import run_script
from coach.interview.script_lines import Line
from coach.records.probes import Condition, Probe
from coach.records.question_banks import BankQuestion, find_banks
from scoring.ledger import sentences_of
from scoring.scorecard import COMPONENTS
from tests.interview.stage import BANK, LONG, of, profile, question

ENTRY = question(
    "delta",
    Probe(
        id="why",
        text="Why is that?",
        when=Condition(always=True),
        rephrasings=("What is the reason for that?",),
        probes=(Probe(id="bare", text="And then?", when=Condition(always=True)),),
    ),
)
ENTRY = replace(ENTRY, interjection="Stop. Which one?", interjection_rephrasings=("And which of them?",))
SMALL = replace(BANK, questions=(ENTRY,), claims=("At Brightwave, led 20 annotators",))
CLAIMS = [*claims_in(SMALL.claims, "résumé"), *answer_claims(["At Brightwave I led 30 annotators."])]
ASK = "Could you rephrase that?"


def all_probes(probes: Sequence[Probe]) -> Iterator[Probe]:
    for probe in probes:
        yield probe
        yield from all_probes(probe.probes)


DRAWN = draw_bank("drawn", BANK, Resume((Entry("Brightwave", "annotator", ("Led 20 annotators",), ()),)), None, 1)
EVERY = [
    (entry, probe)
    for entry in (*(q for bank in find_banks().values() for q in bank.questions), DRAWN.questions[0])
    for probe in all_probes(entry.probes)
]


def _could_be_spoken(entry: BankQuestion, line: str, others: Sequence[str]) -> None:
    """The checks of a model's words: the same line and demands, one question, no help, nothing said before."""
    asked = (entry.question.text, line)
    for number, text in enumerate(others):
        request = MoveRequest(
            question_text=line,
            answer_text="",
            allowed=("clarify",),
            suggested=(),
            asked=asked,
            profile_title="Test",
            interviewer_name="the interviewer",
            said=frozenset((*asked, *others[:number])),
            prompt=CLARIFY,
            rewords=Rewording(entry.question, asked, "rephrase", ASK, ()),
        )
        assert parse_move(json.dumps({"move": "clarify", "text": text}), request)[1] == text


@pytest.mark.parametrize(("entry", "probe"), EVERY, ids=[f"{e.question.id}-{p.id}" for e, p in EVERY])
def test_other_words_for_a_follow_up_could_be_spoken_if_a_model_had_found_them(
    entry: BankQuestion, probe: Probe
) -> None:
    assert probe.rephrasings
    _could_be_spoken(entry, probe.text, probe.rephrasings)


INTERJECTING = [*(q for bank in find_banks().values() for q in bank.questions), DRAWN.questions[0]]


@pytest.mark.parametrize("entry", INTERJECTING, ids=[entry.question.id for entry in INTERJECTING])
def test_other_words_for_an_interjection_could_be_spoken_if_a_model_had_found_them(entry: BankQuestion) -> None:
    assert len(entry.interjection_rephrasings) >= 2
    _could_be_spoken(entry, sentences_of(entry.interjection)[-1], entry.interjection_rephrasings)


def _said_to(lines: Sequence[str], **changes: int) -> list[InterviewerSpoke]:
    room = Rehearsal("a1", SMALL, ["delta"], profile(**changes), hearing="script")
    return of(list(run_script(room, [Line(say=text) for text in lines])), InterviewerSpoke)


def test_a_follow_up_is_put_in_the_other_words_of_the_bank_and_repeated_only_when_they_are_used_up() -> None:
    spoke = _said_to([LONG, ASK, ASK, ASK, "Because of the guideline."])
    clarified = [e.text for e in spoke if e.move == "clarify"]
    assert clarified[0] == "What is the reason for that?"
    assert all(text.endswith("Why is that?") for text in clarified[1:])
    assert len(set(clarified)) == 3


def test_what_a_word_of_a_follow_up_means_is_explained_with_the_follow_up_not_with_the_question() -> None:
    spoke = _said_to([LONG, "What do you mean by that reason?", "Because of the guideline."])
    assert [e.text for e in spoke if e.move == "clarify"] == [
        "By reason I mean nothing special. What is the reason for that?"
    ]


def test_a_contradiction_is_asked_about_in_other_words_each_time() -> None:
    spoke = _said_to(["At Brightwave I led 30 annotators, and agreement rose.", ASK, ASK, ASK, "It was 20."])
    probe = next(e for e in spoke if e.move == "probe")
    assert probe.reason == "probe contradiction"
    clarified = [e.text for e in spoke if e.move == "clarify"]
    assert clarified[0] == (
        "Your résumé says 20 annotators at Brightwave, and you just said 30 annotators. Which is right?"
    )
    assert len(set(clarified)) == 3 and not any(probe.text in text for text in clarified)


def test_both_figures_of_a_contradiction_are_named_in_every_wording_and_one_thing_is_asked() -> None:
    said_before = answer_claims(["At Brightwave I led 20 annotators.", "At Brightwave I led 30 annotators."])
    for (clash,) in (contradictions(CLAIMS), contradictions(said_before)):
        for text in clash.rephrasings:
            assert "20 annotators at Brightwave" in text and "30 annotators" in text and text.count("?") == 1


def _spoke(text: str, reason: str, move: str = "probe") -> InterviewerSpoke:
    return InterviewerSpoke(
        at=1.0,
        move=move,
        text=text,
        question_id="delta",
        reason=reason,
        started=0.0,
        ended=1.0,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("spoken", "words"),
    [
        ([], ()),
        ([_spoke("What is delta?", "", "ask")], ()),
        ([_spoke("Why is that?", "probe why")], ("What is the reason for that?",)),
        ([_spoke("And why?", "probe why, llm")], ("What is the reason for that?", "Why is that?")),
        ([_spoke("And then?", "probe bare")], ()),
        (
            [_spoke("Why is that?", "probe why"), _spoke("Stop. Which one?", "time", "interject")],
            ("And which of them?", *RAMBLED),
        ),
        (
            [_spoke("Why is that?", "probe why"), _spoke("Welcome back. Why is that?", "resumed", "ask")],
            ("What is the reason for that?",),
        ),
    ],
)
def test_other_words_are_those_of_the_last_thing_asked(spoken: list[InterviewerSpoke], words: tuple[str, ...]) -> None:
    assert other_words(ENTRY, spoken, ()) == words


THIN = [f"the {part} is missing" for part in COMPONENTS] + [
    "the result is only hinted at",
    "a figure does not agree with an earlier one",
    "named without being used: agreement",
    "2 of 3 ideas of the question are not spoken of",
    "no figure is given",
    "asked for and not kept: at most 60 seconds",
    "it could be said of any project",
    "it is brief",
]


@pytest.mark.parametrize("thin", THIN)
def test_a_models_own_follow_up_has_other_words_by_what_was_thin(thin: str) -> None:
    words = other_words(ENTRY, [_spoke("And what of the rest?", f"because {thin}, llm")], ())
    assert len(set(words)) >= 2 and all(text.count("?") == 1 for text in words)


def test_a_contradiction_that_was_put_right_meanwhile_still_has_other_words() -> None:
    claims: list[Claim] = []
    (clash,) = contradictions(CLAIMS)
    assert other_words(ENTRY, [_spoke(clash.question, "probe contradiction")], claims)
