"""The conversation as a state machine without input or output: inputs in, effects out, time from the caller."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from coach.events import AttemptFinished, AttemptStarted, Event, FinalTranscript, ModelCalled
from coach.interview import clock
from coach.interview.agenda import READS_WITHIN, Agenda
from coach.interview.echo import EchoGate
from coach.interview.effects import (
    CameBack,
    Effect,
    Emit,
    Finished,
    HearingChanged,
    Input,
    ModelReplied,
    Pressed,
    Speak,
    SpeakingEnded,
    SpeakingStarted,
    StopSpeaking,
    Tick,
    TypedAnswer,
)
from coach.interview.floor import Mouth, Speaking
from coach.interview.moves import GIVES_FLOOR, TAKES_FLOOR
from coach.interview.plan import Plan
from coach.interview.record import Record
from coach.interview.shown import DemandsSoFar, FloorState, RehearsalState
from coach.interview.taking import TurnTaking
from coach.records.profiles import Profile
from coach.records.question_banks import Bank, BankQuestion

LET_FINISH = 30.0
"""Seconds for which a voice that sounds between two moves is heard out before the next one."""
AFTER_BARGE_IN = 0.8
"""Seconds of silence after which an interviewer that was stopped in passing goes on with what waits."""
ASIDE = ("mute", "unmute", "end", "typing")
"""Keys that need no floor: the interviewer speaks on, or is stopped for good."""
GOES_ON_WITHIN = 2.0
"""Seconds within which a voice that sounds before a clarification shows by its words that it goes on without one."""


class Rehearsal:
    """One attempt. `interviewer` is scripted or llm; a non-empty `log` resumes the attempt that it is."""

    def __init__(
        self,
        attempt_id: str,
        bank: Bank,
        question_ids: Sequence[str],
        profile: Profile,
        interviewer: Literal["scripted", "llm"] = "scripted",
        hearing: str = "typed",
        keep_audio: bool = False,
        log: Sequence[Event] = (),
    ) -> None:
        entries = {q.question.id: q for q in bank.questions}
        self._started = AttemptStarted(
            at=0.0,
            attempt_id=attempt_id,
            bank_id=bank.id,
            question_ids=tuple(question_ids),
            profile_id=profile.id,
            interviewer=interviewer,
            hearing=hearing,
            keep_audio=keep_audio,
        )
        self._record = Record(bank, log)
        self._plan = Plan(tuple(entries[i] for i in question_ids), profile)
        silent = hearing in ("script", "typed")
        self._mouth = Mouth(firmness=profile.hard_to_interrupt, trusts_voice=silent)
        self._gate = EchoGate(profile.hard_to_interrupt, echoes=False if silent else None)
        self._agenda = Agenda(bank, self._plan, self._record, self._mouth, interviewer, self._put)
        self._taking = TurnTaking(
            profile,
            self._record,
            self._mouth,
            self._agenda,
            self._gate,
            typed_only=hearing == "typed",
            put=self._put,
        )
        self._deferred: list[Pressed | TypedAnswer] = []
        self._over = False
        self._effects: list[Effect] = []
        self._demands = DemandsSoFar(self._record)

    @property
    def events(self) -> Sequence[Event]:
        return self._record.events

    @property
    def over(self) -> bool:
        return self._over

    def begin(self, at: float = 0.0, words_come_again: bool = False) -> list[Effect]:
        """Greet and ask, or go on where the log stopped. `words_come_again`: see Surroundings."""
        if not self._record.events:
            self._emit(self._started.model_copy(update={"at": at}))
            self._agenda.open(at)
        elif any(isinstance(e, AttemptFinished) for e in self._record.events):
            self._put(Finished())
        else:
            self._agenda.resume(at, words_come_again)
        return self._drain(at)

    def push(self, happened: Input) -> list[Effect]:
        """One thing happened. Inputs come in the order of their `at`."""
        if self._over:
            if isinstance(happened, FinalTranscript):
                self._emit(happened.model_copy(update={"counts": False}))
            elif isinstance(happened, ModelCalled):
                self._emit(happened)
            return self._drain(happened.at)
        match happened:
            case SpeakingStarted():
                self._speech_begun(happened)
            case SpeakingEnded():
                self._speech_ended(happened)
            case Pressed() | TypedAnswer():
                self._asked_for(happened)
            case ModelReplied():
                self._agenda.model_replied(happened)
                self._taking.phrasing.replied(happened)
            case ModelCalled():
                self._emit(happened)
            case CameBack():
                self._taking.came_back(happened)
            case HearingChanged():
                self._hearing_changed(happened)
            case Tick():
                pass
            case _:
                self._taking.heard(happened)
        self._check(happened.at)
        return self._drain(happened.at)

    def wake_at(self) -> float | None:
        """When `push(Tick(at))` is due next; None where only an input can change anything."""
        if self._over:
            return None
        found = [d.at for d in self._taking.deadlines()]
        speaking = self._mouth.speaking
        if speaking and (decides := speaking.decides_at()) is not None:
            found.append(decides)
        if self._taking.ending:
            found.append(self._taking.ending[1] + clock.FINALS_WITHIN)
        if self._agenda.consultation:
            found.append(self._agenda.consultation.until)
        if (clarifies := self._taking.phrasing.waits_until) is not None:
            found.append(clarifies)
        if (goes_on := self._goes_on_at()) is not None:
            found.append(goes_on)
        return min(found, default=None)

    @property
    def question_id(self) -> str | None:
        """What is asked now."""
        return self._agenda.current.question.id if self._agenda.current else None

    def floor(self, at: float) -> FloorState:
        """The state's floor alone, which costs nothing."""
        return self._floor(at)[0]

    def state(self, at: float) -> RehearsalState:
        floor, why = self._floor(at)
        entry, turn = self._agenda.current, self._taking.turn
        asked = self._asked(entry)
        return RehearsalState(
            floor=floor,
            question=entry,
            number=self._plan.number(entry.question.id) if entry else 0,
            total=len(self._plan.questions),
            why=why,
            answer_started=turn.first_voice if turn and asked else None,
            limit=clock.limit_of(entry) if entry else None,
            seconds_left=max(0.0, self._agenda.time_left(at)),
            because=self._mouth.speaking.move.because if self._mouth.speaking else "",
            so_far=self._demands.told(entry, turn.partial) if entry and turn and asked else (),
        )

    def _asked(self, entry: BankQuestion | None) -> bool:
        """Whether it was begun to be said: nobody answers what was not asked yet."""
        return entry is not None and bool(self._record.spoken(entry.question.id))

    def _floor(self, at: float) -> tuple[FloorState, str]:
        if self._over:
            return "ended", "the rehearsal is over"
        if self._mouth.speaking:
            return "speaking", "the interviewer speaks"
        if self._agenda.consultation or self._taking.ending:
            return "thinking", "the interviewer thinks about your answer"
        if self._taking.phrasing.waits_until is not None:
            return "thinking", "the interviewer looks for other words"
        turn = self._taking.turn
        if turn and turn.hold_until > at:
            return "holding", "take your time, nobody cuts in"
        if turn:
            return "listening", "muted" if self._taking.muted else "the floor is yours"
        return "idle", ""

    def _check(self, at: float) -> None:
        self._taking.check(at)
        asked = self._agenda.consultation
        if asked and at >= asked.until:
            self._agenda.fall_back("the model did not answer in time", at)

    def _hearing_changed(self, changed: HearingChanged) -> None:
        """Where nobody was heard before, it is not known yet whether the interviewer's voice comes back as an echo."""
        self._mouth.hears(trusts_voice=not changed.heard)
        self._gate.echoes = None if changed.heard else False
        self._taking.hearing_changed(changed)

    def _speech_begun(self, started: SpeakingStarted) -> None:
        speaking = self._mouth.speaking
        if speaking and speaking.speech_id == started.speech_id:
            speaking.begun, speaking.seconds = started.at, started.seconds
            self._gate.speaks(speaking.move.text, started.at, started.seconds)

    def _speech_ended(self, ended: SpeakingEnded) -> None:
        if not self._mouth.is_speaking(ended.speech_id):
            return
        speech, event = self._mouth.ended(ended.at, None if ended.completed else ended.heard)
        self._emit(event)
        self._gate.stopped(ended.at)
        self._agenda.spoke(event, ended.at)
        if self._over:
            return
        self._give_floor(speech, ended.at)
        deferred, self._deferred = self._deferred, []
        for waiting in deferred:
            self._asked_for(waiting)

    def _give_floor(self, speech: Speaking, at: float) -> None:
        taking = self._taking
        if taking.turn is not None:
            taking.floor_back(at, speech.move.move)
        elif speech.move.move in GIVES_FLOOR or (speech.stopping and not self._agenda.closing):
            taking.open(at, prepares=speech.move.move == "ask" and not speech.stopping)

    def _asked_for(self, wanted: Pressed | TypedAnswer) -> None:
        """Keys and typed answers; what needs the floor waits until the interviewer was stopped, what is typed before
        the question was said, until it was: it is no less an answer. So does a moment to think."""
        speaking = self._mouth.speaking
        if isinstance(wanted, Pressed) and self._about_nothing_asked(wanted):
            self._hurry_on(wanted.at)
        elif (isinstance(wanted, TypedAnswer) or wanted.control == "moment") and self._question_to_come():
            self._deferred.append(wanted)
        elif speaking and not (isinstance(wanted, Pressed) and wanted.control in ASIDE):
            if speaking.interruptible:
                speaking.stopping = True
                self._put(StopSpeaking(speaking.speech_id))
            if wanted != Pressed("answer", wanted.at):
                self._deferred.append(wanted)
        elif isinstance(wanted, TypedAnswer):
            self._taking.typed(wanted)
        else:
            self._taking.press(wanted.control, wanted.at)

    def _about_nothing_asked(self, pressed: Pressed) -> bool:
        """The key is for a question that nobody can know yet: pressed twice, or before it was asked."""
        if pressed.control == "skip":
            return self._agenda.unread(pressed.at)
        before = self._agenda.current is not None and self._agenda.asked_at is None
        return before and pressed.control in ("done", "repeat", "rephrase")

    def _hurry_on(self, at: float) -> None:
        """What comes before the question ends, so that it is asked; who pressed twice ends nothing."""
        speaking = self._mouth.speaking
        heard = speaking is not None and speaking.begun is not None and at >= speaking.begun + READS_WITHIN
        if speaking and heard and speaking.interruptible and self._agenda.asked_at is None:
            speaking.stopping = True
            self._put(StopSpeaking(speaking.speech_id))

    def _question_to_come(self) -> bool:
        """A question is next, and nothing of it was said yet."""
        entry = self._agenda.current
        return entry is not None and not self._record.questions_said(entry.question.id)

    def _drain(self, at: float) -> list[Effect]:
        goes_on = self._goes_on_at()
        if not self._over and (goes_on is None or at >= goes_on - 1e-9):
            speech = self._mouth.next(at)
            if speech is not None:
                move = speech.move
                if move.move in TAKES_FLOOR:
                    self._taking.drop()
                self._put(Speak(speech.speech_id, move.move, move.text, move.question_id))
        effects, self._effects = self._effects, []
        return effects

    def _goes_on_at(self) -> float | None:
        """When what waits may be said after the candidate spoke in between; None = at once."""
        turn, mouth = self._taking.turn, self._mouth
        if not mouth.waiting or mouth.speaking:
            return None
        voice = self._taking.voice_from
        if turn is None:
            return voice + LET_FINISH if voice is not None else None
        if mouth.waiting[0].move == "clarify":
            return voice + GOES_ON_WITHIN if voice is not None else None
        if mouth.waiting[0].move not in TAKES_FLOOR:
            return None
        if turn.speaking:
            return math.inf
        return (turn.last_voice if turn.last_voice is not None else turn.opened) + AFTER_BARGE_IN

    def _emit(self, event: Event) -> None:
        self._put(Emit(event))

    def _put(self, effect: Effect) -> None:
        if isinstance(effect, Emit):
            self._record.append(effect.event)
        self._over = self._over or isinstance(effect, Finished)
        self._effects.append(effect)
