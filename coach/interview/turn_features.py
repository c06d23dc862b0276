"""What is known of a pause: the words before it, how the voice ended, the candidate's own habits."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from coach.interview import repair
from coach.listening.prosody import LINE, Ending

SHORTEST_PAUSE, LONGEST_PAUSE = 0.15, 6.0
"""Seconds between which a gap in an answer tells of a habit."""
PRIOR_PAUSE, PRIOR_WEIGHT = 0.4, 4.0
"""What is believed of a candidate who has not paused yet (seconds), and how many pauses that belief is worth."""

SHAPES = (
    ("energy", "energy_fall", -6.0, 3.0, 7),
    ("pitch", "pitch_fall", -4.0, 2.0, 7),
    ("above", "pitch_above", 0.0, 1.5, 6),
    ("slope", "pitch_slope", -30.0, 10.0, 6),
    ("drawn_out", "drawn_out", 0.04, 0.08, 6),
)
"""Of each measure of the voice's ending: feature, field, the lowest value told apart, and the step and number of them.
A value between two of them counts for both, the nearer the more, so that each may have its own weight."""

UNMEASURED = -99.0
"""Of a part of the voice's line that was not measured: less than any that was."""
UNHEARD = Ending(0.0)
"""No part of it was measured."""

_FILLER = re.compile(r"(?:^|\s)(?:um+|uh+|er+|erm|hmm+|like)$")
_SOFT_END = re.compile(
    r"(?:^|\s)(?:so yeah|yeah|you know|anyway|basically|i guess|i suppose|and so on|or so|more or less|right)$"
)
_WORD_CLASSES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("determiner", r"(?:a|an|the|my|your|his|her|its|our|their|this|these|those|each|every|no|some|any)"),
        ("preposition", r"(?:of|to|in|on|at|for|with|from|by|about|into|than|as|over|between|during|without|per)"),
        (
            "conjunction",
            r"(?:and|but|or|so|because|if|when|while|which|that|who|where|although|since|then|until)",
        ),
        ("subject", r"(?:i|we|you|they|he|she|it|there|who|everybody|everyone|people)"),
        ("auxiliary", r"(?:am|is|are|was|were|be|been|has|have|had|do|did|does|can|could|would|will|should|must|may)"),
        ("negation", r"(?:not|never|\w+n't)"),
        ("past", r"\w{2,}ed"),
        ("ongoing", r"\w{2,}ing"),
        ("manner", r"\w{2,}ly"),
        ("number", r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty)"),
        ("plural", r"\w{2,}[^su]s"),
    )
)
_JOINS = frozenset(
    ("and", "but", "or", "so", "because", "if", "when", "while", "which", "that", "who", "where", "although", "then")
)
"""Words after which a clause begins anew."""


@dataclass(slots=True)
class PauseHabits:
    """A running estimate of how long this candidate pauses inside an answer (a geometric mean)."""

    _logarithms: float = 0.0
    _count: int = 0

    def note(self, seconds: float) -> None:
        """A pause after which the candidate went on."""
        if SHORTEST_PAUSE <= seconds <= LONGEST_PAUSE:
            self._logarithms += math.log(seconds)
            self._count += 1

    def copy(self) -> PauseHabits:
        return PauseHabits(self._logarithms, self._count)

    @property
    def usual(self) -> float:
        """Seconds."""
        believed = PRIOR_WEIGHT * math.log(PRIOR_PAUSE)
        return math.exp((believed + self._logarithms) / (PRIOR_WEIGHT + self._count))


@dataclass(frozen=True, slots=True)
class PauseSoFar:
    """`words`: recognised so far in this turn. `spoken`: seconds since the turn's first voice, `expected`: that such an
    answer takes. `usual`: the candidate's own pauses. `changed`: seconds before the pause began (negative: after) at
    which the words last changed; None where that is not known."""

    words: str
    ending: Ending | None
    spoken: float
    expected: float
    usual: float
    changed: float | None = None

    @property
    def stale(self) -> bool:
        """The words were recognised before the pause began: the last ones lack."""
        return self.changed is None or self.changed > 0


@lru_cache(maxsize=16)
def features_of(pause: PauseSoFar) -> Mapping[str, float]:
    """Values are about -2 to 2, but for the lines of the voice (dB, semitones)."""
    lexical = _word_features(pause.words.lower().rstrip(" .,…?!"))
    if pause.stale:
        lexical = {f"stale_{name}": value for name, value in lexical.items()}
    count = len(pause.words.split())
    length = max(-2.0, min(1.0, math.log((pause.spoken + 2) / (pause.expected + 2))))
    found = {
        "stale": float(pause.stale),
        "length": length,
        "length_twice": length * length,
        "late": max(0.0, length + 0.5),
        "habit": math.log(pause.usual / PRIOR_PAUSE),
        "words": math.log(1 + count) - 3,
    }
    return MappingProxyType(found | lexical | _ending_features(pause.ending))


def _word_features(said: str) -> dict[str, float]:
    tokens = said.split()
    found = {
        "open": float(repair.trails_off(said)),
        "filler": float(bool(_FILLER.search(said))),
        "closing": float(repair.closes(said)),
        "soft_end": float(bool(_SOFT_END.search(said))),
        "thinking": float(repair.thinks_aloud(said)),
        "short": max(0.0, 1 - len(tokens) / 8),
        "wordless": float(not tokens),
    }
    if not tokens:
        return found
    third, second, last = ["start", "start", *map(_class_of, tokens)][-3:]
    joined = next(
        (n for n, token in enumerate(reversed(tokens)) if token in _JOINS or _FILLER.search(token)), len(tokens)
    )
    return found | {
        f"last_{last}": 1.0,
        f"pair_{second}_{last}": 1.0,
        f"third_{third}": 1.0,
        f"word_{tokens[-1]}": 1.0,
        "since_joint": math.log(1 + min(joined, 20)) - 1.5,
    }


def _class_of(token: str) -> str:
    return next((name for name, pattern in _WORD_CLASSES if pattern.fullmatch(token)), "other")


def _ending_features(ending: Ending | None) -> dict[str, float]:
    found = line_features(ending or UNHEARD)
    if ending is None:
        return found
    for name, measure, lowest, step, count in SHAPES:
        value = getattr(ending, measure)
        if value is None:
            continue
        place = max(0.0, min(count - 1.0, (value - lowest) / step))
        below = min(int(place), count - 2)
        found |= {f"{name}_{below}": below + 1 - place, f"{name}_{below + 1}": place - below}
    return found


def line_features(ending: Ending) -> dict[str, float]:
    """How loud and how high each stretch of the end was, and its pitch against the range of this voice."""
    found: dict[str, float] = {}
    for name, line in (("loud", ending.level_line), ("high", ending.pitch_line)):
        found |= {f"{name}_{n}": line[n] if n < len(line) else UNMEASURED for n in range(LINE)}
    span, above = ending.pitch_range, ending.pitch_above
    within = None if span is None or above is None else above / max(span, 1.0)
    measures = {"span": span, "above_low": above, "within_span": within, "voiced_end": ending.voiced}
    return found | {name: UNMEASURED if value is None else value for name, value in measures.items()}
