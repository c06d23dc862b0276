"""Scripted speech: words with times, and what a recogniser reads of them under a stated noise."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import numpy as np
from rapidfuzz.distance import Levenshtein

from coach.adapters.audio_files import read_audio
from coach.listening.audio import SAMPLE_RATE
from coach.listening.hypothesis import spoken_form
from coach.listening.transcriber import Samples
from scoring.answer import Word

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
ANSWERS = ("agreement", "hallucinations", "conflict")
FLUENT = 3.3
"""Words a second of a fluent speaker."""
TEXT = ["we", "found", "that", "the", "model", "gave", "its", "answer", "with", "care", "and", "some", "people", "saw"]
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Noise:
    """What makes a hypothesis unsteady; chances 0 to 1, seconds. The default is the stated noise of the targets."""

    last: float = 0.3
    """The last whole word is misread, each time anew,"""
    settles: float = 0.3
    """until so many seconds of sound came after it."""
    half: float = 0.5
    """A word that still sounds is read, and then always as another."""
    lag: float = 0.0
    """Seconds at the end of the sound of which nothing is read."""
    invented: float = 0.0
    """A word is read that nobody says, where the last second holds none."""
    marks: float = 0.0
    """A word of the last two seconds has a comma that it has not the next time."""
    jitter: float = 0.05
    """Standard deviation of word times."""


STATED = Noise()


def steady(seconds: float, seed: int = 1, pace: float = FLUENT) -> tuple[Word, ...]:
    """Words without a pause, `pace` a second."""
    dice = Random(seed)
    return tuple(Word(dice.choice(TEXT), i / pace, (i + 1) / pace) for i in range(int(seconds * pace)))


def read(words: Sequence[Word], start: float, end: float, noise: Noise, dice: Random) -> list[Word]:
    """What is read of the sound from `start` to `end` seconds; times count from `start`."""
    until = end - noise.lag
    inside = [w for w in words if w.end > start + 0.02 and w.start >= start - 0.3 and w.start < until]
    whole = [w for w in inside if w.end <= until + 1e-6]
    found = [_marked(w, until, noise, dice) for w in whole]
    if whole and dice.random() < noise.last and whole[-1].end > until - noise.settles:
        found[-1] = replace(found[-1], text=OTHER)
    if len(inside) > len(whole) and dice.random() < noise.half:
        found.append(replace(inside[-1], text=OTHER, end=until))
    quiet = not inside or inside[-1].end < until - 1.0
    if quiet and dice.random() < noise.invented:
        found.append(Word(OTHER, until - 0.4, until - 0.1))
    return _placed(found, start, end, noise.jitter, dice)


def _marked(word: Word, until: float, noise: Noise, dice: Random) -> Word:
    marked = word.end > until - 2.0 and dice.random() < noise.marks
    return replace(word, text=word.text + ",") if marked else word


def _placed(found: list[Word], start: float, end: float, jitter: float, dice: Random) -> list[Word]:
    """From `start` on, with times that waver and stay in order."""
    edges = [w.start - start + dice.gauss(0, jitter) for w in found]
    last = (found[-1].end - start + dice.gauss(0, jitter)) if found else 0.0
    edges = sorted(max(0.0, min(edge, end - start)) for edge in edges)
    ends = [*edges[1:], max(edges[-1], min(last, end - start))] if found else []
    return [replace(w, start=a, end=b) for w, a, b in zip(found, edges, ends, strict=True)]


def rehearsal(seconds: float, seed: int = 1) -> tuple[Samples, tuple[Word, ...]]:
    """The sample answers one after the other with 2.5 s between them, `seconds` long, and their words.

    A little noise makes each second different from all others. Words within a sentence get time by their letters.
    The last sentence is whole: there is silence where another would be cut off.
    """
    dice = np.random.default_rng(seed)
    pieces: list[Samples] = []
    words: list[Word] = []
    held, turn, said = 0, seed, 0.0
    while held < seconds * SAMPLE_RATE:
        name = ANSWERS[turn % len(ANSWERS)]
        sound = read_audio(SAMPLES / name / "answer.wav")
        later = held / SAMPLE_RATE
        ending = [s for s in _sentences(name) if float(s["end"]) + later <= seconds]
        words += [w for s in ending for w in _spread(s, later)]
        said = max([said, *(float(s["end"]) + later for s in ending)])
        pieces += [sound, np.zeros(5 * SAMPLE_RATE // 2, np.int16)]
        held, turn = held + len(sound) + len(pieces[-1]), turn + 1
    whole = np.concatenate(pieces)[: round(seconds * SAMPLE_RATE)]
    whole[round(said * SAMPLE_RATE) :] = 0
    noisy = np.clip(whole + dice.normal(0, 4, len(whole)), -32768, 32767).astype(np.int16)
    return noisy, tuple(words)


def word_errors(reference: str, heard: str) -> float:
    """Word error rate, 0 and more, without case and punctuation."""
    said, found = ([spoken_form(w) for w in text.split()] for text in (reference, heard))
    return Levenshtein.distance(said, found) / len(said)


def _sentences(name: str) -> list[dict[str, float | str]]:
    found: list[dict[str, float | str]] = json.loads((SAMPLES / name / "reference.json").read_text("utf-8"))[
        "sentences"
    ]
    return found


def _spread(sentence: dict[str, float | str], later: float) -> list[Word]:
    tokens = str(sentence["text"]).split()
    start, end = float(sentence["start"]) + later, float(sentence["end"]) + later
    letters = sum(len(t) + 1 for t in tokens)
    found, at = [], start
    for token in tokens:
        length = (end - start) * (len(token) + 1) / letters
        found.append(Word(token, at, at + length))
        at += length
    return found
