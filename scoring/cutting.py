"""Answers with sentences taken out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from scoring.answer import Answer, Sentence


def silenced(answer: Answer, indices: Collection[int]) -> Answer:
    """The answer with the words of these sentences taken out and all places kept."""
    if not indices:
        return answer
    kept = tuple(replace(s, text="", words=()) if i in indices else s for i, s in enumerate(answer.sentences))
    return replace(answer, sentences=kept)


def main_part(answer: Answer) -> Answer:
    """What was said before the first probe: what the question demanded of form is held against this alone."""
    if answer.main is None:
        return answer
    return replace(answer, sentences=answer.sentences[: answer.main], main=None)


def without(answer: Answer, indices: Collection[int]) -> Answer:
    """The answer as if these sentences had never been said: later ones move up by their seconds."""
    if not indices:
        return answer
    kept: list[Sentence] = []
    cut = 0.0
    for i, sentence in enumerate(answer.sentences):
        if i in indices:
            following = answer.sentences[i + 1].start if i + 1 < len(answer.sentences) else sentence.end
            cut += following - sentence.start
        else:
            words = tuple(replace(w, start=w.start - cut, end=w.end - cut) for w in sentence.words)
            kept.append(Sentence(sentence.text, sentence.start - cut, sentence.end - cut, words))
    main = None if answer.main is None else answer.main - sum(i < answer.main for i in indices)
    return replace(answer, sentences=tuple(kept), main=main)
