"""The `coach` command. Results on stdout, everything else on stderr; exit 0 done, 1 failed, 2 wrong usage."""

from __future__ import annotations

import errno
import logging
import os
import sys

import typer

from coach.app import coach_version
from coach.commands.attempts import attempts, delete, replay, report
from coach.commands.banks import bank_commands
from coach.commands.calibrate import calibrate
from coach.commands.rehearse import rehearse
from coach.commands.rubric import rubric_commands
from coach.commands.score import score
from coach.commands.sets import inbox, set_commands
from coach.commands.setup import doctor, serve, settings
from coach.commands.transcribe import transcribe
from coach.errors import CoachError, UsageError

app = typer.Typer(
    name="coach",
    help="Rehearse AI-led interviews by voice.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for command in (
    serve,
    rehearse,
    transcribe,
    score,
    calibrate,
    attempts,
    report,
    replay,
    delete,
    settings,
    doctor,
    inbox,
):
    app.command()(command)
app.add_typer(bank_commands, name="bank")
app.add_typer(rubric_commands, name="rubric")
app.add_typer(set_commands, name="set")


@app.command()
def version() -> None:
    """Print the version."""
    print(coach_version())


def main() -> None:
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    try:
        _run()
    except UsageError as error:
        print(f"coach: {error}", file=sys.stderr)
        sys.exit(2)
    except CoachError as error:
        print(f"coach: {error}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        _drop_output()
        sys.exit(1)
    except OSError as error:
        print(f"coach: {_trouble(error)}", file=sys.stderr)
        _drop_output()
        sys.exit(1)


def _run() -> None:
    try:
        app()
    finally:
        sys.stdout.flush()


def _trouble(error: OSError) -> str:
    """What a file or a disk refused. Raises the error where it is neither's."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO):
        return f"not everything could be written ({error.strerror}); free some space"
    if error.filename is None:
        raise error
    return f"{error.filename}: {error.strerror}; check the path and its permissions"


def _drop_output() -> None:
    """What is still to be written would fail again at the end of the process."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
