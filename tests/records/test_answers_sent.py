"""Answers to a practice set on their way to the coach."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from coach.errors import UsageError
from coach.records.practice_sets import (
    read_set,
)
from coach.records.reviews import (
    read_review,
)
from coach.records.set_files import KIND_NAMES, KINDS, FileRefused, SetFile, open_file, seal
from coach.records.submissions import answers_file, read_answers
from tests.records.set_places import Places, rehearsed, reviewed


def test_answers_arrive_whole_with_sound_only_if_agreed(places: Places) -> None:
    kept = places.assigned()
    with_sound, without = places.answered(kept, "a1", b"RIFFsound"), places.answered(kept, "a2")
    heard = places.coach.inbox.take_in(open_file(with_sound.raw, "answers"))
    silent = places.coach.inbox.take_in(open_file(without.raw, "answers"))
    assert (heard.wav(), silent.wav()) == (b"RIFFsound", None)
    assert list(heard.answers.events) == places.store.events("a1")
    assert heard.practice == kept.practice
    assert (heard.answers.candidate, heard.answers.take, silent.answers.take) == ("Nadia K.", 1, 2)
    assert heard.summary.overall == 71
    again = places.coach.inbox.take_in(open_file(with_sound.raw, "answers"))
    listed = {one.id: one for one in places.coach.inbox.all()}
    assert listed.keys() == {heard.id, silent.id} and again.id == heard.id
    assert listed[heard.id].has_audio and listed[heard.id].wav() is None and not listed[silent.id].has_audio
    assert places.coach.inbox.find(heard.id).wav() == heard.wav()


@pytest.mark.parametrize(
    ("sent", "late"),
    [
        ("2026-12-02T04:00:00+00:00", False),
        ("2026-12-02T11:59:59+00:00", False),
        ("2026-12-02T12:00:00+00:00", True),
        ("2026-12-02T01:59:59-10:00", False),
        ("2026-12-03T00:30:00+00:00", True),
    ],
)
def test_answers_are_late_once_the_day_has_ended_everywhere(places: Places, sent: str, late: bool) -> None:
    submission = places.coach.inbox.take_in(places.answered(places.assigned(due="2026-12-01")))
    answers = submission.answers.model_copy(update={"sent": sent})
    assert replace(submission, answers=answers).late is late


@pytest.mark.parametrize("sent", ["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59-12:00", "2026-12-01", "soon"])
def test_answers_sent_at_a_moment_that_cannot_be_are_refused(places: Places, sent: str) -> None:
    file = places.answered(places.assigned())
    forged = seal("answers", "Eve", {**file.body, "sent": sent}, places.candidate.key)
    with pytest.raises(FileRefused, match=r"\(sent: "):
        places.coach.inbox.take_in(forged)


def test_answers_of_nobody_are_refused(places: Places) -> None:
    file = places.answered(places.assigned())
    for name in ("", " \x07"):
        forged = seal("answers", "Eve", {**file.body, "candidate": name}, places.candidate.key)
        with pytest.raises(FileRefused, match=r"\(candidate: "):
            places.coach.inbox.take_in(forged)


def test_answers_to_a_forged_set_are_refused(places: Places) -> None:
    kept = places.assigned()
    easier = {**kept.file.body, "attempts_allowed": 99}
    forged = places.candidate.sets
    other = seal("practice-set", "Mara", {**easier, "assignment_id": "forged"}, places.candidate.key)
    file = places.answered(forged.take_in(other), "a9")
    with pytest.raises(FileRefused, match="not made here, or was altered") as refused:
        places.coach.inbox.take_in(file)
    assert refused.value.why == "not_ours"


def test_what_is_sealed_as_another_kind_than_it_is_is_refused(places: Places) -> None:
    kept = places.assigned()
    answers = places.answered(kept)
    bodies = {"practice-set": kept.file, "answers": answers, "review": reviewed(places.coach, answers)}
    opened: dict[str, Callable[[SetFile], object]] = {
        "practice-set": read_set,
        "answers": lambda file: read_answers(file, places.coach.key),
        "review": read_review,
    }
    for kind in KINDS:
        opened[kind](bodies[kind])
        for other in set(KINDS) - {kind}:
            mixed = open_file(seal(kind, "Mara", bodies[other].body, places.coach.key).raw, kind)
            with pytest.raises(FileRefused, match=rf"This {KIND_NAMES[kind]} has not what belongs in one \(.*Ask Mara"):
                opened[kind](mixed)


def test_only_an_attempt_in_which_something_was_asked_is_sent(places: Places) -> None:
    kept = places.assigned()
    rehearsed(places.store, kept, "a1", asked=False)
    for attempt_id in ("a1", "elsewhere"):
        with pytest.raises(UsageError, match="cannot be sent"):
            answers_file(kept, places.store, attempt_id, "", None, places.candidate.key)
