"""How the candidate took an interjection: did they stop, pause, acknowledge it, and go on in a few sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.events import (
    Event,
    FinalTranscript,
    InterviewerSpoke,
    RecoveryObserved,
    SpeechStarted,
    SpeechStopped,
    TurnEnded,
)
from scoring.ledger import sentences_of

_ACKNOWLEDGES = re.compile(
    r"^\W*(?:(?:oh|yes|yeah|ah|well|okay|ok|so)[, ]+)*"
    r"(?:right|sure|sorry|okay|ok|yes|of course|fair (?:enough|point|question)|certainly|"
    r"thank|thanks|good (?:question|point)|understood|let me (?:focus|come to|be brief)|in short|to the point)\b",
    re.I,
)


def observed_recovery(log: Sequence[Event], at: float) -> RecoveryObserved | None:
    """Of the interjection in the turn that is open at the end of `log`; None where there was none."""
    since = _this_turn(log)
    cut_in = next((e for e in since if isinstance(e, InterviewerSpoke) and e.move == "interject"), None)
    if cut_in is None or cut_in.question_id is None:
        return None
    after = [f for f in since if isinstance(f, FinalTranscript) and f.counts and f.started >= cut_in.started]
    stopped = min((e.at for e in since if isinstance(e, SpeechStopped) and e.at >= cut_in.started), default=None)
    spoke = min((e.at for e in since if isinstance(e, SpeechStarted) and e.at >= cut_in.ended), default=None)
    return RecoveryObserved(
        at=at,
        question_id=cut_in.question_id,
        stopped_after=None if stopped is None else round(stopped - cut_in.started, 3),
        paused=None if spoke is None else round(spoke - cut_in.ended, 3),
        acknowledged=bool(after) and bool(_ACKNOWLEDGES.match(after[0].text)),
        sentences=sum(len(sentences_of(f.text)) for f in after),
    )


def _this_turn(log: Sequence[Event]) -> list[Event]:
    turn: list[Event] = []
    for event in reversed(log):
        if isinstance(event, TurnEnded):
            break
        turn.append(event)
    return turn[::-1]
