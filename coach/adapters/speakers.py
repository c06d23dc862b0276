"""The three interviewers as espeak voices: voice file, speaking rate and pitch."""

from __future__ import annotations

from dataclasses import dataclass

from coach.errors import VoiceError


@dataclass(frozen=True, slots=True)
class Speaker:
    """`rate` in words a minute, `pitch` 0–100 (espeak's scale)."""

    espeak_voice: str
    rate: int
    pitch: int


SPEAKERS = {
    "adaeze": Speaker("en-gb-x-rp+f2", rate=160, pitch=46),
    "henrik": Speaker("en-us+m3", rate=152, pitch=38),
    "samira": Speaker("en-us+f4", rate=166, pitch=54),
}


def speaker_named(name: str) -> Speaker:
    """Raises VoiceError naming those there are."""
    if name not in SPEAKERS:
        raise VoiceError(f"there is no speaker {name!r}; choose one of {', '.join(SPEAKERS)}")
    return SPEAKERS[name]
