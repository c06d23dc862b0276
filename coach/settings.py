"""Environment and `.env` → Settings. Every variable begins with COACH_."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit, urlunsplit

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from coach.errors import UsageError

PREFIX = "COACH_"
MASK = "********"
MOST_THREADS = 4


def final_threads(cores: int) -> int:
    """Of an utterance's final: half the cores, since a browser, a voice and whoever else speaks need some too."""
    return max(1, min(MOST_THREADS, cores // 2))


class Settings(BaseSettings):
    """Build it with `read_settings`, which turns wrong values into a UsageError."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    data: Path = Field(
        default_factory=lambda: user_data_path("coach", appauthor=False),
        description="folder of the database, the recordings and the Whisper weights",
    )
    pdf_font: Path | None = Field(
        default=None, description="TrueType or OpenType file for letters that the PDF's own font lacks, e.g. Chinese"
    )
    database_url: str = Field(default="", description="any SQLAlchemy URL; by default SQLite in the data folder")
    whisper_model: str = Field(default="base.en", min_length=1, description="published Whisper name or checkpoint path")
    whisper_threads: int = Field(
        default_factory=lambda: final_threads(os.cpu_count() or 1),
        ge=1,
        le=256,
        description="CPU threads of an utterance's final; live words take one; by default half the cores, four at most",
    )
    whisper_precision: Literal["auto", "fp32", "bf16", "int8"] = Field(
        default="auto", description="arithmetic of live words; auto times each when it starts; finals are always fp32"
    )
    whisper_context: Literal["truncated", "full"] = Field(
        default="truncated", description="live words: encode what was heard, or 30 s each time (three times the cost)"
    )
    whisper_margin: float = Field(
        default=2.0, ge=0, le=20, description="seconds of silence after what was heard in a truncated context"
    )
    whisper_prompt: str = Field(
        default="", max_length=800, description="text in the style wanted, e.g. with fillers: Um, so, I, uh, think"
    )
    language: str = Field(default="en", pattern="^[a-z]{2,3}$", description="language spoken, as Whisper names it")
    cadence: float = Field(
        default=0.5,
        ge=0.2,
        le=5,
        description="seconds of sound between updates of live words; down to 0.6 of it where they are quick",
    )
    stt_model: str | None = Field(
        default=None, description="litellm transcription model, e.g. openai/whisper-1, instead of Whisper here"
    )
    stt_api_base: str | None = Field(default=None, description="address of an OpenAI-compatible speech server")
    stt_api_key: SecretStr | None = Field(default=None, description="key of the speech server")
    fetch_weights: bool = Field(default=True, description="fetch missing Whisper weights when the server starts")
    llm_model: str | None = Field(default=None, description="litellm model; unset means the scripted interviewer")
    llm_api_base: str | None = Field(default=None, description="address of an OpenAI-compatible server")
    llm_api_key: SecretStr | None = Field(default=None, description="key of the model's provider")
    llm_timeout: float = Field(default=8.0, gt=0, le=600, description="seconds for a whole reply of the model")
    llm_first_sentence: float = Field(
        default=2.5, gt=0, le=600, description="seconds for its first sentence, then the scripted move is spoken"
    )
    llm_max_cost: float | None = Field(
        default=None,
        ge=0,
        description="US dollars that the model and the judge may cost in one attempt; then the scripted one asks",
    )
    ollama: str = Field(
        default="http://127.0.0.1:11434", description="where a running Ollama is looked for; empty: nowhere"
    )
    judge: Literal[0, 1, 3] = Field(
        default=0, description="opinions that a model is asked for on each criterion of an answer; 3 takes their median"
    )
    judge_model: str | None = Field(default=None, description="litellm model of the judge; unset means COACH_LLM_MODEL")
    host: str = Field(default="127.0.0.1", min_length=1, description="address that the server listens on")
    port: int = Field(default=8000, ge=0, le=65535, description="port that the server listens on; 0 takes a free one")
    banks: Path | None = Field(default=None, description="folder with question banks of your own")
    patience: float = Field(
        default=1.0, ge=0.5, le=4, description="factor on the silence after which a pause is taken for the answer's end"
    )
    hard_to_interrupt: float = Field(
        default=1.0, ge=0.5, le=4, description="factor on the voice and words that stop the interviewer in mid-sentence"
    )
    voice: Literal["adaeze", "henrik", "samira"] = Field(default="adaeze", description="who asks the questions")

    @field_validator("data", "banks", "pdf_font")
    @classmethod
    def _home(cls, path: Path | None) -> Path | None:
        return None if path is None else path.expanduser()

    @field_validator("judge", mode="before")
    @classmethod
    def _number(cls, given: object) -> object:
        """The environment gives text, and a choice of numbers takes none."""
        return int(given) if isinstance(given, str) and given.strip().isdecimal() else given

    @property
    def database(self) -> str:
        """`database_url`, or SQLite in the data folder."""
        return self.database_url or f"sqlite:///{(self.data / 'coach.db').as_posix()}"


def read_settings(**given: Any) -> Settings:
    """From the environment and `.env`; `given` values, of a command's options, go before both. Raises UsageError naming
    the variable or the option."""
    try:
        return Settings(**given)
    except ValidationError as error:
        raise UsageError("\n".join(_wrong(dict(item), given) for item in error.errors())) from None


def _wrong(item: dict[str, Any], given: Mapping[str, Any]) -> str:
    name = str(item["loc"][0]) if item["loc"] else ""
    if name in given:
        return f"--{name} is {given[name]!r}: {item['msg'][:1].lower()}{item['msg'][1:]}"
    shown = MASK if _secret(name) else repr(item.get("input"))
    return f"{_variable(name)} is {shown}: {item['msg'][:1].lower()}{item['msg'][1:]}. Correct it or unset it."


def _variable(name: str) -> str:
    return f"{PREFIX}{name.upper()}"


def _secret(name: str) -> bool:
    return name.endswith("_key")


def describe(settings: Settings) -> list[tuple[str, str, str, str]]:
    """(variable, value, default, meaning) of every setting, in order; secrets are masked."""
    return [
        (_variable(name), _shown(settings, name), _default(name), field.description or "")
        for name, field in Settings.model_fields.items()
    ]


def _shown(settings: Settings, name: str) -> str:
    if name == "database_url":
        return _without_password(settings.database)
    value = getattr(settings, name)
    if value is None:
        return ""
    return MASK if isinstance(value, SecretStr) else str(value)


def _default(name: str) -> str:
    if name == "database_url":
        return "sqlite:///<COACH_DATA>/coach.db"
    value = Settings.model_fields[name].get_default(call_default_factory=True)
    return "" if value is None else str(value)


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    place = parts.netloc
    if "@" not in place or ":" not in place.rsplit("@", 1)[0]:
        return url
    account, host = place.rsplit("@", 1)
    return urlunsplit(parts._replace(netloc=f"{account.split(':', 1)[0]}:{MASK}@{host}"))
