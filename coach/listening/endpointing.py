"""Where utterances begin and end: voiced frames in, boundaries on the sample clock out."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from coach.listening.audio import SAMPLE_RATE
from coach.listening.voice_activity import FRAME_SAMPLES

SMOOTHED = 7
"""Frames (0.22 s) over which loudness is averaged where a long utterance is cut."""


@dataclass(frozen=True, slots=True)
class EndpointOptions:
    """Seconds, but for the frame counts."""

    onset_frames: int = 3
    """Voiced frames among the last `onset_window` that make speech (3 of 4: a click is no speech)."""
    onset_window: int = 4
    pre_roll: float = 0.5
    """Audio kept from before the onset, so that a soft first consonant is heard."""
    end_silence: float = 0.6
    """Silence after which an utterance is over."""
    breath: float = 0.25
    """Silence that ends an utterance longer than `long_from`."""
    long_from: float = 18.0
    max_length: float = 28.0
    """Longer than this it is cut at the quietest point since `long_from` (Whisper hears 30 s at most)."""


@dataclass(frozen=True, slots=True)
class Began:
    """Speech began: `audio_from` is where its audio begins, `voice_from` where the voice does (samples)."""

    audio_from: int
    voice_from: int


@dataclass(frozen=True, slots=True)
class Ended:
    """Silence ended the utterance: the voice stopped at sample `voice_to`; its audio goes to `audio_to`."""

    voice_to: int
    audio_to: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A long utterance is cut at sample `at`; what follows is a new one that begins there."""

    at: int


Boundary = Began | Ended | Cut


def _frames(seconds: float) -> int:
    return max(1, round(seconds * SAMPLE_RATE / FRAME_SAMPLES))


@dataclass(slots=True)
class Endpointer:
    """push(first sample, voiced, loudness) for each frame in order."""

    options: EndpointOptions = field(default_factory=EndpointOptions)
    _onset: deque[tuple[int, bool]] = field(default_factory=deque)
    _began: int | None = None
    _voice_to: int = 0
    _silent: int = 0
    _floor: int = 0
    _loudness: list[float] = field(default_factory=list)

    @property
    def speaking(self) -> bool:
        return self._began is not None

    def push(self, first_sample: int, voiced: bool, loudness: float) -> list[Boundary]:
        """`loudness` is any measure that grows with the frame's level."""
        if self._began is None:
            return self._await_onset(first_sample, voiced)
        self._loudness.append(loudness)
        self._silent = 0 if voiced else self._silent + 1
        after = first_sample + FRAME_SAMPLES
        if voiced:
            self._voice_to = after
        is_long = after - self._began > self.options.long_from * SAMPLE_RATE
        if self._silent >= _frames(self.options.breath if is_long else self.options.end_silence):
            return [self._end(after)]
        if after - self._began + FRAME_SAMPLES > self.options.max_length * SAMPLE_RATE:
            return [self._shorten(after)]
        return []

    def stop(self, at: int) -> list[Boundary]:
        """End what is going on at sample `at` without waiting for silence."""
        self._onset.clear()
        return [] if self._began is None else [self._end(at)]

    def _await_onset(self, first_sample: int, voiced: bool) -> list[Boundary]:
        self._onset.append((first_sample, voiced))
        while len(self._onset) > self.options.onset_window:
            self._onset.popleft()
        heard = [sample for sample, is_voiced in self._onset if is_voiced]
        if not voiced or len(heard) < self.options.onset_frames:
            return []
        audio_from = max(self._floor, heard[0] - round(self.options.pre_roll * SAMPLE_RATE))
        self._begin(audio_from, first_sample + FRAME_SAMPLES)
        return [Began(audio_from, heard[0])]

    def _begin(self, audio_from: int, after: int) -> None:
        self._onset.clear()
        self._began, self._voice_to, self._silent = audio_from, after, 0
        self._loudness = [0.0] * ((after - audio_from) // FRAME_SAMPLES)

    def _end(self, after: int) -> Ended:
        ended = Ended(min(self._voice_to, after), after)
        self._began, self._silent, self._floor = None, 0, after
        self._loudness = []
        return ended

    def _shorten(self, after: int) -> Boundary:
        """Cut at the quietest point since `long_from`."""
        window = self._loudness[_frames(self.options.long_from) :]
        sums = [sum(window[i : i + SMOOTHED]) for i in range(max(1, len(window) - SMOOTHED + 1))]
        quietest = sums.index(min(sums)) + SMOOTHED // 2
        at = after - max(1, len(window) - quietest) * FRAME_SAMPLES
        return self._cut(at, after) if self._voice_to > at else self._end(after)

    def _cut(self, at: int, after: int) -> Cut:
        self._began = at
        self._loudness = self._loudness[-max(1, (after - at) // FRAME_SAMPLES) :]
        return Cut(at)
