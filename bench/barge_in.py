"""How soon the interviewer is lowered and silenced when somebody speaks over it, and how seldom for anything else.

    python bench/barge_in.py [--minutes 30] [--each 24] [--seed 1] [--json]

The product's own ears and floor, on the sample clock: an interviewer's voice goes through loudspeaker and room back
to the microphone (6, 12 or 20 dB below the candidate, 20 to 250 ms late, reverberation 0.2 to 0.5 s, noise; or not at
all: a headset), and the loudspeaker does what the floor says. Over it come sentences by other espeak voices, coughs,
hums, keys and short assents, all made here (bench.rooms). Times are from the first sound of the candidate to the
loudspeaker: 32 ms chunks of the microphone and PAGE seconds for the page are in them, the time of computing is not.
`echo`: nothing but the echo for `--minutes`; the first seconds, in which the room is not known yet, are in it.

Voices and noises are synthetic: what real rooms, coughs and loudspeakers do is not measured here.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from bench.rooms import Room, cough, hum, spoken_at, typing
from bench.voices import Candidate, Samples, active_level, at_16_khz, synthesiser
from coach.adapters.silero_detector import SileroDetector
from coach.adapters.speakers import SPEAKERS
from coach.events import FinalTranscript
from coach.interview.echo import EchoGate
from coach.interview.effects import DuckSpeaking, Effect, HoldSpeaking, ResumeSpeaking, StopSpeaking
from coach.interview.floor import Mouth
from coach.interview.interruptions import Interruptions
from coach.interview.moves import Move
from coach.listening.audio import SAMPLE_RATE, AudioChunk
from coach.listening.endpointing import EndpointOptions
from coach.listening.hearing import Closed, Hearing, Opened
from coach.listening.overlap import Overlap
from coach.listening.own_voice import OwnVoice
from coach.listening.voice_activity import FRAME_SAMPLES, VoiceOptions
from coach.records.question_banks import find_banks
from coach.speaking.speech import word_begin
from coach.speaking.voice import SpokenSentence

CHUNK = FRAME_SAMPLES
PAGE = 0.05
"""Seconds from the server's word until the loudspeaker follows: the socket, and a fade of 30 ms."""
REPORTS = 0.2
DUCKED = 0.25
KINDS = ("speech", "cough", "hum", "keys", "assent")
DOWN: tuple[float | None, ...] = (None, 20.0, 12.0, 6.0)
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


@dataclass(slots=True)
class Loudspeaker:
    """Plays one speech after the other, does what it is told PAGE seconds later, reports what it plays."""

    own: OwnVoice
    gain: float = 1.0
    speech: int = -1
    spoken: SpokenSentence | None = None
    samples: Samples = field(default_factory=lambda: np.zeros(0))
    position: int = 0
    held: bool = False
    told: list[tuple[float, Effect]] = field(default_factory=list)
    resumed: list[float] = field(default_factory=list)
    """Seconds that were said again after each false alarm."""
    next_report: float = 0.0

    def begin(self, speech: int, spoken: SpokenSentence, at: float) -> None:
        self.speech, self.spoken, self.samples, self.position = speech, spoken, at_16_khz(spoken), 0
        self.gain, self.held, self.next_report = 1.0, False, at
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
            self.own.sounds(self.speech, self.position / SAMPLE_RATE, at)
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
                self.own.lowered(12.0, at)
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

    def __init__(self, seed: int, down: float | None, kind: str) -> None:
        self.rng = np.random.default_rng(seed)
        r = self.rng
        self.room = Room(r, down, r.uniform(0.02, 0.25), r.uniform(0.2, 0.5), r.uniform(-40, -26))
        self.kind, self.now = kind, 0.0
        self.who = list(SPEAKERS)[seed % 3]
        self.own = OwnVoice()
        self.loud = Loudspeaker(self.own)
        self.hearing = Hearing(SileroDetector(), VoiceOptions(), EndpointOptions(), self.own, 0.0)
        self.effects: list[Effect] = []
        self.mouth, self.gate = Mouth(), EchoGate()
        self.floor = Interruptions(self.mouth, self.gate, self.effects.append)
        self.sounds: list[Sound] = []
        self.false: list[float] = []
        """When the interviewer was silenced though nobody made a sound."""
        self.spoke = 0.0
        self._finals: list[tuple[float, FinalTranscript]] = []
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
        level = active_level(self.loud.samples)
        echo = self.room.echo(np.pad(played, (0, len(self._echo) - CHUNK)), level)
        self._echo += echo

    def _heard(self, chunk: AudioChunk) -> None:
        for sound in self.hearing.push(chunk):
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
        """What a recogniser makes of it: nothing, where it is no speech."""
        text = {"speech": LINES[0], "assent": "Yeah."}.get(self.kind, "")
        return FinalTranscript(at=self.now, text=text, started=voice_from / SAMPLE_RATE, ended=ended)

    def _note(self, effect: Effect) -> None:
        last = self.sounds[-1] if self.sounds else None
        around = last is not None and last.onset - 0.05 < self.now < last.end + 3.0
        if isinstance(effect, HoldSpeaking | StopSpeaking) and not around:
            self.false.append(self.now)
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
        sound = self._made()[: len(self._over)]
        self._over[: len(sound)] += sound
        self.sounds.append(Sound(self.now + _onset(sound), self.now + len(sound) / SAMPLE_RATE))
        self._next_sound = self.now + len(sound) / SAMPLE_RATE + self.rng.uniform(4, 6)

    def _made(self) -> Samples:
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


def over(kind: str, down: float | None, each: int, seed: int) -> dict[str, object]:
    """Sounds of one kind over the interviewer, in four rooms."""
    sounds: list[Sound] = []
    again: list[float] = []
    for room in range(4):
        stage = Stage(100 * seed + room, down, kind)
        stage.run(3600.0, max(1, each // 4))
        sounds += stage.sounds
        again += stage.loud.resumed
    return {
        "down": down,
        "sounds": len(sounds),
        "ducked": sum(s.ducked is not None for s in sounds) / len(sounds),
        "silenced": sum(s.silenced is not None for s in sounds) / len(sounds),
        "stopped": sum(s.stopped for s in sounds) / len(sounds),
        "duck": _quantiles([s.ducked for s in sounds if s.ducked is not None]),
        "silence": _quantiles([s.silenced for s in sounds if s.silenced is not None]),
        "said_again": _quantiles(again),
    }


def echo(down: float, minutes: float, seed: int) -> dict[str, object]:
    """Rooms of three minutes of the interviewer's voice each, one after the other."""
    spoke, silenced, room = 0.0, 0, 0
    while spoke < 60 * minutes:
        stage = Stage(1000 * seed + room, down, "echo")
        stage.run(min(180.0, 60 * minutes - spoke), 0)
        spoke, silenced, room = spoke + stage.spoke, silenced + len(stage.false), room + 1
    return {"down": down, "minutes": round(spoke / 60, 1), "rooms": room, "silenced": silenced}


def _quantiles(values: Sequence[float]) -> dict[str, float] | None:
    if not values:
        return None
    return {"p50": round(float(np.quantile(values, 0.5)), 3), "p95": round(float(np.quantile(values, 0.95)), 3)}


def measure(minutes: float, each: int, seed: int) -> dict[str, list[dict[str, object]]]:
    found = {kind: [over(kind, down, each, seed) for down in DOWN] for kind in KINDS}
    return found | {"echo": [echo(down, minutes, seed) for down in DOWN if down is not None and minutes > 0]}


def show(found: dict[str, list[dict[str, object]]]) -> None:
    print(
        f"{'over the interviewer':22}{'echo':>8}{'ducked':>8}{'p50':>7}{'p95':>7}{'silenced':>10}{'p50':>7}{'p95':>7}"
        f"{'stopped':>9}{'said again p95':>16}"
    )
    for kind in KINDS:
        for row in found[kind]:
            room = "headset" if row["down"] is None else f"-{row['down']:.0f} dB"
            duck, silence, again = (_shown(row[key]) for key in ("duck", "silence", "said_again"))
            print(
                f"{kind + ' x ' + str(row['sounds']):22}{room:>8}{row['ducked']:>8.0%}{duck[0]:>7}{duck[1]:>7}"
                f"{row['silenced']:>10.0%}{silence[0]:>7}{silence[1]:>7}{row['stopped']:>9.0%}{again[1]:>16}"
            )
    for row in found["echo"]:
        print(
            f"{row['minutes']} min of its own echo, {row['down']:.0f} dB down, {row['rooms']} rooms: "
            f"silenced itself {row['silenced']} times"
        )


def _shown(quantiles: object) -> tuple[str, str]:
    if not isinstance(quantiles, dict):
        return "-", "-"
    return f"{quantiles['p50']:.2f}", f"{quantiles['p95']:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30.0, help="of echo in each loudness")
    parser.add_argument("--each", type=int, default=24, help="sounds of each kind in each loudness of echo")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    found = measure(args.minutes, args.each, args.seed)
    if args.json:
        print(json.dumps({"synthetic": True, "seed": args.seed, **found}, indent=1))
    else:
        show(found)


if __name__ == "__main__":
    main()
