"""Where the examples of an answer begin."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from scoring.answer import Sentence
from scoring.any_case import AnyCase
from scoring.language import content_stems, plain, split, stem
from scoring.openings import first_committed, is_preface
from scoring.question import Question
from scoring.scorecard import Label

_LEAD = (
    r"^\W*(?:(?:so|okay|ok|and|but|then|also|now|well|um+|uh+|er|right|oh|yes|yeah|my|the|a|for|as|"
    r"i (?:suppose|guess|think))\b[\s,]*)*"
)
_COUNTED = r"(?:problem|case|story|project|job|time|thing|way|reason|one)"
_FIRST = AnyCase(
    _LEAD + rf"(?:{_COUNTED} (?:number )?one|first(?:ly)?|one(?: (?:is|was|example)\b|,)|number one|"
    r"example (?:number )?one|(?:first|one) example|"
    r"one that comes first|for (?:example|instance)|example|instance|suppose|imagine)\b",
)
_LATER = AnyCase(
    _LEAD + rf"(?:(?:{_COUNTED} (?:number )?)?(?:two|three)(?:[,:]| is\b| was\b)|(?:other|next)[,:]|"
    r"(?:(?:secondly|thirdly)|(?:second|third|fourth)"
    r"(?! (?:rater|reader|reviewer|person|opinion|look|half|pass|pair)s?\b)|"
    r"number (?:two|three|four)|"
    r"example (?:number )?(?:two|three)|another|one more|(?:other|next) (?:one|example|time|case|job|was|is)|last one|"
    r"then (?:came|comes|there (?:was|were|is))|(?:there (?:is|was) )?also (?:the|a|another|there)|"
    r"there(?:'s| is| was) (?:also|another)|again there|on another|in another)\b)",
)
_ADDED = AnyCase(
    r"\b(?:also another|another (?:one|example|time|case|was|is)|and then there(?:'s|"
    r" is| was)(?:,? \w+,)? (?:also|the|a|another)|"
    r"there (?:is|was|were|are) also|there's also|and the third|a third one|the "
    r"third (?:one|is|was)|oh and|the other (?:one )?(?:is|was))\b",
)
_FOR_EXAMPLE = AnyCase(_LEAD + r"for (?:example|instance)\b", "example instance")
_SAME = AnyCase(
    _LEAD + r"for (?:example|instance)\W+(?:(?:i|we|you|he|she|they) (?:[\w']+ ){1,2}?)?"
    r"(?:it|they|them|he|she|him|her|this|that|these|those|the|my|our|his|its|their)\b",
    "example instance",
)
"""What a sentence is about, where it may have been spoken of before."""
_DETERMINERS = frozenset({"the", "this", "that", "these", "those", "my", "our", "his", "her", "its", "their"})
_SAME_WORDS = 2
"""Words after it that name it."""
_RANKS = {"two": 2, "second": 2, "secondly": 2, "three": 3, "third": 3, "thirdly": 3}
_POINT = AnyCase(_LEAD + r"(?:first|second|third|fourth) (?:thing|way|reason|point|sign)\b")
_ITS_EXAMPLE = AnyCase(_LEAD + r"another (?:example|instance)\b", "example instance")
"""Right after a point was announced ("The second thing is noise"): the example of that point, no further one."""
_OF_TWO = AnyCase(r"\bone of (?:them|the|those|these)\b", "one")
"""Then the other is no further example."""
_REFUSED = AnyCase(
    r"\b(?:could tell you|can't think of|don't have|no second|honestly they're all|that's (?:it|all)|i've got two|"
    r"you (?:asked|said|wanted)\b.{0,30}\b(?:leave|stop)|there's probably another|that's the main one)\b",
)


def find_examples(question: Question, sentences: Sequence[Sentence], labels: Sequence[Label]) -> tuple[int, ...]:
    """Indices of the sentences with which an example begins; a lone unmarked story is one example.

    Before one that is marked as a further one there was another, marked or not; what opens the answer is none ("Two,
    yes, I have two").
    """
    heads: list[int] = []
    taken: set[int | None] = {None}
    opening = first_committed(sentences) or 0
    for i, (sentence, label) in enumerate(zip(sentences, labels, strict=True)):
        text = plain(sentence.text)
        if len(text.split()) < 3 or _REFUSED.found_in(text):
            continue
        first = _FIRST.found_in(text)
        if not heads and not first and is_preface(text):
            continue
        if heads[-1:] == [i - 1] and _ITS_EXAMPLE.found_in(text) and _POINT.found_in(plain(sentences[i - 1].text)):
            continue
        added = label != "F" and _ADDED.found_in(text) and not _OF_TWO.found_in(text)
        rank = _rank(text) if i > opening else None
        further = bool(heads) and _is_further(sentences[heads[-1] : i], text)
        if rank not in taken or added or further or (first and not heads):
            heads.append(i)
            if rank:
                taken.add(rank)
    if not any(_FIRST.found_in(plain(sentences[h].text)) for h in heads):
        told = next((i for i, label in enumerate(labels) if label in "STAR"), None) if {*labels} & {*"STR"} else None
        if heads and (told is None or told >= heads[0]):
            told = next((i for i in range(heads[0]) if not is_preface(sentences[i].text)), None)
        if told is not None:
            heads.insert(0, told)
    return tuple(dict.fromkeys(heads))


def _is_further(example: Sequence[Sentence], text: str) -> bool:
    """Whether "for example" opens another event after an example that it opened too, not more of the same."""
    if not (_FOR_EXAMPLE.found_in(text) and _FOR_EXAMPLE.found_in(plain(example[0].text))):
        return False
    named = _SAME.spans(text)
    if not named:
        return True
    begin, end = named[0]
    pointer, *words = split(text[begin:end])[-1:] + split(text[end:])[:_SAME_WORDS]
    if pointer not in _DETERMINERS:
        return False
    known = frozenset(chain.from_iterable(content_stems(s.text) for s in example))
    return known.isdisjoint(map(stem, words))


def _rank(text: str) -> int | None:
    """2 for a sentence that begins as a second example, 3 for a third, 0 for another; None for any other sentence."""
    begun = _LATER.spans(text)
    if not begun:
        return None
    words = split(text[: begun[0][1]])
    return next((_RANKS[word] for word in reversed(words) if word in _RANKS), 0)
