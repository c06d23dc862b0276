"""`coach` finds its commands by name, and imports no more than the one asked for needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach.__main__ import MODULES
from tests.walk.test_walk import Run

IMPORTED = (
    "import sys\n"
    "from coach.__main__ import main\n"
    "try:\n    main()\nfinally:\n    print(*sys.modules, sep='\\n', file=sys.stderr)"
)


@pytest.fixture
def coach(tmp_path: Path) -> Run:
    return Run(tmp_path)


def imported(tmp_path: Path, *arguments: str) -> set[str]:
    environment = {**os.environ, "COACH_DATA": str(tmp_path)}
    command = [sys.executable, "-c", IMPORTED, *arguments]
    return set(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stderr.split())


def test_help_names_every_command_and_each_has_help(coach: Run) -> None:
    shown = coach("--help")
    assert [line.split()[1] for line in shown.splitlines() if line.startswith("│ ") and line[2] != " "][1:] == [
        *MODULES
    ]


def test_a_mistyped_command_is_told_what_it_may_have_been(coach: Run) -> None:
    coach("sett", code=2)
    assert "'set', 'settings'" in coach.stderr


@pytest.mark.parametrize("arguments", [("bank", "list"), ("rubric", "show"), ("set", "show"), ("version",)])
def test_a_light_command_imports_neither_ears_nor_interview(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    there = imported(tmp_path, *arguments)
    assert "coach.commands" in there
    heavy = {"coach.interview.rehearsal", "coach.listening.listener", "coach.adapters.litellm_model", "scoring.score"}
    assert not there & heavy


@pytest.mark.skipif(os.name != "posix", reason="closes descriptors by their numbers")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_with_streams_closed_a_command_does_its_work_and_nothing_is_printed_into_a_file(
    tmp_path: Path, closed: str
) -> None:
    (tmp_path / "said.jsonl").write_text('{"say": "I measured agreement in every batch."}\n{"silence": 6}\n')
    rehearse = (*("rehearse", "--bank", "ai-trainer-core", "--questions", "ground-truth"), "--script", "said.jsonl")
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", sys.executable, "-m", "coach", *rehearse],
        cwd=tmp_path,
        env={**os.environ, "COACH_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
    (kept,) = Run(tmp_path)("attempts").splitlines()
    assert "ai-trainer-core" in kept
