"""What comes out: criteria with the sentences that earned or lost them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from scoring.answer import VoicedGap

Label = Literal["S", "T", "A", "R", "F", "O"]
Component = Literal["situation", "task", "action", "result", "reflection"]
COMPONENTS: tuple[Component, ...] = ("situation", "task", "action", "result", "reflection")
CriterionId = Literal["structure", "concepts", "constraints", "delivery", "clarity", "substance"]
BandName = Literal["no usable answer", "weak", "partial", "good", "excellent"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Sentence indices and the verbatim quote that a finding rests on; seconds where they are known."""

    sentences: tuple[int, ...]
    quote: str = ""
    start: float | None = None
    end: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the rubric. `level` 0 to 3, None = not assessed (which is not zero), with the reason."""

    id: CriterionId
    name: str
    level: int | None
    reason: str
    earned: tuple[Evidence, ...] = ()
    lost: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ConstraintResult:
    """`satisfied` None = not assessed (typed answer against seconds). `margin` > 0 = kept by that much."""

    kind: str
    asked: str
    measured: str
    satisfied: bool | None
    margin: float | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ConceptResult:
    name: str
    used: bool
    mentioned: bool
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    name: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    name: BandName
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most that `overall` can be, and why."""

    limit: int
    reason: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """Measurements only. Rates in words a minute, times in seconds; None = not measured.

    Pauses are between clauses or inside one (known only where words have times). `pace`: the rate in each third.
    `loudness`: dB of full scale, which depends on the microphone, and `pitch_range`: semitones; both only told.
    `restarts`: words begun again. `voiced_gaps`: voice without words, possible fillers that nothing was counted for.
    """

    delivered_rate: float | None = None
    articulation_rate: float | None = None
    pauses: int | None = None
    longest_pause: float | None = None
    response_delay: float | None = None
    overlaps: int = 0
    pauses_inside: int | None = None
    pauses_between: int | None = None
    pace: tuple[float, ...] = ()
    restarts: int = 0
    voiced_gaps: tuple[VoicedGap, ...] = ()
    loudness: float | None = None
    pitch_range: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What to do differently next time: `advice` cites `sentences`; `could_say` has … where only you know the fact.

    `overall` is what the answer scores with this put right and all else as it is; None where that cannot be computed.
    """

    criterion: CriterionId | Literal["flags"]
    advice: str
    could_say: str = ""
    sentences: tuple[int, ...] = ()
    overall: int | None = None

    @property
    def text(self) -> str:
        """The advice and how it could go, as one paragraph."""
        return f"{self.advice} {self.could_say}".strip()


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a language model thinks of one criterion; its `quote` is in one of its `sentences`."""

    criterion: CriterionId
    level: int
    sentences: tuple[int, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The score of one answer. The same question and answer give the same bytes."""

    question_id: str
    labels: tuple[Label, ...]
    star: dict[Component, int] | None
    concepts: tuple[ConceptResult, ...]
    constraints: tuple[ConstraintResult, ...]
    fillers: int
    data_points: int
    delivery: Delivery
    flags: tuple[Flag, ...]
    criteria: tuple[Criterion, ...]
    overall: int | None
    band: Band | None
    interval: tuple[int, int] | None
    not_assessed: str | None = None
    ceilings: tuple[Ceiling, ...] = ()
    one_change: str = ""
    filler_evidence: tuple[Evidence, ...] = ()
    data_point_evidence: tuple[Evidence, ...] = field(default=())
    changes: tuple[Change, ...] = ()
    stronger: str = ""
    scorer_version: str = "1"
    opinions: tuple[Opinion, ...] = ()
    judge: str = ""
    """Who gave the opinions: the model, and the wording of the question to it; '' where nobody was asked."""
    contradictions: tuple[Evidence, ...] = ()
    """Figures that do not agree with the résumé or an earlier answer; the note says what was claimed there."""
