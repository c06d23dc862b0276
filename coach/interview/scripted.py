"""The scripted interviewer: every move from the bank and a few neutral lines, without a model or a network.

`said`: the texts that were spoken or wait to be; none of them is chosen again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from coach.events import FinishReason
from coach.interview import wordings
from coach.interview.ledger import Contradiction
from coach.interview.moves import PROBE_REASON, Move
from coach.interview.picked_up import picked_up
from coach.interview.wordings import fresh
from coach.records.probes import Condition, Probe, probe_applies
from coach.records.profiles import Profile
from coach.records.question_banks import Bank, BankQuestion
from scoring.ledger import sentences_of
from scoring.scorecard import Scorecard

FEEDBACK_WORDS = 45
"""Of advice that is heard, not read; its first sentence is said in any case."""
FEEDBACK = "feedback"
CONTRADICTION = "contradiction"
LEAD = "Next question. "
CLOSINGS: dict[FinishReason, str] = {
    "completed": "That was my last question.",
    "time_up": "Our time is up, so I will stop here.",
    "ended_by_candidate": "We will stop here, as you asked.",
}
RECORDED = Move("close", "The recording ends here.")
"""Closes an attempt in which nobody speaks."""
INTERJECTION = "Let me stop you there for a moment. In two or three sentences, what is your main point?"


def greeting(bank: Bank, count: int) -> Move:
    conditional = any(q.show_if or q.skip_if for q in bank.questions)
    questions = "one question" if count == 1 else f"{'up to ' if conditional else ''}{count} questions"
    role = f" for the role of {bank.role}" if bank.role else ""
    return Move(
        "greet",
        f"Hello, and welcome. I will be interviewing you today{role}. We have {questions}. "
        "You can ask me to repeat or rephrase at any time.",
    )


def question(entry: BankQuestion, first: bool) -> Move:
    lead = "" if first else LEAD
    return Move("ask", lead + entry.question.text, entry.question.id)


def continuing(entry: BankQuestion, asked: Sequence[str], said: Collection[str]) -> Move:
    """What was last asked about an unanswered question, again, after an interruption of the sitting."""
    text = (asked[-1] if asked else entry.question.text).removeprefix(LEAD)
    for opening in wordings.WHERE_WE_STOPPED:
        text = text.removeprefix(f"{opening} ")
    lines = [f"{opening} {text}" for opening in wordings.WHERE_WE_STOPPED]
    return Move("ask", fresh(lines, said), entry.question.id, "resumed")


def waiting(question_id: str | None, said: Collection[str]) -> Move:
    return Move("wait", fresh(wordings.WAITS, said), question_id, "asked for a moment")


def nudge(question_id: str | None, step: int, said: Collection[str], prepared: bool) -> Move:
    """`prepared`: the time to prepare is just over."""
    lines = wordings.BEGIN_NOW if prepared else wordings.NUDGES[min(step, len(wordings.NUDGES) - 1)]
    more = ("I am still here.", "Just go ahead.", "We have time.")
    return Move("nudge", fresh(lines, said, more), question_id, "silence")


def interjection(entry: BankQuestion, why: str) -> Move:
    return Move("interject", entry.interjection or INTERJECTION, entry.question.id, why)


def reminder(question_id: str, seconds: int, said: Collection[str]) -> Move:
    lines = [line.format(seconds=seconds) for line in wordings.REMINDERS]
    return Move("remind", fresh(lines, said, ("Please come to your point.",)), question_id, "time limit")


def acknowledgement(question_id: str, corrected: bool, skipped: bool, said: Collection[str]) -> Move:
    if corrected:
        return correction_noted(question_id, said)
    return Move("acknowledge", fresh(wordings.MOVE_ON if skipped else wordings.ACKNOWLEDGEMENTS, said), question_id)


def correction_noted(question_id: str, said: Collection[str]) -> Move:
    return Move("note_correction", fresh(wordings.CORRECTED, said), question_id, "the candidate corrected")


def feedback(question_id: str, one_change: str, said: Collection[str]) -> Move:
    """What would help most, after an answer, in a profile that says so; what was said before is only recalled."""
    told, words = "", 0
    for sentence in sentences_of(one_change):
        words += len(sentence.split())
        if told and words > FEEDBACK_WORDS:
            break
        told += f" {sentence}"
    if any(text.endswith(told) for text in said):
        return Move("acknowledge", fresh(wordings.SAME_FEEDBACK, said), question_id, FEEDBACK)
    used = [opening for opening in wordings.FEEDBACK if any(t.startswith(f"Thank you. {opening}") for t in said)]
    opening = next((line for line in wordings.FEEDBACK if line not in used), wordings.FEEDBACK[0])
    return Move("acknowledge", f"Thank you. {opening}{told}", question_id, FEEDBACK)


def closing(reason: FinishReason) -> Move:
    return Move("close", f"{CLOSINGS[reason]} Thank you for your time. Your report is ready.", None, reason)


@dataclass(frozen=True, slots=True)
class SoFar:
    """What an answer showed: `asked` are the ids of the probes spoken about it, `seconds` 0 of a typed one."""

    scorecard: Scorecard
    seconds: float
    asked: Sequence[str] = ()
    contradiction: Contradiction | None = None


def next_probe(entry: BankQuestion, so_far: SoFar, profile: Profile, said: Collection[str] = ()) -> Move | None:
    """The bank's probe of the highest priority whose condition holds and that was not asked; nested ones follow their
    parent. A contradiction for which the bank has no probe is asked about neutrally, before the others."""
    if profile.follow_ups_per_question == 0:
        return None
    fitting = _fitting(entry, so_far, said)
    conflict = so_far.contradiction
    told = conflict and (CONTRADICTION in so_far.asked or any(text.startswith(conflict.opening) for text in said))
    if conflict and not told and not any(p.when.contradicts for p in fitting):
        because = picked_up(Condition(contradicts=True), so_far.scorecard)
        return Move("probe", conflict.question, entry.question.id, PROBE_REASON + CONTRADICTION, CONTRADICTION, because)
    if not fitting:
        return None
    found = max(fitting, key=lambda p: p.priority)
    because = picked_up(found.when, so_far.scorecard)
    return Move("probe", found.text, entry.question.id, PROBE_REASON + found.id, found.id, because)


def _fitting(entry: BankQuestion, so_far: SoFar, said: Collection[str]) -> list[Probe]:
    contradicts = so_far.contradiction is not None
    return [
        p
        for p in _reachable(entry.probes, so_far.asked)
        if p.id not in so_far.asked
        and p.text not in said
        and probe_applies(p.when, so_far.scorecard, so_far.seconds, contradicts)
    ]


def _reachable(probes: Sequence[Probe], asked: Sequence[str]) -> list[Probe]:
    """Nested probes of those already asked first (dig where we are), then the rest of the level."""
    nested = [p for probe in probes if probe.id in asked for p in _reachable(probe.probes, asked)]
    return [*nested, *probes]
