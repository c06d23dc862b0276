"""What a follow-up took up of the answer, in words that give no answer away."""

from __future__ import annotations

from coach.records.probes import Condition
from scoring.scorecard import Scorecard

QUOTED_WORDS = 8


def picked_up(when: Condition, card: Scorecard) -> str:
    """A clause that follows “She” or “He”, e.g. `picked up on “one clear rule”`; '' where nothing was said to cite."""
    if when.contradicts:
        return "heard two things that do not agree"
    quote = _quote(when, card)
    if quote:
        return f"picked up on “{quote}”"
    if when.no_data_points:
        return "heard no figure"
    return "goes back to what was asked" if when.constraint_broken else ""


def _quote(when: Condition, card: Scorecard) -> str:
    wanted = {*when.concept_mentioned, *when.concept_named}
    found = (e.quote for c in card.concepts if c.name in wanted and c.mentioned for e in c.evidence if e.quote)
    words = next(found, "").split()
    return " ".join(words[:QUOTED_WORDS]).strip(" ,;:.") + ("…" if len(words) > QUOTED_WORDS else "")
