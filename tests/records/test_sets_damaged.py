"""What was damaged on the disk, or put there by somebody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import UsageError
from coach.records.reviews import (
    waiting,
)
from coach.records.set_files import FileRefused, seal
from tests.records.set_places import Places, reviewed


def test_a_set_damaged_on_the_disk_is_left_out_and_named(places: Places, tmp_path: Path) -> None:
    kept = places.assigned()
    path = tmp_path / "candidate" / "practice" / "sets" / f"{kept.practice.id}.coach"
    path.write_bytes(path.read_bytes()[:-40])
    assert places.candidate.sets.all() == []
    with pytest.raises(FileRefused, match="kept here was damaged on the disk"):
        places.candidate.sets.find(kept.practice.id)
    assert places.candidate.sets.take_in(kept.file).practice == kept.practice, "its file makes it whole again"
    assert places.candidate.sets.find(kept.practice.id).practice == kept.practice


def test_answers_damaged_on_the_disk_are_taken_in_again(places: Places, tmp_path: Path) -> None:
    file = places.answered(places.assigned())
    found = places.coach.inbox.take_in(file)
    path = tmp_path / "coach" / "practice" / "inbox" / f"{found.id}.coach"
    path.write_bytes(path.read_bytes()[:-40])
    assert places.coach.inbox.take_in(file).id == found.id
    assert [one.id for one in places.coach.inbox.all()] == [found.id]
    other = seal("answers", "Eve", {**file.body, "candidate": "Eve"}, places.candidate.key)
    with pytest.raises(FileRefused, match="Other answers with this id are here already"):
        places.coach.inbox.take_in(other)


def test_what_somebody_else_put_among_sets_and_answers_is_left_out(places: Places, tmp_path: Path) -> None:
    submission = places.coach.inbox.take_in(places.answered(places.assigned()))
    for folder in ("sets", "inbox"):
        (tmp_path / "coach" / "practice" / folder / "Copy of a set (2).coach").write_text("{}", "utf-8")
        (tmp_path / "coach" / "practice" / folder / "older.coach").mkdir()
    assert len(places.coach.sets.all()) == 2
    assert [one.id for one, _ in waiting(places.coach)] == [submission.id]


def test_a_review_damaged_on_the_disk_hides_no_answers(places: Places, tmp_path: Path) -> None:
    answers = places.answered(places.assigned())
    reviewed(places.coach, answers)
    submission = places.coach.inbox.take_in(answers)
    whole = places.coach.reviews.state(submission.id)
    folder = tmp_path / "coach" / "practice" / "reviews"
    draft, sent = folder / "drafts" / f"{submission.id}.json", folder / "sent" / f"{submission.id}.coach"
    draft.write_bytes(draft.read_bytes()[:-9])
    assert [state for _, state in waiting(places.coach)] == [whole]
    places.coach.reviews.save(submission, whole.findings)
    sent.write_bytes(sent.read_bytes()[:-9])
    assert [(state.findings, state.sent) for _, state in waiting(places.coach)] == [(whole.findings, "")]


@pytest.mark.parametrize("name", ["", "../signing", "a/b", "a" * 90])
def test_an_id_names_no_other_file(places: Places, name: str) -> None:
    with pytest.raises(UsageError):
        places.coach.sets.find(name)
    with pytest.raises(UsageError):
        places.coach.inbox.find(name)
    with pytest.raises(UsageError):
        places.coach.reviews.seen(name)
