"""The fold behind the answers: collects a question's utterances and lays them on one time line.

The seconds in which the interviewer had the floor are taken out, so that a follow-up counts neither as a pause nor as
speaking time. `Answered.clock` leads back to the rehearsal's clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from coach.events import (
    AnswerScored,
    AudioLost,
    BargedIn,
    Event,
    FinalTranscript,
    InterviewerSpoke,
    RecognitionFailed,
    TurnEnded,
    WordsCorrected,
)
from coach.records.corrections import mended
from scoring.answer import Answer, Sentence, Word
from scoring.question import Question
from scoring.sentences import split_sentences, typed_sentences

JOIN = 0.5
"""Seconds left between two parts of an answer when the interviewer spoke in between."""
LOSS_BORNE = 0.25
"""Seconds of lost audio (about a short word) that an answer bears before its audio counts as faulty."""


How = Literal["barge_in", "interjection", "neither"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch without a word of the interviewer: `start` in the answer is `clock` on the rehearsal's clock."""

    start: float
    clock: float


@dataclass(frozen=True, slots=True)
class Overlap:
    """Seconds of the rehearsal's clock in which both spoke. `how` the floor changed: the candidate took it, the
    interviewer cut in, or neither."""

    start: float
    end: float
    how: How


@dataclass(frozen=True, slots=True)
class Answered:
    """`turns`: how often the candidate held the floor. `parts`: where the answer lies on the rehearsal's clock.

    `overlaps`: in order of time, at most one for each thing that the interviewer said of this question."""

    question: Question
    answer: Answer
    turns: int = 0
    parts: tuple[Part, ...] = ()
    overlaps: tuple[Overlap, ...] = ()

    def clock(self, seconds: float) -> float:
        """Seconds of the answer → seconds on the rehearsal's clock."""
        within = [part for part in self.parts if part.start <= seconds] or list(self.parts[:1])
        return within[-1].clock + seconds - within[-1].start if within else seconds


@dataclass(slots=True)
class Speech:
    """What the interviewer said of a question; `barged`: when the candidate took the floor from it."""

    spoke: InterviewerSpoke
    barged: float | None = None

    def overlap(self, finals: Sequence[FinalTranscript]) -> Overlap | None:
        """None where only one spoke."""
        began, ended = self.spoke.started, self.spoke.ended
        spans = [(w.start, w.end) for final in finals for w in final.words if w.start < ended and w.end > began]
        if self.barged is not None:
            spans.append((self.barged, max(self.barged, ended)))
        elif not spans or self.spoke.heard == "":
            return None
        first, last = max(began, min(start for start, _ in spans)), min(ended, max(end for _, end in spans))
        return Overlap(first, max(first, last), self._how())

    def _how(self) -> How:
        if self.barged is not None:
            return "barge_in"
        return "interjection" if self.spoke.move == "interject" else "neither"


@dataclass(slots=True)
class AnswerParts:
    """One question's utterances, collected; `breaks` are the indices of finals before which the interviewer spoke.

    `probed_at`: the index of the first final that answers a probe.
    """

    question_id: str
    finals: list[FinalTranscript] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    turn_starts: set[int] = field(default_factory=set)
    probed_at: int | None = None
    asked_until: float = 0.0
    speeches: list[Speech] = field(default_factory=list)
    lost: float = 0.0
    failed: int = 0

    def copy(self) -> AnswerParts:
        """As it is now, to see later whether something was added."""
        return replace(
            self,
            finals=list(self.finals),
            breaks=set(self.breaks),
            turn_starts=set(self.turn_starts),
            speeches=[replace(speech) for speech in self.speeches],
        )

    def built(self, question: Question) -> Answered:
        moved, parts = self._on_one_line()
        silent = all(final.source == "typed" for final in moved)
        sentences: list[Sentence] = []
        main = heard = 0
        for run in self._runs(moved):
            if heard == self.probed_at:
                main = len(sentences)
            heard += len(run)
            sentences += typed_sentences(run[0].text) if silent else _sentences(run)
        answer = Answer(
            sentences=tuple(sentences),
            typed=any(f.source == "typed" for f in moved),
            response_delay=self._response_delay(),
            overlaps=sum(speech.barged is not None for speech in self.speeches),
            audio_fault=self._fault(),
            voiced_gaps=tuple(gap for final in moved for gap in final.voiced_gaps),
            main=main or None,
            tones=tuple(final.tone for final in moved if final.tone),
        )
        turns = len({i for i in self.turn_starts if i < len(moved)} | ({0} if moved else set()))
        both = [found for speech in self.speeches if (found := speech.overlap(self.finals))]
        return Answered(question, answer, turns, tuple(parts), tuple(sorted(both, key=lambda one: one.start)))

    def _response_delay(self) -> float | None:
        first = next((f for f in self.finals if f.source != "typed"), None)
        if first is None or first is not self.finals[0]:
            return None
        return max(0.0, _start(first) - self.asked_until)

    def _fault(self) -> str | None:
        if self.failed:
            return "part of the answer could not be recognised"
        if any(final.source == "browser" for final in self.finals):
            return "your browser wrote it down, without hesitations and exact times"
        return f"{self.lost:.1f} s of audio were lost" if self.lost > LOSS_BORNE else None

    def _on_one_line(self) -> tuple[list[FinalTranscript], list[Part]]:
        """The finals from 0 on, and where each part of them lies on the rehearsal's clock."""
        moved: list[FinalTranscript] = []
        parts: list[Part] = []
        shift = end = 0.0
        for index, final in enumerate(self.finals):
            start = _start(final)
            if not parts:
                shift = start
            elif index in self.breaks:
                shift += max(0.0, start - shift - end - JOIN)
            if not parts or index in self.breaks:
                parts.append(Part(_less(start, shift), start))
            moved.append(_moved(final, shift))
            end = max(end, moved[-1].ended, *(w.end for w in moved[-1].words))
        return moved, parts

    def _runs(self, finals: Sequence[FinalTranscript]) -> list[list[FinalTranscript]]:
        """Runs whose words may share a sentence: spoken with words, in one turn."""
        runs: list[list[FinalTranscript]] = []
        for index, final in enumerate(finals):
            joins = runs and index not in self.turn_starts and final.words and runs[-1][-1].words
            if joins:
                runs[-1].append(final)
            else:
                runs.append([final])
        return runs


@dataclass(slots=True)
class AnswersFold:
    """Push a log event by event; `parts` has one entry for each asked question, in order of asking."""

    parts: list[AnswerParts] = field(default_factory=list)
    _open: AnswerParts | None = None
    _last: Speech | None = None
    _barged: float | None = None

    def push(self, event: Event) -> None:
        match event:
            case InterviewerSpoke():
                self._interviewer_spoke(event)
            case FinalTranscript() if self._open and event.counts and event.text.strip():
                self._open.finals.append(event)
            case TurnEnded() if self._open:
                self._open.turn_starts.add(len(self._open.finals))
                self._open.breaks.add(len(self._open.finals))
            case AnswerScored() if self._open and self._open.question_id == event.question_id:
                self._open = None
            case BargedIn():
                self._barged_in(event.at)
            case AudioLost() if self._open:
                self._open.lost += event.seconds
            case RecognitionFailed() if self._open:
                self._open.failed += 1
            case WordsCorrected() if (part := self._known(event.question_id)) is not None:
                part.finals = mended(part.finals, event)
            case _:
                pass

    def _barged_in(self, at: float) -> None:
        """Into what was just said, or into what is being said and will be written when it stops."""
        if self._last and self._last.spoke.started <= at <= self._last.spoke.ended:
            self._last.barged = at
        else:
            self._barged = at

    def _spoken(self, event: InterviewerSpoke) -> Speech:
        barged = self._barged if self._barged is not None and self._barged >= event.started else None
        self._last, self._barged = Speech(event, barged), None
        return self._last

    def _interviewer_spoke(self, event: InterviewerSpoke) -> None:
        speech = self._spoken(event)
        if event.question_id and event.move == "ask":
            self._open = self._part(event.question_id)
        elif event.question_id and event.move == "probe":
            self._open = self._known(event.question_id) or self._open
        part = self._open
        if part is None:
            return
        if event.move == "probe" and part.probed_at is None:
            part.probed_at = max(part.turn_starts, default=len(part.finals))
        part.breaks.add(len(part.finals))
        if not part.finals and event.move in ("ask", "clarify"):
            part.asked_until = event.ended
        if event.question_id == part.question_id:
            part.speeches.append(speech)

    def _known(self, question_id: str) -> AnswerParts | None:
        return next((p for p in self.parts if p.question_id == question_id), None)

    def _part(self, question_id: str) -> AnswerParts:
        part = self._known(question_id)
        if part is None:
            part = AnswerParts(question_id)
            self.parts.append(part)
        return part


def _start(final: FinalTranscript) -> float:
    return final.words[0].start if final.words else final.started


def _moved(final: FinalTranscript, shift: float) -> FinalTranscript:
    words = tuple(replace(w, start=_less(w.start, shift), end=_less(w.end, shift)) for w in final.words)
    gaps = tuple(replace(g, start=_less(g.start, shift), end=_less(g.end, shift)) for g in final.voiced_gaps)
    ends = {"started": _less(final.started, shift), "ended": _less(final.ended, shift)}
    return final.model_copy(update={"words": words, "voiced_gaps": gaps, **ends})


def _less(seconds: float, shift: float) -> float:
    """Rounded to the microsecond, below which sums of floats differ."""
    return round(max(0.0, seconds - shift), 6)


def _sentences(run: Sequence[FinalTranscript]) -> tuple[Sentence, ...]:
    words: list[Word] = [w for final in run for w in final.words]
    if words and run[0].source != "typed":
        return tuple(split_sentences(words))
    only = run[0]
    return tuple(Sentence(s.text, only.started, only.ended) for s in typed_sentences(only.text))
