"""An attempt laid out on paper: real pages, selectable text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Protocol

from coach.records.reading import (
    AttemptReading,
    ReadAnswer,
    beside_text,
    clock_text,
    correction_texts,
    dispute_texts,
    early_text,
    evidence_texts,
    heading,
    kept_text,
    level_text,
    next_text,
    origin,
    overall_text,
    unjudged_text,
)


class Paper(Protocol):
    """Port of what sets pages: from top to bottom, a page after the other."""

    def title(self, text: str, below: str) -> None: ...

    def heading(self, text: str, large: bool = True) -> None:
        """Stays with what follows it."""

    def paragraph(self, text: str, second: bool = False) -> None: ...

    def table(self, rows: Sequence[tuple[str, ...]], widths: tuple[int, ...]) -> None:
        """The first row heads the columns; `widths` are shares of the page's."""

    def said(self, place: str, letter: str, text: str) -> None: ...

    def finished(self) -> bytes: ...


PaperMaker = Callable[[str, datetime], Paper]
"""Title of the document and the second in which it counts as made → an empty first page."""


def as_pdf(reading: AttemptReading, make: PaperMaker) -> bytes:
    """The same record gives the same bytes: the date is the attempt's."""
    paper = make(heading(reading), _made(reading.summary.created))
    paper.title(heading(reading), origin(reading))
    for number, one in enumerate(reading.answers, 1):
        _answer(paper, number, one)
    if not reading.answers:
        for line, heard in zip(reading.lines, reading.heard, strict=True):
            paper.said(clock_text(line.started), line.speaker[:1].upper(), beside_text(line.text, heard))
    if next_text(reading):
        paper.heading("Practise next")
        paper.paragraph(next_text(reading))
    return paper.finished()


def _made(created: str) -> datetime:
    try:
        return datetime.fromisoformat(created)
    except ValueError:
        return datetime(2000, 1, 1, tzinfo=UTC)


def _answer(paper: Paper, number: int, one: ReadAnswer) -> None:
    card, answer = one.scorecard, one.answered.answer
    paper.heading(f"{number}. {one.answered.question.text}")
    paper.paragraph(overall_text(card))
    for ceiling in card.ceilings if card else ():
        paper.paragraph(f"Held at {ceiling.limit}: {ceiling.reason}", second=True)
    if one.early is not None:
        paper.paragraph(early_text(one), second=True)
    if card and card.one_change:
        paper.heading("The one change that helps most", large=False)
        paper.paragraph(card.one_change)
    _tables(paper, one)
    paper.heading("What was said", large=False)
    if not answer.sentences:
        paper.paragraph("Nothing was said.", second=True)
    for sentence, label, heard in zip(answer.sentences, one.labels, one.heard, strict=True):
        place = "" if answer.typed else clock_text(one.answered.clock(sentence.start))
        paper.said(place, label, beside_text(sentence.text, heard))
    _remarks(paper, "Corrected by the candidate", correction_texts(one))
    _remarks(paper, "Called wrong by the candidate", dispute_texts(one))
    if one.expert:
        paper.heading("How an expert might answer", large=False)
        paper.paragraph(one.expert, second=True)


def _remarks(paper: Paper, title: str, texts: Sequence[str]) -> None:
    if texts:
        paper.heading(title, large=False)
    for text in texts:
        paper.paragraph(text)


def _tables(paper: Paper, one: ReadAnswer) -> None:
    card = one.scorecard
    if card and card.constraints:
        rows = [(c.asked, c.measured, kept_text(c.satisfied)) for c in card.constraints]
        paper.heading("What was asked", large=False)
        paper.table([("Asked", "Measured", "Kept"), *rows], (40, 40, 20))
    if card and card.criteria:
        rows = [
            (c.name, level_text(c.level), "\n".join(filter(None, (c.reason, *evidence_texts(one, c)))))
            for c in card.criteria
        ]
        paper.heading("How it was built", large=False)
        paper.table([("Criterion", "Level", "Why"), *rows], (25, 18, 57))
    if one.unjudged:
        paper.paragraph(unjudged_text(one), second=True)
