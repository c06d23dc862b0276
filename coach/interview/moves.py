"""A move: one thing that the interviewer says, and why."""

from __future__ import annotations

from dataclasses import dataclass

from coach.events import MoveName


@dataclass(frozen=True, slots=True)
class Move:
    """`probe_id` names the bank's probe that this is, so that it is never asked twice. `because`: what of the answer it
    took up, for the candidate to read, see `picked_up`."""

    move: MoveName
    text: str
    question_id: str | None = None
    reason: str = ""
    probe_id: str | None = None
    because: str = ""


PROBE_REASON = "probe "
"""Before the id of the bank's probe, in the reason of a move."""
LEADS = "llm, leads to a probe"
"""The reason of the sentence before a probe, which is spoken while the model still writes."""
_BY_MODEL = ", llm"


def in_own_words(reason: str) -> str:
    """The reason of a probe that the model phrased."""
    return f"{reason}{_BY_MODEL}"


def probe_of(reason: str) -> str:
    """Id of the bank's probe in a move's reason, in whoever's words it was asked; '' where it was none."""
    return reason.removeprefix(PROBE_REASON).removesuffix(_BY_MODEL) if reason.startswith(PROBE_REASON) else ""


GIVES_FLOOR: frozenset[MoveName] = frozenset({"ask", "probe", "clarify", "nudge", "interject", "wait"})
"""After these the candidate has the floor."""
UNINTERRUPTIBLE: frozenset[MoveName] = frozenset({"close", "remind", "wait"})
"""Speech over these is not a barge-in."""
TAKES_FLOOR: frozenset[MoveName] = frozenset({"greet", "ask", "probe", "acknowledge", "close"})
"""These take the floor from the candidate; the others leave their turn open."""
