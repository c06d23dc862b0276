"""Events for the terminal: JSON lines for machines, a dialogue for people."""

from __future__ import annotations

import sys
from collections.abc import Callable

from coach.events import (
    AnswerScored,
    AttemptFinished,
    AttemptStarted,
    AudioLost,
    Event,
    FinalTranscript,
    InterviewerFellBack,
    InterviewerSpoke,
    JudgeFellShort,
    RecognitionFailed,
    VoiceFailed,
    to_json,
)
from scoring.scorecard import Scorecard

Show = Callable[[Event], None]


def as_json(event: Event) -> None:
    print(to_json(event), flush=True)


def as_dialogue(event: Event) -> None:
    """What both said and how each answer scored; trouble on stderr."""
    match event:
        case InterviewerSpoke():
            print(f"\nInterviewer: {event.text if event.heard is None else event.heard + ' …'}", flush=True)
        case FinalTranscript() if event.text and event.source != "typed":
            print(f"You: {event.text}", flush=True)
        case AnswerScored():
            print(f"  [{score_line(event.scorecard)}]", flush=True)
        case AttemptFinished():
            overall = "not assessed" if event.report.overall is None else f"{event.report.overall} of 100"
            print(f"\nOverall: {overall}", flush=True)
        case RecognitionFailed() | AudioLost() | VoiceFailed() | InterviewerFellBack() | JudgeFellShort():
            print(f"({event.type}: {event.reason})", file=sys.stderr, flush=True)
        case AttemptStarted():
            print(f"Attempt {event.attempt_id}", file=sys.stderr, flush=True)
        case _:
            pass


def score_line(card: Scorecard) -> str:
    """One line: the number, its band and the one change, or why there is none."""
    if card.overall is None:
        return f"not assessed: {card.not_assessed or 'nothing was said'}"
    band = f", {card.band.name}" if card.band else ""
    return f"{card.overall} of 100{band}. {card.one_change}".strip()
