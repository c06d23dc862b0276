"""Practice sets, the answers to them and their reviews, between two installations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from coach.errors import UsageError
from coach.records.picking import Wanted, pick
from coach.records.practice_sets import (
    attempts_left,
    check_attempt_left,
    closing_early,
    new_set,
    takes,
)
from coach.records.profiles import load_profiles
from coach.records.question_banks import Bank, BankQuestion
from coach.records.removal import remove_attempt
from coach.records.set_files import open_file
from scoring.question import Question
from tests.records.set_places import BANKS, NOW, Places, made, rehearsed


def ids(questions: Sequence[BankQuestion]) -> list[str]:
    return [q.question.id for q in questions]


def test_questions_are_picked_by_skill_kind_difficulty_and_minutes() -> None:
    everything = [q for bank in BANKS.values() for q in bank.questions]
    kinds = pick(BANKS, Wanted(kinds=("technical",)))
    assert ids(kinds) == ids([q for q in everything if q.question.kind == "technical"])
    skill = everything[2].skill
    assert {q.skill for q in pick(BANKS, Wanted(skills=(skill.upper(),)))} == {skill}
    assert {q.difficulty for q in pick(BANKS, Wanted(difficulties=(2,)))} == {2}
    assert 0 < sum(q.minutes for q in pick(BANKS, Wanted(minutes=6))) <= 6
    assert ids(pick(BANKS, Wanted(question_ids=("unclear-guidelines", "ground-truth")))) == [
        "unclear-guidelines",
        "ground-truth",
    ]


def test_what_cannot_be_picked_is_said() -> None:
    with pytest.raises(UsageError, match="no question fits"):
        pick(BANKS, Wanted(minutes=0.1))
    with pytest.raises(UsageError, match="no skill 'juggling'; choose among: collaboration"):
        pick(BANKS, Wanted(skills=("Juggling",)))
    with pytest.raises(UsageError, match="no bank 'nothing'; choose among: ai-trainer-core"):
        pick(BANKS, Wanted(banks=("nothing",)))
    with pytest.raises(UsageError, match="a set takes 50 questions and 56 fit; choose by bank"):
        pick(BANKS, Wanted())
    with pytest.raises(UsageError, match="no question 'nothing'"):
        pick(BANKS, Wanted(question_ids=("nothing",)))


def test_questions_of_two_banks_with_one_id_stay_apart() -> None:
    one = BankQuestion(Question("q", "One?", "technical"))
    two = BankQuestion(Question("q", "Two?", "technical"))
    found = pick({"a": Bank("a", "A", "x", (one,)), "b": Bank("b", "B", "x", (two,))}, Wanted())
    assert [(q.question.id, q.question.text) for q in found] == [("q", "One?"), ("q-2", "Two?")]
    assert (
        pick({"a": Bank("a", "A", "x", (one,)), "b": Bank("b", "B", "x", (two,))}, Wanted(question_ids=("q", "q")))
        == found
    )
    banks = {"a": Bank("a", "A", "x", (one,)), "b": Bank("b", "B", "x", (two,))}
    assert [q.question.text for q in pick(banks, Wanted(question_ids=("b/q",)))] == ["Two?"]
    assert [q.question.text for q in pick(banks, Wanted(question_ids=("b/q", "q")))] == ["Two?", "One?"]
    with pytest.raises(UsageError, match="no question 'c/q'"):
        pick(banks, Wanted(question_ids=("c/q",)))
    with pytest.raises(UsageError, match="the question 'b/q' is named twice"):
        pick(banks, Wanted(question_ids=("b/q", "b/q")))
    with pytest.raises(UsageError, match="the question 'q' is named twice; each is asked once"):
        pick({"a": Bank("a", "A", "x", (one,))}, Wanted(question_ids=("q", "q")))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"due": "tomorrow"}, "due: expected a day such as 2026-12-01, not 'tomorrow'"),
        ({"due": "2026-11-23"}, "due: 2026-11-23 has gone by"),
        ({"attempts_allowed": 0}, "attempts allowed: give at least 1"),
    ],
)
def test_a_wrong_field_is_named(fields: dict[str, object], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        made(**fields)


def test_nothing_in_a_set_drives_a_terminal() -> None:
    said = made(coach="Ma\x1b[2Jra\x9b31m", note="One.\r\n\tTwo.\x07").assigned("Eve\nTwo")
    assert (said.coach, said.candidate, said.note) == ("Ma [2Jra 31m", "Eve Two", "One.\n\tTwo.")
    with pytest.raises(UsageError, match="title"):
        new_set("\x1b\x07", made().questions, NOW)


def test_a_set_may_be_due_today_also_where_the_day_begins_later_than_in_greenwich() -> None:
    questions = made().questions
    noon = NOW.replace(hour=12)
    assert new_set("T", questions, noon - timedelta(seconds=1), due="2026-11-24").due == "2026-11-24"
    with pytest.raises(UsageError, match="2026-11-24 has gone by"):
        new_set("T", questions, noon, due="2026-11-24")


def test_a_kind_of_interview_that_ends_before_the_questions_do_is_told() -> None:
    practice = made()
    profile = load_profiles()["adaptive"]
    assert closing_early(practice, profile) == ""
    told = closing_early(practice, profile.model_copy(update={"minutes": practice.minutes - 1}))
    assert told.startswith(f"{profile.title} ends after {practice.minutes - 1:g} minutes")


def test_a_set_arrives_as_it_was_made_with_its_questions_frozen(places: Places) -> None:
    kept = places.assigned(note="Take your time.")
    base = places.coach.sets.all()[-1].practice
    assert kept.practice.questions == base.questions == made().questions
    assert (kept.practice.candidate, kept.practice.attempts_allowed, kept.ours) == ("Nadia K.", 3, False)
    bank = places.candidate.sets.banks()[f"set:{kept.practice.id}"]
    assert bank.questions == base.questions
    assert {k.ours for k in places.coach.sets.all()} == {True}


def test_each_candidate_has_attempts_of_their_own(places: Places) -> None:
    base = made()
    nadia, jonas = base.assigned("Nadia"), base.assigned("Jonas")
    assert len({base.id, nadia.id, jonas.id}) == 3
    for nobody in (" ", "\x07\n"):
        with pytest.raises(UsageError, match="candidate's name"):
            base.assigned(nobody)


def test_attempts_are_counted_once_a_question_was_asked(places: Places) -> None:
    kept = places.assigned()
    for name, asked in (("a1", True), ("a2", False), ("a3", True)):
        rehearsed(places.store, kept, name, asked)
    found = takes(places.store, kept.practice.id)
    assert [(t.summary.attempt_id, t.number) for t in found] == [("a1", 1), ("a2", 0), ("a3", 2)]
    assert attempts_left(kept.practice, found) == 1
    check_attempt_left(kept, places.store)
    rehearsed(places.store, kept, "a4")
    with pytest.raises(UsageError, match=r"All 3 attempts at “Unclear guidelines” are used\. Send Mara the one"):
        check_attempt_left(kept, places.store)


def test_a_coach_previews_without_a_limit(places: Places) -> None:
    base = places.coach.sets.keep(made(attempts_allowed=1))
    rehearsed(places.store, base, "p1")
    check_attempt_left(base, places.store)


def test_only_what_counts_nothing_can_be_deleted(places: Places, tmp_path: Path) -> None:
    base, kept = places.coach.sets.keep(made()), places.assigned()
    for one, name, asked in ((base, "preview", True), (kept, "counts", True), (kept, "unasked", False)):
        rehearsed(places.store, one, name, asked)
    for name in ("preview", "unasked"):
        remove_attempt(places.store, tmp_path, name, places.coach)
    with pytest.raises(UsageError, match="one of those that your practice set allows"):
        remove_attempt(places.store, tmp_path, "counts", places.coach)
    assert [a.attempt_id for a in places.store.attempts()] == ["counts"]


def test_a_preview_is_its_makers_alone(places: Places, tmp_path: Path) -> None:
    file = places.coach.sets.keep(made()).file
    theirs = places.candidate.sets.take_in(open_file(file.raw))
    rehearsed(places.store, theirs, "a1")
    with pytest.raises(UsageError, match="practice set allows"):
        remove_attempt(places.store, tmp_path, "a1", places.candidate)
