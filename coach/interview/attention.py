"""What the interviewer makes of the words as they come: corrections to note, requests to answer, reasons to cut in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from coach.events import CorrectionNoted, FinalTranscript, PartialTranscript, WordsSaved
from coach.interview import clock, repair, requests, scripted
from coach.interview.agenda import Agenda
from coach.interview.corrections import Correction, corrections_in
from coach.interview.effects import Effect, Emit
from coach.interview.floor import Mouth
from coach.interview.other_words import last_asked, other_words
from coach.interview.phrasing import Phrasing
from coach.interview.rambling import NEAR, why_cut_in
from coach.interview.record import Record
from coach.interview.repair import Request
from coach.interview.turns import Turn
from coach.records.profiles import Profile
from coach.records.question_banks import BankQuestion
from scoring.ledger import sentences_of

SAVE_EVERY = 0.5
"""Seconds between two saves of an utterance that goes on."""

_EARLIER = re.compile(
    r"\b(?:earlier|previous|before|first|last)\b[\w ]{0,12}\b(?:point|answer|question|example)\b", re.I
)


class Attention:
    """Says into the mouth what is due at once."""

    def __init__(
        self, profile: Profile, record: Record, mouth: Mouth, agenda: Agenda, put: Callable[[Effect], None]
    ) -> None:
        self._profile, self._record, self._mouth, self._agenda = profile, record, mouth, agenda
        self._put = put
        self.phrasing = Phrasing(profile, record, mouth, agenda, put)
        self._saved_text, self._saved_at = "", float("-inf")
        self.reminded: set[str] = set()
        """Questions of whose limit was spoken."""

    def was_asked(self) -> bool:
        """Words count as an answer only once the question was said."""
        entry = self._agenda.current
        return entry is not None and bool(self._record.questions_said(entry.question.id))

    def note(self, final: FinalTranscript) -> bool:
        """Write down an utterance, and which earlier claims it corrects. False where it is no part of this answer: it
        only takes back something of an earlier one, which is scored again."""
        entry = self._agenda.current
        if entry is None or not repair.corrects(final.text):
            self._put(Emit(final))
            return True
        if found := self._corrected(final, entry):
            self._put(Emit(final))
            self._put_all(found, entry, final.at)
            return True
        before, found = self._corrected_before(final, entry)
        only = before is not None and all(map(repair.corrects, sentences_of(final.text)))
        self._put(Emit(final.model_copy(update={"counts": not only})))
        if before is not None:
            self._put_all(found, before, final.at)
            self._agenda.rescore(before, final.at)
        if only:
            self._mouth.say(scripted.correction_noted(entry.question.id, self._agenda.said()))
        return not only

    def _corrected(self, final: FinalTranscript, entry: BankQuestion) -> list[Correction]:
        earlier = [s for said in self._record.answer(entry).sentences for s in sentences_of(said.text)]
        return corrections_in(final.text, earlier)

    def _corrected_before(
        self, final: FinalTranscript, entry: BankQuestion
    ) -> tuple[BankQuestion | None, list[Correction]]:
        """The latest other question whose answer holds the figure that is taken back, or the point it names."""
        by_name = bool(_EARLIER.search(final.text))
        for before in self._agenda.answered():
            found = [one for one in self._corrected(final, before) if one.old or by_name]
            if before is not entry and found:
                return before, found
        return None, []

    def _put_all(self, found: Sequence[Correction], entry: BankQuestion, at: float) -> None:
        for one in found:
            noted = CorrectionNoted(
                at=at,
                question_id=entry.question.id,
                superseded=one.superseded,
                text=one.text,
                old=one.old,
                new=one.new,
            )
            self._put(Emit(noted))

    def save(self, partial: PartialTranscript, voice_from: float | None) -> None:
        """So that a process that dies in mid-utterance loses a second of it, not all."""
        new = partial.text.strip() and partial.text != self._saved_text
        if new and self.was_asked() and partial.at - self._saved_at >= SAVE_EVERY:
            self._saved_text, self._saved_at = partial.text, partial.at
            started = voice_from if voice_from is not None else partial.at
            self._put(Emit(WordsSaved(at=partial.at, text=partial.text, started=started)))

    def answer(self, request: Request, words: str, at: float) -> None:
        """Repeat, rephrase, explain: one move. `words`: how it was asked, empty for a key."""
        entry = self._agenda.current
        if entry is None:
            return
        asked = self._asked(entry)
        reply = requests.reply(request, words, asked, self._profile)
        if reply:
            self.phrasing.clarify(reply, asked, words, at)

    def _asked(self, entry: BankQuestion) -> requests.Asked:
        questions, answer = self._record.questions_said(entry.question.id), self._record.answer(entry)
        spoken = self._record.spoken(entry.question.id)
        last = last_asked(spoken)
        if last is not None and last.move == "interject":
            questions = [*questions, *sentences_of(last.text)[-1:]]
        others = other_words(entry, spoken, self._record.claims())
        return requests.Asked(entry, questions, self._agenda.said(), answer, others)

    def remind(self, question_id: str) -> None:
        """Of the limit that comes soon."""
        self.reminded.add(question_id)
        self._mouth.say(scripted.reminder(question_id, round(clock.REMIND_BEFORE), self._agenda.said()))

    def nudge(self, turn: Turn, question_id: str | None, prepared: bool) -> None:
        """The next step of the silence ladder; `prepared`: the time to prepare is just over."""
        self._mouth.say(scripted.nudge(question_id, turn.nudges, self._agenda.said(), prepared))
        turn.nudges += 1

    def cut_in_if_rambling(self, turn: Turn, at: float) -> None:
        """Once a question, at a clause's end, never while the candidate thinks."""
        entry = self._agenda.current
        if entry is None or not self.was_asked() or turn.hold_until > at:
            return
        before = {e.move for e in self._record.spoken(entry.question.id)}
        if "interject" in before or self._mouth.speaking or self._mouth.waiting:
            return
        if why := why_cut_in(turn, entry, self._profile, at):
            self.phrasing.cut_in(scripted.interjection(entry, why))
        elif self.phrasing.may_prepare and (why := why_cut_in(turn, entry, self._profile, at, NEAR)):
            line = scripted.interjection(entry, why)
            self.phrasing.prepare_to_cut_in(line, self._asked(entry), turn.said, at)
