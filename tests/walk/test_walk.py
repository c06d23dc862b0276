"""The walk: sound in, scorecard out, through the real Whisper path, from the command line as anyone would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
CHECKPOINT = SAMPLES / "micro" / "whisper-micro.en.pt"


class Run:
    """One `coach` command in a data folder of its own."""

    def __init__(self, data: Path) -> None:
        self._environment = {**os.environ, "COACH_DATA": str(data), "COACH_WHISPER_MODEL": str(CHECKPOINT)}
        self._folder = data

    def __call__(self, *arguments: str, stdin: str = "", code: int = 0, **environment: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "coach", *arguments],
            input=stdin,
            cwd=self._folder,
            env={**self._environment, **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )
        assert done.returncode == code, done.stderr
        self.stderr = done.stderr
        return done.stdout

    def events(self, *arguments: str, **more: Any) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self(*arguments, **more).splitlines()]


@pytest.fixture
def coach(tmp_path: Path) -> Run:
    return Run(tmp_path)


def of(events: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [e for e in events if e["type"] == kind]


def test_one_wav_in_one_scorecard_out(coach: Run) -> None:
    wav = str(SAMPLES / "agreement" / "answer.wav")
    one = ("--bank", "ai-trainer-core", "--questions", "resume-quality-metric", "--profile", "verbatim-one-shot")
    events = coach.events("rehearse", *one, "--audio", wav, "--json", "--keep-audio")
    assert [e["question_id"] for e in of(events, "AnswerScored")] == ["resume-quality-metric"]
    card = of(events, "AnswerScored")[0]["scorecard"]
    said = " ".join(e["text"] for e in of(events, "FinalTranscript"))
    assert "agreement was only seventy two percent" in said
    assert isinstance(card["overall"], int)
    assert any(criterion["earned"] for criterion in card["criteria"])
    assert events[-1]["type"] == "AttemptFinished"
    assert of(events, "PartialTranscript")

    attempt = events[0]["attempt_id"]
    kept = [e for e in events if e["type"] != "PartialTranscript"]
    assert coach.events("replay", attempt) == kept
    assert attempt in coach("attempts")
    for form in ("text", "json", "md", "html", "csv", "vtt"):
        assert "seventy two percent" in coach("report", attempt, "--format", form)


def test_transcribing_prints_partials_committed_and_finals(coach: Run) -> None:
    lines = coach.events("transcribe", str(SAMPLES / "error-rate" / "answer.wav"), "--json")
    assert lines[-1]["type"] == "final"
    assert "error rate dropped" in lines[-1]["text"]
    assert {"audio_s", "wall_s", "text", "words"} <= lines[-1].keys()
    assert {"text", "start", "end", "confidence"} == lines[-1]["words"][0].keys()


def test_one_sound_file_is_scored_readably(coach: Run) -> None:
    wav = str(SAMPLES / "agreement" / "answer.wav")
    text = coach("score", wav, "--question", "resume-quality-metric")
    assert "Overall:" in text
    assert "seventy two percent" in text


def test_typed_answers_are_scored_and_their_delivery_is_not_assessed(coach: Run) -> None:
    answer = (
        "I compare annotators with an expert. If they agree, the label stands. For example, in a medical project.\n"
    )
    events = coach.events(
        "rehearse", "--bank", "ai-trainer-core", "--questions", "ground-truth", "--text", "--json", stdin=answer * 4
    )
    card = of(events, "AnswerScored")[0]["scorecard"]
    delivery = next(c for c in card["criteria"] if c["id"] == "delivery")
    assert card["overall"] is not None
    assert delivery["level"] is None
    assert [c["satisfied"] for c in card["constraints"] if c["kind"] == "max_seconds"] == [None]


def test_missing_weights_are_said_with_the_command_that_mends_it(coach: Run) -> None:
    nowhere = {"COACH_WHISPER_MODEL": "base.en", "XDG_CACHE_HOME": "/nonexistent"}
    out = coach("doctor", "--json", code=1, **nowhere)
    whisper = next(p for p in map(json.loads, out.splitlines()) if p["id"] == "whisper")
    assert whisper["ready"] == "missing"
    assert whisper["mend"] == "coach doctor --fetch"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("rehearse", "--bank", "nowhere", "--text"), 1, "no bank"),
        (("rehearse", "--bank", "ai-trainer-core"), 2, "choose one of"),
        (("rehearse", "--bank", "ai-trainer-core", "--text", "--questions", "nope"), 1, "no question"),
        (("rehearse", "--bank", "ai-trainer-core", "--text", "--profile", "nope"), 1, "no profile"),
        (("rehearse", "--bank", "ai-trainer-core", "--audio", "nowhere.wav"), 1, "no such file"),
        (("rehearse", "--bank", "ai-trainer-core", "--text", "--interviewer", "llm"), 2, "COACH_LLM_MODEL"),
        (("report", "nope"), 1, "no attempt"),
        (("replay", "nope"), 1, "no attempt"),
        (("delete", "nope", "--yes"), 1, "no attempt"),
        (("score", "nowhere.jsonl"), 1, "no file"),
        (("set", "new", "One", "--bank", "concepts", "--attempts", "0"), 2, "--attempts: give at least 1"),
        (("set", "new", "One", "--bank", "concepts", "--due", "2020-01-01"), 2, "--due: 2020-01-01 has gone by"),
        (("serve", "--port", "99999"), 2, "--port is 99999: input should be less"),
        (("serve", "--port", "0", "--host", "203.0.113.9"), 2, "cannot listen at 203.0.113.9"),
        (("frobnicate",), 2, "No such command"),
    ],
)
def test_bad_input_is_told_and_nothing_is_printed(coach: Run, arguments: tuple[str, ...], code: int, told: str) -> None:
    assert coach(*arguments, code=code, COACH_LLM_MODEL="") == ""
    assert told in coach.stderr


def test_an_attempt_is_deleted_when_that_was_agreed(coach: Run) -> None:
    arguments = ("rehearse", "--bank", "ai-trainer-core", "--questions", "resume-quality-metric", "--text", "--json")
    attempt = of(coach.events(*arguments, stdin="I compare annotators with an expert.\n"), "AttemptStarted")[0]
    kept = json.loads(coach("attempts", "--json"))["attempt_id"]
    assert attempt["type"] == "AttemptStarted"
    coach("delete", kept, code=2)
    assert "--yes" in coach.stderr
    assert json.loads(coach("delete", kept, "--yes", "--json")) == {"deleted": kept, "sound": False}
    assert coach("attempts", "--json") == ""


def test_the_sound_of_an_attempt_is_deleted_by_itself(coach: Run, tmp_path: Path) -> None:
    arguments = ("rehearse", "--bank", "ai-trainer-core", "--questions", "resume-quality-metric", "--text", "--json")
    kept = of(coach.events(*arguments, stdin="I compare annotators with an expert.\n"), "AttemptStarted")[0][
        "attempt_id"
    ]
    sound = tmp_path / "recordings" / f"{kept}.pcm"
    for there in (True, False):
        if there:
            sound.parent.mkdir(exist_ok=True)
            sound.write_bytes(b"\1\2" * 800)
        told = json.loads(coach("delete", kept, "--sound-only", "--yes", "--json"))
        assert told == {"deleted": None, "sound": there} and not sound.exists()
    assert coach("delete", kept, "--sound-only", "--yes") == f"No sound of {kept} was kept.\n"
    coach("delete", kept, "--sound-only", code=2)
    assert f"coach delete {kept} --sound-only --yes" in coach.stderr
    assert json.loads(coach("attempts", "--json"))["attempt_id"] == kept


def test_a_truncated_wav_is_refused_before_the_rehearsal_goes_on(coach: Run, tmp_path: Path) -> None:
    whole = (SAMPLES / "error-rate" / "answer.wav").read_bytes()
    (tmp_path / "cut.wav").write_bytes(whole[: len(whole) // 2])
    coach("transcribe", "cut.wav", code=1)
    assert "cut.wav" in coach.stderr


def test_settings_lists_every_variable_with_its_default(coach: Run) -> None:
    names = {line["name"] for line in coach.events("settings", "--json")}
    assert {"COACH_DATA", "COACH_WHISPER_MODEL", "COACH_LLM_MODEL", "COACH_DATABASE_URL"} <= names


def test_a_resume_and_a_job_are_asked_about_and_the_attempt_replays(coach: Run, tmp_path: Path) -> None:
    (tmp_path / "cv.md").write_text("Lead, Brightwave, 2021 - 2024\n- Led a team of 20 annotators\n")
    (tmp_path / "job.txt").write_text("AI trainer for models\n- Keep agreement between annotators high\n")
    (tmp_path / "say.jsonl").write_text(json.dumps({"say": "I led five annotators there for a year.", "seconds": 9}))
    own = ("--resume-file", "cv.md", "--job-file", "job.txt")
    events = coach.events("rehearse", "--bank", "ai-trainer-core", *own, "--script", "say.jsonl", "--json")
    spoken = [e["text"] for e in of(events, "InterviewerSpoke")]
    assert "You list 20 annotators at Brightwave." in spoken[1]
    assert "your résumé has 20 annotators at Brightwave, and I now heard 5" in spoken[2]
    attempt = events[0]["attempt_id"]
    coach("replay", attempt)
    assert "Brightwave" in coach("report", attempt)


def test_ones_own_profile_is_checked_and_rehearsed(coach: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine" / "profiles"
    folder.mkdir(parents=True)
    text = (ROOT / "question_banks" / "profiles" / "rapid.yaml").read_text()
    (folder / "own.yaml").write_text(text.replace("id: rapid", "id: own"))
    (folder / "bad.txt").write_text(text.replace("max_questions: 8", "max_questions: many"))
    assert "the profile own, no faults" in coach("bank", "check", str(folder / "own.yaml"))
    coach("bank", "check", str(folder / "bad.txt"), code=1)
    assert "bad.txt:7: max_questions" in coach.stderr
    assert "own  Rapid round" in coach("bank", "profiles", COACH_BANKS=str(tmp_path / "mine"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_output_that_finds_no_room_is_told(tmp_path: Path) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "coach", "bank", "list"],
            env={**os.environ, "COACH_DATA": str(tmp_path)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("coach: not everything could be written (No space left on device)")


def test_a_file_that_is_none_is_told_by_its_name(coach: Run, tmp_path: Path) -> None:
    (tmp_path / "answers.jsonl").mkdir()
    coach("score", "answers.jsonl", code=1)
    assert coach.stderr == "coach: answers.jsonl: Is a directory; check the path and its permissions\n"


def test_a_limit_on_the_size_of_files_is_told_like_a_full_disk(tmp_path: Path) -> None:
    limited = (
        "import resource, runpy; resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64)); "
        "runpy.run_module('coach', {}, '__main__')"
    )
    with (tmp_path / "out").open("w", encoding="utf-8") as out:
        done = subprocess.run(
            [sys.executable, "-c", limited, "bank", "list"],
            env={**os.environ, "COACH_DATA": str(tmp_path)},
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "coach: not everything could be written (File too large); free some space\n"


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "en_US.UTF-8"])
def test_a_typed_line_in_another_encoding_is_an_answer_all_the_same(tmp_path: Path, locale: str) -> None:
    one = ("--bank", "ai-trainer-core", "--questions", "ground-truth")
    done = subprocess.run(
        [sys.executable, "-m", "coach", "rehearse", *one, "--text"],
        input="I measured the caf\xe9.\n:end\n".encode("latin-1"),
        env={**os.environ, "COACH_DATA": str(tmp_path), "LC_ALL": locale},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert "Overall:" in done.stdout.decode("utf-8", "replace")


def test_a_script_may_begin_with_a_byte_order_mark(coach: Run, tmp_path: Path) -> None:
    (tmp_path / "said.jsonl").write_text('\ufeff{"say": "People agree."}\r\n', "utf-8")
    one = ("--bank", "ai-trainer-core", "--questions", "ground-truth", "--profile", "verbatim-one-shot")
    assert of(coach.events("rehearse", *one, "--script", "said.jsonl", "--json"), "AnswerScored")
