"""Where the examples of an answer begin."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.answer import Sentence
from scoring.any_case import AnyCase
from scoring.language import plain
from scoring.question import Question
from scoring.scorecard import Label

_LEAD = r"^\W*(?:(?:so|okay|ok|and|but|then|also|now|well|um+|uh+|er|right|oh|yes|yeah|my|the|a|for)\b[\s,]*)*"
_FIRST = AnyCase(
    _LEAD + r"(?:first(?:ly)?|one(?: (?:is|was|example)\b|,)|number one|example (?:number )?one|(?:first|one) example|"
    r"one that comes first|for (?:example|instance)|example|instance)\b",
)
_LATER = AnyCase(
    _LEAD + r"(?:(?:two|three)[,:]|(?:other|next)[,:]|(?:second(?:ly)?|third(?:ly)?|fourth|number (?:two|three|four)|"
    r"example (?:number )?(?:two|three)|another|one more|(?:other|next) (?:one|example|time|case|job|was|is)|last one|"
    r"then (?:came|comes|there (?:was|were|is))|(?:there (?:is|was) )?also (?:the|a|another|there)|"
    r"there(?:'s| is| was) (?:also|another)|again there|on another|in another)\b)",
)
_ADDED = AnyCase(
    r"\b(?:also another|another (?:one|example|time|case|was|is)|and then there(?:'s|"
    r" is| was)(?:,? \w+,)? (?:also|the|a|another)|"
    r"there is also|there's also|there was also|and the third|a third one|the "
    r"third (?:one|is|was)|oh and|the other (?:one )?(?:is|was))\b",
)
_REFUSED = AnyCase(
    r"\b(?:could tell you|can't think of|don't have|no second|honestly they're all|that's (?:it|all)|i've got two)\b",
)


def find_examples(question: Question, sentences: Sequence[Sentence], labels: Sequence[Label]) -> tuple[int, ...]:
    """Indices of the sentences with which an example begins; a lone unmarked story is one example."""
    heads: list[int] = []
    for i, sentence in enumerate(sentences):
        text = plain(sentence.text)
        if _REFUSED.found_in(text) or len(text.split()) < 3:
            continue
        if _LATER.found_in(text) or _ADDED.found_in(text) or (_FIRST.found_in(text) and not heads):
            heads.append(i)
    told = next((i for i, label in enumerate(labels) if label in "STAR"), None)
    if (
        told is not None
        and (not heads or heads[0] > told)
        and not any(_FIRST.found_in(plain(sentences[h].text)) for h in heads)
    ):
        heads.insert(0, told)
    return tuple(dict.fromkeys(heads))
