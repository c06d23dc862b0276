"""Sound files that are none are told before anything slow is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.walk.test_walk import SAMPLES, Run

WAV = str(SAMPLES / "agreement" / "answer.wav")
ONE = ("--bank", "ai-trainer-core", "--questions", "ground-truth")


@pytest.mark.parametrize(
    "command",
    [("transcribe", WAV), ("rehearse", *ONE, "--audio", WAV, "--audio"), ("score", "--question", "ground-truth")],
    ids=lambda command: command[0],
)
def test_a_file_that_is_no_sound_is_told_at_once(tmp_path: Path, command: tuple[str, ...]) -> None:
    coach = Run(tmp_path)
    (tmp_path / "letter.wav").write_text("Dear aunt")
    coach(*command, "letter.wav", code=1)
    assert "letter.wav cannot be read as sound" in coach.stderr and "Loading" not in coach.stderr
    assert not (tmp_path / "coach.db").exists()
