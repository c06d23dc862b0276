"""Which questions of the banks a practice set asks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coach.errors import UsageError
from coach.records.practice_sets import MOST_QUESTIONS
from coach.records.question_banks import Bank, BankQuestion
from scoring.question import Kind


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which questions are picked. An empty field asks for nothing; `minutes` is the most that all take together.

    Of `question_ids` each is a question's id, or BANK/ID where more than one bank may have it.
    """

    banks: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    difficulties: tuple[int, ...] = ()
    question_ids: tuple[str, ...] = ()
    minutes: float | None = None


def pick(banks: Mapping[str, Bank], wanted: Wanted) -> tuple[BankQuestion, ...]:
    """In the order of `question_ids`, else of the banks. Raises UsageError where nothing fits or an id is unknown."""
    _known("bank", wanted.banks, banks)
    there = [(b.id, q) for b in banks.values() if not wanted.banks or b.id in wanted.banks for q in b.questions]
    entries = [q for _, q in there]
    _known("skill", [skill.casefold() for skill in wanted.skills], {q.skill.casefold() for q in entries})
    if wanted.question_ids:
        entries = []
        for name in wanted.question_ids:
            entries.append(_named(there, name, entries))
    chosen: list[BankQuestion] = []
    for entry in (q for q in entries if _fits(q, wanted)):
        if wanted.minutes is None or sum(q.minutes for q in chosen) + entry.minutes <= wanted.minutes:
            chosen.append(entry)
    if not chosen:
        raise UsageError("no question fits; ask for fewer things at once, or for more minutes")
    if len(chosen) > MOST_QUESTIONS:
        raise UsageError(
            f"a set takes {MOST_QUESTIONS} questions and {len(chosen)} fit; choose by bank, skill or minutes"
        )
    return tuple(_distinct(chosen))


def _fits(entry: BankQuestion, wanted: Wanted) -> bool:
    skills = {skill.casefold() for skill in wanted.skills}
    return (
        (not skills or entry.skill.casefold() in skills)
        and (not wanted.kinds or entry.question.kind in wanted.kinds)
        and (not wanted.difficulties or entry.difficulty in wanted.difficulties)
    )


def _known(what: str, names: Iterable[str], there: Collection[str]) -> None:
    """Raises UsageError for a name that nothing has."""
    for name in names:
        if name not in there:
            raise UsageError(f"there is no {what} {name!r}; choose among: {', '.join(sorted(there))}")


def _named(there: Iterable[tuple[str, BankQuestion]], name: str, before: Sequence[BankQuestion]) -> BankQuestion:
    """`there`: questions with their banks' ids. `before`: those named so far; an id once more means another bank's."""
    bank, _, question = name.rpartition("/")
    found = [q for b, q in there if q.question.id == question and bank in ("", b)]
    if not found:
        raise UsageError(f"there is no question {name!r}; `coach bank show BANK` lists them")
    left = [q for q in found if all(q is not one for one in before)]
    if not left:
        raise UsageError(f"the question {name!r} is named twice; each is asked once")
    return left[0]


def _distinct(entries: Iterable[BankQuestion]) -> Iterator[BankQuestion]:
    """Questions of two banks may carry one id; within a set each is told apart."""
    seen: set[str] = set()
    for entry in entries:
        name, number = entry.question.id, 2
        while name in seen:
            name, number = f"{entry.question.id}-{number}", number + 1
        seen.add(name)
        yield entry if name == entry.question.id else replace(entry, question=replace(entry.question, id=name))
