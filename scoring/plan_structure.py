"""The structure of a technical or scenario answer: a point, reasons, steps, a case."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.answer import Sentence
from scoring.any_case import AnyCase
from scoring.citing import cite
from scoring.data_points import find_numbers
from scoring.language import plain, spoken_words
from scoring.scorecard import Evidence

FEW = 5
"""Up to which a number in words may count nothing in particular: "one or two", "a few"."""

_MARKS: dict[str, AnyCase] = {
    name: AnyCase(pattern, words)
    for name, (pattern, words) in {
        "reason": (
            r"\b(?:because|since|so that|the reason|which means|that's why|otherwise|therefore|as that)\b|, so \b"
            r"|^\W*so (?!(?:i think|um+|uh+|well|yeah)\b)",
            "because since so reason means why otherwise therefore as",
        ),
        "step": (
            r"\b(?:i'd|i would|i'll|we'd|i (?:\w+ly |then |also )?(?:check|look|take|"
            r"open|ask|write|read|mark|put|run|go|compare|"
            r"count|start|search|use|keep|test|draw|send|note|score|sort|label|listen|"
            r"do|give|treat|make|split|try|want))\b",
            "i we",
        ),
        "weighing": (
            r"\b(?:if|unless|depends|whether|but|rather than|not just|trade-off|on the "
            r"other hand|instead of|when)\b",
            "if unless depends whether but rather just trade hand instead when",
        ),
        "case": (
            r"\b(?:for example|for instance|say|like|such as|once|last (?:week|month|"
            r"year)|had a|one (?:time|case)|e\.g)\b|\d",
            "",
        ),
    }.items()
}


def plan_marks(sentences: Sequence[Sentence]) -> dict[str, list[Evidence]]:
    """For each part the sentences that carry it; sentences of fewer than five words carry nothing."""
    return {
        name: [
            cite(sentences, i)
            for i, s in enumerate(sentences)
            if len(spoken_words(s.text)) >= 5
            and (pattern.found_in(plain(s.text)) or (name == "case" and _counts(s.text)))
        ]
        for name, pattern in _MARKS.items()
    }


def _counts(text: str) -> bool:
    """Whether something is counted, in words as in digits."""
    return any(number.value > FEW for number in find_numbers(text))
