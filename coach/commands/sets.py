"""`coach set new|check|show|assign`: practice sets for a handful of people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, get_args

import typer

from coach.app import Coach
from coach.commands.common import coach_for_command, split_ids, tell
from coach.errors import BankError, StoreError, UsageError
from coach.records.picking import Wanted, pick
from coach.records.practice_sets import (
    ATTEMPTS_ALLOWED,
    FieldRefused,
    KeptSet,
    PracticeSet,
    closing_early,
    new_set,
    read_set,
)
from coach.records.profiles import known_profile
from coach.records.reviews import read_review
from coach.records.set_files import (
    KIND_NAMES,
    FileRefused,
    SetFile,
    file_name,
    open_file,
    read_file,
    remove_file,
    write_file,
)
from coach.records.submissions import read_answers
from coach.records.written import one_line
from scoring.question import Kind
from scoring.wording import counted

set_commands = typer.Typer(help="Practice sets: questions, attempts and a day, for a candidate.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="For machines.")]
Out = Annotated[Path, typer.Option(help="Folder that the files are written to.")]


_OPTIONS = {"attempts_allowed": "--attempts", "candidate": "--to", "profile_id": "--profile"} | {
    name: f"--{name}" for name in ("coach", "due", "note")
}
"""How a field of a set is given; its title is the argument."""


@contextmanager
def _as_typed() -> Iterator[None]:
    """A refused field goes by the option that it was typed with."""
    try:
        yield
    except FieldRefused as refused:
        raise UsageError(f"{_OPTIONS.get(refused.field, refused.field.upper())}: {refused.why}") from None


@set_commands.command("new")
def new(  # noqa: PLR0913
    title: Annotated[str, typer.Argument(help="What the candidate reads first.")],
    bank: Annotated[str | None, typer.Option(help="Bank ids, comma-separated.")] = None,
    skill: Annotated[list[str] | None, typer.Option(help="Only of this skill; may be given again.")] = None,
    kind: Annotated[str | None, typer.Option(help=" | ".join(get_args(Kind)))] = None,
    difficulty: Annotated[str | None, typer.Option(help="1, 2, 3, comma-separated.")] = None,
    minutes: Annotated[float | None, typer.Option(help="The most that all questions take together.")] = None,
    questions: Annotated[str | None, typer.Option(help="Ids of questions (or BANK/ID), in this order.")] = None,
    profile: Annotated[str, typer.Option(help="Kind of interview.")] = "",
    attempts: Annotated[int, typer.Option(help="Attempts allowed.")] = ATTEMPTS_ALLOWED,
    due: Annotated[str, typer.Option(help="Day, YYYY-MM-DD.")] = "",
    note: Annotated[str, typer.Option(help="A word to the candidate.")] = "",
    coach_name: Annotated[str, typer.Option("--coach", help="Your name, as candidates see it.")] = "",
    to: Annotated[list[str] | None, typer.Option(help="A candidate; may be given again.")] = None,
    out: Out = Path(),
) -> None:
    """Make a set; writes one file, or one for each candidate."""
    wanted = Wanted(
        banks=split_ids(bank) or (),
        skills=tuple(skill or ()),
        kinds=_kinds(kind),
        difficulties=_difficulties(difficulty),
        question_ids=split_ids(questions) or (),
        minutes=minutes,
    )
    with coach_for_command() as coach, _as_typed():
        practice = new_set(
            title,
            pick(coach.banks(), wanted),
            profile_id=coach.profile(profile).id,
            attempts_allowed=attempts,
            due=due,
            note=note,
            coach=coach_name,
        )
        assigned = [practice.assigned(name) for name in _distinct(to or ())]
        short = closing_early(practice, coach.profile(profile))
        for path in _made(coach, (practice, *assigned), out):
            print(path)
    tell(f"set {practice.id}: {counted(len(practice.questions), 'question')}, about {practice.minutes:g} minutes")
    if short:
        tell(short)


@set_commands.command("assign")
def assign(
    practice_set: Annotated[str, typer.Argument(metavar="SET", help="Set id; see `coach set show`.")],
    to: Annotated[list[str], typer.Option(help="A candidate; may be given again.")],
    out: Out = Path(),
) -> None:
    """Write a file of a set for each candidate."""
    with coach_for_command() as coach, _as_typed():
        kept = coach.practice.sets.find(practice_set)
        if not kept.ours or kept.practice.assignment_id:
            raise UsageError("only a set that was made here can be assigned; see `coach set show`")
        there = [one.practice for one in coach.practice.sets.all()]
        have = {one.candidate for one in there if one.set_id == kept.practice.set_id}
        assigned = [kept.practice.assigned(name) for name in _distinct(to)]
        for path, one in zip(_made(coach, assigned, out), assigned, strict=True):
            print(path)
            if one.candidate in have:
                tell(f"{one.candidate} had this set already; for another person, say it with a last name")


@set_commands.command("check")
def check(files: Annotated[list[Path], typer.Argument(help="Files of sets, answers or reviews.")]) -> None:
    """Say of each file what it is and whether it is as it was sent; exit 1 where one is refused."""
    faults = []
    with coach_for_command() as coach:
        for path in files:
            try:
                with of_file(path):
                    print(f"{path}: {_told(coach, open_file(read_file(path)))}")
            except (BankError, UsageError) as refused:
                faults.append(str(refused))
    if faults:
        raise BankError("\n".join(faults))


@set_commands.command("show")
def show(
    practice_set: Annotated[str, typer.Argument(metavar="[SET]", help="Set id, or a file.")] = "",
    json: Json = False,
) -> None:
    """A set as the candidate reads it; without a name, the sets there are."""
    with coach_for_command() as coach:
        path = Path(practice_set)
        if not practice_set:
            shown = [kept.practice for kept in coach.practice.sets.all()]
        elif path.is_file():
            with of_file(path):
                shown = [read_set(open_file(read_file(path), "practice-set"))]
        else:
            shown = [coach.practice.sets.find(practice_set).practice]
        titles = {p.profile_id: known_profile(coach.profiles(), p.profile_id) for p in shown}
    for one in shown:
        if json:
            print(one.model_dump_json())
        else:
            profile = titles[one.profile_id]
            print(_readable(one, profile.title if profile else one.profile_id) if practice_set else _line(one))
    if not shown:
        tell("No practice sets yet. Make one: coach set new 'Unclear guidelines' --minutes 10")


def _distinct(names: Iterable[str]) -> list[str]:
    """Raises UsageError where two would go by one name."""
    found = [one_line(name) for name in names]
    for name in found:
        if found.count(name) > 1:
            raise UsageError(f"--to: {name!r} is named twice; give two people of one name a last name each")
    return found


def _made(coach: Coach, sets: Sequence[PracticeSet], out: Path) -> list[Path]:
    """Keeps the sets and writes the files of those that are assigned, of the one set where none is: all or none."""
    kept: list[KeptSet] = []
    written: list[Path] = []
    try:
        for one in sets:
            kept.append(coach.practice.sets.keep(one))
        for given in [one for one in kept if one.practice.assignment_id] or kept:
            written.append(_written(given, out))
    except BaseException:
        for path in written:
            with suppress(StoreError):
                remove_file(path)
        for given in kept:
            with suppress(StoreError):
                coach.practice.sets.remove(given.practice.id)
        raise
    return written


def _written(kept: KeptSet, out: Path) -> Path:
    path = out / file_name(kept.practice.title, kept.practice.candidate)
    number = 2
    while path.exists():
        path, number = out / file_name(kept.practice.title, kept.practice.candidate, str(number)), number + 1
    write_file(path, kept.file.raw)
    return path


@contextmanager
def of_file(path: Path) -> Iterator[None]:
    """Raises UsageError, BankError; each names the file that is refused or cannot be read."""
    try:
        yield
    except OSError as wrong:
        raise UsageError(f"{path}: {wrong.strerror}") from None
    except FileRefused as refused:
        raise BankError(f"{path}: {refused}") from None


def _told(coach: Coach, file: SetFile) -> str:
    whose = "written here" if file.signed_with(coach.practice.key) else f"from {one_line(file.sender) or 'elsewhere'}"
    match file.kind:
        case "practice-set":
            practice = read_set(file)
            what = f" “{practice.title}”, {counted(len(practice.questions), 'question')}"
        case "answers":
            read_answers(file, coach.practice.key)
            what = ""
        case "review":
            read_review(file)
            what = ""
    return f"{KIND_NAMES[file.kind]}{what}, {whose}, unaltered"


def _kinds(text: str | None) -> tuple[Kind, ...]:
    known: tuple[Kind, ...] = get_args(Kind)
    for name in split_ids(text) or ():
        if name not in known:
            raise UsageError(f"--kind is {name!r}; expected one of {', '.join(known)}")
    return tuple(kind for kind in known if kind in (split_ids(text) or ()))


def _difficulties(text: str | None) -> tuple[int, ...]:
    wanted = split_ids(text) or ()
    if not set(wanted) <= {"1", "2", "3"}:
        raise UsageError(f"--difficulty is {text!r}; expected 1, 2 or 3, comma-separated")
    return tuple(map(int, wanted))


def _line(practice: PracticeSet) -> str:
    whom = f"  for {practice.candidate}" if practice.candidate else ""
    due = f"  due {practice.due}" if practice.due else ""
    return f"{practice.id}  {practice.title} ({counted(len(practice.questions), 'question')}){whom}{due}"


def _readable(practice: PracticeSet, profile: str) -> str:
    """`profile`: its title."""
    whom = f" for {practice.candidate}" if practice.candidate else ""
    lines = [practice.title, f"from {practice.coach or 'your coach'}{whom}"]
    lines += [f"due {practice.due}"] if practice.due else []
    lines += [f"{counted(practice.attempts_allowed, 'attempt')}, {profile}, about {practice.minutes:g} minutes"]
    lines += ["", practice.note] if practice.note else []
    lines += [f"\n{number}. {q.question.text}" for number, q in enumerate(practice.questions, 1)]
    return "\n".join(lines)
