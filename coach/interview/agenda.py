"""What is asked next: questions, follow-ups within their budget, scores, and the close."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from coach.events import (
    AnswerScored,
    AttemptFinished,
    AttemptResumed,
    FinishReason,
    InterviewerFellBack,
    InterviewerSpoke,
    TurnEndReason,
)
from coach.interview import scripted
from coach.interview.effects import ConsultModel, Effect, Emit, Finished, ModelReplied
from coach.interview.floor import Mouth
from coach.interview.followups import MODEL_WITHIN, SIGNAL_REASON, Consultation, move_request, reason_of, scripted_probe
from coach.interview.moves import LEADS, Move, in_own_words
from coach.interview.plan import Plan
from coach.interview.record import Record
from coach.interview.scripted import CONTRADICTION
from coach.records.profiles import Profile
from coach.records.question_banks import Bank, BankQuestion
from scoring.answer import Answer
from scoring.injection import find_injection
from scoring.scorecard import Scorecard

READS_WITHIN = 1.5
"""Seconds within which nobody has read or heard what is asked: six words at 238 a minute (Brysbaert 2019)."""


class Agenda:
    """Walks the plan. Says moves into the mouth and hands effects to `put`."""

    def __init__(
        self,
        bank: Bank,
        plan: Plan,
        record: Record,
        mouth: Mouth,
        interviewer: Literal["scripted", "llm"],
        put: Callable[[Effect], None],
    ) -> None:
        self._bank, self._plan, self._record, self._mouth = bank, plan, record, mouth
        self.uses_model = interviewer == "llm"
        self._put = put
        self.current: BankQuestion | None = None
        self.consultation: Consultation | None = None
        self.closing: FinishReason | None = None
        self.without_farewell = False
        self._consulted = 0

    @property
    def profile(self) -> Profile:
        return self._plan.profile

    @property
    def asked_at(self) -> float | None:
        """When the current question began to be asked; None while it is still to come, or where there is none."""
        if self.current is None:
            return None
        question_id, speaking = self.current.question.id, self._mouth.speaking
        said = self._record.spoken(question_id)
        if said:
            return said[0].started
        if speaking is None or speaking.move.question_id != question_id:
            return None
        return speaking.asked_at if speaking.begun is None else speaking.begun

    def unread(self, at: float) -> bool:
        """The current question is to come, or was asked so shortly before `at` that nobody has read it."""
        return self.current is not None and (self.asked_at is None or at < self.asked_at + READS_WITHIN)

    def open(self, at: float) -> None:
        """Greet and ask the first question."""
        if not self.profile.silent:
            self._mouth.say(scripted.greeting(self._bank, len(self._plan.questions)))
        self._ask_next(at)

    def resume(self, at: float, words_come_again: bool = False) -> None:
        """Go on after an interruption of the sitting: no greeting, nothing that was answered. What was saved of an
        utterance stands for it, unless its `words_come_again`."""
        unfinished = None if words_come_again else self._record.unfinished_words()
        if unfinished is not None:
            self._put(Emit(unfinished.model_copy(update={"at": at})))
        self._put(Emit(AttemptResumed(at=at)))
        for question_id in self._record.scored():
            self._plan.finish(question_id)
        for entry in self._plan.questions:
            self._plan.heard_probes[entry.question.id] = self._record.probes_heard(entry.question.id)
        entry_ = self._plan.next(self._record.holds)
        if entry_ is None:
            self.close("completed")
        elif self._record.turn_ended(entry_.question.id):
            self.current = entry_
            self.turn_closed("silence", at)
        elif self._record.spoken(entry_.question.id):
            self.current = entry_
            self._mouth.say(scripted.continuing(entry_, self._record.questions_said(entry_.question.id), self.said()))
        else:
            self._ask_next(at)

    def spoke(self, event: InterviewerSpoke, at: float) -> None:
        """The interviewer's speech ended: count what was heard, finish after the close."""
        if event.move == "probe" and event.heard is None and event.question_id:
            self._plan.count_probe(event.question_id)
        if event.reason == LEADS:
            self._led(event.heard is not None, at)
        if event.move == "close" or (self.closing and self.without_farewell):
            self._over(at)

    def _over(self, at: float) -> None:
        self._put(Emit(AttemptFinished(at=at, report=self._record.report(), reason=self.closing or "completed")))
        self._put(Finished())

    def turn_closed(self, reason: TurnEndReason, at: float) -> None:
        """All words of the turn are final: probe, or score and go on."""
        entry = self.current
        if entry is None:
            self._ask_next(at)
            return
        answer = self._record.answer(entry)
        scorecard = self._record.score(entry)
        if reason in ("silence", "done_key") and self._record.silent_since_asked(entry.question.id):
            reason = "skipped"
        if reason in ("skipped", "ended") or not answer.sentences or not self._may_probe(entry, at):
            self._finish(entry, scorecard, answer, at, reason)
            return
        probe = scripted_probe(entry, scorecard, answer, self._record, self.profile)
        fixed = probe is not None and probe.probe_id == CONTRADICTION
        if self.uses_model and not fixed and not find_injection(answer.sentences):
            self._consult(entry, scorecard, answer, probe, at)
        elif probe:
            self._mouth.say(probe)
        else:
            self._finish(entry, scorecard, answer, at, reason)

    def model_replied(self, reply: ModelReplied) -> None:
        asked = self.consultation
        if asked is None or asked.failed or asked.request_id != reply.request_id:
            return
        question_id = asked.entry.question.id
        if reply.move is None or reply.move not in asked.allowed:
            self.fall_back(reply.failure or f"the move {reply.move} is not allowed here", reply.at)
        elif reply.more:
            self.consultation = replace(asked, until=reply.at + MODEL_WITHIN)
            self._mouth.say(Move("acknowledge", reply.text, question_id, LEADS))
        elif reply.move == "probe":
            self.consultation = None
            because = asked.fallback.because if asked.fallback else asked.reason.removeprefix(SIGNAL_REASON)
            self._mouth.say(Move("probe", reply.text, question_id, in_own_words(asked.reason), because=because))
        else:
            self.consultation = None
            thanks = Move("acknowledge", reply.text, question_id, "llm")
            self._finish(asked.entry, asked.scorecard, self._record.answer(asked.entry), reply.at, "silence", thanks)

    def fall_back(self, reason: str, at: float) -> None:
        """The model is of no use now: the scripted move is spoken instead, and the log says so."""
        asked, self.consultation = self.consultation, None
        if asked is None:
            return
        self._put(Emit(InterviewerFellBack(at=at, reason=reason)))
        if asked.fallback:
            self._mouth.say(asked.fallback)
        elif self._mouth.will_have_said(LEADS):
            self.consultation = replace(asked, failed=True, until=math.inf)
        else:
            self._finish(asked.entry, asked.scorecard, self._record.answer(asked.entry), at, "silence")

    def _led(self, cut_off: bool, at: float) -> None:
        """The sentence before a follow-up is over. Who cut it off goes on answering; where no follow-up came, the
        answer is complete only now."""
        asked = self.consultation
        if cut_off:
            self.abandon()
        elif asked and asked.failed:
            self.consultation = None
            self._finish(asked.entry, asked.scorecard, self._record.answer(asked.entry), at, "silence")

    def answered(self) -> list[BankQuestion]:
        """Questions that are behind us, the latest first."""
        scored = self._record.scored()
        return [q for q in reversed(self._plan.questions) if q.question.id in scored]

    def rescore(self, entry: BankQuestion, at: float) -> None:
        """An earlier answer was corrected: its score is made anew."""
        self._score(entry, self._record.score(entry), at)

    @property
    def has_follow_up(self) -> bool:
        """One is thought about, or waits to be said."""
        return self.consultation is not None or any(move.move == "probe" for move in self._mouth.waiting)

    def abandon(self) -> None:
        """The candidate goes on: what a model made of the answer up to here is of no use."""
        self.consultation = None
        self._mouth.waiting.clear()

    def skip_follow_up(self, at: float) -> None:
        """Nobody wants the follow-up that is thought about: the answer is complete without it."""
        asked, self.consultation = self.consultation, None
        if asked:
            self._finish(asked.entry, asked.scorecard, self._record.answer(asked.entry), at, "silence")

    def close(self, reason: FinishReason) -> None:
        self.current, self.closing = None, reason
        self._mouth.say(scripted.RECORDED if self.profile.silent else scripted.closing(reason))

    def end_now(self, at: float) -> None:
        """The candidate ends the sitting: score what was said, then close; who pressed a key is kept by no farewell."""
        self._mouth.waiting.clear()
        self.consultation = None
        entry = self.current
        if entry is not None and entry.question.id not in self._record.scored():
            answer = self._record.answer(entry)
            if answer.sentences:
                self._score(entry, self._record.score(entry), at)
        if not self.without_farewell:
            self.close("ended_by_candidate")
            return
        self.current, self.closing = None, "ended_by_candidate"
        if self._mouth.speaking is None:
            self._over(at)

    def _time_is_up(self, at: float) -> bool:
        return self._plan.time_is_up(at - self._record.given_back())

    def _may_probe(self, entry: BankQuestion, at: float) -> bool:
        return self._plan.may_probe(entry.question.id) and not self._time_is_up(at)

    def _consult(
        self, entry: BankQuestion, scorecard: Scorecard, answer: Answer, probe: Move | None, at: float
    ) -> None:
        request = move_request(entry, scorecard, answer, self._record, self.profile, probe)
        due = reason_of(request, probe)
        if not due:
            self._finish(entry, scorecard, answer, at, "silence")
            return
        asked = self.new_request()
        self.consultation = Consultation(asked, entry, scorecard, probe, at + MODEL_WITHIN, request.allowed, due)
        self._put(ConsultModel(asked, request, self._record.spent()))

    def new_request(self) -> int:
        """The number of the next request to a model."""
        self._consulted += 1
        return self._consulted

    def _finish(
        self,
        entry: BankQuestion,
        scorecard: Scorecard,
        answer: Answer,
        at: float,
        reason: TurnEndReason,
        thanks: Move | None = None,
    ) -> None:
        self._score(entry, scorecard, at)
        self._plan.finish(entry.question.id)
        self._mouth.forget(entry.question.id)
        moved_on = reason == "skipped" or not answer.sentences
        question_id, said = entry.question.id, self.said()
        if self.profile.feedback and scorecard.one_change and not moved_on:
            self._mouth.say(scripted.feedback(question_id, scorecard.one_change, said))
        elif not self.profile.silent and (moved_on or self.profile.acknowledges):
            corrected = bool(self._record.corrections(question_id))
            own = thanks if not (corrected or moved_on) else None
            self._mouth.say(own or scripted.acknowledgement(question_id, corrected, moved_on, said))
        self._ask_next(at)

    def said(self) -> set[str]:
        """Everything that the interviewer said or is about to say."""
        return self._record.said() | {move.text for move in self._mouth.waiting}

    def time_left(self, at: float) -> float:
        """Seconds of the profile's minutes; what the interviewer explained does not count."""
        return self._plan.seconds_left(at - self._record.given_back())

    def _score(self, entry: BankQuestion, scorecard: Scorecard, at: float) -> None:
        self._put(Emit(AnswerScored(at=at, question_id=entry.question.id, scorecard=scorecard)))

    def _ask_next(self, at: float) -> None:
        entry = self._plan.next(self._record.holds)
        if entry is None:
            self.close("completed")
        elif self._plan.done and self._plan.time_is_up(at - self._record.given_back(), entry):
            self.close("time_up")
        else:
            self.current = entry
            self._mouth.say(scripted.question(entry, first=not self._plan.done))
