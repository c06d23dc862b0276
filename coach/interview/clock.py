"""The deadlines of a turn: when the silence, the question's limit or the thinking time is over. Pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coach.interview import turns
from coach.interview.turn_features import PRIOR_PAUSE
from coach.interview.turns import Turn
from coach.records.profiles import Profile
from coach.records.question_banks import BankQuestion
from scoring.question import MaxSeconds

NUDGE_AFTER = (8.0, 12.0, 15.0)
"""Seconds of silence before the first nudge, the offer to rephrase, and going on without penalty."""
REMIND_BEFORE = 15.0
"""Seconds before the question's limit; questions under REMIND_FROM seconds get no reminder."""
REMIND_FROM = 45.0
USED, FIRST, AFTER_PROBE = 0.75, 0.5, 0.5
"""Share of its limit that an answer takes; of the question's minutes, which are for the probes as well; and how much of
that the answer to a probe takes. Estimates."""
MOST_CALM = 1.8
TO_REACT = 5.0
"""Seconds in which who was cut in on may collect their thoughts before silence counts as the end of the answer."""
TO_RESUME = NUDGE_AFTER[0]
"""Seconds in which who was cut off by a fault may begin again, as long as anybody may be silent at first."""
TYPES_ON = NUDGE_AFTER[0]
"""Seconds after a key in the answer's field within which its writer is not silent."""
LEAST_LOST = 0.3
"""Seconds of sound, about a word, that may be lost with a page without a word about it."""
FINALS_WITHIN = 30.0
"""Seconds that a closed turn waits for its last transcript before it goes on without."""

Due = Literal["turn_end", "nudge", "remind", "cut"]


@dataclass(frozen=True, slots=True)
class Deadline:
    at: float
    due: Due


def limit_of(entry: BankQuestion) -> float | None:
    """The spoken time limit of the question, in seconds."""
    return next((c.limit for c in entry.question.constraints if isinstance(c, MaxSeconds)), None)


def expected_of(entry: BankQuestion, follows: bool) -> float:
    """Seconds that an answer to such a question takes; `follows`: some of it was said before a probe."""
    limit = limit_of(entry)
    whole = USED * limit if limit else FIRST * 60 * entry.minutes
    return whole * AFTER_PROBE if follows else whole


def patience(entry: BankQuestion | None, profile: Profile) -> float:
    return profile.patience * (entry.patience if entry else 1.0)


def calm(turn: Turn, entry: BankQuestion | None, profile: Profile) -> float:
    """Patience with a silent candidate: who pauses long while speaking is nudged later, up to MOST_CALM times."""
    own = turn.habits.usual / PRIOR_PAUSE
    return patience(entry, profile) * min(MOST_CALM, max(1.0, own))


def deadlines(
    turn: Turn, entry: BankQuestion | None, profile: Profile, reminded: bool, typed_only: bool
) -> list[Deadline]:
    """Every deadline of an open turn, in no order."""
    if profile.silent:
        cut = [d for d in _limits(turn, entry, profile, reminded) if d.due == "cut"]
        return [*cut, Deadline(turn.opened + 60 * profile.minutes, "cut")]
    found: list[Deadline] = []
    end = turns.ends_at(turn, profile, patience(entry, profile))
    if end is not None:
        found.append(Deadline(end, "turn_end"))
    elif not typed_only and not turn.speaking and not turn.finals and not turn.unfinished:
        step = min(turn.nudges, len(NUDGE_AFTER) - 1)
        found.append(
            Deadline(max(turn.quiet_since + NUDGE_AFTER[step] * calm(turn, entry, profile), turn.hold_until), "nudge")
        )
    return found + _limits(turn, entry, profile, reminded)


def _limits(turn: Turn, entry: BankQuestion | None, profile: Profile, reminded: bool) -> list[Deadline]:
    limit = limit_of(entry) if entry else None
    if limit is None or turn.first_voice is None:
        return []
    found = []
    if profile.hard_cut:
        found.append(Deadline(turn.first_voice + limit, "cut"))
    if (profile.hard_cut or profile.interjects) and not reminded and limit >= REMIND_FROM:
        found.append(Deadline(turn.first_voice + limit - REMIND_BEFORE, "remind"))
    return found
