"""What is known of a pause while it lasts: the words before it, how the voice ended, the candidate's own habits."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from coach.interview import repair
from coach.listening.prosody import Ending

CHANGING = 0.4
"""Seconds since the words last changed within which more may be on their way."""
SHORTEST_PAUSE, LONGEST_PAUSE = 0.15, 6.0
"""Seconds between which a gap in an answer tells of a habit."""
PRIOR_PAUSE, PRIOR_WEIGHT = 0.4, 4.0
"""What is believed of a candidate who has not paused yet (seconds), and how many pauses that belief is worth."""

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


def still_features(pause: PauseSoFar) -> dict[str, float]:
    """Everything that does not grow with the silence; values are about -2 to 2."""
    said = pause.words.lower().rstrip(" .,…?!")
    tokens = said.split()
    found = {
        "open": float(repair.trails_off(said)),
        "filler": float(bool(_FILLER.search(said))),
        "closing": float(repair.closes(said)),
        "soft_end": float(bool(_SOFT_END.search(said))),
        "thinking": float(repair.thinks_aloud(said)),
        "short": max(0.0, 1 - len(tokens) / 8),
        "wordless": float(not tokens),
        "length": max(-2.0, min(1.0, math.log((pause.spoken + 2) / (pause.expected + 2)))),
        "habit": math.log(pause.usual / PRIOR_PAUSE),
        "words": math.log(1 + len(tokens)) - 3,
    }
    found["late"] = max(0.0, found["length"] + 0.5)
    if tokens:
        found |= {f"last_{name}": 1.0 for name, pattern in _WORD_CLASSES if pattern.fullmatch(tokens[-1])}
    return found | _ending_features(pause.ending)


def _ending_features(ending: Ending | None) -> dict[str, float]:
    if ending is None:
        return {}
    found = {"energy_known": 1.0, "energy": _within(ending.energy_fall / 6)}
    if ending.pitch_fall is not None and ending.pitch_slope is not None:
        found |= {
            "pitch_known": 1.0,
            "pitch": _within(ending.pitch_fall / 4),
            "slope": _within(ending.pitch_slope / 20),
            "rises": float(ending.pitch_slope > 8),
        }
    return found


def silent_features(pause: PauseSoFar, still: dict[str, float], silence: float) -> dict[str, float]:
    """What grows with the `silence` (seconds, above 0) and how it weighs against the rest."""
    long = math.log(silence / PRIOR_PAUSE)
    own = math.log(silence / pause.usual)
    changing = pause.changed is not None and silence + pause.changed < CHANGING
    crossed = ("open", "closing", "length", "energy", "pitch", "filler", "soft_end", "short")
    return {
        "silence": long,
        "silence_twice": long * abs(long),
        "own_silence": own,
        "changing": float(changing),
    } | {f"silence_{name}": long * still[name] for name in crossed if name in still}


def _within(value: float) -> float:
    return max(-2.0, min(2.0, value))
