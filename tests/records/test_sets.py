"""Practice sets, the answers to them and their reviews, between two installations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.errors import UsageError
from coach.events import AnswerScored, AttemptFinished, AttemptStarted, Event
from coach.records.practice_sets import (
    KeptSet,
    PracticeSet,
    Wanted,
    attempts_left,
    check_attempt_left,
    closing_early,
    new_set,
    pick,
    read_set,
    takes,
)
from coach.records.profiles import load_profiles
from coach.records.question_banks import Bank, BankQuestion, find_banks
from coach.records.removal import remove_attempt
from coach.records.reviews import (
    CoachLevel,
    Comment,
    Findings,
    Practice,
    SecondSpan,
    WordSpan,
    open_practice,
    read_review,
    waiting,
)
from coach.records.set_files import KIND_NAMES, KINDS, FileRefused, SetFile, open_file, seal
from coach.records.submissions import answers_file, read_answers
from scoring.question import Question
from scoring.report import build_report
from tests.records.fakes import MemoryStore
from tests.records.logs import card, ended, said, spoke

BANKS = find_banks()
NOW = datetime(2026, 11, 25, 18, tzinfo=UTC)


def made(**fields: object) -> PracticeSet:
    questions = pick(BANKS, Wanted(question_ids=("unclear-guidelines", "ground-truth")))
    return new_set("Unclear guidelines", questions, NOW, **{"coach": "Mara", "due": "2026-12-01", **fields})


def rehearsed(store: MemoryStore, kept: KeptSet, attempt_id: str, asked: bool = True) -> None:
    """An attempt at the set: with `asked`, one spoken and scored answer."""
    practice = kept.practice
    first = practice.questions[0].question
    log: list[Event] = [
        AttemptStarted(
            at=0,
            attempt_id=attempt_id,
            bank_id=practice.bank().id,
            question_ids=tuple(q.question.id for q in practice.questions),
            profile_id=practice.profile_id,
            interviewer="scripted",
        )
    ]
    scored = card(first.id, 71)
    if asked:
        log += [spoke("ask", 1, first.id, text=first.text), said("I asked my lead to confirm it.", 4)]
        log += [ended(8, first.id), AnswerScored(at=8, question_id=first.id, scorecard=scored)]
        log += [AttemptFinished(at=9, report=build_report([scored]))]
    store.append(attempt_id, log)


class Places:
    """A coach's installation and a candidate's; files alone go between them."""

    def __init__(self, folder: Path) -> None:
        self.coach = open_practice(folder / "coach")
        self.candidate = open_practice(folder / "candidate")
        self.store = MemoryStore()

    def assigned(self, **fields: object) -> KeptSet:
        """Made by the coach for Nadia, opened by her."""
        base = self.coach.sets.keep(made(**fields))
        sent = self.coach.sets.keep(base.practice.assigned("Nadia K."))
        return self.candidate.sets.take_in(open_file(sent.file.raw, "practice-set"))

    def answered(self, kept: KeptSet, attempt_id: str = "a1", wav: bytes | None = None) -> SetFile:
        rehearsed(self.store, kept, attempt_id)
        file = answers_file(kept, self.store, attempt_id, "", wav, self.candidate.key)
        self.candidate.sent.note(file, delivered=False)
        return file


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path)


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


def findings(question_id: str) -> Findings:
    words = WordSpan(first=0, first_word=1, last=0, last_word=3, quote="asked my lead")
    return Findings(
        remark="Two clean examples.",
        comments=(
            Comment(question_id=question_id, span=words, text="Keep this."),
            Comment(question_id=question_id, span=SecondSpan(start=4.0, end=5.5), text="Slower here."),
        ),
        levels=(CoachLevel(question_id=question_id, criterion="clarity", level=1),),
    )


def reviewed(practice: Practice, file: SetFile) -> SetFile:
    submission = practice.inbox.take_in(file)
    practice.reviews.save(submission, findings(submission.practice.questions[0].question.id))
    return practice.reviews.send(submission)


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
