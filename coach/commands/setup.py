"""`coach serve`, `coach doctor`, `coach settings`."""

from __future__ import annotations

import json as json_module
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from coach.app import Coach
from coach.commands.common import coach_for_command, tell
from coach.doctor import examine
from coach.errors import RecogniserError
from coach.settings import describe, read_settings

Json = Annotated[bool, typer.Option("--json", help="For machines.")]


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 takes a free one.")] = None,
    model: Annotated[str | None, typer.Option(help="Whisper model: a published name or a path.")] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open a browser if there is one.")] = False,
) -> None:
    """Serve the web app on this machine."""
    from coach.serving import serve as serve_coach

    with coach_for_command(model, host=host, port=port) as coach:
        serve_coach(
            coach,
            coach.settings.host,
            coach.settings.port,
            open_browser,
            lambda address: print(f"coach is at {address} (Ctrl+C ends it)", flush=True),
        )


def doctor(
    json: Json = False,
    fetch: Annotated[bool, typer.Option("--fetch", help="Download the Whisper weights that are missing.")] = False,
    model: Annotated[str | None, typer.Option(help="Whisper model: a published name or a path.")] = None,
) -> None:
    """Say of each real part whether it is ready, and if not, the one command that mends it. Exit 1 if one is not."""
    with coach_for_command(model) as coach:
        if fetch:
            _fetch(coach)
        missing = 0
        for part in examine(coach):
            missing += part.ready != "ready"
            if json:
                print(json_module.dumps(asdict(part)))
                continue
            print(f"{'✓' if part.ready == 'ready' else '✗'} {part.name}: {part.detail}")
            if part.mend:
                print(f"    mend it with: {part.mend}")
    if missing:
        raise typer.Exit(1)


def settings(json: Json = False) -> None:
    """List the settings with their values and defaults. Set them in the environment or in .env."""
    for name, value, default, meaning in describe(read_settings()):
        if json:
            print(json_module.dumps({"name": name, "value": value, "default": default, "meaning": meaning}))
        else:
            print(f"{name}={value}\n    {meaning}; default: {default or 'none'}")


def _fetch(coach: Coach) -> None:
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
    with bar:
        task = bar.add_task(coach.whisper_model, total=None)

        def progress(there: int, total: int | None) -> None:
            bar.update(task, completed=there, total=total)

        try:
            path = coach.fetch_weights(progress)
        except RecogniserError as error:
            tell(str(error))
            return
    tell(f"{path} is complete and checked")
