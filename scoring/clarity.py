"""How easily an answer is followed: the point early, sentences that can be spoken, nothing said twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.answer import Sentence
from scoring.any_case import AnyCase
from scoring.citing import cite
from scoring.language import content_stems, plain, spoken_words
from scoring.openings import is_preface
from scoring.scorecard import Evidence, Label

LONGEST = 40
"""Words in a sentence that a listener can still hold; a recogniser's full stops are its own, so the bound is wide."""
NESTED = 4
NESTED_WORDS = 28
"""So many subordinate clauses in a sentence at least so long are lost by ear."""
REPEATED = 0.6
"""Share of content words in common (of both sentences together) from which one repeats the other."""
FEWEST_STEMS = 4
LATE = 25
"""Words before anything answers the question."""
_SUBORDINATE = AnyCase(
    r"\b(?:which|that|who|whom|whose|because|although|though|while|whereas|unless|if|when|where|since|after|before)\b",
)


@dataclass(frozen=True, slots=True)
class Clarity:
    """Sentences that are too long, nested, or repeat an earlier one; `late`: what came before the point."""

    long: tuple[Evidence, ...] = ()
    nested: tuple[Evidence, ...] = ()
    repeated: tuple[Evidence, ...] = ()
    late: tuple[Evidence, ...] = ()

    @property
    def faults(self) -> tuple[Evidence, ...]:
        return (*self.late, *self.long, *self.nested, *self.repeated)


def read_clarity(sentences: Sequence[Sentence], labels: Sequence[Label], story: bool) -> Clarity:
    """The faults of one answer, each at its sentence."""
    lengths = [len(spoken_words(s.text)) for s in sentences]
    long = [i for i, n in enumerate(lengths) if n > LONGEST]
    wide = [i for i, n in enumerate(lengths) if NESTED_WORDS <= n <= LONGEST]
    clauses = {i: _SUBORDINATE.count(plain(sentences[i].text)) for i in wide}
    nested = [i for i, n in clauses.items() if n >= NESTED]
    return Clarity(
        tuple(cite(sentences, i, f"{lengths[i]} words in one sentence") for i in long),
        tuple(cite(sentences, i, f"{clauses[i]} clauses inside one another") for i in nested),
        _repeated(sentences),
        _late(sentences, labels, lengths, story),
    )


def _repeated(sentences: Sequence[Sentence]) -> tuple[Evidence, ...]:
    stems = [frozenset(content_stems(s.text)) for s in sentences]
    found = []
    for i, later in enumerate(stems):
        if len(later) < FEWEST_STEMS:
            continue
        twin = next((j for j in range(i) if len(stems[j]) >= FEWEST_STEMS and _shared(stems[j], later)), None)
        if twin is not None:
            found.append(cite(sentences, i, f"says again what sentence {twin + 1} said"))
    return tuple(found)


def _shared(first: frozenset[str], second: frozenset[str]) -> bool:
    if first.isdisjoint(second):
        return False
    common = len(first & second)
    return common >= REPEATED * (len(first) + len(second) - common)


def _late(
    sentences: Sequence[Sentence], labels: Sequence[Label], lengths: Sequence[int], story: bool
) -> tuple[Evidence, ...]:
    """The opening sentences, where more than LATE words go by before the story, or the plan, begins."""
    opening = []
    for i, label in enumerate(labels):
        if label != "O" or not (story or is_preface(sentences[i].text)):
            break
        opening.append(i)
    if len(opening) == len(labels) or sum(lengths[i] for i in opening) <= LATE:
        return ()
    return tuple(cite(sentences, i, "said before the point") for i in opening)
