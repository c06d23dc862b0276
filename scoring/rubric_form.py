"""A rubric as it is written down: weights, ceilings and bounds by name → Rubric, or every problem at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf
from typing import Any

from scoring.rubric import CEILINGS, CRITERION_NAMES, HOUSE, RateBand, Rubric
from scoring.scorecard import CriterionId

MOST_DELIVERY = 0.10
"""The manner of speaking may weigh a tenth at most: content first."""
_FIELDS = ("name", "weights", "ceilings", "pace", "fillers")
_KINDS = ("story", "plan")


class RubricError(ValueError):
    """What is wrong with a rubric, one problem a line."""


def parse_rubric(form: Any) -> Rubric:
    """Raises RubricError. What a form leaves out is as in the house rubric; weights of a kind are given all or none."""
    if not isinstance(form, Mapping):
        raise RubricError(f"a rubric is a mapping of {', '.join(_FIELDS)}")
    problems = list(_problems(form))
    if problems:
        raise RubricError("\n".join(problems))
    weights, pace, fillers = form.get("weights", {}), form.get("pace", {}), form.get("fillers", {})
    band = HOUSE.rate_band
    return Rubric(
        str(form.get("name", "unnamed")),
        _weights(weights.get("story"), HOUSE.story_weights),
        _weights(weights.get("plan"), HOUSE.plan_weights),
        {name: int(form.get("ceilings", {}).get(name, limit)) for name, limit in CEILINGS.items()},
        RateBand(pace.get("low", band.low), pace.get("high", band.high), str(pace.get("source", band.source))),
        fillers.get("free", HOUSE.fillers_free),
        fillers.get("harmful", HOUSE.fillers_harmful),
    )


def rubric_form(rubric: Rubric) -> dict[str, Any]:
    """The written form, inverse of `parse_rubric`."""
    band = rubric.rate_band
    return {
        "name": rubric.name,
        "weights": {"story": dict(rubric.story_weights), "plan": dict(rubric.plan_weights)},
        "ceilings": dict(rubric.ceilings),
        "pace": {"low": band.low, "high": band.high, "source": band.source},
        "fillers": {"free": rubric.fillers_free, "harmful": rubric.fillers_harmful},
    }


def _weights(given: Any, house: Mapping[CriterionId, float]) -> dict[CriterionId, float]:
    return {c: float(given[c]) for c in CRITERION_NAMES} if given else dict(house)


def _problems(form: Mapping[str, Any]) -> Iterator[str]:
    for name in form:
        if name not in _FIELDS:
            yield f"{name}: not known; a rubric has {', '.join(_FIELDS)}"
    if "name" in form and not _is_text(form["name"]):
        yield f"name: {form['name']!r} is no name; write what scorecards are to call it"
    parts = {name: form.get(name, {}) for name in _FIELDS[1:]}
    for name, part in parts.items():
        if not isinstance(part, Mapping):
            yield f"{name}: expected a mapping"
    sound = {name: part for name, part in parts.items() if isinstance(part, Mapping)}
    for kind, given in sound.get("weights", {}).items():
        yield from _weight_problems(str(kind), given)
    for name, limit in sound.get("ceilings", {}).items():
        if name not in CEILINGS:
            yield f"ceilings.{name}: not known; expected one of {', '.join(CEILINGS)}"
        elif type(limit) is not int or not 0 <= limit <= 100:
            yield f"ceilings.{name}: {limit!r} is no whole number from 0 to 100"
    yield from _bound_problems(
        "pace", sound.get("pace", {}), "low", "high", (HOUSE.rate_band.low, HOUSE.rate_band.high)
    )
    bounds = (HOUSE.fillers_free, HOUSE.fillers_harmful)
    yield from _bound_problems("fillers", sound.get("fillers", {}), "free", "harmful", bounds)


def _weight_problems(kind: str, given: Any) -> Iterator[str]:
    if kind not in _KINDS:
        yield f"weights.{kind}: not known; expected {' or '.join(_KINDS)}"
    elif not isinstance(given, Mapping) or set(given) != set(CRITERION_NAMES):
        yield f"weights.{kind}: needs exactly {', '.join(CRITERION_NAMES)}"
    elif any(not _is_number(w) or w < 0 for w in given.values()):
        yield f"weights.{kind}: every weight is a number from 0 on"
    else:
        if abs(sum(given.values()) - 1) > 0.001:
            yield f"weights.{kind}: the weights sum to {sum(given.values()):.3f}, not to 1"
        if given["delivery"] > MOST_DELIVERY + 1e-9:
            yield f"weights.{kind}: delivery weighs {given['delivery']:g}; {MOST_DELIVERY:g} at most"


def _bound_problems(
    name: str, part: Mapping[str, Any], low: str, high: str, house: tuple[float, float]
) -> Iterator[str]:
    known = (low, high, "source") if name == "pace" else (low, high)
    for field in part:
        if field not in known:
            yield f"{name}.{field}: not known; expected one of {', '.join(known)}"
    if "source" in known and not _is_text(part.get("source", "house")):
        yield f"{name}.source: {part['source']!r} is no text; write where the bounds come from"
    first, second = part.get(low, house[0]), part.get(high, house[1])
    if not _is_number(first) or not _is_number(second) or not 0 <= first < second:
        yield f"{name}: {low} and {high} are numbers from 0 on, {low} below {high}"


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -inf < value < inf
