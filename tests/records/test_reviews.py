"""Reviews on their way back to the candidate."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import UsageError
from coach.records.reviews import (
    open_practice,
    waiting,
)
from coach.records.set_files import FileRefused, open_file
from tests.records.set_places import Places, findings, reviewed


def test_a_review_goes_back_with_both_levels_kept(places: Places) -> None:
    review_file = reviewed(places.coach, places.answered(places.assigned()))
    taken = places.candidate.reviews.take_in(open_file(review_file.raw, "review"), places.candidate.sent)
    seen = places.candidate.reviews.seen("a1")
    assert seen == taken
    (level,) = taken.findings.levels
    assert (level.level, level.machine) == (1, 2)
    assert taken.findings.comments == findings("unclear-guidelines").comments
    assert (taken.coach, taken.findings.remark) == ("Mara", "Two clean examples.")


def test_a_review_of_other_answers_is_refused(places: Places, tmp_path: Path) -> None:
    review_file = reviewed(places.coach, places.answered(places.assigned()))
    elsewhere = open_practice(tmp_path / "elsewhere")
    with pytest.raises(FileRefused, match="not sent from here"):
        elsewhere.reviews.take_in(review_file, elsewhere.sent)


def test_the_newest_review_of_a_take_stays_in_whatever_order_they_are_opened(places: Places) -> None:
    answers = places.answered(places.assigned())
    first, second = reviewed(places.coach, answers), reviewed(places.coach, answers)
    candidate = places.candidate
    newest = candidate.reviews.take_in(second, candidate.sent)
    with pytest.raises(FileRefused, match="A newer review of this take is here already, sent 2") as refused:
        candidate.reviews.take_in(first, candidate.sent)
    assert refused.value.why == "older"
    assert candidate.reviews.seen("a1") == candidate.reviews.take_in(second, candidate.sent) == newest


def test_a_review_that_was_changed_since_it_was_sent_says_so_until_it_is_sent_again(places: Places) -> None:
    reviews, answers = places.coach.reviews, places.answered(places.assigned())
    reviewed(places.coach, answers)
    submission = places.coach.inbox.take_in(answers)
    states = [reviews.state(submission.id)]
    reviews.save(submission, findings("unclear-guidelines").model_copy(update={"remark": "Another word."}))
    states.append(reviews.state(submission.id))
    reviews.send(submission)
    states.append(reviews.state(submission.id))
    assert [state.changed for state in states] == [False, True, False]


def test_what_waits_longest_comes_first_and_what_went_back_last(places: Places) -> None:
    kept = places.assigned()
    first = places.coach.inbox.take_in(places.answered(kept, "a1"))
    second = places.coach.inbox.take_in(places.answered(kept, "a2"))
    places.coach.reviews.save(first, findings("ground-truth"))
    assert [one.id for one, _ in waiting(places.coach)] == [first.id, second.id]
    places.coach.reviews.send(first)
    assert [(one.id, bool(state.sent)) for one, state in waiting(places.coach)] == [
        (second.id, False),
        (first.id, True),
    ]


def test_a_review_that_says_nothing_or_of_no_question_is_refused(places: Places) -> None:
    submission = places.coach.inbox.take_in(places.answered(places.assigned()))
    with pytest.raises(UsageError, match="says nothing yet"):
        places.coach.reviews.send(submission)
    with pytest.raises(UsageError, match="no question 'elsewhere'"):
        places.coach.reviews.save(submission, findings("elsewhere"))
