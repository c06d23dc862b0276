"""The open turn, if there is one: it ends for a reason and closes when its last utterance is final."""

from __future__ import annotations

from collections.abc import Callable

from coach.events import AudioLost, MoveName, RecognitionFailed, TurnEnded, TurnEndReason
from coach.interview import clock
from coach.interview.agenda import Agenda
from coach.interview.effects import CameBack, Effect, Emit, FlushHearing, StopSpeaking
from coach.interview.floor import Mouth
from coach.interview.record import Record
from coach.interview.recovery import observed_recovery
from coach.interview.turns import Turn

BY_SILENCE = ("silence", "closing_phrase")
"""Ends that were concluded, not told."""
FOR_GOOD = ("done_key", "skipped", "time_limit", "ended")
"""Ends by a word of the candidate or by the limit: what is said from then on is no more of the turn."""

WHY_LOST = {"page": "the page was loaded anew before it was sent", "microphone": "the microphone gave none"}


class OpenTurn:
    """Hands the floor to the agenda when the turn is closed. `ending`: why and since when it waits for its words."""

    def __init__(self, record: Record, mouth: Mouth, agenda: Agenda, put: Callable[[Effect], None]) -> None:
        self._record, self._mouth, self._agenda, self._put = record, mouth, agenda, put
        self.turn: Turn | None = None
        self.ending: tuple[TurnEndReason, float] | None = None
        self._ended_by: TurnEndReason = "silence"

    @property
    def over(self) -> bool:
        """Nothing that is said now is of the turn, or of the one before."""
        reason = self.ending[0] if self.ending else self._ended_by if self.turn is None else "silence"
        return reason in FOR_GOOD

    def drop(self) -> None:
        """The interviewer takes the floor."""
        self.turn, self.ending = None, None

    def end(self, reason: TurnEndReason, at: float) -> None:
        """The turn is over; it closes when its last utterance is final."""
        if self.turn is None or self.ending:
            return
        self.ending = (reason, at)
        if self.turn.speaking:
            self._put(FlushHearing(in_pause=reason in BY_SILENCE))
        self.close_if_settled(at)

    def goes_on(self) -> None:
        """An end that was concluded from silence is taken back: the candidate speaks on, or asks for something."""
        if self.turn:
            self.turn.goes_on()
        if self.ending and self.ending[0] in BY_SILENCE:
            self.ending = None

    def floor_back(self, at: float, move: MoveName, asked_at: float | None) -> None:
        """The interviewer spoke within the turn, to explain something from `asked_at` on."""
        if self.turn is None:
            return
        self.turn.quiet_since = at
        if move == "interject":
            self.turn.last_voice = at
            self.turn.hold_until = max(self.turn.hold_until, at + clock.TO_REACT)
        if move == "clarify" and asked_at is not None and self.turn.first_voice is not None:
            self.turn.first_voice += at - asked_at

    def lost(self, back: CameBack) -> None:
        """What went with the page or the microphone is told as that, where it is more than a word."""
        if back.lost >= clock.LEAST_LOST:
            self._put(Emit(AudioLost(at=back.at, seconds=round(back.lost, 2), reason=WHY_LOST[back.lost_by])))

    def wait(self, at: float, seconds: float) -> None:
        """A fault is nobody's silence, nor is typing: nothing is concluded from silence for so many `seconds`."""
        if self.turn is None:
            return
        self.turn.quiet_since = at
        self.turn.hold_until = max(self.turn.hold_until, at + seconds)
        if self.ending and self.ending[0] in BY_SILENCE:
            self.goes_on()

    def end_rehearsal(self, at: float) -> None:
        """The candidate wants to stop, also in the middle of a turn or of the farewell."""
        speaking = self._mouth.speaking
        if speaking and not speaking.stopping:
            speaking.stopping = True
            self._put(StopSpeaking(speaking.speech_id))
        if self._agenda.closing and speaking:
            return
        self._mouth.waiting.clear()
        if self.turn:
            self.ending = None
            self.end("ended", at)
        else:
            self._agenda.end_now(at)

    def check(self, at: float) -> None:
        """The last words of a turn that is over are not waited for without end."""
        if self.ending is None or at < self.ending[1] + clock.FINALS_WITHIN:
            return
        reason = "the last words of this answer were not recognised in time"
        self._put(Emit(RecognitionFailed(at=at, reason=reason)))
        if self.turn:
            self.turn.speaking, self.turn.unfinished = False, 0
        self.close_if_settled(at)

    def close_if_settled(self, at: float) -> None:
        if self.ending is None or self.turn is None or not self.turn.settled:
            return
        reason = self._ended_by = self.ending[0]
        entry = self._agenda.current
        self.drop()
        recovered = observed_recovery(self._record.events, at)
        if recovered:
            self._put(Emit(recovered))
        self._put(Emit(TurnEnded(at=at, reason=reason, question_id=entry.question.id if entry else None)))
        if reason == "ended":
            self._agenda.end_now(at)
        else:
            self._agenda.turn_closed(reason, at)
