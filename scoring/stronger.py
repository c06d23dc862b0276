"""A stronger version of an answer, out of the candidate's own words: fillers and spare sentences out, gaps marked.

What stands in square brackets is for the candidate to fill in; every other word was said, in this order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from operator import eq

from scoring.criteria import Findings
from scoring.language import STOPWORDS, content_words, plain, tokens
from scoring.openings import is_preface, says_yes_or_no
from scoring.scorecard import COMPONENTS, Component
from scoring.trimming import spare_sentences

_PROMPTS: dict[Component, str] = {
    "situation": "[where and when this was, and who was involved]",
    "task": "[what you yourself had to achieve]",
    "action": "[what you yourself did, step by step]",
    "result": "[what came of it: from … to …]",
    "reflection": "[what you learnt and now do differently]",
}
_VOID = ("no_answer", "off_topic", "keyword_stuffing", "prompt_injection", "generic")
OPENING = 2
"""Sentences of which a yes or a no may be the answer; later one only rounds off."""
CURT = 4
"""Words of a sentence in which one that carries content may tell nothing: "So, that was good."."""
_STUMBLE = re.compile(r"\b(a|an|the|I|you|he|she|they|we|it|to|of|in|on|and|so|was|my)\b,? (?=\1\b)", re.IGNORECASE)


def stronger_version(findings: Findings) -> str:
    """'' where there is nothing to build on, or nothing to better."""
    if any(findings.has(name) for name in _VOID) or not findings.answer.sentences:
        return ""
    left_out = {i for i in range(len(findings.answer.sentences)) if _idle(findings, i)} | set(_over(findings))
    placed, fillers = _placed(findings), _fillers_by_sentence(findings)
    parts: list[str] = []
    for i in range(len(findings.answer.sentences)):
        parts += placed.get(i, [])
        text = "" if i in left_out else _cleaned(findings, i, fillers.get(i, []))
        parts += [text] if text else []
    better = " ".join(parts + placed.get(len(findings.answer.sentences), []))
    return better if better != findings.answer.text else ""


def _idle(findings: Findings, index: int) -> bool:
    text = findings.answer.sentences[index].text
    if findings.structure.labels[index] != "O" or (says_yes_or_no(text) and index < OPENING):
        return False
    content = len(content_words(text))
    return is_preface(text) or content == 0 or (content == 1 and len(tokens(text)) <= CURT)


def _over(findings: Findings) -> tuple[int, ...]:
    """The sentences to leave out so that limits are kept."""
    seconds, count = _excess(findings, "max_seconds"), int(_excess(findings, "max_sentences"))
    return spare_sentences(findings, seconds, count) if seconds or count else ()


def _excess(findings: Findings, kind: str) -> float:
    broken = (c for c in findings.constraints if c.kind == kind and c.satisfied is False)
    return max((-(c.margin or 0.0) for c in broken), default=0.0)


def _placed(findings: Findings) -> dict[int, list[str]]:
    """Prompts for the missing components, by the sentence that they come before."""
    levels, labels = findings.structure.levels, findings.structure.labels
    found: dict[int, list[str]] = {}
    for at_least, component in enumerate(COMPONENTS) if levels is not None else ():
        if levels is not None and levels[component] == 0:
            later = "STARF"[at_least + 1 :]
            before = next((i for i, label in enumerate(labels) if label in later), len(labels))
            found.setdefault(before, []).append(_PROMPTS[component])
    return found


def _fillers_by_sentence(findings: Findings) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for filler in findings.fillers:
        found.setdefault(filler.sentences[0], []).append(filler.quote)
    return found


def _cleaned(findings: Findings, index: int, fillers: Sequence[str]) -> str:
    text, at = plain(findings.answer.sentences[index].text), 0
    for filler in fillers:
        match = _said_as(filler).search(text, at)
        if match is not None:
            between = ", " if all(match.groups()) and not _halting(text[: match.start()]) else " "
            text = f"{text[: match.start()]}{between}{text[match.end() :]}"
            at = match.start()
    text = " ".join(text.split())
    for mark in ",.!?":
        text = text.replace(f" {mark}", mark)
    text = (_STUMBLE.sub("", text) if _may_stumble(text) else text).lstrip(" ,;")
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=256)
def _said_as(filler: str) -> re.Pattern[str]:
    """The filler with the commas and blanks around it."""
    return re.compile(rf"(,?)(?:^|\s+){re.escape(filler)}\b(?! th(?:at|is|ose)\b)(,?)\s*", re.IGNORECASE)


def _may_stumble(text: str) -> bool:
    """Whether any word is followed by itself; `it's` is taken for `it`."""
    said: Sequence[str] = tokens(text)
    if "'" in text:
        said = [word.partition("'")[0] for word in said]
    return any(map(eq, said[1:], said))


def _halting(before: str) -> bool:
    """Whether the words before a filler call for more at once: no comma belongs there."""
    said = tokens(before)
    return not said or said[-1] in STOPWORDS
