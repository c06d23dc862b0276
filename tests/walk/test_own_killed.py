"""Questions drawn from a résumé are kept with their attempt: killed between the two, nothing stays that no one can
delete."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.interview.test_resume import RESUME
from tests.walk.test_walk import Run

KILLED = (
    "import os, signal\n"
    "import {module} as there\n"
    "there.{name} = lambda *given: os.kill(os.getpid(), signal.SIGKILL)\n"
    "from coach.__main__ import main\n"
    "main()\n"
)
BANKS = ("coach.records.own_banks", "OwnBanks.keep_bank")
RECORD = ("coach.adapters.sql_store", "SqlStore.append")
REMOVAL = ("coach.adapters.sql_store", "SqlStore.remove")
BANK_REMOVAL = ("coach.records.own_banks", "OwnBanks.remove_bank")
REHEARSE = ("rehearse", "--bank", "ai-trainer-core", "--resume-file", "cv.md", "--script", "said.jsonl")


@pytest.fixture
def coach(tmp_path: Path) -> Run:
    (tmp_path / "cv.md").write_text(RESUME)
    (tmp_path / "said.jsonl").write_text('{"say": "I measured agreement in every batch."}\n{"silence": 6}\n')
    return Run(tmp_path)


def killed(folder: Path, at: tuple[str, str], *arguments: str) -> None:
    """The command, killed where it comes to `at`: a module, and a function in it."""
    module, name = at
    done = subprocess.run(
        [sys.executable, "-c", KILLED.format(module=module, name=name), *arguments],
        env={**os.environ, "COACH_DATA": str(folder)},
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


def of_own(folder: Path) -> list[Path]:
    return [path for path in (folder / "own").rglob("*") if path.is_file()]


@pytest.mark.parametrize("at", [BANKS, RECORD])
def test_killed_as_it_begins_an_attempt_can_be_deleted_and_nothing_stays(
    coach: Run, tmp_path: Path, at: tuple[str, str]
) -> None:
    killed(tmp_path, at, *REHEARSE)
    for line in coach("attempts").splitlines():
        coach("delete", line.split()[0], "--yes")
    assert not of_own(tmp_path)


@pytest.mark.parametrize("at", [REMOVAL, BANK_REMOVAL])
def test_killed_while_it_is_deleted_an_attempt_can_be_deleted_again(
    coach: Run, tmp_path: Path, at: tuple[str, str]
) -> None:
    attempt = coach.events(*REHEARSE, "--json")[0]["attempt_id"]
    assert of_own(tmp_path)
    killed(tmp_path, at, "delete", attempt, "--yes")
    coach("delete", attempt, "--yes")
    assert not of_own(tmp_path)
    assert coach("attempts") == ""
