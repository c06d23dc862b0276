"""The `coach` command. Results on stdout, everything else on stderr; exit 0 done, 1 failed, 2 wrong usage."""

from __future__ import annotations

import errno
import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import typer

from coach.errors import CoachError, UsageError

MODULES = {
    "serve": "setup",
    "rehearse": "rehearse",
    "transcribe": "transcribe",
    "score": "score",
    "calibrate": "calibrate",
    "attempts": "attempts",
    "report": "attempts",
    "replay": "attempts",
    "delete": "attempts",
    "settings": "setup",
    "doctor": "setup",
    "inbox": "inbox",
    "version": "version",
    "bank": "banks",
    "rubric": "rubric",
    "set": "sets",
}
"""The module of `coach.commands` that has each command, in the order of `coach --help`."""


def command_line(arguments: Sequence[str]) -> typer.Typer:
    """The command that `arguments` begin with, or all: together they take two seconds to import, most need little."""
    app = typer.Typer(
        name="coach",
        help="Rehearse AI-led interviews by voice.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
        callback=lambda: None,  # Without one, Typer takes a lone command for the whole program.
    )
    for name in arguments[:1] if arguments and arguments[0] in MODULES else MODULES:
        module = import_module(f"coach.commands.{MODULES[name]}")
        group = getattr(module, f"{name}_commands", None)
        if group is None:
            app.command(name)(getattr(module, name))
        else:
            app.add_typer(group, name=name)
    return app


def main() -> None:
    _open_closed_streams()
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


def _open_closed_streams() -> None:
    """What is closed when the process begins leads nowhere: else the next file that is opened, maybe the database,
    takes its number, and what is printed goes into it."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


def _run() -> None:
    try:
        command_line(sys.argv[1:])()
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
