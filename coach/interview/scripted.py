"""The scripted interviewer: every move from the bank and a few neutral lines, without a model or a network."""

from __future__ import annotations

from collections.abc import Sequence

from coach.events import FinishReason
from coach.interview.moves import Move
from coach.records.probes import probe_applies
from coach.records.profiles import Profile
from coach.records.question_banks import Bank, BankQuestion, Probe
from scoring.scorecard import Scorecard

ACKNOWLEDGEMENTS = ("Thank you.", "Okay, thanks.", "Understood.", "Thank you, noted.")
NUDGES = (
    "Take your time. Whenever you are ready, go ahead.",
    "Would it help if I put the question another way? Just say so.",
)
LEAD = "Next question. "
MOVE_ON = "Let us leave this one and go on."
CLOSINGS: dict[FinishReason, str] = {
    "completed": "That was my last question.",
    "time_up": "Our time is up, so I will stop here.",
    "ended_by_candidate": "We will stop here, as you asked.",
}
INTERJECTION = "Let me stop you there for a moment. In two or three sentences, what is your main point?"


def greeting(bank: Bank, count: int) -> Move:
    questions = "one question" if count == 1 else f"{count} questions"
    return Move(
        "greet",
        f"Hello, and welcome. I will be interviewing you today for the role of {bank.role}. We have {questions}. "
        "You can ask me to repeat or rephrase at any time.",
    )


def question(entry: BankQuestion, first: bool) -> Move:
    lead = "" if first else LEAD
    return Move("ask", lead + entry.question.text, entry.question.id)


def continuing(entry: BankQuestion, said: Sequence[str]) -> Move:
    """What was last asked about an unanswered question, again, after an interruption of the sitting."""
    text = said[-1] if said else entry.question.text
    return Move("ask", f"Let us go on where we stopped. {text.removeprefix(LEAD)}", entry.question.id, "resumed")


def repeated(entry: BankQuestion, said: Sequence[str]) -> Move:
    """The last thing asked about this question, once more."""
    text = said[-1] if said else entry.question.text
    return Move("clarify", f"Of course. {text.removeprefix(LEAD)}", entry.question.id, "asked to repeat")


def rephrased(entry: BankQuestion, used: int) -> Move:
    """The `used`-th other wording; when all have been used the question stands as it is."""
    if used < len(entry.rephrasings):
        return Move("clarify", entry.rephrasings[used], entry.question.id, "asked to rephrase")
    return Move(
        "clarify",
        f"I have no simpler wording left, so take it as you understand it. {entry.question.text}",
        entry.question.id,
        "asked to rephrase",
    )


def hearing_confirmed(question_id: str | None) -> Move:
    return Move("clarify", "Yes, I can hear you. Please go ahead.", question_id, "asked whether it is heard")


def waiting(question_id: str | None) -> Move:
    return Move("wait", "Of course, take your time.", question_id, "asked for a moment")


def nudge(question_id: str | None, step: int) -> Move:
    return Move("nudge", NUDGES[min(step, len(NUDGES) - 1)], question_id, "silence")


def interjection(entry: BankQuestion) -> Move:
    return Move("interject", entry.interjection or INTERJECTION, entry.question.id, "over time")


def reminder(question_id: str, seconds: int) -> Move:
    return Move("remind", f"About {seconds} seconds left.", question_id, "time limit")


def acknowledgement(question_id: str, number: int, corrected: bool, skipped: bool) -> Move:
    if corrected:
        return Move(
            "note_correction", "Thank you, I have noted the correction.", question_id, "the candidate corrected"
        )
    text = MOVE_ON if skipped else ACKNOWLEDGEMENTS[number % len(ACKNOWLEDGEMENTS)]
    return Move("acknowledge", text, question_id)


def closing(reason: FinishReason) -> Move:
    return Move("close", f"{CLOSINGS[reason]} Thank you for your time. Your report is ready.", None, reason)


def next_probe(
    entry: BankQuestion, scorecard: Scorecard, seconds: float, asked: Sequence[str], profile: Profile
) -> Move | None:
    """The first probe of the bank whose condition holds and that was not asked; nested ones follow their parent."""
    if profile.follow_ups_per_question == 0:
        return None
    open_probes = _reachable(entry.probes, asked)
    found = next((p for p in open_probes if p.id not in asked and probe_applies(p.when, scorecard, seconds)), None)
    if found is None:
        return None
    return Move("probe", found.text, entry.question.id, f"probe {found.id}", found.id)


def _reachable(probes: Sequence[Probe], asked: Sequence[str]) -> list[Probe]:
    """Nested probes of those already asked first (dig where we are), then the rest of the level."""
    nested = [p for probe in probes if probe.id in asked for p in _reachable(probe.probes, asked)]
    return [*nested, *probes]
