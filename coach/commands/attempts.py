"""`coach attempts`, `coach report`, `coach replay`, `coach delete`: what lasts of the rehearsals."""

from __future__ import annotations

import json as json_module
import sys
from dataclasses import asdict
from typing import Annotated

import typer

from coach.commands.common import agreed, coach_for_command, tell
from coach.errors import StoreError, UsageError
from coach.events import to_json
from coach.interview.record import rescored
from coach.kept_attempts import delete_attempt, delete_sound, export_attempt, started
from coach.records.exports import FORMATS
from coach.records.removal import is_preview


def attempts(json: Annotated[bool, typer.Option("--json", help="One object a line.")] = False) -> None:
    """List the attempts, newest first."""
    with coach_for_command() as coach:
        found = [(one, is_preview(one, coach.practice.sets)) for one in coach.store.attempts()]
    for one, preview in found:
        if json:
            print(json_module.dumps(asdict(one) | {"preview": preview}))
            continue
        overall = "not finished" if not one.finished else "not assessed" if one.overall is None else str(one.overall)
        told = f"{overall}  preview" if preview else overall
        print(f"{one.attempt_id}  {one.created[:16]}  {one.bank_id}  {one.profile_id}  {told}")
    if not found:
        tell("No attempts yet. Begin one: coach rehearse --bank ai-trainer-core --text")


def report(
    attempt: Annotated[str, typer.Argument(help="Attempt id; see `coach attempts`.")],
    format: Annotated[str, typer.Option(help=" | ".join(FORMATS))] = "text",
) -> None:
    """Print the report of an attempt; a PDF goes to a file: `coach report ID --format pdf > report.pdf`."""
    if format == "pdf" and sys.stdout.isatty():
        raise UsageError("a PDF is no text for a terminal: coach report ID --format pdf > report.pdf")
    if format not in FORMATS:
        raise UsageError(f"--format is {format!r}; expected one of {', '.join(FORMATS)}")
    with coach_for_command() as coach:
        made = export_attempt(coach, attempt, format)
    if format == "pdf":
        sys.stdout.buffer.write(made)
    else:
        print(made.decode().rstrip("\n"))


def delete(
    attempt: Annotated[str, typer.Argument(help="Attempt id; see `coach attempts`.")],
    sound_only: Annotated[bool, typer.Option("--sound-only", help="Only its sound; the words stay.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Delete an attempt for good: what was said, its scores and its sound. Asks first."""
    what, option = (f"the sound of {attempt}", " --sound-only") if sound_only else (f"{attempt} with its sound", "")
    with coach_for_command() as coach:
        started(coach.store.events(attempt), attempt)
        if not yes and not agreed(f"Delete {what}, for good?", f"coach delete {attempt}{option} --yes"):
            tell("Nothing was deleted.")
            raise typer.Exit(1)
        sound = delete_sound(coach, attempt) if sound_only else delete_attempt(coach, attempt)
    if json:
        print(json_module.dumps({"deleted": None if sound_only else attempt, "sound": sound}))
    elif sound_only:
        print(f"Deleted {what}." if sound else f"No sound of {attempt} was kept.")
    else:
        print(f"Deleted {attempt}{' and its sound' if sound else '; no sound was kept'}.")


def replay(attempt: Annotated[str, typer.Argument(help="Attempt id; see `coach attempts`.")]) -> None:
    """Score an attempt again from its log and print the log: the same bytes, or exit 1 and what differs."""
    with coach_for_command() as coach:
        log = coach.store.events(attempt)
        bank = coach.bank(started(log, attempt).bank_id)
        again = list(rescored(bank, log))
    for event in again:
        print(to_json(event))
    differ = [old for old, new in zip(log, again, strict=True) if to_json(old) != to_json(new)]
    if differ:
        names = ", ".join(dict.fromkeys(str(getattr(e, "question_id", e.type)) for e in differ))
        raise StoreError(f"scored otherwise than when it was rehearsed: {names} (another version scored it)")
