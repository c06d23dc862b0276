"""An attempt as one HTML page that needs nothing else: no script, no picture, no font from elsewhere."""

from __future__ import annotations

from html import escape

from coach.records.reading import (
    AttemptReading,
    ReadAnswer,
    clock_text,
    heading,
    kept_text,
    level_text,
    origin,
    overall_text,
)

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 2.5rem; }
.origin, .time { color: GrayText; font-size: .875rem; }
.overall { font-weight: 600; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: .9375rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #8884; }
ol.said { list-style: none; padding: 0; } .said li { display: grid; grid-template-columns: 3.5rem 2rem 1fr; }
.label { font-weight: 600; } details { margin: .5rem 0; } summary { cursor: pointer; }
@media print { details { display: none; } h2 { break-after: avoid; } }
"""
_MEANING = {"S": "situation", "T": "task", "A": "action", "R": "result", "F": "reflection", "O": "other"}


def as_html(reading: AttemptReading) -> str:
    body = "".join(_answer(number, one) for number, one in enumerate(reading.answers, 1)) or _lines(reading)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(heading(reading))}</title><style>{_STYLE}</style></head>\n<body><main>"
        f'<h1>{escape(heading(reading))}</h1><p class="origin">{escape(origin(reading))}</p>'
        f"{body}{_next(reading)}</main></body></html>\n"
    )


def _answer(number: int, one: ReadAnswer) -> str:
    return (
        f"\n<section><h2>{number}. {escape(one.answered.question.text)}</h2>"
        f'<p class="overall">{escape(overall_text(one.scorecard))}</p>'
        f"{_criteria(one)}{_constraints(one)}{_change(one)}{_said(one)}"
        f"{_example('An answer of somebody new', one.beginner)}{_example('An expert’s answer', one.expert)}</section>"
    )


def _criteria(one: ReadAnswer) -> str:
    rows = one.scorecard.criteria if one.scorecard else ()
    cells = [(c.name, level_text(c.level), c.reason) for c in rows]
    return _table(("Criterion", "Level", "Why"), cells)


def _constraints(one: ReadAnswer) -> str:
    rows = one.scorecard.constraints if one.scorecard else ()
    cells = [(c.asked, c.measured, kept_text(c.satisfied)) for c in rows]
    return _table(("Asked", "Measured", "Kept"), cells)


def _table(head: tuple[str, ...], rows: list[tuple[str, str, str]]) -> str:
    if not rows:
        return ""
    top = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _change(one: ReadAnswer) -> str:
    change = one.scorecard.one_change if one.scorecard else ""
    return f"<p><strong>One change:</strong> {escape(change)}</p>" if change else ""


def _said(one: ReadAnswer) -> str:
    answer = one.answered.answer
    if not answer.sentences:
        return "<p>Nothing was said.</p>"
    items = []
    for sentence, label in zip(answer.sentences, one.labels, strict=True):
        at = "" if answer.typed else clock_text(one.answered.clock(sentence.start))
        meaning = escape(_MEANING.get(label, ""), quote=True)
        items.append(
            f'<li><span class="time">{at}</span><span class="label" title="{meaning}">{escape(label)}</span>'
            f"<span>{escape(sentence.text)}</span></li>"
        )
    return f'<ol class="said">{"".join(items)}</ol>'


def _example(title: str, text: str) -> str:
    return f"<details><summary>{escape(title)}</summary><p>{escape(text)}</p></details>" if text else ""


def _lines(reading: AttemptReading) -> str:
    said = "".join(f"<p><strong>{escape(x.speaker)}</strong> {escape(x.text)}</p>" for x in reading.lines)
    return f"\n<section>{said}</section>"


def _next(reading: AttemptReading) -> str:
    report = reading.report
    if report is None or not report.next_drill:
        return ""
    return f"\n<p><strong>Next:</strong> {escape(report.next_drill)}. {escape(report.next_drill_reason)}</p>"
