"""What the candidate adds to a record after the rehearsal: mended words, disputed findings, links given out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coach.events import (
    AnswerScored,
    Event,
    FinalTranscript,
    FindingDisputed,
    ReportShared,
    ShareRevoked,
    WordsCorrected,
)
from scoring.answer import Word


@dataclass(frozen=True, slots=True)
class Correction:
    """`before`, `after`: the answer's score with the words as heard and as mended, None where it had none."""

    question_id: str
    started: float
    ended: float
    heard: str
    text: str
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    question_id: str
    finding: str
    claim: str


@dataclass(frozen=True, slots=True)
class Share:
    """`until`: seconds since 1970, UTC."""

    share_id: str
    until: float
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class Remarks:
    corrections: tuple[Correction, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    shares: tuple[Share, ...] = ()


def replaced(final: FinalTranscript, started: float, ended: float) -> list[int]:
    """Indices of the words whose middle lies between the two seconds."""
    return [i for i, word in enumerate(final.words) if started <= (word.start + word.end) / 2 <= ended]


def mended(finals: Iterable[FinalTranscript], correction: WordsCorrected) -> list[FinalTranscript]:
    """The first utterance that has corrected words gets the new ones, later ones lose theirs: a sentence may have been
    heard as several. Nothing changes where no word at all would be left of them."""
    utterances = list(finals)
    touched = [(n, places) for n, f in enumerate(utterances) if (places := replaced(f, *_span(correction)))]
    fresh = correction.text.split()
    if not fresh and all(len(places) == len(utterances[n].words) for n, places in touched):
        return utterances
    for number, (n, places) in enumerate(touched):
        utterances[n] = _with_words(utterances[n], places, () if number else fresh)
    return utterances


def _span(correction: WordsCorrected) -> tuple[float, float]:
    return correction.started, correction.ended


def _with_words(final: FinalTranscript, places: Sequence[int], texts: Sequence[str]) -> FinalTranscript:
    """The new words share the time of the old ones evenly."""
    first, last = final.words[places[0]], final.words[places[-1]]
    step = (last.end - first.start) / max(1, len(texts))
    fresh = tuple(
        Word(text, round(first.start + i * step, 6), round(first.start + (i + 1) * step, 6))
        for i, text in enumerate(texts)
    )
    words = (*final.words[: places[0]], *fresh, *final.words[places[-1] + 1 :])
    return final.model_copy(update={"words": words, "text": " ".join(word.text for word in words)})


def with_corrections(events: Sequence[Event]) -> list[Event]:
    """The log as if every word had been heard right."""
    log = list(events)
    for correction in [e for e in events if isinstance(e, WordsCorrected)]:
        finals = [(i, e) for i, e in enumerate(log) if isinstance(e, FinalTranscript)]
        for (i, _), final in zip(finals, mended((e for _, e in finals), correction), strict=True):
            log[i] = final
    return log


def as_heard(events: Iterable[Event], corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """With the words that were recognised, also where a correction mends an earlier one."""
    words = [w for e in events if isinstance(e, FinalTranscript) for w in e.words]
    heard = ((c, " ".join(w.text for w in words if c.started <= (w.start + w.end) / 2 <= c.ended)) for c in corrections)
    return tuple(replace(c, heard=text or c.heard) for c, text in heard)


def heard_in(corrections: Iterable[Correction], spans: Sequence[tuple[float, float] | None]) -> tuple[str, ...]:
    """For each span (seconds; None = nobody's) what was heard of the words that were corrected there, '' for nothing.
    A correction belongs to the span that is nearest to its middle."""
    heard: list[dict[str, None]] = [{} for _ in spans]
    for one in sorted(corrections, key=lambda c: c.started):
        middle = (one.started + one.ended) / 2
        away = [(max(s[0] - middle, middle - s[1], 0.0), i) for i, s in enumerate(spans) if s is not None]
        if away:
            heard[min(away)[1]][f"“{one.heard}”"] = None
    return tuple(", ".join(texts) for texts in heard)


def remarks(events: Sequence[Event]) -> Remarks:
    """Fold of what was added; every prefix of a log folds."""
    corrections: list[Correction] = []
    disputes: dict[tuple[str, str, str], Dispute] = {}
    shares: dict[str, Share] = {}
    scores: dict[str, int | None] = {}
    for event in events:
        match event:
            case AnswerScored():
                scores[event.question_id] = event.scorecard.overall
                if corrections and corrections[-1].question_id == event.question_id:
                    corrections[-1] = replace(corrections[-1], after=event.scorecard.overall)
            case WordsCorrected():
                before = scores.get(event.question_id)
                place = (event.question_id, event.started, event.ended)
                corrections.append(Correction(*place, event.heard, event.text, before))
            case FindingDisputed():
                key = (event.question_id, event.finding, event.claim)
                disputes.pop(key, None)
                if not event.withdrawn:
                    disputes[key] = Dispute(*key)
            case ReportShared():
                shares[event.share_id] = Share(event.share_id, event.until)
            case ShareRevoked() if event.share_id in shares:
                shares[event.share_id] = replace(shares[event.share_id], revoked=True)
            case _:
                pass
    return Remarks(tuple(corrections), tuple(disputes.values()), tuple(shares.values()))
