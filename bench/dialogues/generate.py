"""Synthetic answers by espeak voices, with pauses, hesitations and thinking phrases: text and timings as JSON lines.

    python bench/dialogues/generate.py [--out bench/dialogues] [--train 900] [--held-out 0] [--seed 3]

No audio is kept: each stretch of speech has its words, its times and how its voice ended (coach.listening.prosody).
train.jsonl has sixteen voices and the sentences of TRAIN and of the written answers, held_out.jsonl three other voices,
a seed for each, and sentences that share none with them. Six of the sixteen speak an accent whose statements rise, as
one of the three does; whole accents that training lacks are not judged. Lengths of pauses are drawn so that a rule of
silence alone does about as badly as published for people (livekit/eot-bench: 55.6 % of pauses in mid-turn outlast
0.3 s, 21.7 % 0.6 s, 10 % 1.0 s, 5 % 1.6 s).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import numpy.typing as npt
import soxr

from bench.dialogues.plans import Piece, answer_plan
from bench.dialogues.texts import HELD_OUT, TRAIN, Texts, with_written_answers
from bench.voices import Candidate, synthesiser
from coach.adapters.speakers import SPEAKERS, Speaker
from coach.listening.audio import SAMPLE_RATE
from coach.listening.prosody import ending_of

_Samples = npt.NDArray[np.float64]
OTHERS = (
    Candidate("en-us", "m1", 160, 40),
    Candidate("en-gb-scotland", "f1", 165, 60),
    Candidate("en-029", "m5", 155, 45),
    Candidate("en-us-nyc", "f3", 175, 50),
    Candidate("en-gb-x-gbclan", "m7", 160, 55),
    Candidate("en-gb-x-rp", "f5", 170, 45),
    Candidate("en-us", "steph", 165, 50),
    Candidate("en-gb-x-rp", "m2", 150, 35),
)
TRAINED_ON = (SPEAKERS["adaeze"], SPEAKERS["henrik"], *(c.speaker for c in OTHERS))
RISING = tuple(
    Candidate("en-gb-x-gbcwmd", variant, speed, pitch).speaker
    for variant, speed, pitch in (
        ("m3", 160, 45),
        ("f4", 164, 55),
        ("m7", 152, 50),
        ("f1", 172, 45),
        ("steph", 158, 60),
        ("m1", 166, 40),
    )
)
"""Their statements end on a rise, as in some accents of English."""
RISING_SEED, RISING_SHARE = 13, 0.4
"""Answers by them, as a share of those by the others."""
HELD_OUT_VOICES = (
    SPEAKERS["samira"],
    Candidate("en-us", "m7", 158, 44).speaker,
    Candidate("en-gb-x-gbcwmd", "f2", 168, 50).speaker,
)
"""None of them is trained on; each says answers of its own seed."""
UTTERANCE_GAP = 0.6
"""Seconds of silence after which the voice's ending is measured afresh (coach.listening.endpointing)."""


@dataclass(frozen=True)
class Draw:
    """`count` answers by these speakers in turn, drawn from one seed."""

    seed: int
    speakers: Sequence[Speaker]
    count: int


@dataclass
class Stage:
    """One answer being laid on a time line."""

    rng: Random
    speaker: Speaker
    warp: float
    gain: float
    noise: float

    def said(self, piece: Piece) -> _Samples:
        """The piece as this person says it: spoken within its sentence, cut where the pause falls."""
        spoken = synthesiser().say(piece.sentence, self.speaker)
        rate = spoken.sample_rate
        pcm = np.frombuffer(spoken.pcm, "<i2").astype(np.float64)
        begin = spoken.words[piece.first].start if piece.first else 0.0
        end = spoken.words[piece.last].end if piece.last + 1 < len(spoken.words) else spoken.seconds
        cut = pcm[round(begin * rate) : round(end * rate)]
        return np.asarray(soxr.resample(_trimmed(cut, rate), rate * self.warp, SAMPLE_RATE)) * self.gain


def _trimmed(samples: _Samples, rate: int) -> _Samples:
    """Without the silence around it."""
    hop = rate // 100
    levels = [float(np.abs(samples[i : i + hop]).max()) for i in range(0, max(1, len(samples) - hop), hop)]
    loud = [i for i, level in enumerate(levels) if level > 0.02 * max(levels)]
    return samples[loud[0] * hop : (loud[-1] + 1) * hop] if loud else samples


def lay(stage: Stage, pieces: list[Piece]) -> list[list[object]]:
    """[text, kind of the pause after it, start, end, then how the voice ended (prosody.Ending)] of each piece."""
    rows: list[list[object]] = []
    noise = np.random.default_rng(stage.rng.randrange(1 << 30))
    heard = np.zeros(0)
    at = stage.rng.uniform(0.4, 1.5)
    for piece in pieces:
        sound = stage.said(piece)
        heard = np.concatenate([heard, sound])
        noisy = heard + noise.normal(0, stage.noise, len(heard))
        ending = ending_of(np.clip(noisy, -32768, 32767).astype("<i2").tobytes())
        end = at + len(sound) / SAMPLE_RATE
        measured = list(asdict(ending).values()) if ending else [None]
        rows.append([piece.text, piece.pause, round(at, 2), round(end, 2), *measured])
        at = end + piece.seconds
        quiet = np.zeros(round(piece.seconds * SAMPLE_RATE))
        heard = np.zeros(0) if piece.seconds >= UTTERANCE_GAP else np.concatenate([heard, quiet])
    return rows


def dialogue(rng: Random, texts: Texts, speaker: Speaker) -> dict[str, object]:
    expected, pieces = answer_plan(rng, texts)
    stage = Stage(rng, speaker, rng.uniform(0.88, 1.14), rng.uniform(0.3, 1.2), rng.uniform(5, 80))
    return {"voice": speaker.espeak_voice, "expected": expected, "pieces": lay(stage, pieces)}


def write(path: Path, texts: Texts, draws: Sequence[Draw]) -> None:
    lines = [line for draw in draws for line in drawn(texts, draw)]
    path.write_text("".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines), "utf-8")
    print(f"{path}: {len(lines)} answers, {path.stat().st_size} bytes", file=sys.stderr)


def drawn(texts: Texts, draw: Draw) -> Iterator[dict[str, object]]:
    rng = Random(draw.seed)
    for n in range(draw.count):
        yield {"seed": draw.seed} | dialogue(rng, texts, draw.speakers[n % len(draw.speakers)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--train", type=int, default=900, help="answers to train on, 0 = those there are")
    parser.add_argument("--held-out", type=int, default=0, help="answers a seed to judge by, 0 = those there are")
    parser.add_argument("--seed", type=int, default=3, help="of the training; each held-out voice has its own")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    if args.train:
        rising = Draw(RISING_SEED, RISING, round(RISING_SHARE * args.train))
        write(args.out / "train.jsonl", with_written_answers(TRAIN), [Draw(args.seed, TRAINED_ON, args.train), rising])
    if args.held_out:
        draws = [Draw(args.seed + 1 + n, (voice,), args.held_out) for n, voice in enumerate(HELD_OUT_VOICES)]
        write(args.out / "held_out.jsonl", HELD_OUT, draws)


if __name__ == "__main__":
    main()
