"""Profiles: the kinds of interview that can be rehearsed, as YAML in `question_banks/profiles/`."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from coach.errors import BankError
from coach.records.probes import Id, Patience, Prose
from coach.records.yaml_file import read_yaml

DEFAULT_PROFILE = "adaptive"


class Profile(BaseModel):
    """How one kind of interview goes. Times in seconds but for `minutes`.

    `minutes`: the whole interview, after which it closes. `max_questions` asked of a bank. `hard_cut`: a time limit
    ends the turn at once; otherwise the candidate is reminded. `interjects`: cuts in on a rambling answer.
    `turn_silence`: silence that ends a turn. `think_hold`: silence allowed once the candidate asked for time.
    `patience`: factor on
    `turn_silence`, times that of the question. `acknowledges`: a short word after each answer.
    `shows_question`: the question stands on the page while it is answered; otherwise it is only heard and captioned.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    title: Prose
    about: Prose
    minutes: float = Field(gt=0, le=180)
    max_questions: int = Field(gt=0, le=50)
    follow_ups_per_question: int = Field(ge=0, le=10)
    follow_ups_total: int = Field(ge=0, le=100)
    hard_cut: bool = False
    interjects: bool = True
    patience: Patience = 1.0
    turn_silence: float = Field(default=1.8, gt=0, le=60)
    think_hold: float = Field(default=8.0, gt=0, le=300)
    acknowledges: bool = True
    shows_question: bool = True


def load_profile(path: Path) -> Profile:
    """Raises BankError: file, line, field and what was expected."""
    return read_yaml(path).validate(Profile)


def load_profiles(extra: Path | None = None) -> dict[str, Profile]:
    """Packaged profiles and those of the folder `extra`, by id, the default first. Raises BankError."""
    with as_file(files("question_banks")) as folder:
        paths = sorted((folder / "profiles").glob("*.yaml"))
        if extra is not None:
            paths += sorted(extra.glob("*.yaml"))
        return _by_id(paths)


def _by_id(paths: list[Path]) -> dict[str, Profile]:
    profiles: dict[str, Profile] = {}
    for path in paths:
        profile = load_profile(path)
        if profile.id in profiles:
            raise BankError(f"{path.name}: id: {profile.id!r} is taken by another profile; choose another id")
        profiles[profile.id] = profile
    return dict(sorted(profiles.items(), key=lambda item: item[0] != DEFAULT_PROFILE))
