"""A pause inside an utterance: told as soon as its final could be made, long before silence ends the utterance."""

from __future__ import annotations

from dataclasses import dataclass

from coach.listening.prosody import Ending


@dataclass(frozen=True, slots=True)
class Paused:
    """The voice stopped at `at` (seconds on the rehearsal's clock) and has been silent since; `ending`: how it ended.
    Either WentOn or SpeechStopped follows."""

    at: float
    ending: Ending | None


@dataclass(frozen=True, slots=True)
class WentOn:
    """The same utterance goes on since `at`: it was a pause."""

    at: float
