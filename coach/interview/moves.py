"""A move: one thing that the interviewer says, and why."""

from __future__ import annotations

from dataclasses import dataclass

from coach.events import MoveName


@dataclass(frozen=True, slots=True)
class Move:
    """`probe_id` names the bank's probe that this is, so that it is never asked twice."""

    move: MoveName
    text: str
    question_id: str | None = None
    reason: str = ""
    probe_id: str | None = None


GIVES_FLOOR: frozenset[MoveName] = frozenset({"ask", "probe", "clarify", "nudge", "interject", "wait"})
"""After these the candidate has the floor."""
UNINTERRUPTIBLE: frozenset[MoveName] = frozenset({"close", "remind", "wait"})
"""Speech over these is not a barge-in."""
TAKES_FLOOR: frozenset[MoveName] = frozenset({"greet", "ask", "probe", "acknowledge", "note_correction", "close"})
"""These take the floor from the candidate; the others leave their turn open."""
