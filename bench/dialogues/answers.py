"""The synthetic answers as a recogniser would tell them: what is known of each pause, and when."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from coach.interview.turns import Turn
from coach.listening.prosody import Ending

HERE = Path(__file__).resolve().parent
UNHEARD = {"um", "uh", "er", "erm", "hmm"}
"""What Whisper leaves out half of the time, or so we assume."""
GUESSED = 0.3
"""Standard deviation of the logarithm by which the expected length of an answer is off, beside its own spread."""
LAST_WORDS = 0.5
"""Seconds of speech that are not yet shown while recognition lags."""


@dataclass(frozen=True, slots=True)
class Pause:
    """`seconds` until the candidate went on, None at the end of the turn. `early`: the turn as it is known when the
    pause begins; `late`: once its last words are recognised, `lag` seconds later."""

    kind: str
    seconds: float | None
    lag: float
    early: Turn
    late: Turn


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    kind: str
    start: float
    end: float
    ending: Ending | None


def read_answers(path: Path) -> list[tuple[float, list[Piece]]]:
    """(expected seconds, pieces) of each line that generate.py wrote."""
    answers = []
    for line in path.read_text("utf-8").splitlines():
        stored = json.loads(line)
        pieces = [Piece(*row[:4], _ending(row[4:])) for row in stored["pieces"]]
        answers.append((stored["expected"], pieces))
    return answers


def _ending(row: list[Any]) -> Ending | None:
    if row[0] is None:
        return None
    *numbers, level, pitch = row
    return Ending(*numbers, level_line=tuple(level), pitch_line=tuple(pitch))


def seeds_of(path: Path) -> list[int]:
    """The seed from which each of these answers was drawn."""
    return [json.loads(line).get("seed", 0) for line in path.read_text("utf-8").splitlines()]


def pauses(answers: list[tuple[float, list[Piece]]], seed: int, lag: float) -> Iterator[list[Pause]]:
    """The pauses of each answer, the last of them its end. `lag`: seconds until the last words are recognised."""
    rng = Random(seed)
    for expected, pieces in answers:
        yield list(_of_one(rng, expected, pieces, lag))


def _of_one(rng: Random, expected: float, pieces: list[Piece], lag: float) -> Iterator[Pause]:
    heard = ""
    before = Turn(0.0, expected=expected * math.exp(rng.gauss(0, GUESSED)))
    for n, piece in enumerate(pieces):
        words = [w for w in piece.text.split() if w not in UNHEARD or rng.random() < 0.5]
        before.voice_started(piece.start)
        shown = len(words) - round(len(words) * min(1.0, LAST_WORDS / (piece.end - piece.start)))
        early = _known(before, f"{heard} {' '.join(words[:shown])}".strip(), piece, piece.end - 0.25)
        heard = f"{heard} {' '.join(words)}".strip()
        late = _known(before, heard, piece, piece.end + lag)
        before.voice_stopped(piece.end)
        goes_on = pieces[n + 1].start if n + 1 < len(pieces) else None
        yield Pause(piece.kind, None if goes_on is None else goes_on - piece.end, lag, early if lag else late, late)


def _known(turn: Turn, words: str, piece: Piece, changed: float) -> Turn:
    known = Turn(turn.opened, expected=turn.expected, habits=turn.habits.copy())
    known.first_voice = turn.first_voice
    known.speaking = True
    known.hears(words, changed)
    known.voice_stopped(piece.end, piece.ending)
    return known
