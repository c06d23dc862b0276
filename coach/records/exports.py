"""An attempt as text, JSON, Markdown, HTML, CSV, WebVTT, SRT or PDF. The same record gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Literal, get_args

from coach.errors import UsageError
from coach.events import Event
from coach.records.captions import Caption, captions
from coach.records.corrections import heard_in
from coach.records.export_html import as_html
from coach.records.export_pdf import PaperMaker, as_pdf
from coach.records.folds import TranscriptLine
from coach.records.profiles import Profile
from coach.records.question_banks import Bank
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
    live_text,
    next_text,
    origin,
    overall_text,
    read_attempt,
    unjudged_text,
)
from coach.records.store import AttemptSummary
from scoring.question import constraint_fields

ExportFormat = Literal["text", "json", "md", "html", "csv", "vtt", "srt", "pdf"]
FORMATS: tuple[str, ...] = get_args(ExportFormat)


def export_attempt(
    summary: AttemptSummary,
    events: Sequence[Event],
    bank: Bank | None,
    form: str,
    paper: PaperMaker | None = None,
    profile: Profile | None = None,
) -> bytes:
    """`form`: one of FORMATS, text in UTF-8. `bank` None = it was removed: its questions as they were asked. `paper` is
    needed for pdf. `profile` None = it was removed: its id is named. Raises UsageError."""
    reading = read_attempt(summary, events, bank, profile)
    if form == "pdf" and paper is not None:
        return as_pdf(reading, paper)
    write = _WRITERS.get(form)
    if write is None:
        known = [name for name in FORMATS if name != "pdf" or paper is not None]
        raise UsageError(f"unknown format {form!r}; expected one of {', '.join(known)}")
    return write(reading).encode()


def as_text(reading: AttemptReading) -> str:
    lines = [heading(reading), origin(reading), *filter(None, [live_text(reading)]), ""]
    for number, one in enumerate(reading.answers, 1):
        findings = [f"   {'  ' * depth}{line}" for depth, line in _findings(one)]
        lines += [f"{number}. {one.answered.question.text}", *findings, ""]
        lines += ["   " + line for line in _said(one)] + [""]
    if next_text(reading):
        lines += [f"Next: {next_text(reading)}", ""]
    if not reading.answers:
        lines += [f"[{clock_text(line.started)}] {line.speaker}: {text}" for line, text in _lines(reading)] + [""]
    return "\n".join(lines)


def _lines(reading: AttemptReading) -> list[tuple[TranscriptLine, str]]:
    """Each line and its text, with what was heard beside what was corrected."""
    return [(line, beside_text(line.text, heard)) for line, heard in zip(reading.lines, reading.heard, strict=True)]


def _findings(one: ReadAnswer) -> list[tuple[int, str]]:
    """Each with its depth: 0, or 1 for what a finding rests on."""
    card = one.scorecard
    found = [f"Score: {overall_text(card)}"]
    if card is None:
        return _top(found)
    found += [f"Held at {c.limit}: {c.reason}" for c in card.ceilings]
    built: list[tuple[int, str]] = []
    for c in card.criteria:
        built.append((0, f"{c.name}: {level_text(c.level)}. {c.reason}".rstrip()))
        built += [(1, text) for text in evidence_texts(one, c)]
    after = [f"Asked: {c.asked}; measured: {c.measured}; {kept_text(c.satisfied)}" for c in card.constraints]
    after += [f"Flag: {f.name.replace('_', ' ')}" for f in card.flags]
    after += [unjudged_text(one)] if one.unjudged else []
    after += [early_text(one)] if one.early is not None else []
    after += [f"Corrected by the candidate: {text}" for text in correction_texts(one)]
    after += [f"Called wrong by the candidate: {text}" for text in dispute_texts(one)]
    after += [f"One change: {card.one_change}"] if card.one_change else []
    return [*_top(found), *built, *_top(after)]


def _top(texts: Sequence[str]) -> list[tuple[int, str]]:
    return [(0, text) for text in texts]


def _said(one: ReadAnswer) -> list[str]:
    sentences = one.answered.answer.sentences
    if not sentences:
        return ["(nothing was said)"]
    typed = one.answered.answer.typed
    return [
        f"{'' if typed else f'[{clock_text(one.answered.clock(s.start))}] '}{label or '-'} {beside_text(s.text, heard)}"
        for s, label, heard in zip(sentences, one.labels, one.heard, strict=True)
    ]


def as_json(reading: AttemptReading) -> str:
    form = {
        "attempt": asdict(reading.summary),
        "title": reading.title,
        "profile": reading.profile,
        "report": asdict(reading.report) if reading.report else None,
        "live_words": asdict(reading.live_words),
        "answers": [_answer_fields(one) for one in reading.answers],
        "transcript": [
            _line_fields(line) | {"heard": heard} for line, heard in zip(reading.lines, reading.heard, strict=True)
        ],
    }
    return json.dumps(form, ensure_ascii=False, indent=2) + "\n"


def _line_fields(line: TranscriptLine) -> dict[str, object]:
    """Without its words, which its answer has."""
    return {name: value for name, value in asdict(line).items() if name != "words"}


def _answer_fields(one: ReadAnswer) -> dict[str, object]:
    question, answer = one.answered.question, one.answered.answer
    return {
        "question": {
            "id": question.id,
            "text": question.text,
            "kind": question.kind,
            "constraints": [constraint_fields(c) for c in question.constraints],
            "concepts": [asdict(c) for c in question.concepts],
        },
        "answer": asdict(answer),
        "begins_at": one.answered.clock(0.0),
        "scorecard": asdict(one.scorecard) if one.scorecard else None,
        "overlaps": [asdict(overlap) for overlap in one.answered.overlaps],
        "unjudged": unjudged_text(one),
        "early": one.early is not None,
        "least_delay": one.least_delay,
        "corrections": [asdict(correction) for correction in one.corrections],
        "disputes": [asdict(dispute) for dispute in one.disputes],
    }


def as_markdown(reading: AttemptReading) -> str:
    lines = [f"# {_plain(heading(reading))}", "", _plain(origin(reading)), ""]
    for number, one in enumerate(reading.answers, 1):
        lines += [f"## {number}. {_plain(one.answered.question.text)}", ""]
        lines += [f"{'  ' * depth}- {_plain(line)}" for depth, line in _findings(one)]
        lines += ["", *(f"> {_plain(line)}  " for line in _said(one)), ""]
    if next_text(reading):
        lines += [f"**Next:** {_plain(next_text(reading))}", ""]
    if not reading.answers:
        lines += [f"- **{line.speaker}** {_plain(text)}" for line, text in _lines(reading)] + [""]
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Spoken text shows as it is: no markup, no HTML, no second line."""
    return re.sub(r"([\\`*_{}\[\]<>&#|!~])", r"\\\1", " ".join(text.split()))


CSV_FIELDS = ("question_id", "sentence", "start", "end", "label", "text", "overall", "heard", "disputed", "early")


def as_csv(reading: AttemptReading) -> str:
    """One row for each sentence; `start` and `end` are seconds on the rehearsal's clock, empty where typed. `heard`: in
    place of words that were corrected. `disputed`, `early` and `overall` are the answer's."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(CSV_FIELDS)
    for one in reading.answers:
        overall = one.scorecard.overall if one.scorecard else None
        clock, typed = one.answered.clock, one.answered.answer.typed
        of_answer = (
            "" if overall is None else overall,
            _cell("; ".join(dispute_texts(one))),
            "yes" if one.early is not None else "",
        )
        for index, sentence in enumerate(one.answered.answer.sentences):
            times = ("", "") if typed else (f"{clock(sentence.start):.2f}", f"{clock(sentence.end):.2f}")
            cells = (_cell(one.answered.question.id), index, *times, one.labels[index], _cell(sentence.text))
            rows.writerow([*cells, of_answer[0], _cell(one.heard[index]), *of_answer[1:]])
    return out.getvalue()


def _cell(text: str) -> str:
    """Spreadsheets run cells that begin with these signs as formulas; an apostrophe makes them text."""
    return f"'{text}" if text.lstrip().startswith(("=", "+", "-", "@")) or text.startswith(("\t", "\r", "\n")) else text


def as_vtt(reading: AttemptReading) -> str:
    """Captions on the rehearsal's clock, which is also the recording's."""
    cues = ["WEBVTT", ""]
    for caption, text in _captioned(reading):
        words = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        cues += [f"{_caption_span(caption, '.')}", f"<v {caption.speaker.capitalize()}>{words}", ""]
    return "\n".join(cues)


def as_srt(reading: AttemptReading) -> str:
    """Captions for players that read no WebVTT. SRT has no escapes: angle brackets become other quotes."""
    cues: list[str] = []
    for number, (caption, text) in enumerate(_captioned(reading), 1):
        words = text.replace("<", "‹").replace(">", "›")
        cues += [str(number), _caption_span(caption, ","), f"{caption.speaker.capitalize()}: {words}", ""]
    return "\n".join(cues or [""]) + "\n"


def _captioned(reading: AttemptReading) -> list[tuple[Caption, str]]:
    """In order of time; what was heard stands in the caption that the corrected words are in."""
    spoken = [caption for line in reading.lines for caption in captions(line)]
    spans = [(c.started, c.ended) if c.speaker == "candidate" else None for c in spoken]
    heard = heard_in(reading.corrections, spans)
    shown = [(c, _one_line(beside_text(c.text, before))) for c, before in zip(spoken, heard, strict=True)]
    return sorted(shown, key=lambda each: each[0].started)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _caption_span(caption: Caption, mark: str) -> str:
    """At least half a second long; `mark` stands before the thousandths."""
    end = max(caption.ended, caption.started + 0.5)
    return f"{_caption_time(caption.started, mark)} --> {_caption_time(end, mark)}"


def _caption_time(seconds: float, mark: str) -> str:
    thousandths = round(max(0.0, seconds) * 1000)
    whole, part = divmod(thousandths, 1000)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}{mark}{part:03d}"


_WRITERS: dict[str, Callable[[AttemptReading], str]] = {
    "text": as_text,
    "json": as_json,
    "md": as_markdown,
    "html": as_html,
    "csv": as_csv,
    "vtt": as_vtt,
    "srt": as_srt,
}
