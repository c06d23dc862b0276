"""A coach's installation and a candidate's, for tests of practice sets."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from coach.events import AnswerScored, AttemptFinished, AttemptStarted, Event
from coach.records.picking import Wanted, pick
from coach.records.practice_sets import (
    KeptSet,
    PracticeSet,
    new_set,
)
from coach.records.question_banks import find_banks
from coach.records.reviews import (
    CoachLevel,
    Comment,
    Findings,
    Practice,
    SecondSpan,
    WordSpan,
    open_practice,
)
from coach.records.set_files import SetFile, open_file
from coach.records.submissions import answers_file
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
