"""`coach transcribe`: sound files through the streaming path."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from coach.app import Coach
from coach.commands.common import coach_for_command, tell
from coach.errors import UsageError
from coach.transcribing import Line, Pace


def transcribe(
    files: Annotated[list[Path], typer.Argument(help="WAV, FLAC, OGG or MP3.")],
    model: Annotated[str | None, typer.Option(help="Whisper model: a published name or a path.")] = None,
    pace: Annotated[str, typer.Option(help="fast, or realtime as if it were spoken now.")] = "fast",
    json: Annotated[bool, typer.Option("--json", help="Every line, one object a line; otherwise finals only.")] = False,
) -> None:
    """Print what was said, as it is recognised."""
    if pace not in ("fast", "realtime"):
        raise UsageError(f"--pace is {pace!r}; expected fast or realtime")
    with coach_for_command(model) as coach:
        for path in files:
            coach.check_audio(path)
        tell(f"Loading {coach.whisper_model} …")
        coach.transcriber()
        for path in files:
            if len(files) > 1:
                tell(str(path))
            asyncio.run(_print_lines(coach, path, "realtime" if pace == "realtime" else "fast", json))


async def _print_lines(coach: Coach, path: Path, pace: Pace, json: bool) -> None:
    async for line in coach.transcribe(path, pace):
        if json:
            print(line.to_json(), flush=True)
        elif line.type == "final" and line.text:
            print(_readable(line), flush=True)


def _readable(line: Line) -> str:
    begin = line.words[0].start if line.words else line.audio_s
    return f"{int(begin // 60):02}:{begin % 60:04.1f}  {line.text}"
