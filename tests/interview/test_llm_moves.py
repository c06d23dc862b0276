"""What a language model's replies do to the conversation, and the limits that they are held to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence

from coach.errors import ModelError
from coach.events import (
    AnswerScored,
    Event,
    FinalTranscript,
    InterviewerFellBack,
    InterviewerSpoke,
    ModelCalled,
    PartialTranscript,
    SpeechStarted,
    SpeechStopped,
)
from coach.interview.consulting import Consultant, all_answers, consult
from coach.interview.effects import ConsultModel, ModelReplied, Pressed, Speak, SpeakingEnded, SpeakingStarted, Tick
from coach.interview.interviewer import Message, Usage
from coach.interview.rehearsal import Rehearsal
from coach.interview.script import run_script
from coach.interview.script_lines import Line
from tests.interview.stage import AUDIT, BANK, LONG, moves, of, profile

LEAD, QUESTION = "You checked forty items every week.", "Who decided on those that were unclear?"


def _play(*answers: ModelReplied, says: str = LONG) -> tuple[list[Event], list[ConsultModel]]:
    """One question; the model answers each consultation alike."""
    asked: list[ConsultModel] = []

    def consult(wanted: ConsultModel) -> list[ModelReplied | ModelCalled]:
        asked.append(wanted)
        return list(answers)

    core = Rehearsal("a1", BANK, ["alpha"], profile(follow_ups_per_question=1), "llm", hearing="script")
    return list(run_script(core, [Line(say=says)] * 3, consult=consult)), asked


def _spoken(events: Sequence[Event]) -> list[tuple[str, str]]:
    return [(e.move, e.text) for e in of(events, InterviewerSpoke)]


def test_the_first_sentence_is_spoken_before_its_question_and_only_the_question_is_a_follow_up() -> None:
    events, asked = _play(ModelReplied(1, 0, "probe", LEAD, more=True), ModelReplied(1, 0, "probe", QUESTION))
    assert _spoken(events)[2:4] == [("acknowledge", LEAD), ("probe", QUESTION)]
    assert len(asked) == 1
    assert of(events, InterviewerSpoke)[3].reason == f"probe {AUDIT.id}, llm"


def test_after_a_first_sentence_that_is_not_gone_on_with_the_scripted_probe_is_spoken() -> None:
    events, _ = _play(ModelReplied(1, 0, "probe", LEAD, more=True), ModelReplied(1, 0, failure="cut off"))
    assert _spoken(events)[2:4] == [("acknowledge", LEAD), ("probe", AUDIT.text)]
    assert [e.reason for e in of(events, InterviewerFellBack)] == ["cut off"]


def test_who_cuts_off_a_first_sentence_of_which_nothing_comes_goes_on_with_the_answer() -> None:
    """No probe of the bank fits: what was said over the sentence belongs to this answer; the next question comes."""
    told = [ModelReplied(1, 0, "probe", LEAD, more=True), ModelReplied(1, 0, failure="cut off")]
    core = Rehearsal("a1", BANK, ["alpha", "beta"], profile(follow_ups_per_question=1), "llm", hearing="script")
    lines = [
        Line(say="An audit trail shows agreement, because each label has its author."),
        Line(say="And one more thing, we kept a list of every case.", barge_in_after=0.2),
    ]
    events = list(run_script(core, lines, consult=lambda _: told))
    (lead,) = [e for e in of(events, InterviewerSpoke) if e.text == LEAD]
    assert lead.heard is not None
    assert [e.counts for e in of(events, FinalTranscript)] == [True, True]
    assert [e.question_id for e in of(events, AnswerScored)] == ["alpha", "beta"]
    assert [(e.move, e.question_id) for e in of(events, InterviewerSpoke) if e.move in ("ask", "close")] == [
        ("ask", "alpha"),
        ("ask", "beta"),
        ("close", None),
    ]


def test_a_first_sentence_of_which_nothing_comes_is_said_to_its_end_before_the_answer_is_scored() -> None:
    told = [ModelReplied(1, 0, "probe", LEAD, more=True), ModelReplied(1, 0, failure="cut off")]
    core = Rehearsal("a1", BANK, ["alpha"], profile(follow_ups_per_question=1), "llm", hearing="script")
    lines = [Line(say="An audit trail shows agreement, because each label has its author.")]
    events = list(run_script(core, lines, consult=lambda _: told))
    kinds = [e.type for e in events if isinstance(e, InterviewerSpoke | InterviewerFellBack | AnswerScored)]
    assert kinds[2:5] == ["InterviewerFellBack", "InterviewerSpoke", "AnswerScored"]
    assert moves(events)[-1] == "close"


def test_thanks_are_spoken_in_the_models_words_and_close_the_question() -> None:
    events, _ = _play(ModelReplied(1, 0, "acknowledge", "Thank you, I have written that down."))
    assert _spoken(events)[2] == ("acknowledge", "Thank you, I have written that down.")
    assert moves(events)[-1] == "close"


def test_the_model_is_told_what_is_thin_and_claimed_but_no_idea_that_is_missing() -> None:
    _, (consulted, *_) = _play(ModelReplied(1, 0, failure="no"), says="At Brightwave I led 12 annotators for a year.")
    request = consulted.request
    assert request.ledger == ("12 annotators at Brightwave (I, answer)",)
    assert any("ideas of the question are not spoken of" in signal for signal in request.signals)
    assert "audit" not in " ".join(request.signals)


class SlowModel:
    """Says its pieces with a pause before each, and how much they cost."""

    name = "slow"

    def __init__(self, *pieces: tuple[float, str], usage: bool = True) -> None:
        self._pieces, self._usage = pieces, usage

    async def stream(self, messages: Sequence[Message]) -> AsyncIterator[str | Usage]:
        for pause, piece in self._pieces:
            await asyncio.sleep(pause)
            yield piece
        if not self._usage:
            raise ModelError("cut off half-way")
        yield Usage(100, 10)

    def price(self, usage: Usage) -> float | None:
        return 0.01 * (usage.prompt_tokens + usage.completion_tokens)


async def _consult(model: SlowModel, within: float = 5.0, **limits: float) -> list[ModelReplied | ModelCalled]:
    _, (wanted, *_) = _play(ModelReplied(1, 0, failure="no"))
    return await all_answers(Consultant(model, within, **limits), wanted, lambda: 0.0)


def _reply(text: str) -> str:
    return json.dumps({"move": "probe", "text": text})


async def test_a_first_sentence_that_is_late_is_not_waited_for() -> None:
    replied, called = await _consult(SlowModel((30, _reply(QUESTION))), within=0.05)
    assert isinstance(replied, ModelReplied) and "0.05 s" in replied.failure
    assert isinstance(called, ModelCalled) and called.first_sentence is None and called.prompt_tokens is None


async def test_the_first_sentence_does_not_wait_for_the_rest() -> None:
    begun = _reply(f"{LEAD} {QUESTION}")
    model = SlowModel((0, begun[:80]), (0.05, begun[80:]))
    lead, rest, called = await _consult(model)
    assert (lead.text, lead.more, rest.text, rest.more) == (LEAD, True, QUESTION, False)
    assert called.first_sentence < called.seconds and called.cost == 1.1


async def test_a_call_that_is_cut_off_costs_what_its_letters_make() -> None:
    replied, called = await _consult(SlowModel((0, '{"move": "probe", "te'), usage=False))
    assert "cut off" in replied.failure
    assert called.completion_tokens is None and called.cost > 0.01


async def test_a_whole_reply_that_is_refused_is_told_before_its_tokens_come_and_those_are_still_counted() -> None:
    _, (wanted, *_) = _play(ModelReplied(1, 0, failure="no"))
    answers = consult(Consultant(SlowModel((0, _reply("Great answer. What next?")), (0.05, " "))), wanted, lambda: 0.0)
    refused = await anext(answers)
    assert isinstance(refused, ModelReplied) and refused.failure
    (called,) = [answer async for answer in answers]
    assert isinstance(called, ModelCalled) and (called.prompt_tokens, called.completion_tokens) == (100, 10)


async def test_a_reply_that_is_refused_half_way_is_abandoned() -> None:
    replied, called = await _consult(SlowModel((0, '["no move"'), (30, "]")))
    assert replied.failure and called.completion_tokens is None


async def test_at_the_cap_nothing_is_asked() -> None:
    (replied,) = await _consult(SlowModel((0, _reply(QUESTION))), most_cost=0.0)
    assert isinstance(replied, ModelReplied) and "COACH_LLM_MAX_COST" in replied.failure


def _consulted(core: Rehearsal, at: float) -> float:
    """Up to the moment at which the model thinks about the first answer."""
    effects = core.begin()
    while speech := next((e for e in effects if isinstance(e, Speak)), None):
        core.push(SpeakingStarted(speech.speech_id, at, 1.0))
        at += 1.0
        effects = core.push(SpeakingEnded(speech.speech_id, at, speech.text, completed=True))
    core.push(SpeechStarted(at=at + 1))
    core.push(SpeechStopped(at=at + 5))
    core.push(FinalTranscript(at=at + 5.1, text=LONG, started=at + 1, ended=at + 5))
    effects = core.push(Tick(at + 12))
    assert any(isinstance(e, ConsultModel) for e in effects)
    return at + 12


def test_who_goes_on_while_the_model_thinks_has_the_floor_again() -> None:
    core = Rehearsal("a1", BANK, ["alpha"], profile(follow_ups_per_question=1), "llm", hearing="script")
    at = _consulted(core, 0.0)
    core.push(SpeechStarted(at=at + 0.2))
    core.push(PartialTranscript(at=at + 0.6, text="And one thing"))
    assert core.state(at + 0.6).floor == "listening"
    effects = core.push(ModelReplied(1, at + 0.7, "probe", QUESTION))
    assert not any(isinstance(e, Speak) for e in effects)


def test_skip_while_the_model_thinks_goes_on_without_a_follow_up() -> None:
    core = Rehearsal("a1", BANK, ["alpha", "beta"], profile(), "llm", hearing="script")
    at = _consulted(core, 0.0)
    core.push(Pressed("skip", at + 0.5))
    core.push(ModelReplied(1, at + 1, "probe", QUESTION))
    assert [e.question_id for e in of(core.events, AnswerScored)] == ["alpha"]
    assert core.question_id == "beta" and QUESTION not in [text for _, text in _spoken(core.events)]


def test_a_cough_while_the_model_thinks_changes_nothing() -> None:
    core = Rehearsal("a1", BANK, ["alpha"], profile(follow_ups_per_question=1), "llm", hearing="script")
    at = _consulted(core, 0.0)
    core.push(SpeechStarted(at=at + 0.2))
    core.push(SpeechStopped(at=at + 0.4))
    effects = core.push(ModelReplied(1, at + 0.7, "probe", QUESTION))
    assert [e.text for e in effects if isinstance(e, Speak)] == [QUESTION]
