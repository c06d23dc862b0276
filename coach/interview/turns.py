"""When the candidate's turn is over: on the rehearsal clock, from silence and from what was said."""

from __future__ import annotations

from dataclasses import dataclass, field

from coach.events import FinalTranscript, TurnEndReason
from coach.interview import repair
from coach.records.profiles import Profile

TRAILING_EXTRA = 2.5
"""Seconds added where the last clause is open."""
SHORT_EXTRA = 1.0
"""Seconds added where fewer than SHORT_WORDS have been said so far."""
SHORT_WORDS = 8
CLOSING_FACTOR = 0.45
"""Of the usual silence, where the candidate said that the answer is complete."""


@dataclass(slots=True)
class Turn:
    """One hold of the floor by the candidate. Times are seconds on the rehearsal clock."""

    opened: float
    finals: list[FinalTranscript] = field(default_factory=list)
    speaking: bool = False
    unfinished: int = 0
    """Utterances that have ended but have no final transcript yet."""
    last_voice: float | None = None
    first_voice: float | None = None
    hold_until: float = 0.0
    nudges: int = 0
    quiet_since: float = 0.0
    partial: str = ""

    def __post_init__(self) -> None:
        self.quiet_since = self.opened

    def voice_started(self, at: float) -> None:
        self.speaking = True
        self.first_voice = at if self.first_voice is None else self.first_voice

    def voice_stopped(self, at: float) -> None:
        if self.speaking:
            self.unfinished += 1
        self.speaking = False
        self.last_voice = self.quiet_since = at

    def finished(self, final: FinalTranscript) -> None:
        self.finals.append(final)
        self.partial = ""
        self.settle()

    def settle(self) -> None:
        """One utterance has its final, or will never have one."""
        self.unfinished = max(0, self.unfinished - 1)

    def forget_words(self, at: float) -> None:
        """What was said was no answer (a request): the turn begins anew."""
        self.finals.clear()
        self.first_voice = self.last_voice = None
        self.quiet_since = at

    @property
    def text(self) -> str:
        return " ".join(f.text for f in self.finals)

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def settled(self) -> bool:
        return self.unfinished == 0 and not self.speaking


def silence_needed(turn: Turn, profile: Profile, patience: float = 1.0) -> float:
    """Seconds of silence after which the turn is over."""
    said = turn.text or turn.partial
    base = profile.turn_silence * patience
    if repair.closes(said):
        return base * CLOSING_FACTOR
    extra = TRAILING_EXTRA if repair.trails_off(said) else 0.0
    extra += SHORT_EXTRA if len(said.split()) < SHORT_WORDS else 0.0
    return base + extra * patience


def ends_at(turn: Turn, profile: Profile, patience: float = 1.0) -> float | None:
    """When the turn ends if nobody speaks; None while someone does or nothing has been said."""
    if turn.speaking or turn.last_voice is None or not (turn.finals or turn.unfinished):
        return None
    return max(turn.last_voice + silence_needed(turn, profile, patience), turn.hold_until)


def reason_for(turn: Turn) -> TurnEndReason:
    return "closing_phrase" if repair.closes(turn.text) else "silence"
