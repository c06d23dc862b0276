"""Who may speak now while the interviewer speaks: barge-in, false alarms, backchannels."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Literal, assert_never

from coach.events import InterviewerSpoke
from coach.interview.moves import UNINTERRUPTIBLE, Move
from coach.listening.overlap import Overlap

HOLD_SECONDS = 0.25
"""Somebody who surely speaks (coach.listening.overlap) silences the interviewer after this long; it may yet go on."""
CONFIRM_SECONDS = 1.0
"""Voice takes the floor after this long without words, where it is surely somebody's."""
CONFIRM_WORDS = 2
"""Words that take the floor back where nobody speaks."""
WORDS_WITHIN = 2.0
"""Seconds after a voice that silenced the interviewer within which its words are waited for."""
Turning = Literal["duck", "hold", "take", "resume"]


@dataclass(slots=True)
class Speaking:
    """One speech of the interviewer, from the request to its end. `begun` is None until sound is heard.

    `firmness`: factor on the voice and the words that stop it. `trusts_voice`: nothing heard is its echo.
    """

    speech_id: int
    move: Move
    asked_at: float
    begun: float | None = None
    seconds: float | None = None
    voice_from: float | None = None
    """Since when somebody else makes a sound; None while nobody does."""
    heard_from: float = 0.0
    """Since when the last one who did."""
    sure: bool = False
    """It is somebody's voice: no cough, no echo."""
    quiet_from: float | None = None
    """When the voice ended for which this speech is held."""
    stopping: bool = False
    ducked: bool = False
    held: bool = False
    firmness: float = 1.0
    trusts_voice: bool = False

    @property
    def interruptible(self) -> bool:
        return self.move.move not in UNINTERRUPTIBLE and not self.stopping

    def overlaps(self, overlap: Overlap) -> Turning | None:
        match overlap.stage:
            case "begun":
                return self._lower(overlap.since)
            case "voice":
                self.sure = True
                lowered = self._lower(overlap.since)
                return self.due(overlap.at) or lowered
            case "ended":
                return self.voice_stopped(overlap.at)
            case _:
                assert_never(overlap.stage)

    def voice_started(self, at: float) -> Turning | None:
        """A voice is heard; where it may be the echo, its words or an overlap must show whose it is."""
        if self.trusts_voice:
            return self._lower(at)
        self._begin(at)
        return None

    def _begin(self, at: float) -> None:
        if self.voice_from is None:
            self.voice_from = self.heard_from = at
            self.quiet_from = None

    def _lower(self, at: float) -> Turning | None:
        """The candidate made a sound: lower the voice, once."""
        self._begin(at)
        lowers = self.interruptible and not self.ducked
        self.ducked = self.ducked or lowers
        return "duck" if lowers else None

    def voice_stopped(self, at: float) -> Turning | None:
        """The sound ended before it took the floor. One for which the speech is held may still prove to be words."""
        self.voice_from, self.sure = None, False
        if self.held:
            self.quiet_from = at if self.quiet_from is None else self.quiet_from
            return None
        return self.go_on()

    def go_on(self) -> Turning | None:
        resumes = (self.ducked or self.held) and not self.stopping
        self.ducked = self.held = False
        self.quiet_from = None
        return "resume" if resumes else None

    def decides_at(self) -> float | None:
        """When the sound, or the silence after it, comes to mean something else."""
        return min((at for at, _ in self._decisions()), default=None)

    def due(self, at: float) -> Turning | None:
        found = [turning for when, turning in self._decisions() if at >= when]
        if not found:
            return None
        turning = "take" if "take" in found else found[0]
        if turning == "hold":
            self.held = True
        return self.go_on() if turning == "resume" else turning

    def _decisions(self) -> list[tuple[float, Turning]]:
        if not self.interruptible:
            return []
        found: list[tuple[float, Turning]] = []
        if self.voice_from is not None and self.sure and not self.held:
            found.append((self.voice_from + HOLD_SECONDS * self.firmness, "hold"))
        if self.voice_from is not None and (self.sure or self.trusts_voice):
            found.append((self.voice_from + CONFIRM_SECONDS * self.firmness, "take"))
        if self.quiet_from is not None:
            found.append((self.quiet_from + WORDS_WITHIN, "resume"))
        return found


@dataclass(slots=True)
class Mouth:
    """What waits to be said and what is being said. One speech at a time."""

    waiting: deque[Move] = field(default_factory=deque)
    speaking: Speaking | None = None
    firmness: float = 1.0
    trusts_voice: bool = False
    _last_id: int = 0

    def say(self, *moves: Move) -> None:
        self.waiting.extend(moves)

    def forget(self, question_id: str) -> None:
        """Nothing about this question that waits is said any more."""
        self.waiting = deque(move for move in self.waiting if move.question_id != question_id)

    def next(self, at: float) -> Speaking | None:
        """Begin the next speech, if none goes on and one waits."""
        if self.speaking is not None or not self.waiting:
            return None
        self._last_id += 1
        move = self.waiting.popleft()
        self.speaking = Speaking(self._last_id, move, at, firmness=self.firmness, trusts_voice=self.trusts_voice)
        return self.speaking

    def will_have_said(self, reason: str) -> bool:
        """A move for that reason is being said, or waits."""
        said = [self.speaking.move] if self.speaking else []
        return any(move.reason == reason for move in (*said, *self.waiting))

    def hears(self, trusts_voice: bool) -> None:
        """From now on, also of what is being said, `trusts_voice`: nothing that is heard can be its echo."""
        self.trusts_voice = trusts_voice
        if self.speaking:
            self.speaking.trusts_voice = trusts_voice

    def is_speaking(self, speech_id: int) -> bool:
        return self.speaking is not None and self.speaking.speech_id == speech_id

    def ended(self, at: float, heard: str | None) -> tuple[Speaking, InterviewerSpoke]:
        """The speech that ended, and its event. `heard` None = all of it."""
        assert self.speaking is not None
        speech, self.speaking = self.speaking, None
        move = speech.move
        event = InterviewerSpoke(
            at=at,
            move=move.move,
            text=move.text,
            question_id=move.question_id,
            started=speech.begun if speech.begun is not None else speech.asked_at,
            ended=at,
            heard=heard,
            reason=move.reason,
        )
        return speech, event
