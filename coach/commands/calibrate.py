"""`coach calibrate`: how people agree, how the scorer agrees with them, and what refitted weights would change."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Annotated

import typer

from coach.commands.common import report_bad
from coach.commands.rubric import read_rubric, written
from coach.errors import AudioError, BankError, UsageError
from scoring.agreement import Against, against, krippendorff_alpha, quadratic_kappa, spearman, vary
from scoring.corpus import MOST_SHOWN, parse_line, read_item
from scoring.refit import FEWEST as FEWEST_OF_A_KIND
from scoring.refit import Rated, held_out, predicted, rated, refit
from scoring.rubric import BANDS, Rubric, band_of
from scoring.score import score_answer
from scoring.wording import counted

FOLDS = 5
FEWEST = 10
"""Rated answers below which no agreement is worth printing."""
SHORT_SCALE = 10
"""A person all of whose ratings are as low was rating on another scale than 0 to 100."""


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
    if out is not None and out.exists() and out.samefile(file):
        raise UsageError(f"--out is {out}, the ratings themselves; name another file for the rubric")
    base = read_rubric(rubric)
    lines = list(_read(file, base, skip_bad))
    if len(lines) < FEWEST:
        raise BankError(f"{file.name}: {counted(len(lines), 'rated answer')}; at least {FEWEST} are needed")
    _check_scale(lines)
    print("\n".join([*_people(lines), "", *_machine(lines), "", *_refitted(lines, base, out)]))


def _check_scale(lines: Sequence[Calibrated]) -> None:
    """Raises BankError on ratings that were given on a shorter scale: what is fitted to them would be nonsense."""
    for rater in _raters(lines):
        given = _of(rater, lines)
        if len(given) >= FEWEST and max(given) <= SHORT_SCALE:
            raise BankError(
                f"all ratings of {rater} lie between {min(given):g} and {max(given):g}; expected 0 to 100, as the "
                "scorer gives them: bring them there first, from a scale of 1 to 5 by 25 × (rating - 1)"
            )


def _raters(lines: Sequence[Calibrated]) -> list[str]:
    return sorted({rater for line in lines for rater in line.ratings})


def _of(rater: str, lines: Sequence[Calibrated]) -> list[float]:
    return [line.ratings[rater] for line in lines if rater in line.ratings]


def _read(file: Path, rubric: Rubric, skip_bad: bool) -> Iterator[Calibrated]:
    first: dict[str, int] = {}
    for number, line in enumerate(file.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            item = parse_line(line)
            question, answer = read_item(item)
            ratings = _ratings(item)
            if (before := first.setdefault(question.id, number)) != number:
                raise ValueError(f"the id {question.id!r} is that of line {before} already; put all its ratings there")
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
    there = {rater: value for rater, value in given.items() if value is not None}
    for rater, value in there.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
            said = json.dumps(value, ensure_ascii=False)[:MOST_SHOWN]
            raise ValueError(f"rating of {rater}: expected a number from 0 to 100, not {said}; leave out who gave none")
    if not there:
        raise ValueError("no ratings; expected ratings: {rater: 0 to 100}")
    return {rater: float(value) for rater, value in there.items()}


def _people(lines: Sequence[Calibrated]) -> Iterator[str]:
    raters = _raters(lines)
    yield f"{counted(len(lines), 'answer')}, {counted(len(raters), 'rater')}"
    yield f"Krippendorff's alpha between people: {_alpha([line.ratings for line in lines])}"
    for a, b in itertools.combinations(raters, 2):
        both = [(line.ratings[a], line.ratings[b]) for line in lines if a in line.ratings and b in line.ratings]
        if len(both) >= 2:
            first, second = zip(*both, strict=True)
            yield f"  {a} and {b}: QWK of bands {_kappa(first, second)}, {len(both)} answers"
    for rater in raters:
        yield f"  {rater} uses the bands {_use(_of(rater, lines))}"


def _alpha(units: Sequence[dict[str, float]]) -> str:
    alpha = krippendorff_alpha(units)
    if alpha is not None:
        return f"{alpha:.2f} (from .80 reliable, from .67 tentative)"
    alone = all(len(unit) < 2 for unit in units)
    return f"not to be had: {'no answer was rated by two people' if alone else 'every rating of theirs is the same'}"


def _machine(lines: Sequence[Calibrated]) -> Iterator[str]:
    yield f"The scorer uses the bands {_use([float(line.overall) for line in lines])}"
    for rater in _raters(lines):
        pairs = [(float(line.overall), line.ratings[rater]) for line in lines if rater in line.ratings]
        if len(pairs) >= 2:
            machine, human = zip(*pairs, strict=True)
            yield f"The scorer and {rater}: {_against(against(machine, human))}"
            yield f"  QWK of bands {_kappa(machine, human)}"


def _against(found: Against) -> str:
    return (
        f"QWK {_shown(found.kappa)}, Spearman {_shown(found.rank)}, {found.error:.1f} points apart, "
        f"bias {found.bias:+.1f}, spread {_shown(found.spread)}, drift {found.drift:+.1f} ({found.pairs} answers)"
    )


def _shown(value: float | None, digits: int = 2) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


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
    yield from _judged(answers, base)
    better = refit(answers, base)
    if out is not None:
        out.write_text(written(better), "utf-8")
        yield f"The refitted rubric is in {out.name}"
    else:
        for kind, weights in (("story", better.story_weights), ("plan", better.plan_weights)):
            yield f"  {kind}: " + ", ".join(f"{c} {w:.2f}" for c, w in weights.items())


def _judged(answers: Sequence[Rated], base: Rubric) -> Iterator[str]:
    """Before and after on the same answers: those that something could be fitted to without."""
    said = [(a, after) for a, after in zip(answers, held_out(answers, base, FOLDS), strict=True) if after is not None]
    if not said:
        yield "Weights refitted within bounds; what that brings cannot be judged: to hold answers out by question,"
        yield f"  {FEWEST_OF_A_KIND} others of their kind, to other questions, are needed beside each"
        return
    ratings = [a.rating for a, _ in said]
    of = "" if len(said) == len(answers) else f", {len(said)} of {len(answers)} answers"
    yield f"Weights refitted within bounds, judged on {FOLDS} folds that were held out by question{of}:"
    for name, told in (("before", [predicted(a, base) for a, _ in said]), ("after", [after for _, after in said])):
        error = fmean(abs(a - b) for a, b in zip(told, ratings, strict=True))
        rank = spearman(told, ratings) if vary(told) and vary(ratings) else None
        yield f"  {name}: {error:.2f} points apart, Spearman {_shown(rank, 3)}, QWK {_kappa(told, ratings)}"
