"""Evidence out of sentences."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.answer import Sentence
from scoring.scorecard import Evidence


def cite(sentences: Sequence[Sentence], index: int, note: str = "") -> Evidence:
    """The whole sentence, with its seconds where it has any (a typed one has none)."""
    sentence = sentences[index]
    timed = sentence.end > sentence.start
    return Evidence((index,), sentence.text, sentence.start if timed else None, sentence.end if timed else None, note)
