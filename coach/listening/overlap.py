"""Does somebody speak while the interviewer does? No echo of it, no cough, no hum, no keys: frames in, overlaps out."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

import numpy as np

from coach.listening.audio import SAMPLE_RATE
from coach.listening.ears import FAINT, Ears, Heard
from coach.listening.echo_canceller import EchoCanceller
from coach.listening.echo_path import EchoPath
from coach.listening.own_voice import OwnVoice
from coach.listening.voice_activity import FRAME_SAMPLES
from coach.listening.voice_model import PERIODIC, STRONG, VoiceModel, ruled_voice, voice_model

VOICE = 0.5
"""Probability of speech that one of the first two frames has."""
ONSET = 2
"""Adjacent strong frames that begin an overlap (64 ms): one is a click, or a slip of the echo."""
SURE_FROM = 7
"""Frames after which a voice may be told from a noise."""
LOOKED_AT = 40
"""Frames by which it is, at most: the last ones of the sound that goes on."""
SETTLES = 12
"""Frames (0.38 s) of a stretch in which the echo is taken off before what is left of it is listened to."""
ECHOED = 0.6
"""Likeness to what is played from which even a loud sound is the echo: somebody turned the volume up."""
ALIKE_FRAMES = 10
"""Frames by which that is told."""
OVER_AFTER = 8
"""Frames without excess (0.26 s) that end an overlap."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Times are rehearsal seconds. `begun`: a sound that is not the interviewer's, from `since` on; `voice`: somebody
    speaks; `ended`: it is over."""

    at: float
    since: float
    stage: Literal["begun", "voice", "ended"]


class OverlapDetector:
    """clear() each frame in order, then push() what a voice detector says of what is left of it.

    `own`: is the last frame nothing but the interviewer's echo?
    """

    def __init__(self, own_voice: OwnVoice, model: VoiceModel | None = None) -> None:
        self._own_voice, self._model = own_voice, model or voice_model()
        self._canceller = EchoCanceller(own_voice)
        self._raw = Ears(EchoPath(own_voice))
        self._cleared = Ears(EchoPath(own_voice, self._raw.path))
        self._frames: deque[Heard] = deque(maxlen=LOOKED_AT)
        self._since: float | None = None
        self._cleared_for = 0
        self._faint = 0
        self._sure = False
        self.own = False

    def clear(self, at: float, frame: bytes) -> bytes:
        """The frame without the interviewer's echo, as far as that can be taken off. `at`: of its first sample."""
        samples = np.frombuffer(frame, "<i2").astype(np.float64)
        self._raw.hear(samples)
        if not self._own_voice.audible(at):
            self._cleared.hear(samples)
            return frame
        left = np.clip(self._canceller.push(at, samples), -32768, 32767)
        self._cleared.hear(left)
        return left.astype("<i2").tobytes() if self._canceller.works else frame

    def push(self, at: float, probability: float) -> list[Overlap]:
        """`at`: of the frame that was cleared last; `probability`: of speech in what is left of it."""
        audible = self._own_voice.audible(at)
        self._settle()
        learn = audible and self._since is None
        self._raw.path.push(at, self._raw.levels, learn)
        if self._canceller.works:
            self._cleared.path.push(at, self._cleared.levels, learn)
        if not audible:
            self._frames.clear()
            self.own = False
            return self._end(at)
        if not self._raw.path.known:
            self.own = False
            return []
        self._frames.append(self._ears.seen(at, self._louder, probability))
        found = self._go_on(at) if self._since is not None else self._begin(at)
        self.own = self._since is None and bool(self._raw.path.echoes)
        return found

    def _settle(self) -> None:
        """Sounds are heard with one pair of ears from their first frame on."""
        before = self._ears
        self._cleared_for = self._cleared_for + 1 if self._canceller.works else 0
        if self._ears is not before and self._since is None:
            self._frames.clear()

    @property
    def _echo_is_speech(self) -> bool:
        """What the voice detector hears is the interviewer too."""
        return bool(self._raw.path.echoes) and self._ears is self._raw

    @property
    def _louder(self) -> float:
        """dB by which somebody turned the loudspeaker up since the room was learned."""
        return 20 * math.log10(max(1.0, self._canceller.loudness)) if self._canceller.works else 0.0

    @property
    def _ears(self) -> Ears:
        return self._cleared if self._cleared_for > SETTLES and self._cleared.path.known else self._raw

    def _begin(self, at: float) -> list[Overlap]:
        last = list(self._frames)[-ONSET:]
        if len(last) < ONSET or any(f.excess < STRONG for f in last):
            return []
        periodic = self._ears is self._raw and all(f.periodicity >= PERIODIC for f in last)
        if not periodic and max(f.probability for f in last) < VOICE:
            return []
        before = takewhile(lambda f: f.excess >= STRONG, reversed(self._frames))
        self._since, self._faint, self._sure = list(before)[-1].at, 0, False
        return [Overlap(_end_of(at), self._since, "begun")]

    def _go_on(self, at: float) -> list[Overlap]:
        assert self._since is not None
        self._faint = 0 if self._frames[-1].excess >= FAINT else self._faint + 1
        if self._faint >= OVER_AFTER:
            return self._end(at)
        if not self._sure and self._is_voice(self._since):
            self._sure = True
            return [Overlap(_end_of(at), self._since, "voice")]
        return []

    def _is_voice(self, since: float) -> bool:
        frames = [f for f in self._frames if f.at >= since]
        if len(frames) < SURE_FROM:
            return False
        voice = ruled_voice(frames) if self._echo_is_speech else self._model.is_voice(frames)
        return voice and not self._like_echo(frames[-ALIKE_FRAMES:])

    def _like_echo(self, frames: list[Heard]) -> bool:
        path = self._ears.path
        return bool(path.echoes) and path.likeness([(f.at, f.levels) for f in frames]) >= ECHOED

    def _end(self, at: float) -> list[Overlap]:
        since, self._since = self._since, None
        return [] if since is None else [Overlap(_end_of(at), since, "ended")]


def _end_of(at: float) -> float:
    return round(at + FRAME_SAMPLES / SAMPLE_RATE, 3)
