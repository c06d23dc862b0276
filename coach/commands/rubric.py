"""`coach rubric check|show`, and the rubric that a command was asked to score by."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
import yaml

from coach.errors import BankError
from coach.records.yaml_file import read_yaml
from scoring.rubric import HOUSE, NON_NATIVE, Rubric
from scoring.rubric_form import RubricError, parse_rubric, rubric_form

rubric_commands = typer.Typer(help="Rubrics: criteria, weights, ceilings.", no_args_is_help=True)
OWN = {"house": HOUSE, "non-native": NON_NATIVE}


def read_rubric(name: str) -> Rubric:
    """`house`, `non-native`, or a YAML file. Raises BankError with every problem of the file."""
    if name in OWN:
        return OWN[name]
    file = Path(name)
    try:
        if not file.exists():
            raise BankError(f"{name}: no such rubric; there are {', '.join(OWN)}, or the path of a YAML file")
        return parse_rubric(read_yaml(file).value)
    except RubricError as error:
        raise BankError("\n".join(f"{file.name}: {line}" for line in str(error).splitlines())) from error


def written(rubric: Rubric) -> str:
    """The rubric as YAML."""
    return str(yaml.safe_dump(rubric_form(rubric), sort_keys=False, allow_unicode=True))


@rubric_commands.command()
def check(files: Annotated[list[str], typer.Argument(help="Rubric files.")]) -> None:
    """Whether rubrics can be used, with every problem."""
    faults = []
    for file in files:
        try:
            print(f"{file}: {read_rubric(file).name} is in order")
        except BankError as error:
            faults.append(str(error))
    if faults:
        raise BankError("\n".join(faults))


@rubric_commands.command()
def show(rubric: Annotated[str, typer.Argument(help="house, non-native, or a file.")] = "house") -> None:
    """A rubric as YAML, to begin your own with."""
    sys.stdout.write(written(read_rubric(rubric)))
