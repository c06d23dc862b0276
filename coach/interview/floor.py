"""Who may speak now while the interviewer speaks: barge-in, false alarms, backchannels."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from coach.events import InterviewerSpoke
from coach.interview.moves import UNINTERRUPTIBLE, Move
from coach.interview.repair import is_backchannel

CONFIRM_SECONDS = 1.0
"""Voice over the interviewer takes the floor after this long, or with its first words (`barges_in`). The end of a
cough is known 0.6 s after it (coach.listening.endpointing), so less would stop the interviewer for one."""
CONFIRM_WORDS = 2


@dataclass(slots=True)
class Speaking:
    """One speech of the interviewer, from the request to its end. `begun` is None until sound is heard."""

    speech_id: int
    move: Move
    asked_at: float
    begun: float | None = None
    seconds: float | None = None
    voice_from: float | None = None
    stopping: bool = False
    ducked: bool = False
    firmness: float = 1.0
    """Factor on the voice and the words that stop this speech."""

    @property
    def interruptible(self) -> bool:
        return self.move.move not in UNINTERRUPTIBLE and not self.stopping

    def voice_started(self, at: float) -> bool:
        """The candidate made a sound. True where the interviewer should lower its voice."""
        self.voice_from = at
        self.ducked = self.interruptible
        return self.ducked

    def voice_stopped(self) -> bool:
        """The sound ended before it took the floor. True where the interviewer should go on."""
        self.voice_from = None
        resume, self.ducked = self.ducked and not self.stopping, False
        return resume

    def barges_in(self, words: str) -> bool:
        """Recognised words, more than a backchannel, take the floor at once."""
        if self.voice_from is None or not self.interruptible:
            return False
        return len(words.split()) >= CONFIRM_WORDS * self.firmness and not is_backchannel(words)

    def decides_at(self) -> float | None:
        """When the sound, if it lasts, becomes a barge-in."""
        if self.voice_from is None or not self.interruptible:
            return None
        return self.voice_from + CONFIRM_SECONDS * self.firmness


@dataclass(slots=True)
class Mouth:
    """What waits to be said and what is being said. One speech at a time."""

    waiting: deque[Move] = field(default_factory=deque)
    speaking: Speaking | None = None
    firmness: float = 1.0
    _last_id: int = 0

    def say(self, *moves: Move) -> None:
        self.waiting.extend(moves)

    def next(self, at: float) -> Speaking | None:
        """Begin the next speech, if none goes on and one waits."""
        if self.speaking is not None or not self.waiting:
            return None
        self._last_id += 1
        self.speaking = Speaking(self._last_id, self.waiting.popleft(), at, firmness=self.firmness)
        return self.speaking

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
