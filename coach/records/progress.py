"""Progress over attempts: against one's own beginning, with intervals that say how little a few attempts show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, variance

from scoring.criteria import BEST
from scoring.rubric import CRITERION_NAMES
from scoring.scorecard import CriterionId, Scorecard
from scoring.wording import listed

GROUP = 3
"""Attempts at the beginning and at the end that are compared."""
T_95 = 2.776
"""Student's t for 95 % and 4 degrees of freedom: two groups of three."""
LATELY = 5
"""Attempts from which the next drill is chosen."""


@dataclass(frozen=True, slots=True)
class RehearsedAnswer:
    """`skill` and `asked`, the question's words, are '' where the bank no longer has it. `seconds`: how long it was
    spoken, 0 where it was typed."""

    bank_id: str
    question_id: str
    skill: str
    scorecard: Scorecard
    seconds: float = 0.0
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A finished attempt. `created`: UTC ISO 8601."""

    attempt_id: str
    created: str
    answers: tuple[RehearsedAnswer, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """`value` with its interval, in the unit of its line: 0 to 100 for scores, 0 to 3 for levels, else see MANNERS."""

    attempt_id: str
    created: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Trend:
    """Points in order of time. `baseline`: mean of the first three, None with fewer. `latest`: mean of the last three.

    `gain` = latest - baseline where the two have no attempt in common, with `give_or_take` at 95 %.
    """

    id: str
    name: str
    points: tuple[Point, ...]
    baseline: float | None = None
    latest: float | None = None
    gain: float | None = None
    give_or_take: float | None = None


@dataclass(frozen=True, slots=True)
class NextDrill:
    """What to practise, where, and the counts that say why. `attempt_id`, `created` and `asked`, the question's words:
    the answer in which it was lowest, for which `advice` was given."""

    criterion: CriterionId
    name: str
    bank_id: str
    question_id: str
    reason: str
    advice: str
    attempt_id: str
    created: str
    asked: str


@dataclass(frozen=True, slots=True)
class Progress:
    """`waiting`: skills with too few attempts for a line, each with how many there are. `manners`: how it was spoken,
    against one's own habit alone: nothing says that more is better."""

    overall: Trend
    criteria: tuple[Trend, ...]
    skills: tuple[Trend, ...]
    manners: tuple[Trend, ...]
    waiting: tuple[tuple[str, int], ...]
    next: NextDrill | None


def _fillers(answer: RehearsedAnswer) -> float | None:
    return 60 * answer.scorecard.fillers / answer.seconds if answer.seconds else None


MANNERS: dict[str, tuple[str, Callable[[RehearsedAnswer], float | None]]] = {
    "pace": ("Words a minute", lambda answer: answer.scorecard.delivery.delivered_rate),
    "speaking": ("Without pauses", lambda answer: answer.scorecard.delivery.articulation_rate),
    "fillers": ("Fillers a minute", _fillers),
    "pause": ("Longest pause, seconds", lambda answer: answer.scorecard.delivery.longest_pause),
}
"""What is measured of how somebody speaks: by id the name with its unit, and the measure of one answer."""


def progress(sittings: Iterable[Sitting]) -> Progress:
    """Fold of finished attempts in any order; what was not assessed counts neither way."""
    ordered = sorted(sittings, key=lambda s: s.created)
    skills = dict.fromkeys(a.skill for s in ordered for a in s.answers if a.skill)
    by_skill = [_trend(f"skill:{name}", name, _scores(ordered, _of_skill(name))) for name in skills]
    return Progress(
        overall=_trend("overall", "Overall", _scores(ordered, lambda _: True)),
        criteria=tuple(_trend(i, name, _levels(ordered, i)) for i, name in CRITERION_NAMES.items()),
        skills=tuple(t for t in by_skill if len(t.points) >= GROUP),
        manners=tuple(_trend(i, name, _measured(ordered, measure)) for i, (name, measure) in MANNERS.items()),
        waiting=tuple((t.name, len(t.points)) for t in by_skill if 0 < len(t.points) < GROUP),
        next=_next([s for s in ordered if _assessed(s)][-LATELY:]),
    )


def _of_skill(name: str) -> Callable[[RehearsedAnswer], bool]:
    return lambda answer: answer.skill == name


def _assessed(sitting: Sitting) -> bool:
    return any(a.scorecard.overall is not None for a in sitting.answers)


def _scores(sittings: Sequence[Sitting], counts: Callable[[RehearsedAnswer], bool]) -> list[Point]:
    points = []
    for sitting in sittings:
        cards = [a.scorecard for a in sitting.answers if a.scorecard.overall is not None and counts(a)]
        if cards:
            value = fmean(c.overall or 0 for c in cards)
            low = fmean(c.interval[0] if c.interval else c.overall or 0 for c in cards)
            high = fmean(c.interval[1] if c.interval else c.overall or 0 for c in cards)
            points.append(_point(sitting, value, low, high))
    return points


def _levels(sittings: Sequence[Sitting], criterion: CriterionId) -> list[Point]:
    """A level is known to half a step at best."""
    points = []
    for sitting in sittings:
        found = [c.level for a in sitting.answers for c in a.scorecard.criteria if c.id == criterion]
        levels = [level for level in found if level is not None]
        if levels:
            points.append(_point(sitting, fmean(levels), max(0.0, min(levels) - 0.5), min(3.0, max(levels) + 0.5)))
    return points


def _measured(sittings: Sequence[Sitting], measure: Callable[[RehearsedAnswer], float | None]) -> list[Point]:
    """The mean of an attempt's answers, between the least and the most of them."""
    points = []
    for sitting in sittings:
        found = [value for answer in sitting.answers if (value := measure(answer)) is not None]
        if found:
            points.append(_point(sitting, fmean(found), min(found), max(found)))
    return points


def _point(sitting: Sitting, value: float, low: float, high: float) -> Point:
    return Point(sitting.attempt_id, sitting.created, round(value, 2), round(low, 2), round(high, 2))


def _trend(id_: str, name: str, points: Sequence[Point]) -> Trend:
    if len(points) < GROUP:
        return Trend(id_, name, tuple(points))
    first, last = points[:GROUP], points[-GROUP:]
    baseline, latest = fmean(p.value for p in first), fmean(p.value for p in last)
    if len(points) < 2 * GROUP:
        return Trend(id_, name, tuple(points), round(baseline, 2), round(latest, 2))
    margin = T_95 * _spread(first, last) * sqrt(2 / GROUP)
    rounded = (round(baseline, 2), round(latest, 2), round(latest - baseline, 2), round(margin, 2))
    return Trend(id_, name, tuple(points), *rounded)


def _spread(first: Sequence[Point], last: Sequence[Point]) -> float:
    """Standard deviation of one attempt: within the two groups, but never less than a score's own uncertainty."""
    within = sqrt((variance(p.value for p in first) + variance(p.value for p in last)) / 2)
    own = fmean((p.high - p.low) / 2 for p in (*first, *last)) / 1.96
    return max(within, own)


def _next(lately: Sequence[Sitting]) -> NextDrill | None:
    """The criterion with the lowest mean level lately, on the answer in which it was lowest, the later one first."""
    answers = [(s, a) for s in reversed(lately) for a in s.answers if a.scorecard.overall is not None]
    means = {i: mean for i in CRITERION_NAMES if (mean := _mean_level([a for _, a in answers], i)) is not None}
    if not means:
        return None
    weakest = min(means, key=lambda i: means[i])
    graded = [(level, s, a) for s, a in answers if (level := _level(a, weakest)) is not None]
    _, sitting, worst = min(graded, key=lambda one: one[0])
    low = sum(one < BEST for one, _, _ in graded)
    stood = f"{CRITERION_NAMES[weakest]} stood at {means[weakest]:.1f} of {BEST}"
    over, fell = "your last answer", ""
    if len(graded) > 1:
        over, fell = f"your last {len(graded)} answers", f"; {low} of them fell short of the best level"
    return NextDrill(
        criterion=weakest,
        name=CRITERION_NAMES[weakest],
        bank_id=worst.bank_id,
        question_id=worst.question_id,
        reason=f"{stood} over {over}{_beside(means, weakest)}{fell}.",
        advice=worst.scorecard.one_change,
        attempt_id=sitting.attempt_id,
        created=sitting.created,
        asked=worst.asked,
    )


def _beside(means: Mapping[CriterionId, float], weakest: CriterionId) -> str:
    """How the weakest stands beside the others, to the tenth that is told."""
    others = {i: round(mean, 1) for i, mean in means.items() if i != weakest}
    level = [CRITERION_NAMES[i] for i, mean in others.items() if mean <= round(means[weakest], 1)]
    if not others:
        return ""
    return f", as low as {listed(level)}" if level else ", lower than anything else"


def _level(answer: RehearsedAnswer, criterion: CriterionId) -> int | None:
    return next((c.level for c in answer.scorecard.criteria if c.id == criterion), None)


def _mean_level(answers: Sequence[RehearsedAnswer], criterion: CriterionId) -> float | None:
    levels = [level for a in answers if (level := _level(a, criterion)) is not None]
    return fmean(levels) if levels else None
