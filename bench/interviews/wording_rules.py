"""What must hold of clarifications and interjections, in whoever's words they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bench.interviews.model_rules import GOOD, by_model
from bench.interviews.rules import holds, holds_of_models
from bench.interviews.transcript import Transcript, all_probes
from coach.events import FinalTranscript, InterviewerSpoke, ModelCalled
from coach.interview import repair
from coach.interview.moves import probe_of
from coach.interview.requests import MEANING, REPHRASE, WHICH
from coach.interview.scripted import LEAD
from coach.records.question_banks import BankQuestion
from scoring.language import stems
from scoring.ledger import NUMBER, sentences_of, value_of

_MEASURED = re.compile(rf"\b{NUMBER}[ -](?:\w+ ){{0,2}}(?:second|minute|sentence|example|instance|step|word)s?\b", re.I)
IN_OWN_WORDS = (REPHRASE, WHICH, MEANING)


@holds
def a_clarification_names_no_idea_that_the_question_does_not(t: Transcript) -> Iterator[str]:
    """Nor the bank's line of the follow-up, nor the candidate, who asks whether it is meant. A hint is asked for, and
    given where the profile gives hints."""
    for move in t.moves:
        entry = t.entry(move.question_id)
        if move.move == "clarify" and entry and not move.reason.startswith("asked for a hint"):
            before = [
                *_asked(t, move),
                *_lines_of(t, entry),
                *(f.text for f in t.of(FinalTranscript) if f.ended <= move.started),
            ]
            if more := _ideas(move.text, entry).difference(*(_ideas(text, entry) for text in before)):
                yield f"{sorted(more)}: {move.text}"


@holds
def a_rephrasing_keeps_every_figure_of_what_was_asked(t: Transcript) -> Iterator[str]:
    for move in t.moves:
        asked = _asked(t, move)
        if move.move == "clarify" and move.reason.startswith(REPHRASE) and asked:
            entry = t.entry(move.question_id)
            demanded = {v for c in entry.question.constraints for v in _figures_of(c)} if entry else set()
            lost = (demanded & _seconds(asked[-1])) - _seconds(move.text)
            if lost:
                yield f"{sorted(lost)} of “{asked[-1]}” in “{move.text}”"


@holds
def what_was_asked_last_is_put_in_other_words_before_it_is_repeated(t: Transcript) -> Iterator[str]:
    """A question, a follow-up and an interjection alike: the first two times. The question is not put in other words
    where a follow-up or an interjection stands."""
    put: list[str] = []
    others: tuple[str, ...] = ()
    for move in t.moves:
        if move.move in ("ask", "probe", "interject"):
            put = [_asking(move)]
            entry = t.entry(move.question_id)
            others = entry.rephrasings if entry and move.move != "ask" else ()
        elif put and move.move == "clarify" and move.reason.startswith(REPHRASE):
            put.append(move.text)
            if len(put) <= 3 and any(old in move.text for old in (*put[:-1], *others)):
                yield move.text


@holds
def a_clarification_demands_nothing_new(t: Transcript) -> Iterator[str]:
    for move in t.moves:
        if move.move == "clarify" and move.reason.split(",")[0] in IN_OWN_WORDS:
            known = _seconds(" . ".join(_asked(t, move)))
            if more := {v for v in _seconds(move.text) - known if v > 2}:
                yield f"{sorted(more)}: {move.text}"


@holds
def an_interjection_names_no_idea_of_its_own(t: Transcript) -> Iterator[str]:
    """Beyond what question, candidate and the bank's line name."""
    for move in t.moves:
        entry = t.entry(move.question_id)
        if move.move == "interject" and entry:
            said = t.before(move).answer(entry).text
            known = (entry.question.text, entry.interjection, said, *_asked(t, move))
            if more := _ideas(move.text, entry).difference(*(_ideas(text, entry) for text in known)):
                yield f"{sorted(more)}: {move.text}"


@holds_of_models
def a_good_model_puts_every_clarification_into_its_own_words(t: Transcript) -> Iterator[str]:
    if t.model in GOOD:
        for move in t.moves:
            if move.move == "clarify" and move.reason.split(",")[0] in IN_OWN_WORDS and not by_model(move):
                yield f"{move.reason}: {move.text}"


@holds_of_models
def a_model_that_drops_demands_restates_no_question_that_has_some(t: Transcript) -> Iterator[str]:
    if t.model == "dropping":
        for move in t.moves:
            demands = _MEASURED.search((_asked(t, move) or [""])[-1])
            if move.move == "clarify" and move.reason.startswith(REPHRASE) and by_model(move) and demands:
                yield move.text


@holds_of_models
def every_call_tells_its_prompt_by_name_and_version(t: Transcript) -> Iterator[str]:
    for call in t.of(ModelCalled):
        if not re.fullmatch(r"(?:follow-up|clarify|interject) \d+", call.prompt):
            yield call.prompt


@holds_of_models
def what_an_instructing_candidate_asks_is_answered_by_script(t: Transcript) -> Iterator[str]:
    if t.candidate == "injecting":
        for final in t.of(FinalTranscript):
            if repair.request_in(final.text) in ("rephrase", "hint"):
                spoke = next((e for e in t.after(final) if isinstance(e, InterviewerSpoke)), None)
                if spoke and by_model(spoke) and spoke.move == "clarify":
                    yield spoke.text


def _asked(t: Transcript, move: InterviewerSpoke) -> list[str]:
    """What was asked on the question before `move`, oldest first."""
    mine = [m for m in t.moves if m.question_id == move.question_id and m.ended <= move.started]
    return [_asking(m) for m in mine if m.move in ("ask", "probe", "interject")]


def _lines_of(t: Transcript, entry: BankQuestion) -> list[str]:
    """The bank's lines of the follow-ups that were asked, in whoever's words."""
    asked = {probe_of(m.reason) for m in t.moves if m.move == "probe" and m.question_id == entry.question.id}
    return [p.text for p, _ in all_probes(entry.probes) if p.id in asked]


def _asking(move: InterviewerSpoke) -> str:
    """Of an interjection only its question."""
    return sentences_of(move.text)[-1] if move.move == "interject" else move.text.removeprefix(LEAD)


def _ideas(text: str, entry: BankQuestion) -> set[str]:
    line = f" {' '.join(stems(text))} "
    concepts = entry.question.concepts
    return {c.name for c in concepts for form in (c.name, *c.variants) if f" {' '.join(stems(form))} " in line}


def _figures_of(constraint: object) -> set[float]:
    """The figures that a constraint demands."""
    names = ("limit", "count", "low", "high")
    return {float(value) for name in names if (value := getattr(constraint, name, None)) is not None}


def _seconds(text: str) -> set[float]:
    """Every figure that is spoken; minutes also in seconds."""
    found = set[float]()
    for match in re.finditer(rf"\b(?P<number>{NUMBER})\b(?P<minutes>[ -]minutes?)?", text, re.I):
        value = value_of(match["number"]) or 0.0
        found |= {value, 60 * value} if match["minutes"] else {value}
    return found
