"""A small bank and a scripted interview, for tests of the conversation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coach.events import Event, InterviewerSpoke
from coach.interview.effects import Effect, Emit, Speak, SpeakingEnded, SpeakingStarted
from coach.interview.rehearsal import Rehearsal
from coach.interview.script import run_script
from coach.interview.script_lines import Line
from coach.records.probes import Condition, Probe
from coach.records.profiles import Profile
from coach.records.question_banks import Bank, BankQuestion
from scoring.question import Concept, MaxSeconds, Question

LONG = (
    "In my last project we labelled medical notes for a hospital. My task was to keep agreement between annotators "
    "above ninety percent. I wrote a short guideline with ten examples and checked forty items every week. "
    "As a result agreement rose from seventy to ninety two percent. I learned to test a guideline before using it."
)


def question(question_id: str, *probes: Probe, limit: float | None = None) -> BankQuestion:
    constraints = (MaxSeconds(limit),) if limit else ()
    return BankQuestion(
        Question(
            question_id,
            f"What is {question_id}?",
            "technical",
            constraints,
            (Concept("agreement", ("agreement",)), Concept("audit", ("audit trail",))),
        ),
        rephrasings=(f"Put simply, what does {question_id} mean?", f"In other words, describe {question_id}."),
        probes=probes,
        interjection="Let me stop you. What is the main point?",
        minutes=1.0,
    )


AUDIT = Probe(
    id="audit",
    text="How would an audit trail help?",
    when=Condition(concept_missing=("audit",)),
    probes=(Probe(id="who", text="Who would read it?", when=Condition(always=True)),),
)
BANK = Bank("small", "Small", "tester", (question("alpha", AUDIT), question("beta"), question("gamma", limit=60)))


def profile(**changes: Any) -> Profile:
    fields: dict[str, Any] = {
        "id": "test",
        "title": "Test",
        "about": "For tests.",
        "minutes": 20,
        "max_questions": 5,
        "follow_ups_per_question": 1,
        "follow_ups_total": 3,
        "turn_silence": 1.8,
        "think_hold": 8.0,
        "interjects": False,
    }
    return Profile(**(fields | changes))


def rehearsal(questions: Sequence[str] = ("alpha", "beta"), log: Sequence[Event] = (), **changes: Any) -> Rehearsal:
    return Rehearsal("a1", BANK, questions, profile(**changes), hearing="script", log=log)


def play(lines: Sequence[dict[str, Any]], questions: Sequence[str] = ("alpha", "beta"), **changes: Any) -> list[Event]:
    return list(run_script(rehearsal(questions, **changes), [Line.model_validate(line) for line in lines]))


def of(events: Sequence[Event], kind: type[Any]) -> list[Any]:
    return [e for e in events if isinstance(e, kind)]


def moves(events: Sequence[Event]) -> list[str]:
    return [e.move for e in of(events, InterviewerSpoke)]


def emitted(effects: list[Effect]) -> list[object]:
    return [e.event for e in effects if isinstance(e, Emit)]


def spoken(core: Rehearsal, effects: list[Effect], at: float) -> tuple[list[Effect], float]:
    """Let the interviewer say everything that waits; each speech takes two seconds."""
    last = effects
    while speech := next((e for e in last if isinstance(e, Speak)), None):
        core.push(SpeakingStarted(speech.speech_id, at, 2.0))
        at += 2.0
        last = core.push(SpeakingEnded(speech.speech_id, at, speech.text, completed=True))
    return last, at


def asked_first(**changes: object) -> tuple[Rehearsal, float]:
    core = rehearsal(**changes)
    _, at = spoken(core, core.begin(), 0.0)
    return core, at
