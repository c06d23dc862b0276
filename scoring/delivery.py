"""How the answer was spoken: rates, pauses, response delay. Measurements only; accent and grammar never enter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from scoring.answer import Answer, Sentence
from scoring.any_case import AnyCase
from scoring.language import by_word, plain, spoken_words, tokens
from scoring.scorecard import Delivery, Evidence

PAUSE = 1.0
"""Seconds from which a silence counts as a pause (long in Campione and Véronis 2002)."""
HESITATION = 0.25
"""Seconds from which a silence is counted as inside or between clauses (de Jong and Bosker 2013)."""
FEWEST_WORDS = 15
SHORTEST = 5.0
SHORTEST_IN_THIRDS = 20.0
_CLAUSE_END = re.compile(r"[.,;:!?…-][\"'\u201d\u2019)]*$")
_OPENERS_TEXT = "and but so because then which that who when where while although if or after before"
_CLAUSE_START = frozenset(_OPENERS_TEXT.split())
_RESTART = AnyCase(r"\b(\w++)(?:[,-]* \1\b(?<!had had)(?<!that that)(?<!very very)|- )")


@dataclass(frozen=True, slots=True)
class Silence:
    """`sentence`: the one that it follows or interrupts; `inside` a clause, None where words have no times."""

    sentence: int
    start: float
    end: float
    inside: bool | None = None

    @property
    def seconds(self) -> float:
        return self.end - self.start


def measure_delivery(answer: Answer) -> Delivery:
    """None where it cannot be measured: typed, faulty audio, or too little speech for a rate."""
    if answer.typed or answer.audio_fault is not None or not answer.sentences:
        return Delivery()
    words = sum([len(spoken_words(s.text)) for s in answer.sentences])
    gaps = silences(answer)
    seconds = answer.seconds
    speech = max(seconds - fsum(gap.seconds for gap in gaps), 0.0)
    enough = words >= FEWEST_WORDS and seconds >= SHORTEST
    placed = [g for g in gaps if g.inside is not None and g.seconds >= HESITATION]
    timed = any(s.words for s in answer.sentences)
    return Delivery(
        delivered_rate=round(60 * words / seconds, 1) if enough else None,
        articulation_rate=round(60 * words / speech, 1) if enough and speech > 0 else None,
        pauses=sum(gap.seconds >= PAUSE for gap in gaps),
        longest_pause=round(max((gap.seconds for gap in gaps), default=0.0), 2),
        response_delay=answer.response_delay,
        overlaps=answer.overlaps,
        pauses_inside=sum(g.inside is True for g in placed) if timed else None,
        pauses_between=sum(g.inside is False for g in placed) if timed else None,
        pace=_thirds(answer) if enough and seconds >= SHORTEST_IN_THIRDS else (),
        restarts=sum([_restarts(s.text) for s in answer.sentences]),
        voiced_gaps=answer.voiced_gaps,
        loudness=_mean([(t.seconds, t.level) for t in answer.tones]),
        pitch_range=_mean([(t.seconds, t.pitch_range) for t in answer.tones if t.pitch_range is not None]),
    )


def _restarts(text: str) -> int:
    """How often a word was said twice in a row, or broken off."""
    ready, said = plain(text), tokens(text)
    return _RESTART.count(ready) if "- " in ready or any(map(str.startswith, said[1:], said)) else 0


def _mean(weighed: Sequence[tuple[float, float]]) -> float | None:
    """Of (seconds, value) pairs; None without any."""
    seconds = fsum(s for s, _ in weighed)
    return round(fsum(s * value for s, value in weighed) / seconds, 1) if seconds else None


def _thirds(answer: Answer) -> tuple[float, ...]:
    """Words a minute in each third of the time; words without times lie evenly in their sentence."""
    begin, third = answer.sentences[0].start, answer.seconds / 3
    counts = [0, 0, 0]
    for s in answer.sentences:
        first, last = (min(int((at - begin) / third), 2) for at in (s.start, s.end))
        if first == last:
            counts[first] += len(spoken_words(s.text))
        else:
            for at in _middles(s):
                counts[min(int((at - begin) / third), 2)] += 1
    return tuple([round(60 * n / third, 1) for n in counts])


def _middles(sentence: Sentence) -> list[float]:
    if sentence.words:
        return [(w.start + w.end) / 2 for w in sentence.words if _is_spoken(w.text)]
    n = len(spoken_words(sentence.text))
    return [sentence.start + (sentence.end - sentence.start) * (i + 0.5) / n for i in range(n)]


@by_word
def _is_spoken(word: str) -> bool:
    """Whether a word of a recogniser counts as one: no um, no dash."""
    return bool(spoken_words(word))


def silences(answer: Answer) -> list[Silence]:
    """Each silence that the times show, within sentences where words have times."""
    found: list[Silence] = []
    previous: tuple[int, float, str] | None = None
    for index, sentence in enumerate(answer.sentences):
        spans = [(w.start, w.end, w.text) for w in sentence.words] or [(sentence.start, sentence.end, "")]
        for start, end, text in spans:
            if previous is not None and start > previous[1]:
                inside = _inside(previous[2], text) if index == previous[0] else False if sentence.words else None
                found.append(Silence(previous[0], previous[1], start, inside))
            previous = (index, max(end, previous[1] if previous else end), text)
    return found


def _inside(before: str, after: str) -> bool:
    return _CLAUSE_END.search(before.strip()) is None and plain(after).strip().lower() not in _CLAUSE_START


def long_pauses(answer: Answer, least: float = PAUSE) -> tuple[Evidence, ...]:
    """Silences of at least `least` seconds, at the sentence that they follow or interrupt."""
    return tuple(
        Evidence((s.sentence,), answer.sentences[s.sentence].text, s.start, s.end, f"{s.seconds:.1f} s of silence")
        for s in silences(answer)
        if s.seconds >= least
    )


def pace_change(pace: Sequence[float]) -> float:
    """The fastest third over the slowest; 1 where there are none."""
    return max(pace) / min(pace) if pace and min(pace) > 0 else 1.0
