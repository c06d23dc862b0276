"""A language model may phrase a clarification, or ahead of time a cut into an answer that begins to ramble."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from coach.events import InterviewerFellBack
from coach.interview import repair
from coach.interview.agenda import Agenda
from coach.interview.effects import ConsultModel, Effect, Emit, ModelReplied
from coach.interview.floor import Mouth
from coach.interview.followups import INTERVIEWER, MODEL_WITHIN
from coach.interview.moves import Move, in_own_words
from coach.interview.prompts import CLARIFY, INTERJECT, MoveRequest, Rewording, Rewords
from coach.interview.record import Record
from coach.interview.requests import MEANING, REPHRASE, WHICH, Asked
from coach.records.profiles import Profile
from scoring.injection import find_injection
from scoring.sentences import typed_sentences

REWORDED: dict[str, Rewords] = {REPHRASE: "rephrase", WHICH: "which", MEANING: "meaning"}
"""By the reason of the scripted clarification; the others (the same again, a hint …) have words of their own."""
NOT_BACK = "the model was not back when it was time to cut in; the scripted line is used"


@dataclass(slots=True)
class Wording:
    """Words that were asked for in place of `scripted`. `until`: seconds on the rehearsal clock after which they are no
    longer waited for. `text` or `failure` once there is a reply."""

    request_id: int
    scripted: Move
    until: float
    text: str = ""
    failure: str = ""

    @property
    def move(self) -> Move:
        """In the model's words where they may be said."""
        said = self.scripted
        return Move(said.move, self.text, said.question_id, in_own_words(said.reason)) if self.text else said


class Phrasing:
    """One clarification at a time, which the candidate waits for; one interjection, which nobody waits for."""

    def __init__(
        self, profile: Profile, record: Record, mouth: Mouth, agenda: Agenda, put: Callable[[Effect], None]
    ) -> None:
        self._profile, self._record, self._mouth, self._agenda = profile, record, mouth, agenda
        self._put = put
        self.clarifying: Wording | None = None
        self._ahead: Wording | None = None

    def clarify(self, scripted: Move, asked: Asked, words: str, at: float) -> None:
        """Say it, or ask the model first; a clarification that is thought about gives way to the new one. `words`: how
        the candidate put the request, empty for a key."""
        self.clarifying = None
        kind = REWORDED.get(scripted.reason)
        if kind is None or not self._agenda.uses_model or find_injection(typed_sentences(words)):
            self._mouth.say(scripted)
            return
        named = repair.options_in(words) or tuple(filter(None, [repair.term_in(words)]))
        rewords = Rewording(asked.entry.question, tuple(asked.questions), kind, words or "(pressed a key)", named)
        self.clarifying = self._asked(CLARIFY, scripted, rewords, asked.last, "", at)

    @property
    def waits_until(self) -> float | None:
        """The candidate waits for other words for the question until then; None where nobody looks for any."""
        return self.clarifying.until if self.clarifying else None

    @property
    def may_prepare(self) -> bool:
        """A model could be asked for an interjection ahead of time, and was not yet in this turn."""
        return self._agenda.uses_model and self._ahead is None

    def prepare_to_cut_in(self, scripted: Move, asked: Asked, said: str, at: float) -> None:
        """Ask for an interjection that may soon be due. `said`: by the candidate so far."""
        if find_injection(typed_sentences(said)):
            return
        rewords = Rewording(asked.entry.question, tuple(asked.questions), "cut_in", scripted.reason)
        self._ahead = self._asked(INTERJECT, scripted, rewords, asked.last, said, at)

    def cut_in(self, scripted: Move) -> None:
        """It is time: in the model's words if they are here and may still be said."""
        ahead, self._ahead = self._ahead, None
        if ahead is None:
            self._mouth.say(scripted)
            return
        if ahead.text in self._agenda.said():
            ahead.text = ""
        if not ahead.text:
            self._put(Emit(InterviewerFellBack(at=self._record.last_at, reason=ahead.failure or NOT_BACK)))
        ahead.scripted = scripted
        self._mouth.say(ahead.move)

    def replied(self, reply: ModelReplied) -> None:
        """To whichever was asked; a reply to something that is over is passed by."""
        for wording in (self.clarifying, self._ahead):
            if wording is not None and wording.request_id == reply.request_id:
                right = reply.move == wording.scripted.move and bool(reply.text)
                wording.text = reply.text if right else ""
                wording.failure = "" if right else reply.failure or f"the move {reply.move} is not allowed here"
        if self.clarifying and (self.clarifying.text or self.clarifying.failure):
            self._say_clarification(reply.at)

    def check(self, at: float) -> None:
        """A model that says nothing at all is not waited for."""
        if self.clarifying and at >= self.clarifying.until:
            self.clarifying.failure = "the model did not answer in time; the scripted move is used"
            self._say_clarification(at)

    def drop_clarification(self) -> None:
        """The candidate goes on without it."""
        self.clarifying = None
        for move in [m for m in self._mouth.waiting if m.move == "clarify"]:
            self._mouth.waiting.remove(move)

    def forget(self) -> None:
        """The turn is over."""
        self.clarifying = self._ahead = None

    def _say_clarification(self, at: float) -> None:
        wording, self.clarifying = self.clarifying, None
        assert wording is not None
        if wording.failure:
            self._put(Emit(InterviewerFellBack(at=at, reason=wording.failure)))
        self._mouth.say(wording.move)

    def _asked(self, prompt: str, scripted: Move, rewords: Rewording, last: str, said: str, at: float) -> Wording:
        request = MoveRequest(
            question_text=last,
            answer_text=said,
            allowed=(scripted.move,),
            suggested=(scripted.text,),
            asked=tuple(e.text for e in self._record.spoken(rewords.question.id)),
            profile_title=self._profile.title,
            interviewer_name=INTERVIEWER,
            said=frozenset(self._agenda.said()),
            prompt=prompt,
            rewords=rewords,
        )
        request_id = self._agenda.new_request()
        self._put(ConsultModel(request_id, request, self._record.spent()))
        return Wording(request_id, scripted, at + MODEL_WITHIN)
