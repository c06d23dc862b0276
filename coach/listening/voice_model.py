"""A voice, or a cough, a hum, a key? By what was heard since the sound began. Plain weights (`voice_model.json`)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import groupby

import numpy as np
import numpy.typing as npt

from coach.listening.bands import BANDS, Levels, band_centres
from coach.listening.ears import CLOSED_BELOW, FAINT, Heard

STRONG = 1.0
"""Mean excess of a frame that is more than echo (of echo alone, 1 frame in 100 has as much)."""
PERIODIC = 0.45
"""Normalised autocorrelation of a voiced frame (noise has 0.2 to 0.3 here)."""
HUM = -13.0
"""A hum with closed lips has less openness, in dB."""
WINDOW = 12
"""Last frames (0.38 s) that are described; the first ones of the sound are so too."""
EARLY, DOUBT = 13, 2.0
"""Frames (0.42 s) in which nearly every voice is told; what was not by then is probably a hum, and must score more."""
FIRST = 3
SIBILANT = 3000.0
"""Hz above which an s is loudest."""
QUIETEST = 40.0
"""dB below the loudest frame from which nothing is told apart."""
MOSTLY, OPEN_FRAMES = 0.5, 2
"""Share of the last frames that is strong in any voice; how many are voiced and more than a hum, by the rule."""
RULED, RULED_STRONG, PERIODIC_FRAMES = 10, 7, 5
"""Last frames that the rule looks at, how many of them are strong, and how many voiced."""

_Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class VoiceModel:
    """One hidden layer of rectified units. A sound with a score of `enough` or more is a voice; of DOUBT more where it
    was none for long.

    `names`: of the features, in the order of the columns of `hidden` [units, features]; `bias` and `out`: [units].
    """

    names: tuple[str, ...]
    hidden: Levels
    bias: Levels
    out: Levels
    offset: float
    enough: float

    def score(self, frames: Sequence[Heard]) -> float:
        """Logarithm of the odds that these frames, from the beginning of a sound on, are of a voice."""
        seen = features(frames)
        units = self.hidden @ np.array([seen[name] for name in self.names]) + self.bias
        return float(self.out @ np.maximum(units, 0.0)) + self.offset

    def is_voice(self, frames: Sequence[Heard]) -> bool:
        enough = self.enough + (DOUBT if len(frames) > EARLY else 0.0)
        return mostly_strong(frames[-WINDOW:]) and self.score(frames) >= enough


def undecided(score: float) -> VoiceModel:
    """One that gives every sound the same score, of which 0 is enough."""
    none = np.zeros(0)
    return VoiceModel((), np.zeros((0, 0)), none, none, score, 0.0)


@lru_cache(maxsize=1)
def voice_model() -> VoiceModel:
    stored = json.loads(files("coach.listening").joinpath("voice_model.json").read_text("utf-8"))
    hidden, bias, out = (np.array(stored[name]) for name in ("hidden", "bias", "out"))
    return VoiceModel(tuple(stored["features"]), hidden, bias, out, stored["offset"], stored["enough"])


def mostly_strong(frames: Sequence[Heard]) -> bool:
    return sum(f.excess >= STRONG for f in frames) >= MOSTLY * len(frames)


def features(frames: Sequence[Heard]) -> dict[str, float]:
    """What is seen of a sound that begins with the first frame: each about -3 to 3."""
    last = frames[-WINDOW:]
    excess = np.array([f.excess for f in last])
    strong = excess >= STRONG
    periodicity = np.array([f.periodicity for f in last])
    voiced = (periodicity >= PERIODIC) & strong
    openness = np.clip([f.openness for f in last], -40.0, 20.0)
    speech = np.array([f.probability for f in last])
    third = max(1, len(last) // 3)
    share, first = float(voiced.mean()), _of_first(frames[:FIRST])
    return {
        "strong": float(strong.mean()),
        "quiet": float((excess < FAINT).mean()),
        "voiced": share,
        "voiced, squared": share**2,
        "periodicity": float(periodicity.mean()),
        "voiced and open": float((voiced & (openness >= HUM)).mean()),
        "longest voiced": max((sum(1 for _ in run) for key, run in groupby(voiced) if key), default=0) / len(last),
        "open where voiced": float(openness[voiced].mean()) / 10 if voiced.any() else -3.0,
        "most open where voiced": float(openness[voiced].max()) / 10 if voiced.any() else -3.0,
        "opens and closes": float(openness[voiced].std()) / 5 if voiced.any() else 0.0,
        "speech": float(speech.mean()),
        "speech at its least": float(np.sort(speech)[:third].mean()),
        "speech last": float(speech[-2:].mean()),
        "no speech": float(np.log(1.02 - np.minimum(1.0, speech)).mean()),
        "speech of all": float(np.mean([f.probability for f in frames])),
        "length": min(len(frames), 16) / 10,
        **first,
        **_of_spectra(last, strong, voiced, third),
    }


def _of_first(frames: Sequence[Heard]) -> dict[str, float]:
    return {
        "first voiced": float(np.mean([f.periodicity >= PERIODIC for f in frames])),
        "first speech": float(np.mean([f.probability for f in frames])),
        "first open": float(np.clip([f.openness for f in frames], -40.0, 20.0).mean()) / 10,
    }


def _of_spectra(frames: Sequence[Heard], strong: _Marks, voiced: _Marks, third: int) -> dict[str, float]:
    """Loudness, pitch of the whole, and how both change."""
    power = np.array([f.power for f in frames])
    total = 10 * np.log10(power.sum(axis=1) + 1)
    shape = np.maximum(10 * np.log10(power + 1), total.max() - QUIETEST)
    centre = (power @ np.arange(BANDS)) / (power.sum(axis=1) + 1)
    high = power[:, band_centres() > SIBILANT].sum(axis=1)
    low = power[:, band_centres() <= CLOSED_BELOW].sum(axis=1)
    middle = power.sum(axis=1) - high - low
    moves = np.diff(shape - shape.mean(axis=1, keepdims=True), axis=0)
    return {
        "falls": float(total[-third:].mean() - total[:third].mean()) / 10,
        "loudest at": float(total.argmax()) / len(frames),
        "loudest first": float(total.argmax() < 2),
        "loudness changes": float(total[strong].std()) / 5 if strong.any() else 0.0,
        "centre": float(centre[strong].mean()) / 10 if strong.any() else 0.0,
        "centre changes": float(centre[strong].std()) if strong.any() else 0.0,
        "centre changes where voiced": float(centre[voiced].std()) if voiced.any() else 0.0,
        "change": float(np.abs(moves).mean()) / 5 if len(moves) else 0.0,
        "sibilant": float(((high > 2 * middle) & (high > low) & strong).mean()),
    }


def ruled_voice(frames: Sequence[Heard]) -> bool:
    """A stricter rule, for where the echo itself is speech and hides half of what is said over it."""
    last = frames[-RULED:]
    strong = [f for f in last if f.excess >= STRONG]
    voiced = [f for f in strong if f.periodicity >= PERIODIC]
    return (
        len(strong) >= RULED_STRONG
        and len(voiced) >= PERIODIC_FRAMES
        and sum(f.openness >= HUM for f in voiced) >= OPEN_FRAMES
    )
