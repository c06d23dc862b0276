"""Whether each real part is ready, and if not, the one command that mends it."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coach.app import WEB, Coach, Readiness, Warm
from coach.errors import CoachError


@dataclass(frozen=True, slots=True)
class PartState:
    """`mend`: the one command that repairs it, '' where nothing is to be done."""

    id: str
    name: str
    ready: Readiness
    detail: str
    mend: str = ""


def parts(coach: Coach) -> list[PartState]:
    """The state of every part now; loads nothing."""
    return [
        _hearing(coach),
        _speaking(coach.mouth),
        _microphone(coach),
        _database(coach),
        _model(coach),
        _page(),
    ]


def examine(coach: Coach) -> Iterator[PartState]:
    """Load each part in turn and say how it went; slow parts last a few seconds."""
    coach.warm_now()
    yield from parts(coach)


def _hearing(coach: Coach) -> PartState:
    ears = coach.ears
    mend = ""
    if ears.state == "missing":
        own_file = Path(coach.whisper_model).suffix == ".pt" or os.sep in coach.whisper_model
        whisper = importlib.util.find_spec("whisper")
        mend = "pip install 'mock-interview-coach[whisper]'" if whisper is None else "coach doctor --fetch"
        if own_file and whisper is not None:
            mend = "coach serve --model base.en"
    detail = ears.detail or f"loading {coach.whisper_model}"
    return PartState("whisper", "Hearing (Whisper)", ears.state, detail, mend)


def _speaking(mouth: Warm) -> PartState:
    mend = "pip install --force-reinstall pyttsx3 espeakng-loader" if mouth.state == "missing" else ""
    return PartState("voice", "Voice (espeak-ng)", mouth.state, mouth.detail or "starting", mend)


def _microphone(coach: Coach) -> PartState:
    name = "Microphone of this machine (the page asks for the browser's own)"
    try:
        return PartState("microphone", name, "ready", coach.microphone_name())
    except CoachError as error:
        mend = "apt-get install libportaudio2" if "PortAudio" in str(error) else "coach rehearse --text --bank ID"
        return PartState("microphone", name, "missing", str(error), mend)


def _database(coach: Coach) -> PartState:
    try:
        count = len(coach.store.attempts())
    except CoachError as error:
        return PartState("database", "Database", "missing", str(error), "coach settings")
    return PartState("database", "Database", "ready", f"{count} attempt{'s' * (count != 1)} in {coach.place}")


def _model(coach: Coach) -> PartState:
    if coach.settings.llm_model:
        return PartState("llm", "Interviewer", "ready", f"{coach.settings.llm_model}; the scripted one stands by")
    return PartState("llm", "Interviewer", "ready", "scripted (set COACH_LLM_MODEL for a model)")


def _page() -> PartState:
    if (WEB / "index.html").exists():
        return PartState("web", "Web app", "ready", "built")
    return PartState("web", "Web app", "missing", "the page is not built", "make web")
