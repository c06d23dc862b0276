"""Trains the model that tells a voice over the interviewer from a noise, on sounds made here, and writes its weights.

    python scripts/train_voice.py [--out coach/listening/voice_model.json] [--jobs 2]

Rooms, loudspeaker and ears are those of bench/barge_in.py; voices, sentences, noises and seeds are others. A row is the
sound so far, in each of its first frames, as the ears describe it (coach.listening.voice_model.features). A
network of one hidden layer (MEMBERS of them, trained apart and averaged, which is again one); then `enough` is set so
high that of the noises in rooms that were left out of it (five folds) no more than SLIPS would have been taken for a
voice. Takes a quarter of an hour on two cores.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import repeat
from pathlib import Path
from typing import Any, Literal

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import numpy.typing as npt
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

from bench.barge_stage import Stage
from bench.noises import any_noise
from bench.rooms import spoken_at
from bench.voices import Candidate, Samples, at_16_khz, synthesiser
from coach.listening.audio import SAMPLE_RATE
from coach.listening.ears import Heard
from coach.listening.overlap import Overlap, OverlapDetector
from coach.listening.own_voice import OwnVoice
from coach.listening.voice_model import DOUBT, EARLY, WINDOW, VoiceModel, features, mostly_strong, undecided

Kind = Literal["voice", "noise"]
LINES = (
    "Well, I think that",
    "Sorry, but",
    "Just a second",
    "One moment please",
    "I have a question",
    "Do you want me to",
    "Can you say that",
    "What do you mean",
    "Let me think",
    "So basically",
    "That is not what",
    "Right, so",
    "But we did",
    "Before you go on",
    "Hang on",
    "Pardon me",
    "It was a small team",
    "Yes I know",
    "They asked us to",
    "You said that",
    "Where should I",
    "How many do you",
    "My manager told me",
    "In the end we",
    "Because the customers",
    "Please go slower",
    "Okay but what",
    "Stop, please",
    "This is about",
    "For example",
    "Honestly I would",
    "To be clear",
    "If I may",
    "Thanks, but",
    "Quick question",
    "Although we had",
    "Should I answer",
    "Hey, excuse me",
    "Which part",
    "Exactly, and then",
    "Perhaps I could",
    "Got it, but",
    "Your question was",
    "At first I",
    "Usually I",
    "Ah, I see what",
    "Maybe",
    "Never mind",
    "Speaking of that",
    "Six people",
    "Fine, then",
    "Give me a minute",
    "Good point, but",
    "Yep.",
    "All right.",
    "I know.",
    "Wonderful.",
    "Will you",
    "Mostly we",
    "Now and then",
    "We were",
    "No, no",
    "Wait a",
    "May we",
    "My own",
    "Why would",
    "Well",
    "Only one",
    "Normally we",
    "Really, I",
    "Or was it",
    "You know",
    "Yes.",
    "In our",
    "And then",
    "Actually, we",
    "Excuse us",
    "Would it",
    "Are you",
    "Almost",
)
ACCENTS = ("en-us", "en-gb-x-rp", "en-gb-scotland", "en-029", "en-us-nyc", "en-gb-x-gbclan")
VARIANTS = ("m2", "m3", "m4", "m6", "m8", "f3", "f4", "Andy", "max", "Gene", "linda", "Annie")
DOWN = (None, None, None, 6.0, 6.0, 12.0, 20.0)
ROOMS, EACH = 42, 40
"""Rooms with voices, as many with noises, and sounds in each."""
KEPT = 1.1
"""Seconds of a sentence that are heard."""
COUNTS = (*range(6, 16), 18, 22, 26)
"""Frames after which a sound is described."""
FOLDS, SLIPS = 5, 0.022
UNITS, MEMBERS, DECAY = 16, 3, 0.1

_Floats = npt.NDArray[np.float64]


@dataclass(slots=True)
class Example:
    """The frames of one sound over the interviewer, from its beginning on."""

    voice: bool
    room: int
    since: float
    frames: list[Heard] = field(default_factory=list)


class Collecting(OverlapDetector):
    """Finds no voices, keeps what it heard. Only sounds whose echo could be taken off."""

    def __init__(self, own_voice: OwnVoice, voice: bool, room: int) -> None:
        super().__init__(own_voice, undecided(-1.0))
        self.examples: list[Example] = []
        self._voice, self._room = voice, room

    def push(self, at: float, probability: float) -> list[Overlap]:
        found = super().push(at, probability)
        for overlap in found:
            if overlap.stage == "begun" and not self._echo_is_speech:
                before = [f for f in self._frames if overlap.since <= f.at < at]
                self.examples.append(Example(self._voice, self._room, overlap.since, before))
        if self._since is not None and self.examples and self.examples[-1].since == self._since:
            self.examples[-1].frames.append(self._frames[-1])
        return found


class Rehearsed(Stage):
    """A stage on which other voices speak, or other noises are made."""

    def __init__(self, seed: int, down: float | None, kind: Kind) -> None:
        super().__init__(seed, down, "speech" if kind == "voice" else "cough", (1.2, 2.0))
        self._voice = kind == "voice"
        self.heard = Collecting(self.own, self._voice, seed)
        self.hearing.listen_with(self.heard)

    def made(self) -> Samples:
        r = self.rng
        if not self._voice:
            return any_noise(r)[: round(1.5 * SAMPLE_RATE)]
        rate, pitch = int(r.integers(130, 200)), int(r.integers(25, 75))
        voice = Candidate(str(r.choice(ACCENTS)), str(r.choice(VARIANTS)), rate, pitch)
        said = at_16_khz(synthesiser().say(str(r.choice(LINES)), voice.speaker))
        return spoken_at(said, r.uniform(-5, 5))[: round(KEPT * SAMPLE_RATE)]


def gather(kind: Kind, room: int) -> list[Example]:
    """What was heard in one room. Of voices what began with one, of noises all that was taken for a sound."""
    stage = Rehearsed(50_000 + room, DOWN[room % len(DOWN)], kind)
    stage.run(3600.0, EACH)
    onsets = np.array([sound.onset for sound in stage.sounds])
    if kind == "noise":
        return stage.heard.examples
    return [e for e in stage.heard.examples if np.abs(onsets - e.since).min() < 0.15]


def rows(examples: Sequence[Example]) -> Iterator[tuple[int, int, dict[str, float]]]:
    """Number of the example, frames so far, its features so far."""
    for number, example in enumerate(examples):
        for count in COUNTS:
            if count <= len(example.frames) and mostly_strong(example.frames[:count][-WINDOW:]):
                yield number, count, features(example.frames[:count])


def fit(names: Sequence[str], described: _Floats, voice: npt.NDArray[np.bool_]) -> VoiceModel:
    """For features as they are: the scaling is in the weights."""
    scaler = StandardScaler().fit(described)
    scaled = scaler.transform(described)
    members = [_member(number).fit(scaled, voice) for number in range(MEMBERS)]
    hidden = np.concatenate([m.coefs_[0].T for m in members]) / scaler.scale_
    bias = np.concatenate([m.intercepts_[0] for m in members]) - hidden @ scaler.mean_
    out = np.concatenate([m.coefs_[1][:, 0] for m in members]) / MEMBERS
    offset = float(np.mean([m.intercepts_[1][0] for m in members]))
    return VoiceModel(tuple(names), hidden, bias, out, offset, 0.0)


def _member(number: int) -> MLPClassifier:
    return MLPClassifier((UNITS,), alpha=DECAY, early_stopping=True, max_iter=200, random_state=number)


def scores(model: VoiceModel, described: _Floats) -> _Floats:
    """VoiceModel.score of many sounds at once."""
    return np.maximum(described @ model.hidden.T + model.bias, 0.0) @ model.out + model.offset


def train(examples: Sequence[Example]) -> tuple[VoiceModel, str]:
    """The model, and a line about it."""
    numbers, counts, found = (list(column) for column in zip(*rows(examples), strict=True))
    names = list(found[0])
    described, number = np.array([[f[n] for n in names] for f in found]), np.array(numbers)
    voice = np.array([e.voice for e in examples])[number]
    fold = np.array([e.room % FOLDS for e in examples])[number]
    doubted = np.where(np.array(counts) > EARLY, DOUBT, 0.0)
    score = np.zeros(len(found))
    for left_out in range(FOLDS):
        model = fit(names, described[fold != left_out], voice[fold != left_out])
        score[fold == left_out] = scores(model, described[fold == left_out])
    highest = {n: float((score - doubted)[number == n].max()) for n in set(numbers)}
    enough = float(np.quantile([highest[n] for n in highest if not examples[n].voice], 1 - SLIPS))
    told = np.mean([highest[n] >= enough for n in highest if examples[n].voice])
    line = f"{len(examples)} sounds, {sum(e.voice for e in examples)} voices; enough {enough:.2f}; {told:.1%} told"
    return replace(fit(names, described, voice), enough=enough), line


def stored(model: VoiceModel) -> dict[str, Any]:
    """As voice_model() reads it."""
    return {
        "features": model.names,
        "enough": round(model.enough, 3),
        "offset": round(model.offset, 4),
        "bias": model.bias.round(4).tolist(),
        "out": model.out.round(4).tolist(),
        "hidden": model.hidden.round(4).tolist(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("coach/listening/voice_model.json"))
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    kinds: list[Kind] = ["voice", "noise"]
    with ProcessPoolExecutor(args.jobs) as pool:
        found = [e for kind in kinds for part in pool.map(gather, repeat(kind), range(ROOMS)) for e in part]
    model, line = train(found)
    args.out.write_text(json.dumps(stored(model), separators=(",", ":")).replace(',"', ',\n"') + "\n", "utf-8")
    print(f"{args.out}: {line}", file=sys.stderr)


if __name__ == "__main__":
    main()
