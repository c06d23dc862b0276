"""How the answer was spoken: rates, pauses, response delay. Measurements only; accent and grammar never enter."""

from __future__ import annotations

from scoring.answer import Answer
from scoring.language import spoken_words
from scoring.scorecard import Delivery, Evidence

PAUSE = 1.0
"""Seconds from which a silence counts as a pause (long in Campione and Véronis 2002)."""
FEWEST_WORDS = 15
SHORTEST = 5.0


def measure_delivery(answer: Answer) -> Delivery:
    """None where it cannot be measured: typed, faulty audio, or too little speech for a rate."""
    if answer.typed or answer.audio_fault is not None or not answer.sentences:
        return Delivery()
    words = len(spoken_words(answer.text))
    gaps = silences(answer)
    seconds = answer.seconds
    speech = max(seconds - sum(end - start for _, start, end in gaps), 0.0)
    enough = words >= FEWEST_WORDS and seconds >= SHORTEST
    long = [end - start for _, start, end in gaps if end - start >= PAUSE]
    return Delivery(
        delivered_rate=round(60 * words / seconds, 1) if enough else None,
        articulation_rate=round(60 * words / speech, 1) if enough and speech > 0 else None,
        pauses=len(long),
        longest_pause=round(max((end - start for _, start, end in gaps), default=0.0), 2),
        response_delay=answer.response_delay,
        overlaps=answer.overlaps,
    )


def silences(answer: Answer) -> list[tuple[int, float, float]]:
    """(sentence index before it, start, end) of each silence that the times show, within sentences where words do."""
    found: list[tuple[int, float, float]] = []
    previous: tuple[int, float] | None = None
    for index, sentence in enumerate(answer.sentences):
        spans = [(w.start, w.end) for w in sentence.words] or [(sentence.start, sentence.end)]
        for start, end in spans:
            if previous is not None and start > previous[1]:
                found.append((previous[0], previous[1], start))
            previous = (index, max(end, previous[1] if previous else end))
    return found


def long_pauses(answer: Answer) -> tuple[Evidence, ...]:
    """Silences of at least PAUSE seconds, at the sentence that they follow or interrupt."""
    return tuple(
        Evidence((index,), answer.sentences[index].text, start, end, f"{end - start:.1f} s of silence")
        for index, start, end in silences(answer)
        if end - start >= PAUSE
    )
