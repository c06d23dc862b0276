"""`coach rehearse`: the same session core as the page, in the terminal."""

from __future__ import annotations

import asyncio
import io
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, TextIO

import typer

from coach.app import Coach
from coach.commands.common import coach_for_command, split_ids, tell
from coach.errors import UsageError
from coach.events import Event
from coach.interview.consulting import Answer, Consultant, all_answers
from coach.interview.effects import ConsultModel
from coach.interview.judge import judging
from coach.interview.rehearsal import Rehearsal
from coach.interview.script import run_script
from coach.interview.script_lines import read_script
from coach.kept_attempts import resumable, started
from coach.own_questions import bank_of, keep_drawn, read
from coach.records.own_banks import DocumentKind
from coach.records.question_banks import SET_BANK, Bank
from coach.records.recorder import Recorder
from coach.records.recordings import RecordingWriter
from coach.records.store import new_attempt_id
from coach.terminal.microphone import MicrophoneRoom, rehearse_by_microphone
from coach.terminal.printing import as_dialogue, as_json
from coach.terminal.typed import HELP, rehearse_typed
from coach.terminal.wav import WavRoom, WavStage

WRITE_EVERY = 0.25
"""Seconds between writes of a scripted rehearsal, which nobody speaks and which can be run again."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options say. Exactly one of mic, audio, text, script."""

    bank: str
    questions: tuple[str, ...] | None
    profile: str
    interviewer: str | None
    mic: bool
    audio: tuple[Path, ...]
    text: bool
    script: Path | None
    keep_audio: bool
    resume: str | None
    resume_file: Path | None = None
    job_file: Path | None = None


def rehearse(  # noqa: PLR0913
    bank: Annotated[str, typer.Option(help="Bank id; see `coach bank list`.")] = "",
    questions: Annotated[str | None, typer.Option(help="Question ids, comma-separated.")] = None,
    profile: Annotated[str, typer.Option(help="Profile id.")] = "",
    interviewer: Annotated[str | None, typer.Option(help="scripted or llm.")] = None,
    mic: Annotated[bool, typer.Option("--mic", help="Answer by microphone.")] = False,
    audio: Annotated[list[Path] | None, typer.Option(help="Answer each turn with the next sound file.")] = None,
    more_audio: Annotated[list[Path] | None, typer.Argument(metavar="[FILE…]", help="More files for --audio.")] = None,
    text: Annotated[bool, typer.Option("--text", help="Answer by typing.")] = False,
    script: Annotated[Path | None, typer.Option(help="A scripted candidate, JSON lines.")] = None,
    model: Annotated[str | None, typer.Option(help="Whisper model: a published name or a path.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the event log, one object a line.")] = False,
    keep_audio: Annotated[bool, typer.Option("--keep-audio", help="Keep the recording.")] = False,
    resume: Annotated[str | None, typer.Option(help="Go on with this attempt.")] = None,
    resume_file: Annotated[Path | None, typer.Option(help="Your résumé (PDF, DOCX, text): questions from it.")] = None,
    job_file: Annotated[Path | None, typer.Option(help="The job description: questions from it.")] = None,
) -> None:
    """Rehearse in the terminal: by microphone, from sound files, by typing, or scripted."""
    files = (*(audio or ()), *(more_audio or ()))
    wanted = Wanted(
        *(bank, split_ids(questions), profile, interviewer, mic, files, text, script, keep_audio, resume),
        resume_file=resume_file,
        job_file=job_file,
    )
    check(wanted)
    with coach_for_command(model) as coach:
        run(coach, wanted, as_json if json else as_dialogue)


def check(wanted: Wanted) -> None:
    chosen = [wanted.mic, bool(wanted.audio), wanted.text, wanted.script is not None]
    if sum(chosen) != 1:
        raise UsageError("choose one of --mic, --audio FILE, --text, --script FILE")
    if not wanted.bank and not wanted.resume:
        raise UsageError("--bank is needed; `coach bank list` shows the banks")
    if wanted.resume and (wanted.resume_file or wanted.job_file):
        raise UsageError(
            "--resume goes on with an attempt, whose questions are chosen; leave out --resume-file, --job-file"
        )
    if wanted.interviewer not in (None, "scripted", "llm"):
        raise UsageError(f"--interviewer is {wanted.interviewer!r}; expected scripted or llm")


def run(coach: Coach, wanted: Wanted, show: Callable[[Event], None]) -> None:
    """One rehearsal from its beginning, or from where it stopped, to its report."""
    hearing = _hearing(coach, wanted)
    attempt_id = wanted.resume or new_attempt_id()
    rehearsal, bank = _rehearsal(coach, wanted, attempt_id, hearing)
    begin = max((e.at for e in rehearsal.events), default=0.0)
    recorder = Recorder(coach.store, attempt_id, lambda: keep_drawn(coach, bank))
    model = coach.thinking.consultant() if coach.thinking.interviewer(wanted.interviewer) == "llm" else None
    if model:
        coach.thinking.load()

    def publish(event: Event) -> None:
        recorder.append(event)
        show(event)

    if wanted.script:
        _run_script(rehearsal, wanted.script, show, model, recorder, begin)
    elif wanted.text:
        tell(HELP)
        rehearse_typed(rehearsal, _typed_lines(), publish, model, begin)
    else:
        with _recording(coach, wanted, attempt_id) as record:
            if wanted.audio:
                _run_audio(coach, rehearsal, wanted, publish, model, begin, record)
            else:
                _run_microphone(coach, rehearsal, publish, model, begin, record)
    judged = judging(coach.thinking.judge(), coach.settings.judge, coach.all_banks, coach.settings.llm_max_cost)
    if judged:
        for event in asyncio.run(judged(coach.store.events(attempt_id), recorder.extend)):
            show(event)
    tell(f"Saved. See it again: coach report {attempt_id}")


def _hearing(coach: Coach, wanted: Wanted) -> str:
    if wanted.script:
        return "script"
    if wanted.text:
        return "typed"
    for path in wanted.audio:
        coach.check_audio(path)
    tell(f"Loading {coach.whisper_model} …")
    return coach.transcriber().name


def _rehearsal(coach: Coach, wanted: Wanted, attempt_id: str, hearing: str) -> tuple[Rehearsal, Bank]:
    """With the bank that its questions are from."""
    if wanted.resume:
        resumed = resumable(coach, wanted.resume, wanted.interviewer)
        return resumed, coach.bank(started(resumed.events, attempt_id).bank_id)
    if wanted.bank.startswith(SET_BANK):
        wanted = _of_set(coach, wanted)
    profile = coach.profile(wanted.profile)
    resume, job = _document(coach, "resume", wanted.resume_file), _document(coach, "job", wanted.job_file)
    bank = bank_of(attempt_id, coach.bank(wanted.bank), profile, resume, job)
    interviewer = coach.thinking.interviewer(wanted.interviewer)
    keep_audio = wanted.keep_audio
    return coach.rehearsal(attempt_id, bank, wanted.questions, profile, interviewer, hearing, keep_audio), bank


def _of_set(coach: Coach, wanted: Wanted) -> Wanted:
    """A practice set says what is rehearsed. Raises UsageError where the options say something else."""
    practice = coach.practice.sets.find(wanted.bank.removeprefix(SET_BANK)).practice
    ids = tuple(q.question.id for q in practice.questions)
    other = {
        "--profile": wanted.profile not in ("", practice.profile_id),
        "--questions": wanted.questions not in (None, ids),
        "--resume-file": wanted.resume_file is not None,
        "--job-file": wanted.job_file is not None,
    }
    if any(other.values()):
        options = ", ".join(name for name, given in other.items() if given)
        raise UsageError(
            f"the practice set “{practice.title}” says what is asked and in which kind of interview: "
            f"leave out {options}"
        )
    return replace(wanted, questions=ids, profile=practice.profile_id)


def _document(coach: Coach, kind: DocumentKind, path: Path | None) -> str:
    """The text of a file, '' where none is given. Raises DocumentError, UsageError."""
    if path is None:
        return ""
    try:
        text = coach.read_document(path.name, path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    _, found = read(kind, path.name, text)
    tell(f"Read in {path.name}: {found.told}.")
    return text


class _recording:
    """The recording of an attempt whose candidate agreed to one; nothing otherwise."""

    def __init__(self, coach: Coach, wanted: Wanted, attempt_id: str) -> None:
        self._writer = RecordingWriter(coach.recordings, attempt_id) if wanted.keep_audio else None

    def __enter__(self) -> Callable[[int, bytes], None] | None:
        return self._writer.append if self._writer else None

    def __exit__(self, *_: object) -> None:
        if self._writer:
            self._writer.close()


def _run_script(
    rehearsal: Rehearsal,
    script: Path,
    show: Callable[[Event], None],
    model: Consultant | None,
    recorder: Recorder,
    begin: float,
) -> None:
    lines = read_script(_text_of(script), script.name)

    def consult(wanted: ConsultModel) -> list[Answer]:
        return asyncio.run(all_answers(model, wanted, lambda: 0.0))

    unwritten: list[Event] = []
    written = time.monotonic()
    try:
        for event in run_script(rehearsal, lines, begin, consult):
            unwritten.append(event)
            show(event)
            if time.monotonic() - written > WRITE_EVERY:
                recorder.append(*unwritten)
                unwritten, written = [], time.monotonic()
    finally:
        recorder.append(*unwritten)


def _typed_lines() -> TextIO:
    """What is no UTF-8 stands in an answer as the character for what cannot be read, and ends no rehearsal."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    return sys.stdin


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8 text; expected JSON lines") from None


def _run_audio(
    coach: Coach,
    rehearsal: Rehearsal,
    wanted: Wanted,
    publish: Callable[[Event], None],
    model: Consultant | None,
    begin: float,
    record: Callable[[int, bytes], None] | None,
) -> None:
    answers = [coach.read_audio(path) for path in wanted.audio]
    transcriber = coach.transcriber()
    room = WavRoom(answers, lambda at: coach.listener(transcriber, at), publish, model, record)
    asyncio.run(WavStage(rehearsal, room, begin).run())


def _run_microphone(
    coach: Coach,
    rehearsal: Rehearsal,
    publish: Callable[[Event], None],
    model: Consultant | None,
    begin: float,
    record: Callable[[int, bytes], None] | None,
) -> None:
    transcriber = coach.transcriber()
    player, chunks = coach.sound_devices()
    room = MicrophoneRoom(
        open_ears=lambda at: coach.listener(transcriber, at),
        chunks=chunks,
        player=player,
        voice=coach.voice(),
        speaker=coach.settings.voice,
        publish=publish,
        model=model,
        record=record,
    )
    asyncio.run(rehearse_by_microphone(rehearsal, room, begin))
