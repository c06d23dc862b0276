"""The attempt so far, read from its own log: what was asked, answered, repeated. Nothing is remembered elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coach.events import (
    AnswerJudged,
    AnswerScored,
    AttemptFinished,
    CorrectionNoted,
    Event,
    FinalTranscript,
    InterviewerSpoke,
    ModelCalled,
    PartialTranscript,
    TurnEnded,
    WordsCorrected,
    WordsSaved,
)
from coach.interview import repair
from coach.interview.corrections import corrected
from coach.interview.ledger import Claim, Contradiction, answer_claims, claims_in, contradictions, place_in
from coach.interview.moves import probe_of
from coach.records.answering import AnswerParts, AnswersFold
from coach.records.probes import Reference, probe_applies
from coach.records.question_banks import Bank, BankQuestion
from scoring.answer import Answer
from scoring.judgement import Judgement
from scoring.question import Question
from scoring.report import Report, build_report
from scoring.score import score_answer
from scoring.scorecard import Scorecard


def score(
    question: Question,
    answer: Answer,
    judgement: Judgement | None = None,
    contradicted: Sequence[Contradiction] = (),
) -> Scorecard:
    """The scorecard of an answer; a question that was skipped or met with silence is not assessed."""
    card = score_answer(question, answer, judgement, contradictions=contradicted)
    return card if answer.sentences else _unassessed(card, card.not_assessed or "nothing was said")


def _unassessed(card: Scorecard, reason: str) -> Scorecard:
    return replace(
        card,
        star=None,
        constraints=tuple(replace(c, satisfied=None, margin=None, measured=reason) for c in card.constraints),
        criteria=tuple(replace(c, level=None, reason=reason, earned=(), lost=()) for c in card.criteria),
        overall=None,
        band=None,
        interval=None,
        ceilings=(),
        flags=(),
        one_change="",
        not_assessed=reason,
    )


class Record:
    """The log and its readings. Partials are shown, never kept."""

    def __init__(self, bank: Bank, log: Sequence[Event]) -> None:
        self._bank = bank
        self.events: list[Event] = []
        self._fold = AnswersFold()
        self._built: dict[str, tuple[AnswerParts, Answer]] = {}
        self._claimed: dict[str, tuple[str, list[Claim]]] = {}
        """By question: the answer's text and its claims, read again only where it changed."""
        self._resume_claims = claims_in(bank.claims, "résumé")
        for event in log:
            self._take(event)

    def append(self, event: Event) -> None:
        if not isinstance(event, PartialTranscript):
            self._take(event)

    def _take(self, event: Event) -> None:
        self.events.append(event)
        self._fold.push(event)

    def _answers(self) -> Iterator[tuple[Question, Answer]]:
        """coach.records.folds.answers of the log; an answer is laid out again only where its parts changed."""
        for parts in self._fold.parts:
            entry = self._bank.find(parts.question_id)
            if entry is None:
                continue
            before, answer = self._built.get(parts.question_id, (None, None))
            if answer is None or before != parts:
                answer = parts.built(entry.question).answer
                self._built[parts.question_id] = parts.copy(), answer
            yield entry.question, answer

    @property
    def last_at(self) -> float:
        return max((e.at for e in self.events), default=0.0)

    def answer(self, entry: BankQuestion) -> Answer:
        """All candidate words for the question so far, corrected ones as corrected; empty where there are none."""
        found = next((a for q, a in self._answers() if q.id == entry.question.id), Answer(()))
        return corrected(found, self.corrections(entry.question.id))

    def corrections(self, question_id: str) -> list[CorrectionNoted]:
        return [e for e in self.events if isinstance(e, CorrectionNoted) and e.question_id == question_id]

    def said(self) -> set[str]:
        """Everything that the interviewer said, heard to the end or not."""
        return {e.text for e in self.events if isinstance(e, InterviewerSpoke)}

    def given_back(self) -> float:
        """Seconds in which the candidate asked, the interviewer thought, repeated or explained: they cost nothing."""
        seconds, asked_at = 0.0, None
        for event in self.events:
            match event:
                case FinalTranscript(counts=False) if repair.request_in(event.text) not in (None, "backchannel"):
                    asked_at = event.started if asked_at is None else asked_at
                case FinalTranscript():
                    asked_at = None
                case InterviewerSpoke():
                    if event.move == "clarify":
                        seconds += event.ended - (event.started if asked_at is None else asked_at)
                    asked_at = None
                case _:
                    pass
        return seconds

    def spent(self) -> float:
        """US dollars that calls of the model have cost, as far as their price is known."""
        return sum(e.cost or 0.0 for e in self.events if isinstance(e, ModelCalled))

    def holds(self, reference: Reference) -> bool:
        """Whether the condition holds for the answer to another question; never for one without an answer."""
        entry = self._bank.find(reference.question)
        card = next((c for c in self.scorecards() if c.question_id == reference.question), None)
        if entry is None or card is None or card.not_assessed:
            return False
        return probe_applies(reference.when, card, self.answer(entry).seconds)

    def claims(self) -> list[Claim]:
        """The ledger: what the résumé and every answer so far say in figures, in that order."""
        found = list(self._resume_claims)
        for question, answer in self._answers():
            place = place_in(question.text) if question.kind == "resume" else ""
            text = corrected(answer, self.corrections(question.id)).text
            known = self._claimed.get(question.id)
            if known is None or known[0] != text:
                known = self._claimed[question.id] = text, answer_claims([text], place)
            found += known[1]
        return found

    def contradiction(self, entry: BankQuestion) -> Contradiction | None:
        """The first claim of this answer that does not agree with an earlier one."""
        text = self.answer(entry).text
        return next((c for c in contradictions(self.claims()) if c.later.said in text), None)

    def spoken(self, question_id: str) -> list[InterviewerSpoke]:
        return [e for e in self.events if isinstance(e, InterviewerSpoke) and e.question_id == question_id]

    def probes_asked(self, question_id: str) -> list[str]:
        """Ids of the bank's probes that were spoken, in whoever's words, heard to the end or not."""
        return [probe for e in self.spoken(question_id) if (probe := probe_of(e.reason))]

    def probes_heard(self, question_id: str) -> int:
        return sum(e.move == "probe" and e.heard is None for e in self.spoken(question_id))

    def questions_said(self, question_id: str | None = None) -> list[str]:
        """Asks and probes about this question, or in the whole interview, oldest first."""
        spoken = (
            self.spoken(question_id) if question_id else [e for e in self.events if isinstance(e, InterviewerSpoke)]
        )
        return [e.text for e in spoken if e.move in ("ask", "probe")]

    def silent_since_asked(self, question_id: str) -> bool:
        """Nothing that counts was said to the last thing asked about this question."""
        for event in reversed(self.events):
            if isinstance(event, FinalTranscript) and event.counts and event.text.strip():
                return False
            if not isinstance(event, InterviewerSpoke) or event.question_id != question_id:
                continue
            if event.move in ("ask", "probe"):
                return True
        return True

    def scored(self) -> set[str]:
        return {e.question_id for e in self.events if isinstance(e, AnswerScored)}

    def turn_ended(self, question_id: str) -> bool:
        """The last turn about this question was closed, or answered by typing, and nothing was asked since."""
        for event in reversed(self.events):
            if isinstance(event, AnswerScored):
                return False
            if isinstance(event, FinalTranscript) and event.source == "typed" and event.counts:
                return bool(self.spoken(question_id))
            if isinstance(event, TurnEnded | InterviewerSpoke) and event.question_id == question_id:
                return isinstance(event, TurnEnded)
        return False

    def unfinished_words(self) -> FinalTranscript | None:
        """What was recognised of the utterance in which the process died, as its final."""
        for event in reversed(self.events):
            if isinstance(event, WordsSaved):
                return FinalTranscript(at=event.at, text=event.text, started=event.started, ended=event.at)
            if isinstance(event, FinalTranscript | TurnEnded | InterviewerSpoke):
                return None
        return None

    def score(self, entry: BankQuestion) -> Scorecard:
        """The answer's scorecard: with the opinions that were given, held against what was claimed before."""
        answer = self.answer(entry)
        clash = [c for c in contradictions(self.claims()) if answer.sentences and c.later.said in answer.text]
        return score(entry.question, answer, self.judgement(entry.question.id), clash)

    def scorecards(self) -> list[Scorecard]:
        """The latest of each question: a corrected answer is scored again."""
        return list({e.question_id: e.scorecard for e in self.events if isinstance(e, AnswerScored)}.values())

    def judgement(self, question_id: str) -> Judgement | None:
        """The opinions that were asked for of this answer, as they were given; corrected words are not judged again."""
        found = (e for e in reversed(self.events) if isinstance(e, AnswerJudged | WordsCorrected))
        latest = next((e for e in found if e.question_id == question_id), None)
        return latest.judgement if isinstance(latest, AnswerJudged) else None

    def report(self) -> Report:
        return build_report(self.scorecards())


def rescored(bank: Bank, log: Sequence[Event]) -> Iterator[Event]:
    """The log with every score and the report made anew from the words in it."""
    record = Record(bank, ())
    for event in log:
        entry = bank.find(event.question_id) if isinstance(event, AnswerScored) else None
        if isinstance(event, AnswerScored) and entry is not None:
            event = event.model_copy(update={"scorecard": record.score(entry)})
        elif isinstance(event, AttemptFinished):
            event = event.model_copy(update={"report": record.report()})
        record.append(event)
        yield event
