"""`coach calibrate`: how people agree, how the scorer agrees with them, and what refitted weights would change."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Annotated

import typer

from coach.commands.common import report_bad
from coach.commands.rubric import read_rubric, written
from coach.errors import AudioError, BankError
from scoring.agreement import Against, against, krippendorff_alpha, quadratic_kappa, spearman
from scoring.corpus import parse_line, read_item
from scoring.refit import Rated, held_out, predicted, rated, refit
from scoring.rubric import BANDS, Rubric, band_of
from scoring.score import score_answer

FOLDS = 5
FEWEST = 10
"""Rated answers below which no agreement is worth printing."""


@dataclass(frozen=True, slots=True)
class Calibrated:
    """One line of the file: its human ratings and the machine's overall."""

    ratings: dict[str, float]
    overall: int
    rated: Rated


def calibrate(
    file: Annotated[Path, typer.Argument(help="FILE.jsonl: corpus items with ratings: {rater: 0 to 100}.")],
    rubric: Annotated[str, typer.Option(help="house, non-native, or a rubric file.")] = "house",
    out: Annotated[Path | None, typer.Option(help="Write the refitted rubric here (YAML).")] = None,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Report bad lines and go on.")] = False,
) -> None:
    """Hold human ratings against one another and against the scorer; refit the weights within bounds."""
    if not file.exists():
        raise AudioError(f"there is no file {file}")
    base = read_rubric(rubric)
    lines = list(_read(file, base, skip_bad))
    if len(lines) < FEWEST:
        raise BankError(f"{file.name}: {len(lines)} rated answers; at least {FEWEST} are needed")
    print("\n".join([*_people(lines), "", *_machine(lines), "", *_refitted(lines, base, out)]))


def _read(file: Path, rubric: Rubric, skip_bad: bool) -> Iterator[Calibrated]:
    for number, line in enumerate(file.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            item = parse_line(line)
            question, answer = read_item(item)
            ratings = _ratings(item)
        except (ValueError, TypeError) as error:
            report_bad(f"{file.name}:{number}: {error}", skip_bad)
            continue
        overall = score_answer(question, answer, rubric=rubric).overall
        if overall is not None:
            yield Calibrated(ratings, overall, rated(question, answer, fmean(ratings.values()), rubric))


def _ratings(item: dict[str, object]) -> dict[str, float]:
    """`ratings`, or the gold label of a corpus as one rater."""
    given, gold = item.get("ratings"), item.get("gold")
    if given is None and isinstance(gold, dict) and "overall" in gold:
        given = {"gold": gold["overall"]}
    if not isinstance(given, dict) or not given:
        raise ValueError("no ratings; expected ratings: {rater: 0 to 100}")
    if any(isinstance(v, bool) or not isinstance(v, int | float) or not 0 <= v <= 100 for v in given.values()):
        raise ValueError("a rating is a number from 0 to 100")
    return {str(rater): float(value) for rater, value in given.items()}


def _people(lines: Sequence[Calibrated]) -> Iterator[str]:
    raters = sorted({r for line in lines for r in line.ratings})
    yield f"{len(lines)} answers, {len(raters)} raters"
    alpha = krippendorff_alpha([line.ratings for line in lines])
    told = "not to be had: no answer has two ratings that differ" if alpha is None else f"{alpha:.2f}"
    yield f"Krippendorff's alpha between people: {told} (from .80 reliable, from .67 tentative)"
    for a, b in itertools.combinations(raters, 2):
        both = [(line.ratings[a], line.ratings[b]) for line in lines if a in line.ratings and b in line.ratings]
        if len(both) >= 2:
            first, second = zip(*both, strict=True)
            yield f"  {a} and {b}: QWK of bands {_kappa(first, second)}, {len(both)} answers"
    for rater in raters:
        yield f"  {rater} uses the bands {_use([x.ratings[rater] for x in lines if rater in x.ratings])}"


def _machine(lines: Sequence[Calibrated]) -> Iterator[str]:
    yield f"The scorer uses the bands {_use([float(line.overall) for line in lines])}"
    for rater in sorted({r for line in lines for r in line.ratings}):
        pairs = [(float(line.overall), line.ratings[rater]) for line in lines if rater in line.ratings]
        if len(pairs) >= 2:
            machine, human = zip(*pairs, strict=True)
            yield f"The scorer and {rater}: {_against(against(machine, human))}"
            yield f"  QWK of bands {_kappa(machine, human)}"


def _against(found: Against) -> str:
    kappa = "–" if found.kappa is None else f"{found.kappa:.2f}"
    return (
        f"QWK {kappa}, Spearman {found.rank:.2f}, {found.error:.1f} points apart, bias {found.bias:+.1f}, "
        f"spread {found.spread:.2f}, drift {found.drift:+.1f} ({found.pairs} answers)"
    )


def _kappa(first: Sequence[float], second: Sequence[float]) -> str:
    kappa = quadratic_kappa([_band(v) for v in first], [_band(v) for v in second])
    return "not to be had" if kappa is None else f"{kappa:.2f}"


def _band(value: float) -> int:
    return BANDS.index(band_of(min(100, int(value))))


def _use(values: Sequence[float]) -> str:
    bands = [_band(v) for v in values]
    return ", ".join(f"{band.low}–{band.high}: {bands.count(i) / len(bands):.0%}" for i, band in enumerate(BANDS))


def _refitted(lines: Sequence[Calibrated], base: Rubric, out: Path | None) -> Iterator[str]:
    answers = [line.rated for line in lines]
    ratings = [a.rating for a in answers]
    before = [predicted(a, base) for a in answers]
    after = held_out(answers, base, FOLDS)
    yield f"Weights refitted within bounds, judged on {FOLDS} folds that were held out by question:"
    for name, said in (("before", before), ("after", after)):
        error = fmean(abs(a - b) for a, b in zip(said, ratings, strict=True))
        yield f"  {name}: {error:.2f} points apart, Spearman {spearman(said, ratings):.3f}, QWK {_kappa(said, ratings)}"
    better = refit(answers, base)
    if out is not None:
        out.write_text(written(better), "utf-8")
        yield f"The refitted rubric is in {out.name}"
    else:
        for kind, weights in (("story", better.story_weights), ("plan", better.plan_weights)):
            yield f"  {kind}: " + ", ".join(f"{c} {w:.2f}" for c, w in weights.items())
