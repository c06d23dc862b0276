"""`coach bank check|list|show`."""

from __future__ import annotations

import json as json_module
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from coach.commands.common import coach_for_command
from coach.errors import BankError
from coach.records.profiles import load_profile
from coach.records.question_banks import BankQuestion, load_bank
from coach.records.yaml_file import read_yaml
from scoring.wording import counted

bank_commands = typer.Typer(help="Question banks.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="For machines.")]


@bank_commands.command("list")
def list_banks(json: Json = False) -> None:
    """The banks there are."""
    with coach_for_command() as coach:
        for bank in coach.banks().values():
            ids = [q.question.id for q in bank.questions]
            if json:
                print(json_module.dumps({"id": bank.id, "title": bank.title, "role": bank.role, "questions": ids}))
            else:
                print(f"{bank.id}  {bank.title} ({counted(len(ids), 'question')})")


@bank_commands.command("show")
def show_bank(bank: Annotated[str, typer.Argument(help="Bank id.")], json: Json = False) -> None:
    """The questions of a bank."""
    with coach_for_command() as coach:
        found = coach.bank(bank)
    print(f"{found.title}, for {found.role}") if not json else None
    for entry in found.questions:
        print(json_module.dumps(asdict(entry.question)) if json else _readable(entry))


@bank_commands.command("profiles")
def list_profiles(json: Json = False) -> None:
    """The kinds of interview there are, what each resembles, and what is not known of it."""
    with coach_for_command() as coach:
        for profile in coach.profiles().values():
            if json:
                print(profile.model_dump_json())
            else:
                known = [
                    text
                    for text in (profile.resembles, profile.not_known and f"Not known: {profile.not_known}")
                    if text
                ]
                print(f"{profile.id}  {profile.title}\n    " + "\n    ".join((profile.about, *known)))


@bank_commands.command("check")
def check_banks(files: Annotated[list[Path], typer.Argument(help="YAML files.")]) -> None:
    """Check files of banks and profiles; each fault names file, line and field."""
    faults = []
    for path in files:
        try:
            print(f"{path}: {_checked(path)}, no faults")
        except BankError as error:
            faults.append(str(error))
    if faults:
        raise BankError("\n".join(faults))


def _checked(path: Path) -> str:
    """A file with minutes and without questions is a profile."""
    value = read_yaml(path).value
    if isinstance(value, dict) and "minutes" in value and "questions" not in value:
        return f"the profile {load_profile(path).id}"
    return counted(len(load_bank(path).questions), "question")


def _readable(entry: BankQuestion) -> str:
    asked = ", ".join(c.kind for c in entry.question.constraints) or "none"
    return (
        f"\n{entry.question.id}  ({entry.question.kind}, {entry.skill}, difficulty {entry.difficulty})\n"
        f"  {entry.question.text}\n  constraints: {asked}; probes: {len(entry.probes)}"
    )
