"""Progress: against one's own beginning, with honest intervals, in any order of attempts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.records.progress import RehearsedAnswer, Sitting, progress
from scoring.scorecard import Criterion, Delivery
from tests.records.logs import BANK, FIRST, SECOND, card


def sitting(day: int, overall: int | None, question: str = FIRST, structure: int = 2, skill: str = "s") -> Sitting:
    criteria = (Criterion("structure", "Structure", structure, "…"), Criterion("clarity", "Clarity", 3, "…"))
    half = (max(0, (overall or 0) - 6), (overall or 0) + 6) if overall is not None else None
    scored = replace(card(question, overall), criteria=criteria, interval=half)
    answer = RehearsedAnswer(BANK, question, skill, scored, asked=f"{question}?")
    return Sitting(f"a{day}", f"2026-03-{day:02d}T10:00:00+00:00", (answer,))


def test_the_gain_is_the_last_three_against_the_first_three_with_its_uncertainty() -> None:
    found = progress([sitting(day, overall) for day, overall in enumerate((50, 54, 46, 60, 70, 74, 72), 1)]).overall
    assert (found.baseline, found.latest, found.gain) == (50, 72, 22)
    assert found.give_or_take == pytest.approx(7.17, abs=0.01)


def test_equal_scores_are_no_more_certain_than_a_score_is() -> None:
    found = progress([sitting(day, 60) for day in range(1, 7)]).overall
    assert found.gain == 0 and found.give_or_take == pytest.approx(2.776 * 6 / 1.96 * (2 / 3) ** 0.5, abs=0.01)


@pytest.mark.parametrize(("count", "baseline", "gain"), [(0, None, None), (2, None, None), (5, 60, None), (6, 60, 0)])
def test_few_attempts_promise_nothing(count: int, baseline: float | None, gain: float | None) -> None:
    found = progress([sitting(day, 60) for day in range(1, count + 1)])
    assert (len(found.overall.points), found.overall.baseline, found.overall.gain) == (count, baseline, gain)


def test_order_of_attempts_does_not_matter() -> None:
    days = [sitting(day, 40 + day) for day in range(1, 9)]
    assert progress(days) == progress(reversed(days))


def test_what_was_not_assessed_counts_neither_way() -> None:
    found = progress([sitting(1, 60), sitting(2, None), sitting(3, 80)])
    assert [p.value for p in found.overall.points] == [60, 80]


def test_a_skill_has_a_line_from_three_attempts_on() -> None:
    found = progress([*(sitting(day, 60, skill="labels") for day in (1, 2, 3)), sitting(4, 60, skill="trade-offs")])
    assert [t.name for t in found.skills] == ["labels"]
    assert found.waiting == (("trade-offs", 1),)


def test_the_next_drill_is_where_the_weakest_criterion_was_lowest() -> None:
    found = progress([sitting(1, 60, FIRST, 2), sitting(2, 40, SECOND, 0), sitting(3, 60, FIRST, 2)])
    assert found.next is not None
    assert (found.next.criterion, found.next.question_id) == ("structure", SECOND)
    assert "1.3 of 3 over your last 3 answers" in found.next.reason and "3 of them" in found.next.reason


def test_the_drill_names_the_answer_and_says_where_others_are_as_low() -> None:
    found = progress([sitting(1, 60, FIRST, 3), sitting(2, 40, SECOND, 3)]).next
    assert found is not None
    assert (found.attempt_id, found.created, found.asked) == ("a2", "2026-03-02T10:00:00+00:00", f"{SECOND}?")
    assert "as low as Clarity" in found.reason and "lower than anything else" not in found.reason
    lower = progress([sitting(1, 60, FIRST, 1)]).next
    assert lower is not None and lower.reason.endswith("over your last answer, lower than anything else.")


def test_nothing_assessed_has_no_drill() -> None:
    assert progress([sitting(1, None)]).next is None
    assert progress([]).next is None


def spoken(day: int, *pace: float | None, fillers: int = 0, seconds: float = 60.0) -> Sitting:
    answers = [
        replace(answer, scorecard=replace(answer.scorecard, delivery=Delivery(rate), fillers=fillers), seconds=seconds)
        for rate in pace
        for answer in sitting(day, 60).answers
    ]
    return replace(sitting(day, 60), answers=tuple(answers))


def test_how_one_speaks_is_held_against_ones_own_habit() -> None:
    found = progress([spoken(day, pace, pace + 20) for day, pace in enumerate((110, 112, 108, 130, 131, 129), 1)])
    pace = next(t for t in found.manners if t.id == "pace")
    assert (pace.name, pace.baseline, pace.latest, pace.gain) == ("Words a minute", 120, 140, 20)
    assert (pace.points[0].value, pace.points[0].low, pace.points[0].high) == (120, 110, 130)


def test_fillers_are_told_by_the_minute_and_only_of_what_was_spoken() -> None:
    found = progress([spoken(1, 120, fillers=3, seconds=90), spoken(2, None, seconds=0)])
    points = {t.id: [p.value for p in t.points] for t in found.manners}
    assert points["fillers"] == [2] and points["pace"] == [120] and points["pause"] == []
