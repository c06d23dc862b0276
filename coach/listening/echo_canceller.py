"""Takes the interviewer's echo off the microphone, sample by sample: finds how late it comes and what the room does."""

from __future__ import annotations

from collections import deque

import numpy as np

from coach.listening.adaptive_filter import AdaptiveFilter, Samples
from coach.listening.audio import SAMPLE_RATE
from coach.listening.own_voice import OwnVoice, Playing
from coach.listening.voice_activity import FRAME_SAMPLES

PARTITIONS = 8
"""Frames of the room's answer that are known (0.26 s)."""
LEAD = 128
"""Samples by which the loudspeaker is heard ahead of its loudest path (8 ms)."""
SOONEST, LATEST = round(-0.16 * SAMPLE_RATE), round(0.6 * SAMPLE_RATE)
"""Samples between which the echo follows its sound; before 0 because reports of what is played come late."""
AROUND = round(0.12 * SAMPLE_RATE)
"""Samples around a known delay between which it lies in the next stretch, reports are so uncertain; further away only
after FIRST_LOOK frames."""
GATHERED = 94
"""Frames (3 s) in which the delay is looked for, at most."""
LOOKS = (12, 16, 20, 24, 32, 48, 64, GATHERED)
"""Frames of a stretch after which it is looked for; then again whenever GATHERED more have come."""
FIRST_LOOK = 32
"""Frames (1 s) from which a room of which nothing is known is learned."""
CLEAR_PEAK = 8.0
"""Times its surroundings' root mean square that the likeness at the delay has."""
WORKS = 0.5
"""Share of the microphone's power that is left at most where cancelling works (3 dB less)."""
JUDGED = 6
"""Last frames with an echo by which that is told."""
PASSES = 2
"""Times that what was gathered is learned from, once the delay is known."""
LOUDNESS_OF, LOUDEST, LITTLE = 8, 4.0, 0.003
"""Frames over which the loudspeaker's loudness is read, its bounds, and the share of the microphone that is no echo."""
BETTER = 0.7
"""Share of the power left from which another loudness of the loudspeaker explains a frame better."""


class EchoCanceller:
    """push() each frame → what is left of it. `works`: the echo is surely less by it; else frames come as they are."""

    def __init__(self, own_voice: OwnVoice) -> None:
        self._own = own_voice
        self._filter: AdaptiveFilter | None = None
        self._delay: int | None = None
        self._number = -1
        self._found = False
        self._first = 0
        self._gathered: deque[Samples] = deque(maxlen=GATHERED)
        self._powers: deque[tuple[float, float]] = deque(maxlen=JUDGED)
        self._alike: deque[tuple[float, float]] = deque(maxlen=LOUDNESS_OF)
        self.works = False
        self.loudness = 1.0
        """Of the loudspeaker, against that at which the room was learned; above 1 where somebody turned it up."""

    def push(self, at: float, frame: Samples) -> Samples:
        """`at`: of its first sample; samples in steps of int16."""
        late = 0 if self._delay is None else self._delay
        playing = self._own.playing(at - late / SAMPLE_RATE)
        if playing is None:
            return frame
        if playing.number != self._number:
            self._enter(playing)
        first = round(at * SAMPLE_RATE)
        if not self._found and self._own.full(at):
            self._gather(first, frame, playing)
        if self._filter is None or self._delay is None:
            return frame
        return self._cancel(self._filter, at, first, frame, playing)

    def _enter(self, playing: Playing) -> None:
        self._number, self._found, self.works = playing.number, False, False
        self._began = round(playing.began * SAMPLE_RATE)
        self._frames = 0
        self._gathered.clear()
        self._powers.clear()

    def _gather(self, first: int, frame: Samples, playing: Playing) -> None:
        self._gathered.append(frame)
        self._first = first - (len(self._gathered) - 1) * FRAME_SAMPLES
        self._frames += 1
        enough = self._filter is not None or self._frames >= FIRST_LOOK
        if enough and (self._frames in LOOKS or self._frames % GATHERED == 0):
            self._look(playing)

    def _look(self, playing: Playing) -> None:
        known = self._delay
        near = (SOONEST, LATEST) if known is None else (known - AROUND, known + AROUND)
        soonest, latest = min(SOONEST, near[0]), max(LATEST, near[1])
        heard = np.concatenate(list(self._gathered))
        begin = self._first - self._began - latest
        delay = _delay(heard, self._expected(playing.speech, begin, len(heard) + latest - soonest), latest)
        if delay is None or (not near[0] <= delay <= near[1] and self._frames < FIRST_LOOK):
            return
        self._delay, self._found = delay, True
        if self._filter is None:
            played = self._own.sound(playing.speech, self._first - self._began - delay, len(heard))
            power = float(np.mean(heard**2) / (np.mean(played**2) + 1.0))
            self._filter = AdaptiveFilter(FRAME_SAMPLES, PARTITIONS, power)
            self._learn_gathered(self._filter, playing)
            return
        self._filter.silence()
        for place, frame in enumerate(list(self._gathered)[:-1]):
            echo = self._filter.predict(self._played(self._first + place * FRAME_SAMPLES, playing)).sum(axis=0)
            self._judge(frame, echo, frame - echo)

    def _expected(self, speech: int, first: int, count: int) -> Samples:
        """What would be heard without delay: the sound itself, or its echo where the room is known."""
        if self._filter is None:
            return self._own.sound(speech, first, count)
        before = PARTITIONS * FRAME_SAMPLES
        return self._filter.echo_of(self._own.sound(speech, first + LEAD - before, count + before))[before:]

    def _learn_gathered(self, room: AdaptiveFilter, playing: Playing) -> None:
        for _ in range(PASSES):
            room.silence()
            for place, frame in enumerate(list(self._gathered)[:-1]):
                played = self._played(self._first + place * FRAME_SAMPLES, playing)
                room.learn(frame - room.predict(played).sum(axis=0))

    def _played(self, first: int, playing: Playing) -> Samples:
        """What belongs to the microphone's frame that begins with sample `first`."""
        assert self._delay is not None
        place = first - self._began - self._delay + LEAD
        played = self._own.sound(playing.speech, place, FRAME_SAMPLES)
        if playing.until < np.inf:
            played[max(0, round(playing.until * SAMPLE_RATE) - self._began - place) :] = 0.0
        return played

    def _cancel(self, room: AdaptiveFilter, at: float, first: int, frame: Samples, playing: Playing) -> Samples:
        parts = room.predict(self._played(first, playing))
        echo = parts.sum(axis=0)
        left = frame - echo
        full = self._own.full(at)
        if full and self._found:
            room.learn(left)
        left = _least(frame, parts, left, full)
        self._alike.append((float(frame @ echo), float(echo @ echo + LITTLE * (frame @ frame)) + 1.0))
        alike, power = np.sum(list(self._alike), axis=0)
        self.loudness = min(LOUDEST, float(alike / power))
        self._judge(frame, echo, left)
        return left if self.works else frame

    def _judge(self, frame: Samples, echo: Samples, left: Samples) -> None:
        heard = float(np.mean(frame**2))
        if self.works or not self._found or float(np.mean(echo**2)) < 0.3 * heard:
            return
        self._powers.append((heard, float(np.mean(left**2))))
        before, after = np.sum(list(self._powers), axis=0)
        self.works = len(self._powers) == JUDGED and after < WORKS * before


def _least(frame: Samples, parts: Samples, left: Samples, full: bool) -> Samples:
    """What is left where the loudspeaker is, and was a moment ago, as loud as explains the frame best; `left`, unless
    that is much better. `parts`: the echo by how many frames ago it was played."""
    if full and left @ left < WORKS * (frame @ frame):
        return left
    newer, loudest = np.cumsum(parts, axis=0), LOUDEST if full else 1.0
    bright, bright_frame = np.diff(newer, axis=1), np.diff(frame)
    fits = [_loudnesses(bright_frame, new, bright[-1] - new, loudest) for new in bright]
    _, new, old, split = min((*fit, split) for split, fit in enumerate(fits))
    best = frame - new * newer[split] - old * (newer[-1] - newer[split])
    return best if not full or best @ best < BETTER * (left @ left) else left


def _loudnesses(frame: Samples, new: Samples, old: Samples, loudest: float) -> tuple[float, float, float]:
    """The power left of a frame without two sounds, and how loud each is then. All are differences from sample to
    sample: in those a murmur, which is low, weighs little."""
    power_new, power_old, both = new @ new + 1.0, old @ old + 1.0, new @ old
    heard_new, heard_old = frame @ new, frame @ old
    apart = max(power_new * power_old - both**2, 0.05 * power_new * power_old)
    loud_new = float(np.clip((heard_new * power_old - heard_old * both) / apart, 0.0, loudest))
    loud_old = float(np.clip((heard_old - loud_new * both) / power_old, 0.0, loudest))
    left = frame - loud_new * new - loud_old * old
    return float(left @ left), loud_new, loud_old


def _delay(heard: Samples, expected: Samples, latest: int) -> int | None:
    """Samples by which `heard` is later than expected; `expected` begins `latest` samples before it. None: unclear."""
    size = 1 << (len(expected) + len(heard)).bit_length()
    cross = np.fft.rfft(expected, size) * np.fft.rfft(heard, size).conj()
    likeness = np.fft.irfft(cross / (np.abs(cross) + 1e-9), size)[: len(expected) - len(heard) + 1]
    best = int(np.argmax(likeness))
    clear = likeness[best] >= CLEAR_PEAK * float(np.sqrt(np.mean(likeness**2)))
    return latest - best if clear else None
