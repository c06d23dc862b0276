"""Scores in a log that somebody sent: made anew from its words, altered ones are told."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import pytest

from coach.events import AnswerScored, AttemptFinished, Event, FinalTranscript, from_json, to_json
from coach.interview.checking import check_scores
from scoring.score import SCORER_VERSION
from scoring.scorecard import Scorecard
from tests.interview.stage import BANK, LONG, play
from tests.interview.test_judge import _added, _corrected, _Judge

LOG = play(
    [{"say": LONG}, {"silence": 6}, {"say": LONG}, {"silence": 6}], questions=("beta", "alpha"), follow_ups_total=0
)


def sent(log: Sequence[Event]) -> list[Event]:
    """As it comes out of a file."""
    return [from_json(to_json(event)) for event in log]


def carded(log: Sequence[Event], **fields: object) -> list[Event]:
    """The first scorecard with other fields."""
    first = next(e for e in log if isinstance(e, AnswerScored))
    other = first.model_copy(update={"scorecard": replace(first.scorecard, **fields)})  # type: ignore[arg-type]
    return [other if e is first else e for e in log]


def first_card(log: Sequence[Event]) -> Scorecard:
    return next(e.scorecard for e in log if isinstance(e, AnswerScored))


def test_scores_as_they_were_made_are_the_same_also_judged_and_after_corrections() -> None:
    one = play([{"say": LONG}, {"silence": 6}], questions=("alpha",), follow_ups_total=0)
    for log in (LOG, one, _corrected(one), [*one, *_added(_Judge(), one)], LOG[: len(LOG) // 2]):
        checked = check_scores(BANK, sent(log))
        assert (checked.state, checked.told) == ("same", "")


def altered() -> list[tuple[str, list[Event]]]:
    card = first_card(LOG)
    assert card.overall is not None
    finished = next(e for e in LOG if isinstance(e, AttemptFinished))
    better = finished.model_copy(update={"report": replace(finished.report, overall=97)})
    foreign = AnswerScored(
        at=finished.at, question_id="gamma", scorecard=replace(card, question_id="gamma", overall=99)
    )
    spoken = next(e for e in LOG if isinstance(e, FinalTranscript))
    fewer = spoken.model_copy(update={"text": "Yes.", "words": spoken.words[:1]})
    return [
        ("overall", carded(LOG, overall=card.overall + 1)),
        ("level", carded(LOG, criteria=tuple(replace(c, level=3) for c in card.criteria))),
        ("counts", carded(LOG, data_points=card.data_points + 3)),
        ("report", [better if e is finished else e for e in LOG]),
        ("foreign", [*LOG[:-1], foreign, LOG[-1]]),
        ("words", [fewer if e is spoken else e for e in LOG]),
    ]


@pytest.mark.parametrize("log", [log for _, log in altered()], ids=[name for name, _ in altered()])
def test_altered_scores_are_told_with_what_they_come_to_here(log: list[Event]) -> None:
    checked = check_scores(BANK, sent(log))
    assert checked.state == "altered" and "they were altered" in checked.told
    assert f"{checked.overall} of 100" in checked.told or checked.overall is None


def test_scores_of_another_version_of_the_scorer_are_told_as_such() -> None:
    checked = check_scores(BANK, carded(LOG, scorer_version="7", overall=99))
    honest = next(e.report.overall for e in LOG if isinstance(e, AttemptFinished))
    assert (checked.state, checked.overall) == ("other_version", honest)
    assert f"version 7 of the scorer, and this coach has {SCORER_VERSION}" in checked.told


def test_a_log_that_would_take_hours_to_score_is_not_scored() -> None:
    spoken = next(e for e in LOG if isinstance(e, FinalTranscript))
    huge = spoken.model_copy(update={"text": "I measured it. " * 200_000})
    began = time.monotonic()
    checked = check_scores(BANK, [huge if e is spoken else e for e in LOG])
    assert checked.state == "unchecked" and "could not be checked" in checked.told
    assert time.monotonic() - began < 20


def test_events_in_an_order_that_cannot_be_are_checked_without_a_fault() -> None:
    for log in (list(reversed(LOG)), [e for e in LOG if isinstance(e, AnswerScored)], [*LOG, *LOG]):
        assert check_scores(BANK, log).state in ("same", "altered", "unchecked")
