"""What a microphone hears in a room: the loudspeaker's echo, the candidate, coughs, hums, keys and noise. Synthetic."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from bench.voices import Samples, active_level
from coach.listening.audio import SAMPLE_RATE

VOICE_LEVEL = 0.05
"""Root mean square of the candidate's voice at the microphone (-26 dB of full scale)."""


@dataclass(slots=True)
class Room:
    """`down`: dB by which the echo lies below the candidate's voice, None = no echo (a headset). Seconds, dB."""

    rng: np.random.Generator
    down: float | None = 12.0
    delay: float = 0.08
    reverberation: float = 0.35
    noise: float = -32.0
    """dB below the candidate's voice."""
    _answer: Samples = field(init=False)
    _spectra: dict[int, npt.NDArray[np.complex128]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """A direct sound, and a tail that fades by 60 dB in `reverberation` seconds, 4 dB below it in all."""
        length = round(self.reverberation * SAMPLE_RATE)
        fading = 10 ** (-3 * np.arange(length) / length)
        tail = self.rng.normal(0, 1, length) * fading
        tail[: SAMPLE_RATE // 500] = 0
        self._answer = tail * 10 ** (-4 / 20) / np.sqrt(np.sum(tail**2))
        self._answer[0] = 1.0

    def echo(self, played: Samples, level: float) -> Samples:
        """`played` as the microphone hears it, where the voice's `level` at the loudspeaker is known."""
        if self.down is None:
            return np.zeros(len(played))
        size = 1 << (len(played) + len(self._answer) - 1).bit_length()
        heard = np.fft.irfft(np.fft.rfft(played, size) * self._spectrum(size), size)[: len(played)]
        late = round(self.delay * SAMPLE_RATE)
        heard = np.concatenate([np.zeros(late), heard])[: len(played)]
        loud = VOICE_LEVEL * 10 ** (-self.down / 20) / (level * np.sqrt(1 + 10 ** (-4 / 10)))
        return np.asarray(heard * loud)

    def _spectrum(self, size: int) -> npt.NDArray[np.complex128]:
        if size not in self._spectra:
            self._spectra[size] = np.fft.rfft(self._answer, size)
        return self._spectra[size]

    def background(self, samples: int) -> Samples:
        """Noise that falls by 6 dB an octave above 200 Hz, as a room's does."""
        white = self.rng.normal(0, 1, samples)
        spectrum = np.fft.rfft(white)
        hertz = np.fft.rfftfreq(samples, 1 / SAMPLE_RATE)
        noise = np.fft.irfft(spectrum / np.maximum(1, hertz / 200), samples)
        return np.asarray(noise / np.std(noise) * VOICE_LEVEL * 10 ** (self.noise / 20))


def spoken_at(samples: Samples, decibels: float = 0.0) -> Samples:
    """As loud as a candidate speaks, or so many dB louder."""
    return samples * (VOICE_LEVEL * 10 ** (decibels / 20) / active_level(samples))


def cough(rng: np.random.Generator) -> Samples:
    """One to three bursts of shaped noise; some end in a short voiced part."""
    bursts = []
    for _ in range(rng.integers(1, 4)):
        length = round(rng.uniform(0.12, 0.32) * SAMPLE_RATE)
        noise = coloured(rng, length, rng.uniform(300, 800), rng.uniform(2500, 5000))
        burst = noise * np.exp(-np.arange(length) / (rng.uniform(0.05, 0.12) * SAMPLE_RATE))
        if rng.random() < 0.5:
            burst = np.concatenate([burst, 0.4 * voiced(rng, rng.uniform(0.05, 0.12), rng.uniform(110, 260), OPEN)])
        bursts += [burst, np.zeros(round(rng.uniform(0.12, 0.3) * SAMPLE_RATE))]
    return spoken_at(np.concatenate(bursts), rng.uniform(-3, 6))


def hum(rng: np.random.Generator) -> Samples:
    """ "mm-hm": two nasal murmurs with a breath between them, the second higher."""
    pitch = rng.uniform(90, 240)
    first = voiced(rng, rng.uniform(0.12, 0.25), pitch, NASAL)
    breath = 0.02 * rng.normal(0, 1, round(rng.uniform(0.04, 0.09) * SAMPLE_RATE))
    second = voiced(rng, rng.uniform(0.18, 0.35), pitch * rng.uniform(1.1, 1.35), NASAL)
    return spoken_at(np.concatenate([first, breath, second]), rng.uniform(-8, 0))


def typing(rng: np.random.Generator, seconds: float) -> Samples:
    """Keys struck at 3 to 9 a second: a click, a lighter one as the key comes up, and a thump of the desk."""
    sound = np.zeros(round(seconds * SAMPLE_RATE))
    at = rng.uniform(0, 0.1)
    while at < seconds - 0.15:
        for delay, loud in ((0.0, 1.0), (rng.uniform(0.05, 0.1), 0.4)):
            place = round((at + delay) * SAMPLE_RATE)
            click = coloured(rng, 240, 1200, 6000) * np.exp(-np.arange(240) / 50)
            thump = np.sin(2 * np.pi * rng.uniform(90, 180) * np.arange(640) / SAMPLE_RATE)
            sound[place : place + 240] += loud * click[: len(sound) - place]
            sound[place : place + 640] += 0.3 * loud * (thump * np.exp(-np.arange(640) / 150))[: len(sound) - place]
        at += 1 / rng.uniform(3, 9)
    peak = VOICE_LEVEL * 10 ** (rng.uniform(-2, 10) / 20)
    return np.asarray(sound / np.abs(sound).max() * peak)


Formants = tuple[tuple[float, float, float], ...]
OPEN: Formants = ((650, 90, 1.0), (1150, 110, 0.6), (2500, 160, 0.25), (3500, 250, 0.1))
NASAL: Formants = ((260, 120, 1.0), (1000, 250, 0.03), (2200, 300, 0.02))
"""(Hz, bandwidth, strength) of each resonance."""


def voiced(rng: np.random.Generator, seconds: float, pitch: float, formants: Formants) -> Samples:
    """A buzz of that pitch, drifting a little, through resonances."""
    length = round(seconds * SAMPLE_RATE)
    drift = pitch * (1 + 0.04 * np.sin(np.linspace(0, np.pi * rng.uniform(0.5, 2), length)))
    phase = np.cumsum(drift / SAMPLE_RATE)
    buzz = np.diff(np.floor(phase), prepend=0.0) + 0.01 * rng.normal(0, 1, length)
    hertz = np.fft.rfftfreq(length, 1 / SAMPLE_RATE)
    gain = sum(s / (1 + ((hertz - f) / (b / 2)) ** 2) for f, b, s in formants)
    tilt = np.maximum(1, hertz / 150)  # of the glottis, 6 dB an octave with the lips' own rise taken off
    sound = np.fft.irfft(np.fft.rfft(buzz) * np.sqrt(gain) / tilt, length)
    edges = np.minimum(1, np.minimum(np.arange(length), np.arange(length)[::-1]) / (0.02 * SAMPLE_RATE))
    return np.asarray(sound / np.std(sound) * edges)


def coloured(rng: np.random.Generator, length: int, low: float, high: float) -> Samples:
    spectrum = np.fft.rfft(rng.normal(0, 1, length))
    hertz = np.fft.rfftfreq(length, 1 / SAMPLE_RATE)
    sound = np.fft.irfft(spectrum * ((hertz > low) & (hertz < high)), length)
    return np.asarray(sound / (np.std(sound) + 1e-9))
