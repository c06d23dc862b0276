"""One interviewer in one room, and the sounds that come over it: the product's own ears and floor, sample by sample."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from bench.loudspeaker import CHUNK, PAGE, Loudspeaker
from bench.rooms import Room, cough, hum, spoken_at, typing
from bench.voices import Candidate, Samples, at_16_khz, synthesiser
from coach.adapters.silero_detector import SileroDetector
from coach.adapters.speakers import SPEAKERS
from coach.events import FinalTranscript
from coach.interview.echo import EchoGate
from coach.interview.effects import DuckSpeaking, Effect, HoldSpeaking, StopSpeaking
from coach.interview.floor import Mouth
from coach.interview.interruptions import Interruptions
from coach.interview.moves import Move
from coach.listening.audio import SAMPLE_RATE, AudioChunk
from coach.listening.endpointing import EndpointOptions
from coach.listening.hearing import Closed, Hearing, Opened
from coach.listening.overlap import Overlap
from coach.listening.own_voice import OwnVoice
from coach.listening.voice_activity import VoiceOptions
from coach.records.question_banks import find_banks

WARM = 4.0
"""Seconds of the interviewer before the first sound over it: the room is known by then."""
FINAL_AFTER = 0.3
"""Seconds after an utterance until its words are known."""
LINES = (
    "Sorry, can I stop you there?",
    "I already told you about that project.",
    "Wait, do you mean the second one?",
    "Could you repeat the last part please?",
    "Actually the first thing was a survey.",
    "Hold on, what was the question?",
    "No, that was in my other job.",
    "Excuse me, I did not hear that.",
    "We never used that tool at all.",
    "May I add something to this?",
)
ASSENTS = ("Yeah.", "Okay.", "Right.", "I see.", "Sure.")
ACCENTS = ("en-us", "en-gb-x-rp", "en-gb-scotland", "en-029", "en-us-nyc", "en-gb-x-gbclan")
VARIANTS = ("m1", "f1", "m7", "f5", "m5", "f2", "Michael", "steph")


class TimedDetector(SileroDetector):
    def __init__(self) -> None:
        super().__init__()
        self.busy = 0.0
        """Seconds of computing."""

    def probability(self, frame: bytes) -> float:
        begun = time.process_time()
        found = super().probability(frame)
        self.busy += time.process_time() - begun
        return found


@dataclass(slots=True)
class Sound:
    """Something over the interviewer: heard from `onset` to `end`; what the floor did, seconds after the onset."""

    onset: float
    end: float
    ducked: float | None = None
    silenced: float | None = None
    stopped: bool = False


class Stage:
    """One interviewer in one room."""

    def __init__(self, seed: int, down: float | None, kind: str, gap: tuple[float, float] = (4.0, 6.0)) -> None:
        self.rng = np.random.default_rng(seed)
        r = self.rng
        self.room = Room(r, down, r.uniform(0.02, 0.25), r.uniform(0.2, 0.5), r.uniform(-40, -26))
        self.kind, self.gap, self.now = kind, gap, 0.0
        self.who = list(SPEAKERS)[seed % 3]
        self.own = OwnVoice()
        self.loud = Loudspeaker(self.own, r)
        self.detector = TimedDetector()
        self.hearing = Hearing(self.detector, VoiceOptions(), EndpointOptions(), self.own, 0.0)
        self.effects: list[Effect] = []
        self.mouth, self.gate = Mouth(), EchoGate()
        self.floor = Interruptions(self.mouth, self.gate, self.effects.append)
        self.sounds: list[Sound] = []
        self.false: list[float] = []
        """When the interviewer was silenced though nobody made a sound."""
        self.lowered = 0
        """How often it was lowered though nobody did."""
        self.spoke = 0.0
        self._finals: list[tuple[float, FinalTranscript]] = []
        self.busy = 0.0
        """Seconds of computing in the ears, voice activity in them."""
        self._echo, self._over = np.zeros(SAMPLE_RATE), np.zeros(8 * SAMPLE_RATE)
        self._next_sound = WARM

    def run(self, seconds: float, sounds: int) -> None:
        """Until the interviewer spoke for so long, or so many sounds came over it."""
        asked = _questions(self.rng)
        speech = 0
        while self.spoke < seconds and (not sounds or len(self.sounds) < sounds):
            text = asked[speech % len(asked)]
            self._begin(speech, text)
            while not self.loud.over or self.loud.told:
                self.spoke += 0 if self.loud.held else CHUNK / SAMPLE_RATE
                self._chunk()
            self.mouth.ended(self.now, None)
            self.gate.stopped(self.now)
            for _ in range(int(self.rng.uniform(20, 75))):
                self._chunk()
            speech += 1

    def _begin(self, speech: int, text: str) -> None:
        self.mouth.say(Move("ask", text))
        self.mouth.next(self.now)
        self.loud.begin(speech, synthesiser().say(text, SPEAKERS[self.who]), self.now)
        self.gate.speaks(text, self.now, len(self.loud.samples) / SAMPLE_RATE)

    def _chunk(self) -> None:
        played = self.loud.play(self.now)
        self._add_echo(played)
        self._maybe_sound()
        mic = self._echo[:CHUNK] + self._over[:CHUNK] + self.room.background(CHUNK)
        self._echo = np.concatenate([self._echo[CHUNK:], np.zeros(CHUNK)])
        self._over = np.concatenate([self._over[CHUNK:], np.zeros(CHUNK)])
        first = round(self.now * SAMPLE_RATE)
        self.now += CHUNK / SAMPLE_RATE
        pcm = (np.clip(mic, -1, 1) * 32767).astype("<i2").tobytes()
        self._heard(AudioChunk(first, pcm))

    def _add_echo(self, played: Samples) -> None:
        if self.room.down is None or not played.any():
            return
        self._echo += self.room.echo(np.pad(played, (0, len(self._echo) - CHUNK)), self.loud.level)

    def _heard(self, chunk: AudioChunk) -> None:
        begun = time.process_time()
        sounds = self.hearing.push(chunk)
        self.busy += time.process_time() - begun
        for sound in sounds:
            match sound:
                case Overlap():
                    self.floor.overlap(sound)
                case Opened(utterance):
                    self.floor.voice_started(utterance.voice_from / SAMPLE_RATE)
                case Closed(utterance) if utterance.voice_to is not None:
                    ended = utterance.voice_to / SAMPLE_RATE
                    self.floor.voice_stopped(ended)
                    self._finals.append((self.now + FINAL_AFTER, self._final(utterance.voice_from, ended)))
                case _:
                    pass
        while self._finals and self._finals[0][0] <= self.now:
            self.floor.own(self._finals.pop(0)[1])
        self.floor.check(self.now)
        effects, self.effects[:] = list(self.effects), []
        for effect in effects:
            self._note(effect)
            self.loud.tell(effect, self.now)

    def _final(self, voice_from: int, ended: float) -> FinalTranscript:
        """What a recogniser makes of it: nothing, where it is no speech (the interviewer's own words are not played
        here: tests/interview/test_echo.py)."""
        started = voice_from / SAMPLE_RATE
        over = any(s.onset < ended and started < s.end for s in self.sounds)
        text = {"speech": LINES[0], "assent": "Yeah."}.get(self.kind, "") if over else ""
        return FinalTranscript(at=self.now, text=text, started=started, ended=ended)

    def _note(self, effect: Effect) -> None:
        last = self.sounds[-1] if self.sounds else None
        around = last is not None and last.onset - 0.05 < self.now < last.end + 3.0
        if isinstance(effect, HoldSpeaking | StopSpeaking) and not around:
            self.false.append(self.now)
        self.lowered += isinstance(effect, DuckSpeaking) and not around
        if last is None or not around:
            return
        after = self.now + PAGE - last.onset
        if isinstance(effect, DuckSpeaking) and last.ducked is None:
            last.ducked = after
        if isinstance(effect, HoldSpeaking | StopSpeaking) and last.silenced is None:
            last.silenced = after
        last.stopped = last.stopped or isinstance(effect, StopSpeaking)

    def _maybe_sound(self) -> None:
        playing = len(self.loud.samples) - self.loud.position > 1.5 * SAMPLE_RATE and self.loud.position > SAMPLE_RATE
        if self.kind == "echo" or self.now < self._next_sound or not playing or self.loud.held:
            return
        sound = np.concatenate([np.zeros(self.rng.integers(CHUNK)), self.made()])[: len(self._over)]
        self._over[: len(sound)] += sound
        self.sounds.append(Sound(self.now + _onset(sound), self.now + len(sound) / SAMPLE_RATE))
        self._next_sound = self.now + len(sound) / SAMPLE_RATE + self.rng.uniform(*self.gap)

    def made(self) -> Samples:
        """A sound over the interviewer."""
        r = self.rng
        match self.kind:
            case "cough":
                return cough(r)
            case "hum":
                return hum(r)
            case "keys":
                return typing(r, 3.0)
        text = str(r.choice(LINES if self.kind == "speech" else ASSENTS))
        voice = Candidate(
            str(r.choice(ACCENTS)), str(r.choice(VARIANTS)), int(r.integers(140, 190)), int(r.integers(30, 70))
        )
        return spoken_at(at_16_khz(synthesiser().say(text, voice.speaker)), r.uniform(-4, 4))


def _onset(sound: Samples) -> float:
    """Seconds until it is heard: 20 dB below its loudest 10 ms."""
    hop = SAMPLE_RATE // 100
    levels = np.sqrt(np.mean(sound[: len(sound) // hop * hop].reshape(-1, hop) ** 2, axis=1))
    return float(np.flatnonzero(levels > 0.1 * levels.max())[0]) / 100


def _questions(rng: np.random.Generator) -> list[str]:
    asked = sorted({q.question.text for bank in find_banks().values() for q in bank.questions})
    return [str(text) for text in rng.permutation(asked)]
