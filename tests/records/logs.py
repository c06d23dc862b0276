"""Events of made-up attempts."""

from __future__ import annotations

from coach.events import (
    AnswerScored,
    AttemptFinished,
    AttemptStarted,
    Event,
    FinalTranscript,
    InterviewerSpoke,
    MoveName,
    TurnEnded,
)
from scoring.answer import Word
from scoring.report import Report
from scoring.scorecard import Band, Criterion, Delivery, Scorecard

BANK = "ai-trainer-core"
FIRST, SECOND = "ground-truth", "peer-disagreement"


def started(attempt_id: str = "one") -> AttemptStarted:
    return AttemptStarted(
        at=0,
        attempt_id=attempt_id,
        bank_id=BANK,
        question_ids=(FIRST, SECOND),
        profile_id="adaptive",
        interviewer="scripted",
    )


def spoke(move: MoveName, at: float, question_id: str | None, seconds: float = 2.0, text: str = "…?") -> Event:
    end = at + seconds
    return InterviewerSpoke(at=end, move=move, text=text, question_id=question_id, started=at, ended=end)


def said(text: str, at: float, pace: float = 0.4) -> FinalTranscript:
    """Every word takes `pace` seconds."""
    words = tuple(Word(w, at + i * pace, at + (i + 1) * pace) for i, w in enumerate(text.split()))
    return FinalTranscript(at=words[-1].end + 0.6, text=text, words=words, started=at, ended=words[-1].end)


def typed(text: str, at: float) -> FinalTranscript:
    return FinalTranscript(at=at, text=text, started=at, ended=at, source="typed")


def ended(at: float, question_id: str) -> TurnEnded:
    return TurnEnded(at=at, reason="silence", question_id=question_id)


def card(question_id: str, overall: int | None = 64, labels: str = "") -> Scorecard:
    return Scorecard(
        question_id=question_id,
        labels=tuple(labels),  # type: ignore[arg-type]
        star=None,
        concepts=(),
        constraints=(),
        fillers=0,
        data_points=0,
        delivery=Delivery(),
        flags=(),
        criteria=(Criterion("clarity", "Clarity", 2, "Two long sentences."),),
        overall=overall,
        band=Band("good", 60, 79) if overall else None,
        interval=(58, 70) if overall else None,
        one_change="Say the number first.",
    )


def scored(at: float, question_id: str, overall: int | None = 64, labels: str = "") -> AnswerScored:
    return AnswerScored(at=at, question_id=question_id, scorecard=card(question_id, overall, labels))


def finished(at: float, overall: int | None = 64) -> AttemptFinished:
    return AttemptFinished(at=at, report=Report(overall, 1, 0, ("Clarity",), SECOND, "Three steps, in order."))


def whole_log(attempt_id: str = "one") -> list[Event]:
    """Two questions, a follow-up to the first."""
    return [
        started(attempt_id),
        spoke("greet", 0.5, None),
        spoke("ask", 3.0, FIRST),
        said("The model learns from labels. Noise cancels.", 6.5),
        ended(11.0, FIRST),
        spoke("probe", 11.5, FIRST),
        said("We had sixty percent agreement.", 15.0),
        ended(19.0, FIRST),
        scored(19.0, FIRST),
        spoke("ask", 20.0, SECOND),
        said("First I read the guideline.", 23.0),
        ended(27.0, SECOND),
        scored(27.0, SECOND, 40),
        finished(28.0, 52),
    ]
