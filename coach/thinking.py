"""The language model that the settings, or a running Ollama, give the interviewer, with its limits; and the judge."""

from __future__ import annotations

import time
from typing import Literal

from coach.adapters.litellm_model import LitellmModel
from coach.adapters.ollama import talking_models
from coach.errors import UsageError
from coach.interview.consulting import Consultant
from coach.interview.interviewer import ChatModel
from coach.interview.judge import RULES_STAND
from coach.settings import Settings

OLLAMA = "ollama/"
"""Before the name of a model that Ollama runs."""
LOOK_AGAIN = 10.0
"""Seconds for which it is taken as known whether an Ollama runs."""


class Thinking:
    """Which model may phrase the follow-ups. Nothing is called before a rehearsal asks."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._ollama: tuple[float, tuple[str, ...] | None] = (float("-inf"), None)

    def model(self, local: str = "") -> ChatModel | None:
        """The configured one, or `local`, one of `local_models`. Raises UsageError where that is not there."""
        s = self._settings
        if local and local not in (self.local_models() or ()):
            raise UsageError(f"Ollama has no model {local!r} here now; choose the scripted interviewer, or start it")
        if local:
            return LitellmModel(f"{OLLAMA}{local}", s.ollama, None, s.llm_timeout)
        if not s.llm_model:
            return None
        key = s.llm_api_key.get_secret_value() if s.llm_api_key else None
        return LitellmModel(s.llm_model, s.llm_api_base, key, s.llm_timeout)

    def local_models(self) -> tuple[str, ...] | None:
        """What a running Ollama has; None where none runs. Looked up anew after a few seconds."""
        looked_at, found = self._ollama
        if time.monotonic() - looked_at > LOOK_AGAIN:
            found = talking_models(self._settings.ollama) if self._settings.ollama else None
            self._ollama = time.monotonic(), found
        return found

    def load(self) -> None:
        """Import what calls the model (2 s, blocking), where one is configured, so that its first reply is in time."""
        if isinstance(model := self.model(), LitellmModel):
            model.load()

    def consultant(self, local: str = "") -> Consultant | None:
        """The model with its limits."""
        model, s = self.model(local), self._settings
        return None if model is None else Consultant(model, s.llm_first_sentence, s.llm_max_cost)

    def judge(self) -> ChatModel | None:
        """The model whose opinions go beside the scores; None where none was named, be it for this or to interview."""
        s = self._settings
        named, key = s.judge_model or s.llm_model, s.llm_api_key.get_secret_value() if s.llm_api_key else None
        return LitellmModel(named, s.llm_api_base, key, s.llm_timeout, 0.0, RULES_STAND) if named else None

    def interviewer(self, wanted: str | None, local: str = "") -> Literal["scripted", "llm"]:
        """What was wanted, or the model where there is one. Raises UsageError where it cannot be."""
        if local and wanted != "scripted":
            return "llm" if self.model(local) else "scripted"
        if wanted == "llm" and not self._settings.llm_model:
            raise UsageError("the llm interviewer needs COACH_LLM_MODEL, e.g. COACH_LLM_MODEL=ollama/llama3.2")
        if wanted is None:
            return "llm" if self._settings.llm_model else "scripted"
        return "llm" if wanted == "llm" else "scripted"
