"""What other words for a question may not do: give an idea away, stray, change what is demanded, say the same again."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from coach.interview import demands
from coach.interview.prompts import MoveRequest, Rewording
from scoring.concept_matches import clusters_of
from scoring.language import content_stems, stems
from scoring.ledger import NUMBER, sentences_of
from scoring.question import Concept

ENOUGH_SHARED = 2
"""Telling words of the question, or of the bank's wording of it, that a rewording has at least."""
FEW = 4
"""So many telling words and less can be put in other words with one of them left."""
OF_THE_LINE = 1 / 3
"""Share of the telling words of the bank's interjection that another has, so that it asks the same."""
SAME_FROM, SAME_SHARE = 5, 0.7
"""Words in a row, and their share of the text, that make it one that was said before."""
OF_DEMANDS = frozenset(
    content_stems("second minute sentence example step word exactly under least avoid mention please keep give order")
)
"""A text that shares no more than these with a question speaks of its demands alone."""
HELPS = re.compile(
    r"\b(?:you (?:could|might|may|can|should) (?:say|mention|answer|begin by saying)|"
    r"(?:good|strong|ideal|best|perfect|right|model) (?:answer|reply|response)|i (?:want|would like) you to say|"
    r"the answer (?:is|would be)|i(?: am|'m) (?:looking|listening) for)\b",
    re.I,
)


def rewording_fault(text: str, request: MoveRequest, rewords: Rewording) -> str:
    """Why the text may not be spoken for the question, empty where it may."""
    if HELPS.search(text) or _given_away(text, request, rewords):
        return "gives away what an answer should have"
    if _said_before(text, (*request.said, request.question_text, rewords.question.text)):
        return "says what was already asked or said"
    if rewords.kind == "cut_in":
        return "" if _same_line(text, request.suggested) else "leaves the question's own line"
    if not _on_it(text, request, rewords):
        return "does not say what was asked about"
    return demands.fault(text, rewords.asked, rewords.question.constraints, rewords.kind == "rephrase")


def named_in(text: str, concepts: tuple[Concept, ...]) -> set[str]:
    """Names of the concepts that the text names: by one of their forms, or by its telling words in that order."""
    return {name for name, _ in _forms_in(text, concepts)}


def _forms_in(text: str, concepts: tuple[Concept, ...]) -> set[tuple[str, str]]:
    """Concepts that the text names, each with the form by which it does."""
    found: set[tuple[str, str]] = set()
    for sentence in sentences_of(text):
        whole, telling = f" {' '.join(stems(sentence))} ", f" {' '.join(content_stems(sentence))} "
        for cluster in clusters_of(concepts).each:
            forms = (f.phrase for f in cluster.forms if f.phrase in whole or _in_order(f.content, telling))
            found |= {(cluster.name, phrase) for phrase in forms}
    return found


def _in_order(content: Sequence[str], telling: str) -> bool:
    return len(content) > 1 and f" {' '.join(content)} " in telling


def _given_away(text: str, request: MoveRequest, rewords: Rewording) -> set[str]:
    """What nothing names that was asked or would be said otherwise; when cutting in, the candidate's ideas may be named
    in their own words."""
    known = (rewords.question.text, *rewords.asked, *request.suggested)
    concepts = rewords.question.concepts
    named = _forms_in(text, concepts)
    if rewords.kind == "cut_in":
        named -= _forms_in(request.answer_text, concepts)
    return {name for name, _ in named}.difference(*(named_in(one, concepts) for one in known))


def _said_before(text: str, said: Iterable[str]) -> bool:
    """The same words, or most of them in a row within something that was said."""
    new = _plain(text)
    run = max(SAME_FROM, math.ceil(SAME_SHARE * len(new)))
    runs = {tuple(new[i : i + run]) for i in range(len(new) - run + 1)}
    for old in map(_plain, said):
        if new == old or any(tuple(old[i : i + run]) in runs for i in range(len(old) - run + 1)):
            return True
    return False


def _plain(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.lower())


def _same_line(text: str, line: Sequence[str]) -> bool:
    asking = [s for one in line for s in sentences_of(one) if s.endswith("?")] or list(line)
    wanted = _telling(asking)
    return len(wanted & _telling([text])) >= OF_THE_LINE * len(wanted)


def _on_it(text: str, request: MoveRequest, rewords: Rewording) -> bool:
    said = _telling([text])
    if rewords.kind == "which" and re.search(r"\b(?:both|either|neither)\b", text, re.I):
        return True
    if rewords.kind in ("which", "meaning"):
        named = [_telling([one]) for one in rewords.named]
        return not all(named) or any(said & words for words in named)
    wanted = _telling([request.question_text, *request.suggested]) - OF_DEMANDS
    enough = ENOUGH_SHARED if len(wanted) > FEW else min(1, len(wanted))
    return len(said & wanted) >= enough


def _telling(texts: Iterable[str]) -> set[str]:
    """Stems that carry content, without figures."""
    found = {stem for text in texts for stem in content_stems(text)}
    return {stem for stem in found if not re.fullmatch(NUMBER, stem)}
