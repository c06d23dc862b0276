"""Whether the scores in a log are those that its words get here: who sends a log can write others into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from coach.events import AnswerScored, AttemptFinished, Event, FinalTranscript
from coach.interview.record import rescored
from coach.records.question_banks import Bank
from scoring.score import SCORER_VERSION
from scoring.scorecard import Scorecard

MOST_LETTERS = 2_000_000
"""Letters of all that is scored, an answer each time anew: what a long interview has a hundred times over."""
State = Literal["same", "altered", "other_version", "unchecked"]


@dataclass(frozen=True, slots=True)
class Checked:
    """`overall`: of the attempt as it is scored here, None where it is not. `versions`: of other scorers."""

    state: State
    overall: int | None = None
    versions: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """For the coach, '' where the scores are what they should be."""
        here = "it is not assessed" if self.overall is None else f"it comes to {self.overall} of 100"
        match self.state:
            case "same":
                return ""
            case "altered":
                return (
                    "The scores in these answers are not those that their words get: they were altered, or made by a "
                    f"scorer that was. Scored here, {here}."
                )
            case "other_version":
                return (
                    f"These answers were scored by version {', '.join(self.versions)} of the scorer, and this coach "
                    f"has {SCORER_VERSION}: their scores cannot be checked. Scored here, {here}."
                )
            case "unchecked":
                return "The scores of these answers could not be checked here: do not rely on them."


def check_scores(bank: Bank, log: Sequence[Event]) -> Checked:
    """Levels, flags, ceilings and totals are compared, made anew by this scorer with the judge's opinions that are in
    the log. That the words themselves were said nothing in the log can show."""
    cards = [event.scorecard for event in log if isinstance(event, AnswerScored)]
    if _letters(log) * len(cards) > MOST_LETTERS:
        return Checked("unchecked")
    try:
        again = list(rescored(bank, log))
    except Exception:  # a log that no rehearsal could have written
        return Checked("unchecked")
    report = next((event.report for event in reversed(again) if isinstance(event, AttemptFinished)), None)
    overall = report.overall if report else None
    versions = tuple(sorted({card.scorer_version for card in cards} - {SCORER_VERSION}))
    if versions:
        return Checked("other_version", overall, versions)
    foreign = any(isinstance(e, AnswerScored) and bank.find(e.question_id) is None for e in log)
    same = not foreign and [_figures(event) for event in log] == [_figures(event) for event in again]
    return Checked("same" if same else "altered", overall)


def _figures(event: Event) -> object:
    """What is compared: no sentence of advice, which says nothing that the levels do not."""
    match event:
        case AnswerScored():
            return _card(event.question_id, event.scorecard)
        case AttemptFinished():
            return event.report.overall, event.report.scored
        case _:
            return None


def _card(question_id: str, card: Scorecard) -> object:
    criteria = tuple((c.id, c.level) for c in card.criteria)
    kept = tuple(c.satisfied for c in card.constraints)
    flags, limits = tuple(f.name for f in card.flags), tuple(c.limit for c in card.ceilings)
    counted = (card.star, card.fillers, card.data_points)
    return question_id, card.question_id, card.overall, card.not_assessed, criteria, kept, flags, limits, counted


def _letters(log: Sequence[Event]) -> int:
    return sum(len(event.text) for event in log if isinstance(event, FinalTranscript))
