"""Readings of an attempt's log: what was said, the answers as they are scored, how far the attempt is.

Every prefix of a log folds. Nothing here reads a clock, so that a replay gives what the rehearsal gave.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from coach.events import (
    AnswerJudged,
    AnswerScored,
    AttemptFinished,
    AttemptStarted,
    Event,
    FinalTranscript,
    InterviewerSpoke,
    JudgeAsked,
    JudgeFellShort,
    MoveName,
    TurnEnded,
    WordsCorrected,
)
from coach.records.answering import Answered, AnswersFold
from coach.records.corrections import with_corrections
from coach.records.question_banks import Bank
from scoring.answer import Answer, Word
from scoring.question import Question


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """One thing said, in the order of the log; times on the rehearsal's clock. `move` is the interviewer's. `words`:
    the candidate's, where they have times."""

    speaker: Literal["interviewer", "candidate"]
    text: str
    started: float
    ended: float
    question_id: str | None = None
    move: MoveName | None = None
    typed: bool = False
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class LiveWords:
    """How far the words on the screen were those that are stored. `settled`: words shown as settled while they were
    spoken; `revised`: those of them that the finals have otherwise; `unread`: seconds of voice without words."""

    settled: int = 0
    revised: int = 0
    unread: float = 0.0


@dataclass(frozen=True, slots=True)
class AttemptState:
    """`asked`, `answered`: question ids in order. `current`: asked and not yet answered. `last_at`: latest second."""

    attempt_id: str = ""
    bank_id: str = ""
    profile_id: str = ""
    question_ids: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    current: str | None = None
    finished: bool = False
    last_at: float = 0.0


def transcript(events: Sequence[Event]) -> list[TranscriptLine]:
    """What both said, misheard words mended. Of the interviewer only what was really played."""
    lines: list[TranscriptLine] = []
    question_id: str | None = None
    for event in with_corrections(events):
        match event:
            case InterviewerSpoke():
                question_id = event.question_id or question_id
                said = event.text if event.heard is None else event.heard
                if said:
                    lines.append(
                        TranscriptLine("interviewer", said, event.started, event.ended, event.question_id, event.move)
                    )
            case FinalTranscript() if event.text:
                typed = event.source == "typed"
                place = (event.started, event.ended, question_id, None, typed, event.words)
                lines.append(TranscriptLine("candidate", event.text, *place))
            case _:
                pass
    return lines


def live_words(events: Sequence[Event]) -> LiveWords:
    """Of all that was spoken in the attempt: a quality figure of its recognition, no finding about the candidate."""
    finals = [e for e in events if isinstance(e, FinalTranscript) and e.source == "speech"]
    unread = sum(gap.end - gap.start for final in finals for gap in final.voiced_gaps)
    return LiveWords(sum(f.committed for f in finals), sum(f.revised for f in finals), round(unread, 2))


def answered(events: Sequence[Event], bank: Bank) -> list[Answered]:
    """Every asked question of `bank` with its answer so far (empty where nothing was said), in the order asked."""
    fold = AnswersFold()
    for event in events:
        fold.push(event)
    questions = {entry.question.id: entry.question for entry in bank.questions}
    return [part.built(questions[part.question_id]) for part in fold.parts if part.question_id in questions]


def answers(events: Sequence[Event], bank: Bank) -> list[tuple[Question, Answer]]:
    """Like `answered`, question and answer only. An answer is open from the first asking until it is scored or another
    question is asked; a probe opens it again."""
    return [(a.question, a.answer) for a in answered(events, bank)]


UNANSWERED = "it has not answered yet, or was stopped before it had; until it has, the scores stand by the rules alone"


def unjudged(events: Iterable[Event]) -> dict[str, str]:
    """Why the judge's opinion on an answer, or a part of it, is not given, by question; those who were not to be judged
    are not in it."""
    short: dict[str, str] = {}
    judged: set[str] = set()
    waiting: set[str] = set()
    for event in events:
        match event:
            case JudgeAsked():
                waiting |= {*event.question_ids}
                short = dict.fromkeys(event.question_ids, UNANSWERED) | short
            case JudgeFellShort():
                waiting.discard(event.question_id)
                short[event.question_id] = event.reason
            case AnswerJudged():
                judged.add(event.question_id)
                if event.question_id in waiting:
                    waiting.discard(event.question_id)
                    short.pop(event.question_id, None)
            case WordsCorrected() if event.question_id in judged:
                short[event.question_id] = "the words were corrected since; the scores stand by the rules alone"
            case _:
                pass
    return short


def attempt_state(events: Sequence[Event]) -> AttemptState:
    """How far the attempt is; of an empty log the empty state."""
    started = next((e for e in events if isinstance(e, AttemptStarted)), None)
    asked = _in_order(
        e.question_id for e in events if isinstance(e, InterviewerSpoke) and e.move == "ask" and e.question_id
    )
    done = _in_order(e.question_id for e in events if isinstance(e, TurnEnded | AnswerScored) and e.question_id)
    finished = any(isinstance(e, AttemptFinished) for e in events)
    current = asked[-1] if asked and asked[-1] not in done and not finished else None
    return AttemptState(
        attempt_id=started.attempt_id if started else "",
        bank_id=started.bank_id if started else "",
        profile_id=started.profile_id if started else "",
        question_ids=started.question_ids if started else (),
        asked=asked,
        answered=done,
        current=current,
        finished=finished,
        last_at=max((e.at for e in events), default=0.0),
    )


def _in_order(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
