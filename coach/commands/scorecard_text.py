"""A scorecard for a person at a terminal: every finding with the words that it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.answer import Answer
from scoring.question import Question
from scoring.scorecard import Criterion, Evidence, Scorecard

KEPT = {True: "kept", False: "broken", None: "not assessed"}


def as_text(question: Question, answer: Answer, card: Scorecard) -> str:
    return "\n".join(_lines(question, answer, card))


def _lines(question: Question, answer: Answer, card: Scorecard) -> Iterator[str]:
    yield question.text
    yield ""
    for number, sentence in enumerate(answer.sentences):
        label = card.labels[number] if number < len(card.labels) else " "
        yield f"{number + 1:3} {label}  {sentence.text}"
    yield ""
    yield _overall(card)
    for ceiling in card.ceilings:
        yield f"  at most {ceiling.limit}: {ceiling.reason}"
    yield from _criteria(card)
    for result in card.constraints:
        yield f"Demand, {result.asked}: {KEPT[result.satisfied]} ({result.measured})"
    for concept in card.concepts:
        state = "used" if concept.used else "only named" if concept.mentioned else "missing"
        yield f"Concept {concept.name}: {state}"
    yield f"Fillers: {card.fillers}. Data points: {card.data_points}."
    for flag in card.flags:
        yield f"Flag: {flag.name}"
    for clash in card.contradictions:
        yield f"Not in agreement [{clash.sentences[0] + 1}]: {clash.note}"
    for opinion in card.opinions:
        places = ", ".join(str(i + 1) for i in opinion.sentences)
        yield f"Opinion of {card.judge} on {opinion.criterion}: {opinion.level} of 3, [{places}] “{opinion.quote}”"
    yield from _changes(card)
    if card.stronger:
        yield ""
        yield "Your answer, tidied, with what it lacks in brackets:"
        yield f"  {card.stronger}"


def _changes(card: Scorecard) -> Iterator[str]:
    for number, change in enumerate(card.changes):
        worth = (
            ""
            if change.overall is None or change.overall == card.overall
            else f" ({change.overall} instead of {card.overall})"
        )
        yield f"{'Also' if number else 'The one change'}: {change.text}{worth}"


def _overall(card: Scorecard) -> str:
    if card.overall is None:
        return f"Overall: not assessed ({card.not_assessed})"
    low, high = card.interval or (card.overall, card.overall)
    band = f", {card.band.name}" if card.band else ""
    return f"Overall: {card.overall} of 100{band} (between {low} and {high})"


def _criteria(card: Scorecard) -> Iterator[str]:
    for criterion in card.criteria:
        level = "not assessed" if criterion.level is None else f"{criterion.level} of 3"
        yield f"{criterion.name}: {level}. {criterion.reason}"
        yield from _evidence(criterion)


def _evidence(criterion: Criterion) -> Iterator[str]:
    for sign, found in (("+", criterion.earned), ("-", criterion.lost)):
        for evidence in found:
            places = ", ".join(str(i + 1) for i in evidence.sentences)
            yield f"  {sign} [{places}] {_said(evidence)}"


def _said(evidence: Evidence) -> str:
    note = f" ({evidence.note})" if evidence.note and evidence.quote else evidence.note
    return f"{evidence.quote}{note}"
