"""Commit policies under a swept noise: no model, only scripted hypotheses, so that a curve takes seconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from statistics import mean
from typing import Protocol

from bench.streams.shown import Shown
from bench.streams.speech import STATED, Noise, read, steady
from coach.listening.hypothesis import CommitOptions, CommitPolicy, spoken_form
from coach.listening.transcriber import Hypothesis
from scoring.answer import Word

SWEPT: dict[str, list[Noise]] = {
    "last word misread": [replace(STATED, last=x) for x in (0.0, 0.15, 0.3, 0.45, 0.6)],
    "sounding word read": [replace(STATED, half=x) for x in (0.0, 0.25, 0.5, 0.75, 1.0)],
    "until so long after it": [replace(STATED, settles=x) for x in (0.2, 0.3, 0.5, 1.0)],
    "lag": [replace(STATED, lag=x) for x in (0.0, 0.2, 0.4, 0.6)],
    "invented in silence": [replace(STATED, invented=x) for x in (0.0, 0.1, 0.3)],
    "commas": [replace(STATED, marks=x) for x in (0.0, 0.1, 0.3)],
}
VALUE: dict[str, Callable[[Noise], float]] = {
    "last word misread": lambda n: n.last,
    "sounding word read": lambda n: n.half,
    "until so long after it": lambda n: n.settles,
    "lag": lambda n: n.lag,
    "invented in silence": lambda n: n.invented,
    "commas": lambda n: n.marks,
}


class Policy(Protocol):
    def revise(self, words: Sequence[Word], heard: float) -> Hypothesis: ...


class LocalAgreement:
    """LocalAgreement-2 as published: the longest common prefix of two hypotheses in a row is committed, letter for
    letter; all the rest is shown."""

    def __init__(self) -> None:
        self._committed: tuple[Word, ...] = ()
        self._previous: tuple[Word, ...] = ()

    def revise(self, words: Sequence[Word], heard: float) -> Hypothesis:
        fresh = tuple(words[len(self._committed) :])
        agreed = 0
        while agreed < min(len(fresh), len(self._previous)) and fresh[agreed].text == self._previous[agreed].text:
            agreed += 1
        self._committed += fresh[:agreed]
        self._previous = fresh[agreed:]
        return Hypothesis(self._committed, fresh[agreed:])


POLICIES: dict[str, Callable[[], Policy]] = {
    "ours": CommitPolicy,
    "ours, nothing held": lambda: CommitPolicy(CommitOptions(hold=0.0)),
    "LocalAgreement-2": LocalAgreement,
}


@dataclass(frozen=True, slots=True)
class Curve:
    """One policy at one noise. Seconds from the end of a word until it is shown and until it is committed."""

    swept: str
    value: float
    policy: str
    flicker: float
    erasure: float
    shown_s: float
    commit_s: float
    wrong: float
    """Share of committed words that were not said."""
    broken: int


def curves(seconds: float = 12.0, answers: int = 40, every: float = 0.5) -> list[Curve]:
    """Each of `answers` utterances is `seconds` long, as live segments are."""
    return [
        measured(swept, VALUE[swept](noise), name, noise, seconds, answers, every)
        for swept, noises in SWEPT.items()
        for noise in noises
        for name in POLICIES
    ]


def measured(swept: str, value: float, name: str, noise: Noise, seconds: float, answers: int, every: float) -> Curve:
    shown, delays, commits, wrong = Shown(), list[float](), list[float](), list[bool]()
    for seed in range(answers):
        words = _with_pause(steady(seconds, seed, pace=2.4 + 0.1 * (seed % 12)))
        policy, dice = POLICIES[name](), Random(1000 + seed)
        first: dict[int, float] = {}
        done = 0
        for step in range(1, int((seconds + 1.5) / every) + 1):
            heard = step * every
            found = policy.revise(read(words, 0.0, heard, noise, dice), heard)
            every_word = found.committed + found.tentative
            shown.show([w.text for w in every_word], len(found.committed))
            for place in range(len(every_word)):
                first.setdefault(place, heard)
            commits += [heard - words[i].end for i in range(done, min(len(found.committed), len(words)))]
            done = len(found.committed)
        delays += [at - words[place].end for place, at in first.items() if place < len(words)]
        wrong += [i >= len(words) or spoken_form(w.text) != words[i].text for i, w in enumerate(found.committed)]
        shown.end()
    return Curve(
        swept,
        value,
        name,
        round(shown.flicker, 4),
        round(shown.erasure, 4),
        round(mean(delays), 3),
        round(mean(commits), 3),
        round(mean(wrong), 4),
        shown.broken,
    )


def _with_pause(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The second half comes 1.2 s later."""
    half = len(words) // 2
    later = [replace(w, start=w.start + 1.2, end=w.end + 1.2) for w in words[half:]]
    return (*words[:half], *later)
