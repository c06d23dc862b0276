"""How loud and how high a voice is: in all, and how far both had fallen when it came to its end. Pure numpy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coach.listening.audio import SAMPLE_RATE
from scoring.answer import Tone

HEARD = 3.0
"""Seconds before the end that are looked at; its middle is the speaker's ordinary level and pitch."""
LAST = 0.3
"""Seconds that count as the end."""
HOP = SAMPLE_RATE // 100
WINDOW = 4 * HOP
LOWEST, HIGHEST = 65.0, 400.0
"""Hz between which the pitch of a voice is looked for."""
PERIODIC = 0.5
"""Normalised autocorrelation from which a window counts as voiced (a pure tone has 1, noise about 0.2)."""
LOW = 10
"""Percentile of the pitches heard that is the low of a voice: where a speaker comes to rest."""
RANGE = 35.0
"""dB below the loudest window under which there is no voice any more."""
FULL_SCALE = 20 * np.log10(32768.0)
"""dB of the loudest sample above an amplitude of one step."""
LOOKED_AT = 3
"""Of so many windows one is measured for the tone of a whole utterance."""
ENOUGH = 15
"""Voiced windows among them that a range of pitch needs: half a second."""
FEWEST = 3
"""Voiced windows that a pitch needs, at the end and before it."""
LINE = 8
"""Stretches of the end of which the level is told, and of its voiced part of which the pitch is."""
LEVEL_STRETCH, PITCH_STRETCH = 6, 5
"""Windows of each of them."""
SPEECH = 25.0
"""dB below the loudest window down to which a level is an ordinary one."""

_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ending:
    """`energy_fall`: dB by which the last 0.3 s lie below what came before. `pitch_fall`: semitones, in the same way;
    `pitch_slope`: semitones a second over the end, negative = falling; `pitch_above`: semitones by which it ends above
    the low of this voice; None where too little of it was voiced. `drawn_out`: seconds of the last voiced stretch.
    `pitch_range`: semitones between the low of this voice and its high; `voiced`: share of the last 0.3 s. The lines
    are from the end backwards: `level_line` in dB above the ordinary level, 60 ms each, `pitch_line` in semitones above
    the ordinary pitch, 50 ms of voiced sound each."""

    energy_fall: float
    pitch_fall: float | None = None
    pitch_slope: float | None = None
    pitch_above: float | None = None
    drawn_out: float | None = None
    pitch_range: float | None = None
    voiced: float | None = None
    level_line: tuple[float, ...] = ()
    pitch_line: tuple[float, ...] = ()


def ending_of(pcm: bytes) -> Ending | None:
    """The ending of int16 mono at 16 kHz that stops where the voice does; None where it is shorter than 0.4 s."""
    samples = np.frombuffer(pcm[: len(pcm) // 2 * 2], "<i2")[-round(HEARD * SAMPLE_RATE) :].astype(np.float64)
    windows = _voiced_part(_windows(samples))
    last = round(LAST * SAMPLE_RATE / HOP)
    if len(windows) < last + 10:
        return None
    level = _level(windows)
    spoken = level[:-last][level[:-last] > level.max() - RANGE]
    if not len(spoken):
        return None
    fall = round(float(np.median(spoken) - np.mean(level[-last:])), 2)
    pitch = _semitones(windows)
    before, end = pitch[:-last], pitch[-last:]
    before = before[~np.isnan(before)]
    places = np.flatnonzero(~np.isnan(end))
    if len(before) < FEWEST or len(places) < FEWEST:
        return Ending(fall, level_line=_level_line(level))
    tail = end[places]
    heard = np.concatenate([before, tail])
    low, high = (float(np.percentile(heard, part)) for part in (LOW, 100 - LOW))
    last_pitch = float(np.median(tail[-5:]))
    return Ending(
        energy_fall=fall,
        pitch_fall=round(float(np.median(before)) - last_pitch, 2),
        pitch_slope=round(float(np.polyfit(places * (HOP / SAMPLE_RATE), tail, 1)[0]), 2),
        pitch_above=round(last_pitch - low, 2),
        drawn_out=_last_run(pitch),
        pitch_range=round(high - low, 1),
        voiced=round(len(places) / last, 2),
        level_line=_level_line(level),
        pitch_line=_line(heard, float(np.median(heard)), PITCH_STRETCH, np.median),
    )


def _level_line(level: _Floats) -> tuple[float, ...]:
    return _line(level, float(np.median(level[level > level.max() - SPEECH])), LEVEL_STRETCH, np.mean)


def _line(
    values: _Floats, ordinary: float, stretch: int, middle: Callable[[_Floats], np.floating]
) -> tuple[float, ...]:
    """Of each whole or begun stretch, the last one first: how far its middle is above what is ordinary."""
    ends = range(len(values), max(0, len(values) - LINE * stretch), -stretch)
    return tuple(round(float(middle(values[max(0, end - stretch) : end])) - ordinary, 1) for end in ends)


def tone_of(pcm: bytes) -> Tone | None:
    """How int16 mono at 16 kHz sounds where there is voice in it; None where it is silent."""
    windows = _windows(np.frombuffer(pcm[: len(pcm) // 2 * 2], "<i2").astype(np.float64))[::LOOKED_AT]
    if not len(windows) or not windows.any():
        return None
    level = _level(windows)
    loud = level > max(float(level.max()) - RANGE, 0.0)
    pitch = _semitones(windows)
    pitch = pitch[~np.isnan(pitch)]
    spread = None
    if len(pitch) >= ENOUGH:
        spread = round(float(np.percentile(pitch, 100 - LOW) - np.percentile(pitch, LOW)), 1)
    seconds = int(loud.sum()) * LOOKED_AT * HOP / SAMPLE_RATE
    return Tone(round(seconds, 2), round(float(np.median(level[loud])) - FULL_SCALE, 1), spread) if seconds else None


def _last_run(pitch: _Floats) -> float:
    """Seconds for which the last voiced windows follow on one another."""
    voiced = np.flatnonzero(~np.isnan(pitch))
    gaps = np.flatnonzero(np.diff(voiced) > 1)
    first = voiced[gaps[-1] + 1] if len(gaps) else voiced[0]
    return round(float(voiced[-1] - first + 1) * HOP / SAMPLE_RATE, 2)


def _windows(samples: _Floats) -> _Floats:
    """[windows, WINDOW], without each window's mean (a constant offset is no sound)."""
    if len(samples) < WINDOW:
        return np.zeros((0, WINDOW))
    cut = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::HOP]
    return np.asarray(cut - cut.mean(axis=1, keepdims=True))


def _voiced_part(windows: _Floats) -> _Floats:
    """Without the silence at the end."""
    if not len(windows):
        return windows
    level = _level(windows)
    loud = np.flatnonzero(level > max(float(level.max()) - RANGE, 0.0))
    return windows[: loud[-1] + 1] if len(loud) else windows[:0]


def _level(windows: _Floats) -> _Floats:
    """dB of each window, 0 at an amplitude of one step."""
    return np.asarray(10 * np.log10(np.mean(windows**2, axis=1) + 1e-9))


def _semitones(windows: _Floats) -> _Floats:
    """Pitch of each window in semitones above 55 Hz by autocorrelation; nan where it is not voiced."""
    spectrum = np.fft.rfft(windows * np.hanning(WINDOW), 2 * WINDOW, axis=1)
    similar = np.fft.irfft(np.abs(spectrum) ** 2, axis=1)[:, :WINDOW]
    taper = np.fft.irfft(np.abs(np.fft.rfft(np.hanning(WINDOW), 2 * WINDOW)) ** 2)[:WINDOW]
    similar = similar / (similar[:, :1] + 1e-9) / np.maximum(taper / taper[0], 0.1)
    shortest, longest = round(SAMPLE_RATE / HIGHEST), round(SAMPLE_RATE / LOWEST)
    lags = similar[:, shortest : longest + 1]
    best = lags.max(axis=1)
    first = np.argmax(lags >= 0.9 * best[:, None], axis=1)
    lag = _peak_near(lags, first) + shortest
    level = _level(windows)
    voiced = (best >= PERIODIC) & (level > level.max() - RANGE)
    return np.where(voiced, 12 * np.log2(SAMPLE_RATE / lag / 55.0), np.nan)


def _peak_near(lags: _Floats, first: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """The top of the first hill that is nearly the highest: half the pitch looks as periodic as the pitch itself."""
    reach = 12
    places = np.minimum(first[:, None] + np.arange(reach), lags.shape[1] - 1)
    top = np.argmax(np.take_along_axis(lags, places, axis=1), axis=1)
    return np.asarray(np.minimum(first + top, lags.shape[1] - 1))
