"""`coach score` on a corpus, watched and stopped: its bar is on stderr alone, and after Ctrl-C it goes on."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import pytest

from coach.commands import corpus as corpus_module
from coach.commands.corpus import Line, Outcome, Scoring, score_lines
from scoring.rubric import HOUSE
from tests.walk.test_score import _coach, _item

FED = 8 * 32
"""Lines after which the corpus seems to be written slowly; more than two workers have waiting."""
PATIENCE = 60.0


@pytest.fixture
def lines() -> list[str]:
    return [_item(n) + "\n" for n in range(FED + 40)]


@contextmanager
def _stoppable(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    """In a group of its own, with Ctrl-C as in a terminal even where these tests run in the background, which ignores
    it; whatever happens nothing of it stays."""
    begin = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
    run = subprocess.Popen(
        [sys.executable, "-c", begin, *command], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        yield run
    finally:
        with suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)
        run.communicate()


def _opened_once_read(pipe: Path, run: subprocess.Popen[str]) -> IO[str]:
    while run.poll() is None:
        try:
            writer = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.02)
        else:
            os.set_blocking(writer, True)
            return os.fdopen(writer, "w", encoding="utf-8")
    raise AssertionError(f"the corpus was never read: {run.communicate()[1]}")


def _wait_for_scores(out: Path, run: subprocess.Popen[str]) -> None:
    latest = time.monotonic() + PATIENCE
    while not (out.exists() and out.stat().st_size):
        assert run.poll() is None and time.monotonic() < latest, "nothing was scored"
        time.sleep(0.02)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_run_stopped_by_ctrl_c_says_where_and_goes_on_to_the_same_bytes(
    lines: list[str], tmp_path: Path, workers: str
) -> None:
    corpus, out = tmp_path / "answers.jsonl", tmp_path / "scores.jsonl"
    os.mkfifo(corpus)
    command = [sys.executable, "-m", "coach", "score", str(corpus), "--resume", str(out), "--workers", workers]
    with _stoppable(command) as run, _opened_once_read(corpus, run) as slowly:
        slowly.writelines(lines[:FED])
        slowly.flush()
        _wait_for_scores(out, run)
        os.killpg(run.pid, signal.SIGINT)
        told = run.communicate(timeout=PATIENCE)[1]
    stopped = re.fullmatch(r"coach: stopped after (\d+) answers; the same command goes on from here\n", told)
    assert run.returncode == 1 and stopped, told
    assert out.read_text("utf-8").count("\n") == int(stopped[1])

    corpus.unlink()
    corpus.write_text("".join(lines), "utf-8")
    assert _coach(*command[3:]).returncode == 0
    assert out.read_text("utf-8") == _coach("score", str(corpus)).stdout


SCORED = corpus_module._scored


def _scored_after_ctrl_c(batch: list[Line], how: Scoring) -> list[Outcome]:
    """As in a worker of a group that was sent Ctrl-C, at a moment that is always the same."""
    os.kill(os.getpid(), signal.SIGINT)
    return SCORED(batch, how)


def test_workers_leave_ctrl_c_to_the_first_process(
    lines: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = tmp_path / "answers.jsonl"
    corpus.write_text("".join(lines[:40]), "utf-8")
    monkeypatch.setattr(corpus_module, "_scored", _scored_after_ctrl_c)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        found = list(score_lines(corpus, Scoring(HOUSE, {}), 2))
    except KeyboardInterrupt:
        pytest.fail("a worker answered Ctrl-C itself")
    finally:
        signal.signal(signal.SIGINT, before)
    assert [one.line for one in found] == list(range(1, 41)) and all(one.scores for one in found)


def test_the_bar_is_shown_to_who_watches_on_stderr_alone(lines: list[str], tmp_path: Path) -> None:
    corpus, out = tmp_path / "answers.jsonl", tmp_path / "watched.jsonl"
    corpus.write_text("".join(lines), "utf-8")
    unwatched = _coach("score", str(corpus))
    screen, end = pty.openpty()
    with out.open("w", encoding="utf-8") as stdout:
        run = subprocess.Popen(
            [sys.executable, "-m", "coach", "score", str(corpus)],
            stdout=stdout,
            stderr=end,
            env=os.environ | {"TERM": "xterm"},
        )
    os.close(end)
    shown = _read_all(screen)
    assert run.wait(PATIENCE) == 0
    assert corpus.name in shown and "100%" in shown
    assert out.read_text("utf-8") == unwatched.stdout
    assert unwatched.stderr == ""


def _read_all(screen: int) -> str:
    """What a terminal is written until nobody has it open any more."""
    shown = b""
    try:
        while part := os.read(screen, 4096):
            shown += part
    except OSError:
        pass
    finally:
        os.close(screen)
    return shown.decode("utf-8", "replace")
