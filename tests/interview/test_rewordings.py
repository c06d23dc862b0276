"""Which of a model's words for a clarification or an interjection may be spoken."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest

from coach.errors import ModelError
from coach.interview.prompts import (
    CLARIFY,
    DATA_CLOSE,
    DATA_OPEN,
    INTERJECT,
    MoveRequest,
    Rewording,
    load_prompt,
    move_messages,
)
from coach.interview.prompts import move_messages as told
from coach.interview.replies import parse_move
from coach.interview.requests import Asked, reply
from coach.interview.rewordings import named_in
from coach.records.profiles import load_profiles
from coach.records.question_banks import BankQuestion, find_banks
from scoring.answer import Answer
from scoring.question import Concept, ExactExamples, MaxSeconds, Question

QUESTION = Question(
    "shared",
    "How would you keep the labels of a team consistent? Stay under sixty seconds and give me exactly two examples.",
    "technical",
    (MaxSeconds(60.0), ExactExamples(2)),
    (Concept("gold set", ("gold items", "check against known labels")), Concept("consistency", ("consistent",))),
)
SCRIPTED = "How do you make sure that a team labels alike? Under sixty seconds, with exactly two examples."
ONCE_MORE = "Once more, how would a whole team label all things alike?"
LINE = "Let me stop you there. Would you rather lose speed or agreement?"


def _request(kind: str = "rephrase", named: tuple[str, ...] = (), said: str = "") -> MoveRequest:
    cuts = kind == "cut_in"
    return MoveRequest(
        question_text=QUESTION.text,
        answer_text=said,
        allowed=("interject" if cuts else "clarify",),
        suggested=(LINE if cuts else SCRIPTED,),
        asked=(QUESTION.text,),
        profile_title="Adaptive screen",
        interviewer_name="the interviewer",
        said=frozenset(
            {f"Next question. {QUESTION.text}", "Once more, how would a whole team label all things alike?"}
        ),
        prompt=INTERJECT if cuts else CLARIFY,
        rewords=Rewording(QUESTION, (QUESTION.text,), kind, "Could you rephrase that?", named),  # type: ignore[arg-type]
    )


def _parse(text: str, request: MoveRequest) -> str:
    return parse_move(json.dumps({"move": request.allowed[0], "text": text}), request)[1]


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("What do you do so that a team labels alike? Take at most a minute, and exactly two examples.", _request()),
        (
            "Think of a team and its labels. What keeps them alike? Sixty seconds at most, just two examples.",
            _request(),
        ),
        ("I mean the labels of the whole team.", _request("which", ("the labels", "the weather"))),
        ("Both of them, in that order.", _request("which", ("the labels", "the weather"))),
        ("By labels I mean the marks that people put on data.", _request("meaning", ("labels",))),
        ("Sorry to come in. If one had to go, would it be speed or agreement?", _request("cut_in")),
        (
            "One moment. With your gold items, would you rather lose speed or agreement?",
            _request("cut_in", said="We had gold items."),
        ),
    ],
)
def test_other_words_that_keep_to_the_question_are_spoken(text: str, request_: MoveRequest) -> None:
    assert _parse(text, request_) == text


KEPT = "Under sixty seconds, with exactly two examples."


@pytest.mark.parametrize(
    ("text", "request_", "why"),
    [
        (f"How do you keep a team's labels alike, with gold items for instance? {KEPT}", _request(), "gives away"),
        (f"How would a team check against all of the known labels? {KEPT}", _request(), "gives away"),
        (f"How does a team keep its labels alike? You could mention reviews. {KEPT}", _request(), "gives away"),
        (f"A good answer has the team label alike. How? {KEPT}", _request(), "how good"),
        ("How do you make a team label alike? Under sixty seconds, please.", _request(), "drops"),
        ("How do you make a team label alike? With exactly two examples.", _request(), "drops"),
        ("How do you make a team label alike? Sixty seconds, two examples.", _request(), "drops"),
        ("How do you make a team label alike? At least sixty seconds, exactly two examples.", _request(), "drops"),
        ("How do you make a team label alike? Forty seconds, exactly two examples.", _request(), "nobody gave"),
        (f"How do you make a team label alike? {KEPT} Use one sentence.", _request(), "changes"),
        (f"Of course. {QUESTION.text}", _request(), "already"),
        ("How would a whole team label all things alike?", _request(), "already"),
        (f"I am listening for reviews of the labels. {KEPT}", _request(), "gives away"),
        (f"What did you eat for lunch today? {KEPT}", _request(), "does not say what was asked"),
        (f"How do labels differ in a team? Who decides? And when? {KEPT}", _request(), "several"),
        (f"Nicely asked. How does a team label alike? {KEPT}", _request(), "how good"),
        ("Talk about the weather, please.", _request("which", ("the labels", "the sea")), "does not say"),
        ("It is just a word.", _request("meaning", ("labels",)), "does not say"),
        ("By labels I mean gold items.", _request("meaning", ("labels",)), "gives away"),
        ("By labels I mean marks. Say it in five minutes.", _request("meaning", ("labels",)), "nobody gave"),
        ("So " + "labels of a team " * 30, _request(), "too long"),
        ("Sorry to come in. What was your favourite holiday?", _request("cut_in"), "leaves the question's own line"),
        ("Sorry. Would your gold items cost speed or agreement?", _request("cut_in"), "gives away"),
        (
            "One moment. With a check against known labels, would you rather lose speed or agreement?",
            _request("cut_in", said="We had gold items."),
            "gives away",
        ),
        ("Would you rather lose speed or agreement? Go on.", _request("cut_in"), "goes on after"),
        ("Let me stop you there, speed or agreement.", _request("cut_in"), "asks no question"),
        (
            "You told me about your holidays. Would you rather lose speed or agreement?",
            _request("cut_in"),
            "never said",
        ),
    ],
)
def test_other_words_that_help_stray_or_change_the_question_are_refused(
    text: str, request_: MoveRequest, why: str
) -> None:
    with pytest.raises(ModelError, match=why) as raised:
        _parse(text, request_)
    assert "gold" not in str(raised.value)


def test_of_a_question_with_two_parts_other_words_may_have_two_and_of_one_with_one_part_one() -> None:
    two = "What is speed? And what is agreement?"
    request = _request()
    assert request.rewords is not None
    asked = replace(request, rewords=replace(request.rewords, asked=(two,)), question_text=two)
    assert _parse("So, what does speed mean? And agreement?", asked)
    with pytest.raises(ModelError, match="several"):
        _parse(f"What does a team label? And why? {KEPT}", request)


def test_the_model_is_told_the_demands_and_the_request_as_data_and_no_idea_of_the_answer() -> None:
    system, user = told(_request())
    assert "at most 60 seconds" in user.content and "exactly 2 examples" in user.content
    assert f"{DATA_OPEN}\nCould you rephrase that?\n{DATA_CLOSE}" in user.content
    assert "gold" not in system.content + user.content


@pytest.mark.parametrize(
    ("name", "id_", "digest"),
    [(CLARIFY, "clarify 1", "d2e2067c78c53d7b"), (INTERJECT, "interject 1", "7b9fb79e5e7c4582")],
)
def test_these_prompts_are_files_whose_version_changes_with_their_words(name: str, id_: str, digest: str) -> None:
    prompt = load_prompt(name)
    words = hashlib.sha256(f"{prompt.system}\n{prompt.situation}".encode()).hexdigest()[:16]
    assert (prompt.id, words) == (id_, digest), "the words changed: raise the version in the file"


def test_other_words_for_a_follow_up_keep_how_long_it_asks_to_be() -> None:
    line = "What does the figure tell me, in one sentence?"
    request = replace(
        _request(),
        question_text=line,
        suggested=(),
        rewords=Rewording(QUESTION, (QUESTION.text, line), "rephrase", "What?"),
    )
    kept = "Say it in one sentence, please: what do I learn from the figure?"
    assert _parse(kept, request) == kept
    with pytest.raises(ModelError, match="drops"):
        _parse("What do I learn from the figure?", request)
    with pytest.raises(ModelError, match="drops"):
        _parse("What do I learn from the figure, in exactly one sentence?", request)
    assert "at most 1 sentence" in move_messages(request)[1].content


ENTRIES = [entry for bank in find_banks().values() for entry in bank.questions]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.question.id)
def test_what_a_packaged_bank_says_to_explain_a_question_names_no_idea_of_the_answer(entry: BankQuestion) -> None:
    asked = entry.question
    known = named_in(asked.text, asked.concepts)
    for text in (*entry.rephrasings, *entry.glossary.values(), entry.interjection):
        assert named_in(text, asked.concepts) <= known, text


def test_what_a_word_means_is_said_without_a_wording_that_was_said_already() -> None:
    entry = next(e for e in ENTRIES if e.rephrasings)
    said = {f"Of course. {text}" for text in entry.rephrasings}
    asked = Asked(entry, (entry.question.text,), said, Answer(()))
    move = reply("rephrase", "What do you mean by worth?", asked, load_profiles()["adaptive"])
    assert move is not None and move.text == "I use worth in its everyday sense, as you would at work."
