"""Whether each real part is ready, and if not, the one command that mends it."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coach.app import WEB, Coach
from coach.errors import CoachError
from coach.interview.interviewer import Usage
from coach.thinking import OLLAMA
from coach.warming import Readiness, Warm


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
    wanted, there = coach.settings.llm_model, coach.thinking.local_models()
    if not wanted:
        detail = "scripted (set COACH_LLM_MODEL for a model)"
        if there:
            detail = (
                f"scripted; Ollama runs here with {', '.join(there)}: COACH_LLM_MODEL={OLLAMA}{there[0]} lets it ask"
            )
        return PartState("llm", "Interviewer", "ready", detail)
    if wanted.startswith(OLLAMA) and not coach.settings.llm_api_base:
        name = wanted.removeprefix(OLLAMA).removesuffix(":latest")
        if there is None:
            return PartState("llm", "Interviewer", "missing", f"{wanted}: no Ollama runs here", "ollama serve")
        if name not in there:
            return PartState("llm", "Interviewer", "missing", f"{wanted}: not pulled yet", f"ollama pull {name}")
    return PartState("llm", "Interviewer", "ready", f"{wanted}; the scripted one stands by{_unpriced(coach)}")


def _unpriced(coach: Coach) -> str:
    """A cap on the cost is of no use where nobody knows the price."""
    model = coach.thinking.model()
    if coach.settings.llm_max_cost is None or model is None or model.price(Usage(1000, 1000)) is not None:
        return ""
    return "; its price is not known, so COACH_LLM_MAX_COST cannot hold"


def _page() -> PartState:
    if (WEB / "index.html").exists():
        return PartState("web", "Web app", "ready", "built")
    return PartState("web", "Web app", "missing", "the page is not built", "make web")
