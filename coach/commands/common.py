"""What every command needs: settings, one Coach, and messages on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer

from coach.app import Coach
from coach.errors import BankError, UsageError
from coach.settings import read_settings


@contextmanager
def coach_for_command(model: str | None = None, **given: Any) -> Iterator[Coach]:
    """A Coach over the settings; closed afterwards. Raises CoachError."""
    coach = Coach(read_settings(**{k: v for k, v in given.items() if v is not None}), model)
    try:
        yield coach
    finally:
        coach.close()


def tell(message: str) -> None:
    """A message for the person; results alone go to stdout."""
    print(message, file=sys.stderr, flush=True)


def agreed(question: str, without: str) -> bool:
    """Asks before something is deleted. `without`: the command that does not ask. Raises UsageError where nobody is
    there to be asked."""
    if not sys.stdin.isatty():
        raise UsageError(f"nobody is there to be asked: {without}")
    return typer.confirm(question, err=True)


def split_ids(ids: str | None) -> tuple[str, ...] | None:
    return tuple(i.strip() for i in ids.split(",") if i.strip()) if ids else None


def report_bad(problem: str, skip: bool) -> None:
    """A line that cannot be read: told and passed over, or the end of the command."""
    if not skip:
        raise BankError(f"{problem} (--skip-bad passes over bad lines)")
    tell(f"skipped {problem}")
