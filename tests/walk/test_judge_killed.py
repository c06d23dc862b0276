"""A coach killed while the judge works: the report and the exports say that the opinion is not given, until it is."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.adapters.openai_server import Script, openai_server
from tests.walk.test_walk import Run

ONE = ("rehearse", "--bank", "ai-trainer-core", "--questions", "ground-truth", "--script", "said.jsonl", "--json")
SAID = "We labelled medical notes for a hospital. I compared every label with an expert and wrote the rule down."
TOLD = "The judge gave no opinion: it has not answered yet, or was stopped before it had"
SECONDS = 60


def judged_by(address: str) -> dict[str, str]:
    return {
        "COACH_JUDGE": "1",
        "COACH_JUDGE_MODEL": "openai/loopback",
        "COACH_LLM_API_BASE": address,
        "COACH_LLM_API_KEY": "none",
        "COACH_LLM_TIMEOUT": str(SECONDS),
    }


def killed_once_asked(folder: Path, address: str, model: Script) -> None:
    environment = {**os.environ, "COACH_DATA": str(folder), **judged_by(address)}
    with subprocess.Popen(
        [sys.executable, "-m", "coach", *ONE], cwd=folder, env=environment, stdout=subprocess.DEVNULL
    ) as run:
        deadline = time.monotonic() + SECONDS
        while not model.asked and run.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        run.send_signal(signal.SIGKILL)
    assert run.returncode == -signal.SIGKILL and model.asked


def test_killed_while_the_judge_works_an_attempt_says_so_and_can_be_judged_again(tmp_path: Path) -> None:
    coach = Run(tmp_path)
    (tmp_path / "said.jsonl").write_text((json.dumps({"say": SAID, "seconds": 30}) + "\n") * 6)
    with openai_server("silence") as (address, model):
        killed_once_asked(tmp_path, address, model)
    (attempt, *_), *more = (line.split() for line in coach("attempts").splitlines())
    assert not more
    for form in ("text", "json"):
        assert TOLD in " ".join(coach("report", attempt, "--format", form).split()), form
    opinion = json.dumps({"level": 1, "sentences": [0], "quote": "We labelled medical notes"})
    with openai_server("good", reply=opinion) as (address, _):
        coach("rehearse", "--resume", attempt, "--text", **judged_by(address))
    assert "The judge gave no opinion" not in coach("report", attempt)
