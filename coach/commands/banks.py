"""`coach bank check|list|show`."""

from __future__ import annotations

import json as json_module
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from coach.commands.common import coach_for_command
from coach.errors import BankError
from coach.records.question_banks import BankQuestion, load_bank

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
                print(f"{bank.id}  {bank.title} ({len(ids)} questions)")


@bank_commands.command("show")
def show_bank(bank: Annotated[str, typer.Argument(help="Bank id.")], json: Json = False) -> None:
    """The questions of a bank."""
    with coach_for_command() as coach:
        found = coach.bank(bank)
    print(f"{found.title}, for {found.role}") if not json else None
    for entry in found.questions:
        print(json_module.dumps(asdict(entry.question)) if json else _readable(entry))


@bank_commands.command("check")
def check_banks(files: Annotated[list[Path], typer.Argument(help="YAML files.")]) -> None:
    """Check bank files; each fault names file, line and field."""
    faults = []
    for path in files:
        try:
            bank = load_bank(path)
            print(f"{path}: {len(bank.questions)} questions, no faults")
        except BankError as error:
            faults.append(str(error))
    if faults:
        raise BankError("\n".join(faults))


def _readable(entry: BankQuestion) -> str:
    asked = ", ".join(c.kind for c in entry.question.constraints) or "none"
    return (
        f"\n{entry.question.id}  ({entry.question.kind}, {entry.skill}, difficulty {entry.difficulty})\n"
        f"  {entry.question.text}\n  constraints: {asked}; probes: {len(entry.probes)}"
    )
