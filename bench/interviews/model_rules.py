"""What must hold besides where a language model phrases the follow-ups."""

from __future__ import annotations

from collections.abc import Iterator

from bench.interviews.loopback import WITHIN
from bench.interviews.rules import holds_of_models
from bench.interviews.transcript import Transcript
from coach.events import FinalTranscript, InterviewerFellBack, InterviewerSpoke, ModelCalled
from coach.interview.moves import LEADS

GOOD = ("good",)
NEVER_USABLE = ("babbling", "leaking", "slow")
"""Plays of which no word may be spoken."""


@holds_of_models
def a_good_model_is_never_replaced(t: Transcript) -> Iterator[str]:
    if t.model in GOOD:
        yield from (e.reason for e in t.of(InterviewerFellBack))


@holds_of_models
def nothing_of_an_unusable_model_is_spoken(t: Transcript) -> Iterator[str]:
    if t.model in NEVER_USABLE:
        yield from (m.text for m in t.moves if by_model(m))


@holds_of_models
def a_model_that_is_cut_off_has_said_a_first_sentence_at_most(t: Transcript) -> Iterator[str]:
    if t.model == "cut off":
        yield from (m.text for m in t.moves if by_model(m) and m.reason != LEADS)


@holds_of_models
def every_refusal_says_why_and_quotes_nobody(t: Transcript) -> Iterator[str]:
    said = [f.text for f in t.of(FinalTranscript) if len(f.text.split()) > 3]
    for event in t.of(InterviewerFellBack):
        if not event.reason or any(text in event.reason for text in said):
            yield event.reason or "no reason"


@holds_of_models
def after_a_refusal_the_scripted_move_is_next(t: Transcript) -> Iterator[str]:
    for event in t.of(InterviewerFellBack):
        spoke = next((e for e in t.after(event) if isinstance(e, InterviewerSpoke) and e.reason != LEADS), None)
        if spoke is None or by_model(spoke):
            yield "nothing scripted" if spoke is None else spoke.text


@holds_of_models
def every_call_is_in_the_log_with_prompt_model_time_and_cost(t: Transcript) -> Iterator[str]:
    calls = t.of(ModelCalled)
    used = len(t.of(InterviewerFellBack)) + sum(by_model(m) and m.reason != LEADS for m in t.moves)
    if len(calls) < used:
        yield f"{len(calls)} calls for {used} replies"
    for call in calls:
        if not call.prompt or not call.model or call.seconds <= 0 or call.cost is None:
            yield f"{call.prompt} {call.model} {call.seconds} {call.cost}"


@holds_of_models
def tokens_are_told_of_every_whole_reply(t: Transcript) -> Iterator[str]:
    if t.model in GOOD:
        yield from ("no tokens" for call in t.of(ModelCalled) if not call.completion_tokens)


@holds_of_models
def the_first_sentence_is_within_its_time(t: Transcript) -> Iterator[str]:
    for call in t.of(ModelCalled):
        if call.first_sentence is not None and call.first_sentence > WITHIN.get(t.model, 5.0) + 0.2:
            yield f"{call.first_sentence} s"


@holds_of_models
def a_first_sentence_is_followed_by_its_question_or_a_refusal(t: Transcript) -> Iterator[str]:
    """Unless the candidate goes on."""
    kinds = InterviewerSpoke | FinalTranscript | InterviewerFellBack
    for move in t.moves:
        if move.reason == LEADS and move.heard is None:
            after = next((e for e in t.after(move) if isinstance(e, kinds)), None)
            refused = any(isinstance(e, InterviewerFellBack) and e.at >= move.started - 1e-6 for e in t.events)
            if isinstance(after, InterviewerSpoke) and after.move != "probe" and not refused:
                yield after.text


def by_model(move: InterviewerSpoke) -> bool:
    return "llm" in move.reason
