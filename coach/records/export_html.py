"""An attempt as one HTML page that needs nothing else: no script, no picture, no font from elsewhere."""

from __future__ import annotations

from html import escape

from coach.records.reading import (
    AttemptReading,
    ReadAnswer,
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
from scoring.scorecard import Criterion

_STYLE = """
:root { color-scheme: light dark; --ground: #edf1ed; --sheet: #fbfcfa; --ink: #14221e; --ink-2: #44554f;
  --line: #cbd6cf; --act: #12524a; --sun-soft: #fbebc4; --sun-ink: #5a3d00; --ember: #ad3218; --keep: #1a6842;
  --S: #255a90; --T: #96451a; --A: #11674f; --R: #775d00; --F: #96345f; --O: #596a63; }
@media (prefers-color-scheme: dark) { :root { --ground: #0d1513; --sheet: #141e1b; --ink: #e8f0ec; --ink-2: #b2c1ba;
  --line: #2b3a35; --act: #86d3bc; --sun-soft: #3a2e12; --sun-ink: #fbdc95; --ember: #ff9c82; --keep: #82d4a6;
  --S: #92c1ee; --T: #f2a97c; --A: #7dd2b2; --R: #e2c55e; --F: #eea5c5; --O: #93a49c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 17px/1.5 system-ui, sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { margin: 0; font-size: 2rem; line-height: 1.1; letter-spacing: -.02em; }
h2 { margin: 3rem 0 .5rem; font-size: 1.5rem; line-height: 1.25; font-weight: 560; letter-spacing: -.01em; }
h3 { margin: 2rem 0 .5rem; font-size: 1.2rem; }
p { margin: .25rem 0; }
.origin, .time, .second { color: var(--ink-2); font-size: 1rem; }
.overall { font-size: 1.2rem; font-weight: 600; }
.change { margin: 1.25rem 0; padding: 1rem 1.25rem; border-radius: 18px; background: var(--sun-soft); }
.change b { color: var(--sun-ink); }
table { width: 100%; border-collapse: collapse; font-size: 1rem; }
th, td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--ink-2); font-weight: 400; }
td:first-child { font-weight: 600; }
.dots { color: var(--act); letter-spacing: .15em; white-space: nowrap; }
.broken { color: var(--ember); font-weight: 600; }
.kept { color: var(--keep); font-weight: 600; }
ol.said { margin: 1rem 0; padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: 18px;
  background: var(--sheet); list-style: none; font-size: 1.1rem; }
.said li { display: grid; grid-template-columns: 3.25rem 2rem minmax(0, 1fr); padding: .3rem 0; }
.label { font-weight: 700; }
details { border-top: 1px solid var(--line); }
details + details { border-bottom: 1px solid var(--line); }
summary { padding: .75rem 0; font-weight: 540; cursor: pointer; }
details p { max-width: 40rem; padding-bottom: 1rem; }
@media print { details { display: none; } h2, h3 { break-after: avoid; } }
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
    ceilings = one.scorecard.ceilings if one.scorecard else ()
    held = "".join(_second(f"Held at {c.limit}: {c.reason}") for c in ceilings)
    return (
        f"\n<section><h2>{number}. {escape(one.answered.question.text)}</h2>"
        f'<p class="overall">{escape(overall_text(one.scorecard))}</p>{held}'
        f"{_second(early_text(one))}{_change(one)}<h3>What was said</h3>{_said(one)}"
        f"{_listed('Corrected by the candidate', correction_texts(one))}{_constraints(one)}{_criteria(one)}"
        f"{_second(unjudged_text(one))}"
        f"{_listed('Called wrong by the candidate', dispute_texts(one))}"
        f"{_example('How a beginner might answer', one.beginner)}{_example('How an expert might answer', one.expert)}"
        "</section>"
    )


def _second(text: str) -> str:
    return f'<p class="second">{escape(text)}</p>' if text else ""


def _listed(title: str, texts: list[str]) -> str:
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f"<h3>{escape(title)}</h3><ul>{items}</ul>" if texts else ""


def _criteria(one: ReadAnswer) -> str:
    rows = one.scorecard.criteria if one.scorecard else ()
    cells = [(escape(c.name), _dots(c.level), f"{escape(c.reason)}{_evidence(one, c)}") for c in rows]
    return _table("How it was built", ("Criterion", "Level", "Why"), cells)


def _evidence(one: ReadAnswer, criterion: Criterion) -> str:
    return "".join(_second(text) for text in evidence_texts(one, criterion))


def _dots(level: int | None) -> str:
    if level is None:
        return escape(level_text(level))
    return f'<span class="dots" role="img" aria-label="{level_text(level)}">{"●" * level}{"○" * (3 - level)}</span>'


def _constraints(one: ReadAnswer) -> str:
    rows = one.scorecard.constraints if one.scorecard else ()
    cells = [(escape(c.asked), escape(c.measured), _kept(c.satisfied)) for c in rows]
    return _table("What was asked", ("Asked", "Measured", "Kept"), cells)


def _kept(satisfied: bool | None) -> str:
    if satisfied is None:
        return escape(kept_text(None))
    name, mark = ("kept", "✓") if satisfied else ("broken", "✕")
    return f'<span class="{name}">{mark} {escape(kept_text(satisfied))}</span>'


def _table(title: str, head: tuple[str, ...], rows: list[tuple[str, str, str]]) -> str:
    """`rows`: cells that are already HTML."""
    if not rows:
        return ""
    top = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<h3>{escape(title)}</h3><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _change(one: ReadAnswer) -> str:
    change = one.scorecard.one_change if one.scorecard else ""
    return f'<p class="change"><b>The one change that helps most.</b> {escape(change)}</p>' if change else ""


def _said(one: ReadAnswer) -> str:
    answer = one.answered.answer
    if not answer.sentences:
        return "<p>Nothing was said.</p>"
    items = []
    for sentence, label, heard in zip(answer.sentences, one.labels, one.heard, strict=True):
        at = "" if answer.typed else clock_text(one.answered.clock(sentence.start))
        meaning, letter = escape(_MEANING.get(label, ""), quote=True), escape(label)
        tint = f"color: var(--{letter or 'O'})"
        items.append(
            f'<li><span class="time">{at}</span><span class="label" style="{tint}" title="{meaning}">{letter}</span>'
            f"<span>{escape(sentence.text)}{_heard(heard)}</span></li>"
        )
    return f'<ol class="said">{"".join(items)}</ol>'


def _heard(words: str) -> str:
    return f' <span class="second">[corrected, heard: {escape(words)}]</span>' if words else ""


def _example(title: str, text: str) -> str:
    return f"<details><summary>{escape(title)}</summary><p>{escape(text)}</p></details>" if text else ""


def _lines(reading: AttemptReading) -> str:
    said = "".join(
        f"<p><strong>{escape(x.speaker)}</strong> {escape(x.text)}{_heard(heard)}</p>"
        for x, heard in zip(reading.lines, reading.heard, strict=True)
    )
    return f"\n<section>{said}</section>"


def _next(reading: AttemptReading) -> str:
    text = next_text(reading)
    return f"\n<h3>Practise next</h3><p>{escape(text)}</p>" if text else ""
