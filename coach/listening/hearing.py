"""Chunks to utterances: each sample once, gaps noted, voice found, boundaries drawn. No recognition, no waiting."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coach.listening.audio import SAMPLE_RATE, AudioChunk
from coach.listening.endpointing import Began, Boundary, Cut, Ended, Endpointer, EndpointOptions
from coach.listening.overlap import Overlap, OverlapDetector
from coach.listening.own_voice import OwnVoice
from coach.listening.utterance import Utterance
from coach.listening.voice_activity import (
    FRAME_SAMPLES,
    Framer,
    VoiceActivity,
    VoiceActivityDetector,
    VoiceOptions,
)

BRIDGED = SAMPLE_RATE
"""Samples of a gap that are heard as silence (1 s, more than ends an utterance); the rest is skipped."""


@dataclass(frozen=True, slots=True)
class Opened:
    utterance: Utterance


@dataclass(frozen=True, slots=True)
class Closed:
    utterance: Utterance


@dataclass(frozen=True, slots=True)
class Lost:
    """`samples` never arrived; the gap began at sample `at`."""

    at: int
    samples: int


@dataclass(frozen=True, slots=True)
class Hushed:
    """The utterance that goes on has been silent for so long that its final could be made."""

    utterance: Utterance


@dataclass(frozen=True, slots=True)
class Resumed:
    """It was a pause: there is voice again from sample `at` on."""

    at: int


Sound = Opened | Closed | Hushed | Resumed | Lost | Overlap


class Hearing:
    """push(chunk) → what began, ended or was lost. `next_sample`: the first one not yet heard.

    `own_voice`: what the interviewer's loudspeaker plays, whose echo is no voice; `offset`: its time at sample 0.
    """

    def __init__(
        self,
        detector: VoiceActivityDetector,
        voice: VoiceOptions,
        endpoints: EndpointOptions,
        own_voice: OwnVoice | None = None,
        offset: float = 0.0,
    ) -> None:
        self._detector = detector
        self._overlaps = OverlapDetector(own_voice) if own_voice else None
        self._offset = offset
        self._activity = VoiceActivity(voice)
        self._endpointer = Endpointer(endpoints)
        self._framer = Framer()
        self._kept = bytearray()
        self._keep = 2 * (round(endpoints.pre_roll * SAMPLE_RATE) + FRAME_SAMPLES * (endpoints.onset_window + 1))
        self._framed = 0
        self._current: Utterance | None = None
        self.pausing = False
        """The utterance that goes on may be over."""
        self.next_sample = 0
        detector.reset()

    def listen_with(self, overlaps: OverlapDetector) -> None:
        """From now on this one tells who speaks over the interviewer."""
        self._overlaps = overlaps

    def push(self, chunk: AudioChunk) -> list[Sound]:
        """A chunk heard before is ignored, what overlaps is heard once."""
        sounds: list[Sound] = []
        gap = chunk.first_sample - self.next_sample
        if gap > 0:
            sounds += self._bridge(gap)
        fresh = chunk.pcm[max(0, -gap) * 2 :]
        self.next_sample += len(fresh) // 2
        return sounds + self._hear(fresh)

    def stop(self) -> list[Sound]:
        """The utterance that is going on ends here."""
        return self._apply(self._endpointer.stop(self._framed))

    def _bridge(self, gap: int) -> list[Sound]:
        sounds: list[Sound] = [Lost(self.next_sample, gap)]
        sounds += self._hear(bytes(2 * min(gap, BRIDGED)))
        self.next_sample += gap
        if gap > BRIDGED:
            sounds += self.stop()
            self._framer.drop()
            self._kept.clear()
            self._framed = self.next_sample
            self._activity.reset()
            self._detector.reset()
        return sounds

    def _hear(self, pcm: bytes) -> list[Sound]:
        sounds: list[Sound] = []
        for frame in self._framer.push(pcm):
            sounds += self._frame(frame)
        return sounds

    def _frame(self, frame: bytes) -> list[Sound]:
        first = self._framed
        self._framed += FRAME_SAMPLES
        at = self._offset + first / SAMPLE_RATE
        cleared = self._overlaps.clear(at, frame) if self._overlaps else frame
        probability = self._detector.probability(cleared)
        voiced = self._activity.push(probability)
        overlaps = self._overlaps.push(at, probability) if self._overlaps else []
        voiced = voiced and not (self._overlaps and self._overlaps.own)
        self._keep_frame(frame)
        paused = self._heard_on(first, frame, voiced, probability)
        return [*overlaps, *paused, *self._apply(self._endpointer.push(first, voiced, loudness(frame)))]

    def _heard_on(self, first: int, frame: bytes, voiced: bool, probability: float) -> list[Sound]:
        """The frame in the utterance that goes on: does a pause begin or end with it?"""
        current = self._current
        if current is None:
            return []
        current.audio += frame
        if voiced:
            current.voice(first, FRAME_SAMPLES, probability)
        if current.paused == self.pausing:
            return []
        self.pausing = current.paused
        return [Hushed(current) if self.pausing else Resumed(first)]

    def _keep_frame(self, frame: bytes) -> None:
        self._kept += frame
        del self._kept[: max(0, len(self._kept) - self._keep)]

    def _apply(self, boundaries: list[Boundary]) -> list[Sound]:
        sounds: list[Sound] = []
        for boundary in boundaries:
            match boundary:
                case Began(audio_from, voice_from):
                    sounds.append(Opened(self._open(audio_from, voice_from)))
                case Ended(voice_to):
                    sounds += self._close(voice_to)
                case Cut(at) if self._current is not None:
                    ended, self._current = self._current, self._current.split(at)
                    sounds += [Closed(ended), Opened(self._current)]
                case _:
                    pass
        return sounds

    def _open(self, audio_from: int, voice_from: int) -> Utterance:
        oldest = self._framed - len(self._kept) // 2
        self.pausing = False
        audio_from = max(audio_from, oldest)
        self._current = Utterance(audio_from, voice_from, bytearray(self._kept[2 * (audio_from - oldest) :]))
        self._current.voice(voice_from, self._framed - voice_from)
        return self._current

    def _close(self, voice_to: int) -> list[Sound]:
        if self._current is None:
            return []
        ended, self._current, self.pausing = self._current, None, False
        ended.voice_to = voice_to
        return [Closed(ended)]


def loudness(frame: bytes) -> float:
    """Root mean square of an int16 frame."""
    samples = np.frombuffer(frame, "<i2").astype(np.float64)
    return float(np.sqrt(samples @ samples / max(1, len(samples))))
