"""One attempt as it is read out: the answers with their scorecards, and everything that was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from textwrap import shorten

from coach.events import AnswerScored, AttemptFinished, Event, InterviewerSpoke
from coach.records.answering import Answered
from coach.records.corrections import Correction, Dispute, as_heard, heard_in, remarks
from coach.records.folds import LiveWords, TranscriptLine, answered, live_words, transcript, unjudged
from coach.records.profiles import Profile
from coach.records.question_banks import Bank, BankQuestion
from coach.records.store import AttemptSummary
from scoring.question import Question
from scoring.report import Report
from scoring.scorecard import Criterion, Evidence, Scorecard

SHOWN = 6
"""Findings of one kind that are told in a row; the page shows as many."""
QUOTED = 60
"""Letters of a sentence that are enough to find it: all of it stands in the same report."""


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """`labels`: one for each sentence, '' where it was not labelled. `beginner`, `expert`: of the bank, '' until
    the candidate's own answer is scored or the attempt over.

    `heard`: one for each sentence, the words that were heard where others stand now, '' where none were corrected.
    `least_delay`: seconds that the profile wants before an answer; 0 where it wants none. `unjudged`: why the judge's
    opinion, or a part of it, is not given; '' where nothing is missing."""

    answered: Answered
    scorecard: Scorecard | None
    labels: tuple[str, ...]
    beginner: str
    expert: str
    heard: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    least_delay: float = 0.0
    unjudged: str = ""

    @property
    def early(self) -> float | None:
        """Seconds after which the answer began, where the profile wants more."""
        delay = self.scorecard.delivery.response_delay if self.scorecard else None
        return delay if delay is not None and delay < self.least_delay else None


@dataclass(frozen=True, slots=True)
class AttemptReading:
    """`title`: the bank's. `profile`: the profile's title, its id where it was taken away. `report` None = not
    finished. `heard`: of each line, like that of ReadAnswer. `corrections`: of all answers."""

    summary: AttemptSummary
    title: str
    profile: str
    answers: tuple[ReadAnswer, ...]
    lines: tuple[TranscriptLine, ...]
    heard: tuple[str, ...]
    corrections: tuple[Correction, ...]
    report: Report | None
    live_words: LiveWords


def read_attempt(
    summary: AttemptSummary, events: Sequence[Event], bank: Bank | None, profile: Profile | None = None
) -> AttemptReading:
    """A question that the bank no longer has, or of a bank that was removed, is read as it was asked; what the bank had
    besides, such as examples of answers, is not there then."""
    bank = _with_asked(bank or Bank(summary.bank_id, summary.bank_id, "", ()), events)
    cards = {e.question_id: e.scorecard for e in events if isinstance(e, AnswerScored)}
    report = next((e.report for e in reversed(events) if isinstance(e, AttemptFinished)), None)
    lines, added = tuple(transcript(events)), remarks(events)
    mended = as_heard(events, added.corrections)
    found = [_read(one, cards.get(one.question.id), bank, report is not None) for one in answered(events, bank)]
    missing = unjudged(events)
    found = [replace(one, unjudged=missing.get(one.answered.question.id, "")) for one in found]
    spans = [(x.started, x.ended) if x.speaker == "candidate" else None for x in lines]
    return AttemptReading(
        summary=summary,
        title=bank.title,
        profile=profile.title if profile else summary.profile_id,
        answers=tuple(_with_remarks(one, mended, added.disputes, profile) for one in found),
        lines=lines,
        heard=heard_in(mended, spans),
        corrections=mended,
        report=report,
        live_words=live_words(events),
    )


def _with_asked(bank: Bank, events: Sequence[Event]) -> Bank:
    asked = {e.question_id: e.text for e in events if isinstance(e, InterviewerSpoke) and e.move == "ask"}
    gone = [BankQuestion(Question(i, text, "scenario")) for i, text in asked.items() if i and bank.find(i) is None]
    return replace(bank, questions=(*bank.questions, *gone)) if gone else bank


def _read(one: Answered, card: Scorecard | None, bank: Bank, over: bool) -> ReadAnswer:
    sentences = one.answer.sentences
    fits = card is not None and len(card.labels) == len(sentences)
    labels: tuple[str, ...] = card.labels if card and fits else ("",) * len(sentences)
    entry = bank.find(one.question.id) if card or over else None
    return ReadAnswer(one, card, labels, entry.beginner if entry else "", entry.expert if entry else "")


def _with_remarks(
    one: ReadAnswer, mended: Sequence[Correction], disputes: Sequence[Dispute], profile: Profile | None
) -> ReadAnswer:
    question_id, clock = one.answered.question.id, one.answered.clock
    own = tuple(c for c in mended if c.question_id == question_id)
    return replace(
        one,
        heard=heard_in(own, [(clock(s.start), clock(s.end)) for s in one.answered.answer.sentences]),
        corrections=own,
        disputes=tuple(d for d in disputes if d.question_id == question_id),
        least_delay=profile.least_delay if profile else 0.0,
    )


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


def evidence_texts(one: ReadAnswer, criterion: Criterion) -> list[str]:
    """What earned the level and what it lost by: where it was said, its first words, and what they are for."""
    shown = []
    for title, found in (("Earned by", criterion.earned), ("Lost by", criterion.lost)):
        told = [_evidence_text(one, e) for e in found if e.quote or e.note]
        if told:
            shown.append(f"{title} {'; '.join(told[:SHOWN])}{'; …' if len(told) > SHOWN else ''}")
    return shown


def _evidence_text(one: ReadAnswer, evidence: Evidence) -> str:
    answer, first = one.answered.answer, next(iter(evidence.sentences), None)
    parts = []
    if first is not None and (answer.typed or first >= len(answer.sentences)):
        parts.append(f"sentence {first + 1}")
    elif first is not None:
        begins = answer.sentences[first].start if evidence.start is None else evidence.start
        parts.append(clock_text(one.answered.clock(begins)))
    if evidence.quote:
        parts.append(f"“{shorten(evidence.quote, QUOTED, placeholder='…')}”")
    if evidence.note:
        parts.append(f"({evidence.note})" if evidence.quote else evidence.note)
    return " ".join(parts)


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


def early_text(one: ReadAnswer) -> str:
    """That the answer began sooner than the profile wants; '' where it did not."""
    if one.early is None:
        return ""
    began = f"{one.early:.1f} s after the question" if one.early > 0 else "before the question was over"
    return f"The answer began {began}. A pause of {one.least_delay:g} s is fine; it scores nothing."


def unjudged_text(one: ReadAnswer) -> str:
    """That the judge's opinion is not given, or not all of it, and why; '' where nothing is missing."""
    if not one.unjudged:
        return ""
    some = one.scorecard is not None and one.scorecard.opinions != ()
    return f"The judge {'did not give every' if some else 'gave no'} opinion: {one.unjudged.rstrip('.')}."


def beside_text(text: str, heard: str) -> str:
    """A sentence with the words that were heard in the place of those that the candidate corrected."""
    return f"{text} [corrected, heard: {heard}]" if heard else text


def correction_texts(one: ReadAnswer) -> list[str]:
    return [_correction_text(c) for c in one.corrections]


def _correction_text(one: Correction) -> str:
    now = f"corrected to “{one.text}”" if one.text else "taken out"
    scores = one.before is not None and one.after is not None
    score = (
        "" if not scores else "; the score stays" if one.before == one.after else f"; score {one.before} → {one.after}"
    )
    return f"{clock_text(one.started)} heard “{one.heard}”, {now}{score}"


def dispute_texts(one: ReadAnswer) -> list[str]:
    """What the candidate calls wrong of the findings; no score changes by it."""
    names = {f"criterion:{c.id}": c.name for c in one.scorecard.criteria} if one.scorecard else {}
    return [f"{names.get(d.finding, d.finding.rpartition(':')[2])}: “{d.claim}”" for d in one.disputes]


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
    return f"{_day_text(summary.created)}, {reading.profile}, attempt {summary.attempt_id}"


def _day_text(created: str) -> str:
    """`26 November 2026, 15:14 UTC`; what is no date stays as it is."""
    try:
        at = datetime.fromisoformat(created).astimezone(UTC)
    except ValueError:
        return created
    return f"{at.day} {at:%B %Y, %H:%M} UTC"
