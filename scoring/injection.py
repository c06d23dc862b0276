"""Words aimed at whoever grades, not at the interviewer. What is so addressed earns nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scoring.answer import Sentence
from scoring.language import plain

_GRADER = (
    r"(?:grader|grading|scorer|scoring|evaluator|evaluation|judge|judging|assessor|"
    r"rater of this|marking|ai system|language model|the model reading|assistant|"
    r"transcript|rubric|system prompt|criteria)"
)
_MARK = (
    r"(?:(?:the )?(?:maximum|highest|full|top|perfect)(?: possible)? (?:score|"
    r"marks?|points?|rating|level)|(?:a )?(?:score|rating|mark) (?:of|above|"
    r"over)|\d+ (?:out of|points)|(?:ninety|one hundred|a hundred|ten)\b.{0,12}\b(?:points|"
    r"out of)|full marks|level three)"
)
_STRONG = (
    (
        r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,50}\b(?:instructions?|"
        r"rubric|prompt|rules|guidelines|criteria|everything)\b(?=.{0,40}(?:you "
        r"(?:were|have been|are)|above|previous|prior|given|this|and (?:give|assign|"
        r"mark|score|treat)|$))"
    ),
    rf"\b(?:note|message|instruction|reminder)s? (?:for|to) the\b.{{0,20}}\b{_GRADER}",
    rf"\b(?:assign|award|give|return|output|set|confirm|record|grant)\b.{{0,40}}{_MARK}",
    (
        r"\b(?:mark|treat|rate|score|consider|count|classify)\b.{0,60}\b(?:as (?:fully|"
        r"completely|perfect\w*|satisf\w+|excellent|correct|covered|met)|fully satisf\w+)"
    ),
    (
        r"\bdeveloper mode\b|\byou are now\b|\bsystem (?:colon|message|override)\b|"
        r"\bend (?:of|the) (?:evaluation|transcript|answer and)\b"
    ),
    r"\bthe candidate (?:has|have|is|was|should|shows?|showed|demonstrat\w+|gave|gives|deserves?|meets?)\b",
    rf"\bas (?:the|an) {_GRADER}\b|\b(?:print|reveal|show) the (?:scoring|grading|system)\b",
    r"[\"'{]?\b(?:overall|score)\b[\"']?\s*[:=]\s*\d+",
)
_AIMED = [re.compile(p, re.IGNORECASE) for p in _STRONG]
_TOLD_ABOUT = re.compile(
    (
        r"\b(?:i|we|he|she|they|someone|somebody|user|users|attacker|attackers|prompt|"
        r"tester|testers|model|people) (?:\w+ )?(?:asked|told|said|wrote|typed|tried|"
        r"tells?|says?|"
        r"write|try|put|pasted|added|hid|used|gave|assigned|marked|rated|scored|"
        r"treated|would|could|will|can|must|had to|did|ignored?)\b|\bi'd\b|\bi'll\b|"
        r"\bwe'd\b|\bthey'd\b|\bi (?:mark|rate|score|give|treat|count|ignore)\b"
    ),
    re.IGNORECASE,
)


def find_injection(sentences: Sequence[Sentence]) -> tuple[int, ...]:
    """Indices of sentences that instruct the grader; stories about such instructions are not meant."""
    return tuple(i for i, s in enumerate(sentences) if _aimed(plain(s.text)))


def _aimed(text: str) -> bool:
    hits = sum(p.search(text) is not None for p in _AIMED)
    return hits > 0 and (_TOLD_ABOUT.search(text) is None or hits >= 3)
