"""A loudspeaker that plays the interviewer's speeches, does what the floor tells it, a little later, and reports."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from bench.voices import Samples, active_level, at_16_khz
from coach.interview.effects import DuckSpeaking, Effect, HoldSpeaking, ResumeSpeaking, StopSpeaking
from coach.listening.audio import SAMPLE_RATE
from coach.listening.own_voice import OwnVoice
from coach.listening.voice_activity import FRAME_SAMPLES
from coach.speaking.speech import word_begin
from coach.speaking.voice import SpokenSentence

CHUNK = FRAME_SAMPLES
PAGE = 0.035
"""Seconds from the server's word until the loudspeaker follows: 20 ms for the socket, the player's fade of 15 ms."""
REPORTS, REPORTS_LATE = 0.2, 0.04
"""Seconds between two reports of what is played, and by which one is late at most."""
DUCKED, DUCKED_DB = 0.25, 12.0


@dataclass(slots=True)
class Loudspeaker:
    """Plays one speech after the other, does what it is told PAGE seconds later, reports what it plays."""

    own: OwnVoice
    rng: np.random.Generator
    gain: float = 1.0
    speech: int = -1
    spoken: SpokenSentence | None = None
    samples: Samples = field(default_factory=lambda: np.zeros(0))
    level: float = 1.0
    """Root mean square of the speech where it is loud."""
    position: int = 0
    held: bool = False
    told: list[tuple[float, Effect]] = field(default_factory=list)
    resumed: list[float] = field(default_factory=list)
    """Seconds that were said again after each false alarm."""
    next_report: float = 0.0

    def begin(self, speech: int, spoken: SpokenSentence, at: float) -> None:
        self.speech, self.spoken, self.samples, self.position = speech, spoken, at_16_khz(spoken), 0
        self.gain, self.held, self.next_report, self.level = 1.0, False, at, active_level(self.samples)
        self.own.lowered(0.0, at)
        self.own.says(speech, 0.0, spoken.pcm, spoken.sample_rate)

    @property
    def over(self) -> bool:
        return self.position >= len(self.samples)

    def play(self, at: float) -> Samples:
        """The next CHUNK."""
        while self.told and self.told[0][0] <= at:
            self._obey(self.told.pop(0)[1], at)
        if self.held or self.over:
            return np.zeros(CHUNK)
        if at >= self.next_report:
            self.own.sounds(self.speech, self.position / SAMPLE_RATE, at + self.rng.uniform(0, REPORTS_LATE))
            self.next_report = at + REPORTS
        sound = self.samples[self.position : self.position + CHUNK] * self.gain
        self.position += CHUNK
        if self.over:
            self.own.silent(at + CHUNK / SAMPLE_RATE)
        return np.pad(sound, (0, CHUNK - len(sound)))

    def tell(self, effect: Effect, at: float) -> None:
        """As the page's speaker does at the server (coach.server.page_speaker)."""
        self.told.append((at + PAGE, effect))
        match effect:
            case DuckSpeaking():
                self.own.lowered(DUCKED_DB, at)
            case HoldSpeaking() | StopSpeaking():
                self.own.silent(at)
            case ResumeSpeaking():
                self.own.lowered(0.0, at)
            case _:
                pass

    def _obey(self, effect: Effect, at: float) -> None:
        match effect:
            case DuckSpeaking():
                self.gain = DUCKED
            case HoldSpeaking():
                self.held = True
            case StopSpeaking():
                self.position = len(self.samples)
            case ResumeSpeaking():
                self._go_on(at)
            case _:
                pass

    def _go_on(self, at: float) -> None:
        if self.held and self.spoken is not None:
            begin = word_begin([self.spoken], self.position / SAMPLE_RATE)
            self.resumed.append(self.position / SAMPLE_RATE - begin)
            self.position = round(begin * SAMPLE_RATE)
            self.next_report = at
        self.held, self.gain = False, 1.0
