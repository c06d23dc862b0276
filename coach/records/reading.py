"""One attempt as it is read out: the answers with their scorecards, and everything that was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from coach.events import AnswerScored, AttemptFinished, Event
from coach.records.answering import Answered
from coach.records.folds import LiveWords, TranscriptLine, answered, live_words, transcript
from coach.records.question_banks import Bank
from coach.records.store import AttemptSummary
from scoring.report import Report
from scoring.scorecard import Scorecard


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """`labels`: one for each sentence, '' where it was not labelled. `beginner`, `expert`: of the bank, '' until
    the candidate's own answer is scored or the attempt over."""

    answered: Answered
    scorecard: Scorecard | None
    labels: tuple[str, ...]
    beginner: str
    expert: str


@dataclass(frozen=True, slots=True)
class AttemptReading:
    """`title`: the bank's. `report` None = not finished."""

    summary: AttemptSummary
    title: str
    answers: tuple[ReadAnswer, ...]
    lines: tuple[TranscriptLine, ...]
    report: Report | None
    live_words: LiveWords


def read_attempt(summary: AttemptSummary, events: Sequence[Event], bank: Bank | None) -> AttemptReading:
    """Without the bank (it was removed) only what was said can be read."""
    cards = {e.question_id: e.scorecard for e in events if isinstance(e, AnswerScored)}
    report = next((e.report for e in reversed(events) if isinstance(e, AttemptFinished)), None)
    found = answered(events, bank) if bank else []
    return AttemptReading(
        summary=summary,
        title=bank.title if bank else summary.bank_id,
        answers=tuple(_read(one, cards.get(one.question.id), bank, report is not None) for one in found),
        lines=tuple(transcript(events)),
        report=report,
        live_words=live_words(events),
    )


def _read(one: Answered, card: Scorecard | None, bank: Bank | None, over: bool) -> ReadAnswer:
    sentences = one.answer.sentences
    fits = card is not None and len(card.labels) == len(sentences)
    labels: tuple[str, ...] = card.labels if card and fits else ("",) * len(sentences)
    entry = bank.find(one.question.id) if bank and (card or over) else None
    return ReadAnswer(one, card, labels, entry.beginner if entry else "", entry.expert if entry else "")


def clock_text(seconds: float) -> str:
    """71.4 → `1:11`."""
    whole = int(max(0.0, seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def overall_text(card: Scorecard | None) -> str:
    if card is None:
        return "not scored"
    if card.overall is None:
        return f"not assessed: {card.not_assessed or 'no usable answer'}"
    band = f" ({card.band.name})" if card.band else ""
    likely = f", likely {card.interval[0]} to {card.interval[1]}" if card.interval else ""
    return f"{card.overall} of 100{band}{likely}"


def level_text(level: int | None) -> str:
    return "not assessed" if level is None else f"{level} of 3"


def next_text(reading: AttemptReading) -> str:
    """The question to practise next and why; '' where there is none."""
    report = reading.report
    if report is None or not report.next_drill:
        return ""
    asked = (one.answered.question for one in reading.answers)
    text = next((q.text for q in asked if q.id == report.next_drill), report.next_drill)
    return f"{text if text[-1] in '.?!' else text + '.'} {report.next_drill_reason}".strip()


def kept_text(satisfied: bool | None) -> str:
    return "not assessed" if satisfied is None else "kept" if satisfied else "broken"


def heading(reading: AttemptReading) -> str:
    overall = reading.report.overall if reading.report else None
    state = "not finished" if reading.report is None else "not scored" if overall is None else f"{overall} of 100"
    return f"{reading.title}: {state}"


def live_text(reading: AttemptReading) -> str:
    """How the recognition went, for reports; empty where nothing was shown while it was spoken."""
    live = reading.live_words
    if not live.settled:
        return ""
    return (
        f"Recognition: {live.revised} of {live.settled} words that were shown as settled are otherwise in the final "
        f"transcript; {live.unread:.1f} s of voice without words"
    )


def origin(reading: AttemptReading) -> str:
    summary = reading.summary
    return f"{_day_text(summary.created)}, profile {summary.profile_id}, attempt {summary.attempt_id}"


def _day_text(created: str) -> str:
    """`26 November 2026, 15:14 UTC`; what is no date stays as it is."""
    try:
        at = datetime.fromisoformat(created).astimezone(UTC)
    except ValueError:
        return created
    return f"{at.day} {at:%B %Y, %H:%M} UTC"
