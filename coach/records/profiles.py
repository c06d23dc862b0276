"""Profiles: the kinds of interview that can be rehearsed, as YAML in `question_banks/profiles/`."""

from __future__ import annotations

from collections.abc import Mapping
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
    `patience`: factor on `turn_silence`, times that of the question. `hard_to_interrupt`: factor on the voice and the
    words that stop the interviewer. `acknowledges`: a short word after each answer.
    `eagerness`: how soon it cuts in on a rambling answer, 2 = after half the usual time. `prepare`: quiet seconds after
    each question, before it waits for the answer. `least_delay`: who begins sooner is told so in the report. `hints`: a
    topic is named when asked. `feedback`: what would help most is said after each answer. `attempts`: how often such an
    interview can be taken where it is real. `resembles`, `not_known`: which real interviews, and what we do not know of
    them. `aliases`: earlier ids.
    `shows_question`: the question stands on the page while it is answered; otherwise it is only heard and captioned.
    `silent`: nobody speaks and no silence ends the answer; the question is shown, the candidate or its limit ends it.
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
    hard_to_interrupt: float = Field(default=1.0, ge=0.25, le=8)
    turn_silence: float = Field(default=1.8, gt=0, le=60)
    think_hold: float = Field(default=8.0, gt=0, le=300)
    acknowledges: bool = True
    eagerness: float = Field(default=1.0, ge=0.25, le=4)
    prepare: float = Field(default=0.0, ge=0, le=300)
    least_delay: float = Field(default=0.0, ge=0, le=5)
    hints: bool = False
    feedback: bool = False
    attempts: int | None = Field(default=None, ge=1, le=100)
    resembles: str = ""
    not_known: str = ""
    aliases: tuple[Id, ...] = ()
    shows_question: bool = True
    silent: bool = False


class Profiles(dict[str, Profile]):
    """By id. Earlier ids are found too, but not listed."""

    def _aliased(self, profile_id: object) -> Profile | None:
        return next((p for p in self.values() if profile_id in p.aliases), None)

    def __missing__(self, profile_id: str) -> Profile:
        found = self._aliased(profile_id)
        if found is None:
            raise KeyError(profile_id)
        return found

    def __contains__(self, profile_id: object) -> bool:
        return super().__contains__(profile_id) or self._aliased(profile_id) is not None


def known_profile(profiles: Mapping[str, Profile], profile_id: str) -> Profile | None:
    """By its present id or an earlier one; None where it was taken away."""
    try:
        return profiles[profile_id]
    except KeyError:
        return None


def load_profile(path: Path) -> Profile:
    """Raises BankError: file, line, field and what was expected."""
    return read_yaml(path).validate(Profile)


def load_profiles(extra: Path | None = None) -> Profiles:
    """Packaged profiles and those of the folder `extra`, by id, the default first. Raises BankError."""
    with as_file(files("question_banks")) as folder:
        paths = sorted((folder / "profiles").glob("*.yaml"))
        if extra is not None:
            paths += sorted(extra.glob("*.yaml"))
        return _by_id(paths)


def _by_id(paths: list[Path]) -> Profiles:
    profiles = Profiles()
    for path in paths:
        profile = load_profile(path)
        if profile.id in profiles:
            raise BankError(f"{path.name}: id: {profile.id!r} is taken by another profile; choose another id")
        profiles[profile.id] = profile
    return Profiles(sorted(profiles.items(), key=lambda item: item[0] != DEFAULT_PROFILE))
