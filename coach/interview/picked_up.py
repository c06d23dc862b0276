"""What a follow-up took up of the answer, in words that give no answer away."""

from __future__ import annotations

from coach.records.probes import Condition
from scoring.scorecard import Scorecard

QUOTED_WORDS = 8
STEM = 5
"""Letters by which a word of a name is known in its other forms."""


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
    """The words around the place where the idea is called by a word of its name; else where its evidence begins."""
    wanted = {*when.concept_mentioned, *when.concept_named}
    found = [c for c in card.concepts if c.name in wanted and c.mentioned]
    quotes = [e.quote.split() for c in found for e in c.evidence if e.quote]
    stems = [word[:STEM].casefold() for c in found for word in c.name.split() if len(word) >= STEM]
    named = (
        (words, at)
        for stem in stems
        for words in quotes
        for at, word in enumerate(words)
        if word.strip("“”\"'(").casefold().startswith(stem)
    )
    words, at = next(named, (quotes[0] if quotes else [], 0))
    start = max(0, at + 1 - QUOTED_WORDS)
    end = start + QUOTED_WORDS
    cut = " ".join(words[start:end]).strip(" ,;:.")
    return ("…" if start else "") + cut + ("…" if len(words) > end else "")
