"""What must hold of when the interviewer speaks, waits and stops."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from bench.interviews.rules import holds
from bench.interviews.transcript import Transcript
from coach.events import (
    AnswerScored,
    BargedIn,
    FinalTranscript,
    InterviewerSpoke,
    PartialTranscript,
    RecoveryObserved,
    TurnEnded,
)
from coach.interview import clock, repair

REACTION = 3.0
"""Seconds that anybody may take to answer an interjection."""
CLOSING_SECONDS = 150.0
"""How far over the profile's minutes an interview may run: the answer under way when time is up, and the close."""


@holds
def interjects_only_where_the_profile_does_and_once_a_question(t: Transcript) -> Iterator[str]:
    for question_id, moves in t.by_question("interject").items():
        if not t.profile.interjects or len(moves) > 1:
            yield f"{len(moves)} in {question_id}"


@holds
def interjects_with_a_reason_at_the_end_of_a_clause(t: Transcript) -> Iterator[str]:
    for move in t.moves:
        if move.move == "interject":
            said = [e.text for e in t.until(move) if isinstance(e, PartialTranscript | FinalTranscript)]
            if not move.reason or not said or not repair.ends_a_clause(said[-1]):
                yield move.reason or "no reason"


@holds
def who_was_cut_in_on_gets_time_to_react(t: Transcript) -> Iterator[str]:
    for move in t.moves:
        if move.move == "interject" and move.heard is None:
            after = next((e for e in t.after(move) if isinstance(e, FinalTranscript | TurnEnded)), None)
            if isinstance(after, TurnEnded) and after.reason == "silence" and after.at - move.ended < REACTION:
                yield f"{after.at - move.ended:.1f} s"


@holds
def observes_the_recovery_after_every_interjection(t: Transcript) -> Iterator[str]:
    cut_in = [m.question_id for m in t.moves if m.move == "interject"]
    if [e.question_id for e in t.of(RecoveryObserved)] != cut_in:
        yield f"cut in on {cut_in}"


@holds
def never_interjects_on_time_and_substance(t: Transcript) -> Iterator[str]:
    if t.candidate in ("excellent", "thinking aloud"):
        yield from (m.text for m in t.moves if m.move == "interject")


@holds
def cuts_at_the_hard_limit(t: Transcript) -> Iterator[str]:
    for ended in t.of(TurnEnded):
        entry = t.entry(ended.question_id)
        limit = clock.limit_of(entry) if entry else None
        if limit is None or not t.profile.hard_cut:
            continue
        turn = _turn_of(t, ended)
        spent = turn[-1].ended - turn[0].started - _explaining(t, turn) if turn else 0.0
        if spent > limit + 0.5:
            yield f"{spent:.1f} s of {limit}"


@holds
def response_delay_and_overlaps_are_recorded(t: Transcript) -> Iterator[str]:
    for event in t.of(AnswerScored):
        spoken = event.scorecard.not_assessed is None
        if spoken and event.scorecard.delivery.response_delay is None:
            yield f"no response delay for {event.question_id}"
    barged = len(t.of(BargedIn))
    if sum(e.scorecard.delivery.overlaps for e in t.of(AnswerScored)) > barged:
        yield "more overlaps than barge-ins"


@holds
def reminds_once_and_before_the_limit(t: Transcript) -> Iterator[str]:
    for question_id, moves in t.by_question("remind").items():
        entry = t.entry(question_id)
        if len(moves) > 1 or entry is None or clock.limit_of(entry) is None:
            yield question_id


@holds
def nudges_at_most_twice_before_it_goes_on(t: Transcript) -> Iterator[str]:
    in_a_row = 0
    for event in t.events:
        if isinstance(event, InterviewerSpoke):
            in_a_row = in_a_row + 1 if event.move == "nudge" else 0
        elif isinstance(event, FinalTranscript):
            in_a_row = 0
        if in_a_row > 2:
            yield "three nudges in a row"


@holds
def never_begins_to_speak_over_the_candidate(t: Transcript) -> Iterator[str]:
    for move in t.moves:
        if move.move not in ("interject", "remind") and any(
            start + 0.05 < move.started < end - 0.05 for start, end in t.words
        ):
            yield f"{move.move} at {move.started:.1f}"


@holds
def a_barge_in_stops_it_and_the_rest_is_unsaid(t: Transcript) -> Iterator[str]:
    for barged in t.of(BargedIn):
        spoke = next((e for e in t.after(barged) if isinstance(e, InterviewerSpoke)), None)
        if spoke is None or spoke.heard is None or spoke.ended - barged.at > 0.5:
            yield f"at {barged.at:.1f}"


@holds
def a_backchannel_takes_nothing(t: Transcript) -> Iterator[str]:
    if t.candidate == "backchanneller":
        yield from (f"at {b.at:.1f}" for b in t.of(BargedIn))


@holds
def keeps_to_the_minutes(t: Transcript) -> Iterator[str]:
    if t.events[-1].at > t.profile.minutes * 60 + CLOSING_SECONDS:
        yield f"{t.events[-1].at / 60:.1f} of {t.profile.minutes} minutes"


@holds
def time_never_runs_backwards(t: Transcript) -> Iterator[str]:
    ats = [e.at for e in t.events if not isinstance(e, BargedIn)]
    yield from (f"{a} then {b}" for a, b in itertools.pairwise(ats) if b < a - 0.02)


@holds
def answers_without_delay(t: Transcript) -> Iterator[str]:
    for ended in t.of(TurnEnded):
        spoke = next((e for e in t.after(ended) if isinstance(e, InterviewerSpoke)), None)
        if spoke and spoke.started - ended.at > 3.0:
            yield f"{spoke.started - ended.at:.1f} s"


def _turn_of(t: Transcript, ended: TurnEnded) -> list[FinalTranscript]:
    """What was said in the turn that ended."""
    turn: list[FinalTranscript] = []
    for event in t.events:
        if event is ended:
            return turn
        if isinstance(event, TurnEnded):
            turn = []
        elif isinstance(event, FinalTranscript) and event.counts:
            turn.append(event)
    return turn


def _explaining(t: Transcript, turn: list[FinalTranscript]) -> float:
    """Seconds within the turn in which the candidate asked for something and was answered."""
    seconds, asked = 0.0, None
    for event in t.events:
        if isinstance(event, FinalTranscript):
            asked = None if event.counts else event.started
        elif isinstance(event, InterviewerSpoke) and event.move == "clarify" and asked is not None:
            if turn[0].started < asked and event.ended <= turn[-1].started:
                seconds += event.ended - asked
            asked = None
    return seconds
