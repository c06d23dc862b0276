"""The candidate's side of the floor: voice, words, keys and silence become turns, requests and barge-ins."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields

from coach.events import (
    Event,
    FinalTranscript,
    MoveName,
    PartialTranscript,
    RecognitionFailed,
    SpeechStarted,
    SpeechStopped,
    ThinkingHeld,
    TurnEndReason,
)
from coach.interview import clock, repair, scripted
from coach.interview.agenda import Agenda
from coach.interview.attention import Attention
from coach.interview.clock import Deadline
from coach.interview.echo import EchoGate
from coach.interview.effects import CameBack, Control, Effect, Emit, Heard, HearingChanged, TypedAnswer
from coach.interview.floor import CONFIRM_WORDS, Mouth
from coach.interview.interruptions import Interruptions
from coach.interview.open_turn import OpenTurn
from coach.interview.record import Record
from coach.interview.repair import Request
from coach.interview.turn_features import PauseHabits
from coach.interview.turns import Turn, reason_for
from coach.listening.overlap import Overlap
from coach.listening.pauses import Paused, WentOn
from coach.listening.prosody import Ending
from coach.records.profiles import Profile


class TurnTaking:
    """Holds the open turn, if there is one. `typed_only`: no ears, so silence means nothing."""

    def __init__(
        self,
        profile: Profile,
        record: Record,
        mouth: Mouth,
        agenda: Agenda,
        gate: EchoGate,
        typed_only: bool,
        put: Callable[[Effect], None],
    ) -> None:
        self._profile, self._record, self._mouth, self._agenda = profile, record, mouth, agenda
        self._typed_only, self._put = typed_only, put
        self._open = OpenTurn(record, mouth, agenda, put)
        self.muted = False
        self.voice_from: float | None = None
        self._preparing = False
        self._asked_at: float | None = None
        """When a request interrupted the answer that goes on after it."""
        self._habits = PauseHabits()
        self._attention = Attention(profile, record, mouth, agenda, put)
        self.phrasing = self._attention.phrasing
        self._interruptions = Interruptions(mouth, gate, put)
        self._early: list[FinalTranscript] = []
        """What was said over an interviewer that was then stopped: the beginning of the turn that opens."""
        self._owed = 0
        """Utterances that have ended, in a turn or before it, and have no final transcript yet."""

    @property
    def turn(self) -> Turn | None:
        return self._open.turn

    @property
    def ending(self) -> tuple[TurnEndReason, float] | None:
        return self._open.ending

    def open(self, at: float, prepares: bool = False) -> None:
        """Give the candidate the floor; voice that already sounds belongs to the new turn. `prepares`: a question was
        asked, before whose answer the profile may give quiet seconds."""
        self._open.turn = turn = Turn(at, habits=self._habits)
        if entry := self._agenda.current:
            turn.expected = clock.expected_of(entry, bool(self._record.answer(entry).sentences))
        self._preparing = prepares and self._profile.prepare > 0 and self.voice_from is None and not self._typed_only
        if self._preparing:
            turn.hold_until = at + self._profile.prepare
            self._emit(ThinkingHeld(at=at, until=turn.hold_until))
        if self.voice_from is not None:
            turn.voice_started(self.voice_from)
        early, self._early = self._early, []
        turn.unfinished = self._owed + len(early)
        for final in early:
            self._final(final.model_copy(update={"at": max(at, final.at)}))

    def floor_back(self, at: float, move: MoveName) -> None:
        """The interviewer spoke within the turn; explaining costs the answer no time."""
        self._open.floor_back(at, move, self._asked_at)
        if self.turn:
            self._asked_at = None

    def came_back(self, back: CameBack) -> None:
        self._open.lost(back)
        self._wait_for(back.at)

    def hearing_changed(self, changed: HearingChanged) -> None:
        self._typed_only = not changed.heard
        self._wait_for(changed.at)

    def _wait_for(self, at: float, seconds: float = clock.TO_RESUME) -> None:
        if not self._profile.silent:
            self._open.wait(at, seconds)

    def drop(self) -> None:
        """The interviewer takes the floor."""
        self._open.drop()
        self.phrasing.forget()

    def heard(self, happened: Heard) -> None:
        match happened:
            case Overlap():
                self._interruptions.overlap(happened)
                return
            case Paused(at, ending):
                if self.turn:
                    self.turn.pauses(at, ending)
                return
            case WentOn():
                self._open.goes_on()
                return
            case FinalTranscript():
                self._owed = max(0, self._owed - 1)
                self._final(self._interruptions.own(happened))
                return
            case SpeechStarted():
                self._voice_started(happened.at)
            case SpeechStopped():
                self._voice_stopped(happened)
            case PartialTranscript():
                if not self._interruptions.words(happened, self.voice_from):
                    return
                self._partial(happened)
            case RecognitionFailed():
                self._owed = max(0, self._owed - 1)
                if self.turn:
                    self.turn.settle()
            case _:
                pass
        self._emit(happened)
        self._open.close_if_settled(happened.at)

    def typed(self, answer: TypedAnswer) -> None:
        """Typed words are a turn of their own, unless they ask the interviewer for something."""
        if self.turn is None:
            self.open(answer.at)
        at, sent = answer.at, answer.sent
        self._final(FinalTranscript(at=at, text=answer.text, started=at, ended=at, source="typed", sent=sent))
        if self.turn and self.turn.finals:
            self._open.end("typed", answer.at)

    def press(self, control: Control, at: float) -> None:
        match control:
            case "mute":
                self.muted = True
            case "unmute":
                self.muted = False
                if self.turn:
                    self.turn.quiet_since = at
            case "typing":
                self._wait_for(at, clock.TYPES_ON)
            case "done":
                if self.turn:
                    self._open.end("done_key", at)
            case "end":
                self._agenda.without_farewell = True
                self._open.end_rehearsal(at)
            case "skip" if self.turn is None:
                self._agenda.skip_follow_up(at)
            case "repeat" | "rephrase" | "moment" | "skip":
                self._grant(control, at)

    def deadlines(self) -> list[Deadline]:
        """What the silence or the clock will bring, while the candidate has the floor."""
        turn, entry = self.turn, self._agenda.current
        busy = self._mouth.speaking or self._mouth.waiting or self.phrasing.clarifying
        if turn is None or self.ending or busy:
            return []
        reminded = entry is not None and entry.question.id in self._attention.reminded
        found = clock.deadlines(turn, entry, self._profile, reminded, self._typed_only)
        return [d for d in found if not self.muted or d.due == "cut"]

    def check(self, at: float) -> None:
        """Act on every deadline that has passed."""
        self._interruptions.check(at)
        before = self.turn
        self._open.check(at)
        if before is not None and self.turn is not before:
            self._owed = 0
        self.phrasing.check(at)
        for deadline in sorted(self.deadlines(), key=lambda d: d.at):
            if at >= deadline.at and self.turn and not self.ending:
                self._passed(deadline, at)

    def _partial(self, partial: PartialTranscript) -> None:
        self._take_back(partial.text, partial.at)
        self._goes_on(partial.text)
        if self.turn:
            self.turn.hears(partial.text, partial.at)
            self._attention.save(partial, self.voice_from)
            if re.search(r"[.,;?!]\s*$", partial.text) and not self.ending:
                self._attention.cut_in_if_rambling(self.turn, partial.at)

    def _emit(self, event: Event) -> None:
        self._put(Emit(event))

    def _voice_started(self, at: float) -> None:
        self.voice_from = at
        self._open.goes_on()
        if self.turn and not self._open.over:
            self.turn.voice_started(at)
            if self._preparing:
                self.turn.hold_until, self._preparing = at, False
        self._interruptions.voice_started(at)

    def _voice_stopped(self, stopped: SpeechStopped) -> None:
        ending = None
        if stopped.energy_fall is not None:
            ending = Ending(**{field.name: getattr(stopped, field.name) for field in fields(Ending)})
        self.voice_from, self._owed = None, self._owed + 1
        if self.turn:
            self.turn.voice_stopped(stopped.at, ending)
        self._interruptions.voice_stopped(stopped.at)

    def _take_back(self, words: str, at: float) -> None:
        """Who goes on while a follow-up is thought about, or waits to be said, has the floor again."""
        free = not self._open.over and self._mouth.speaking is None and self._agenda.has_follow_up
        if free and self.turn is None and len(words.split()) >= CONFIRM_WORDS and not repair.is_backchannel(words):
            self._agenda.abandon()
            self.open(at)

    def _goes_on(self, words: str) -> None:
        """Who speaks on needs no clarification any more; who asks anew gets the new one."""
        if len(words.split()) >= CONFIRM_WORDS and not repair.is_backchannel(words):
            self.phrasing.drop_clarification()

    def _final(self, final: FinalTranscript) -> None:
        turn, speaking = self.turn, self._mouth.speaking
        if turn is None and speaking and speaking.stopping and final.text and not repair.is_backchannel(final.text):
            self._early.append(final)
            return
        self._take_back(final.text, final.at)
        self._goes_on(final.text)
        turn = self.turn
        request = repair.request_in(final.text) if final.text.strip() and not self._profile.silent else None
        over_interviewer = turn is None and repair.is_backchannel(final.text)
        empty = not final.text and turn is not None and not turn.unfinished
        if turn is None or request is not None or empty or not self._attention.was_asked():
            counts = request is None and not over_interviewer and not empty and self._attention.was_asked()
            self._emit(final.model_copy(update={"counts": counts}))
            if turn is not None:
                self._without_words(turn, request, final)
            return
        if not self._attention.note(final):
            return self._without_words(turn, None, final)
        turn.finished(final)
        turn.last_voice = max(final.ended, turn.last_voice or 0.0)
        turn.first_voice = final.started if turn.first_voice is None else turn.first_voice
        if repair.thinks_aloud(final.text):
            self._hold(turn, final.ended)
        if final.source != "typed" and repair.ends_a_clause(turn.text) and not self.ending:
            self._attention.cut_in_if_rambling(turn, final.at)
        self._open.close_if_settled(final.at)

    def _without_words(self, turn: Turn, request: Request | None, final: FinalTranscript) -> None:
        turn.settle()
        turn.partial = ""
        if not turn.finals and not turn.speaking:
            turn.forget_words(final.at)
            turn.last_voice = final.ended if self._mouth.waiting else None
        if request is not None:
            self._open.goes_on()
        if request is not None and not self.ending:
            self._asked_at = final.started
            self._grant(request, final.at, final.text)
        self._open.close_if_settled(final.at)

    def _grant(self, request: Request, at: float, words: str = "") -> None:
        """Do what was asked of the interviewer; it costs the candidate nothing."""
        entry, turn = self._agenda.current, self.turn
        if request == "end":
            self._open.end_rehearsal(at)
        if entry is None or turn is None or self.ending or request in ("end", "backchannel"):
            return
        if request == "skip":
            if self._agenda.asked_at is not None:
                self._open.end("skipped", at)
        elif request == "moment":
            self._hold(turn, at)
            self._mouth.say(scripted.waiting(entry.question.id, self._agenda.said()))
        else:
            self._attention.answer(request, words, at)

    def _hold(self, turn: Turn, at: float) -> None:
        turn.hold_until = at + self._profile.think_hold
        turn.quiet_since = at
        self._emit(ThinkingHeld(at=at, until=turn.hold_until))

    def _passed(self, deadline: Deadline, at: float) -> None:
        turn, entry = self.turn, self._agenda.current
        assert turn is not None
        match deadline.due:
            case "turn_end":
                self._open.end(reason_for(turn), at)
            case "cut":
                self._open.end("time_limit", at)
            case "remind" if entry:
                self._attention.remind(entry.question.id)
            case "nudge" if turn.nudges < len(clock.NUDGE_AFTER) - 1:
                prepared, self._preparing = self._preparing, False
                self._attention.nudge(turn, entry.question.id if entry else None, prepared)
            case _:
                self._open.end("silence", at)
