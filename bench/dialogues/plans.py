"""Where a synthetic candidate pauses, and for how long."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random
from typing import Literal

from bench.dialogues.texts import FILLERS, KINDS, MID_SOFT, THINKING, Texts

Pause = Literal["sentence", "clause", "word", "filler", "thinking", "end"]
MEDIANS: dict[Pause, float] = {"sentence": 0.38, "clause": 0.27, "word": 0.22, "filler": 0.3, "thinking": 1.4}
SPREAD = 0.52
"""Standard deviation of the logarithm of a pause."""
THOUGHTS, LONGER = 0.09, 4.5
"""Share of pauses in which a thought comes in between, and how much longer they are."""
HABIT = 0.35
"""The same, of how long a person's pauses are against other people's."""
SHORTEST = 0.1
"""Seconds below which a gap is no pause."""
CHANCE: dict[Pause, float] = {"sentence": 0.8, "clause": 0.4, "word": 0.03}
_PLACING = ("in", "of", "to", "for", "at", "with", "from", "by")
_JOINING = ("and", "but", "or", "because", "if", "when", "that", "which", "is")
FUNCTION_WORDS = frozenset(("a", "an", "the", "my", "our", *_PLACING, *_JOINING))
AFTER_FUNCTION_WORD = 0.14
"""Hesitations fall before the words that carry the sense, hence after the small ones (Maclay and Osgood, 1959)."""
UPTALK = 0.15
CONTINUES = 0.4
"""Share of sentences in mid-turn that end with the tune of a comma."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words `first` to `last` of `sentence`, as it is synthesised, and `seconds` of silence after them."""

    sentence: str
    first: int
    last: int
    pause: Pause
    seconds: float

    @property
    def text(self) -> str:
        words = " ".join(self.sentence.split()[self.first : self.last + 1])
        return words.replace("-", " ").rstrip(",.?")


def answer_plan(rng: Random, texts: Texts) -> tuple[float, list[Piece]]:
    """Expected seconds of such an answer, and its pieces; the last one ends the turn."""
    kind = rng.choice(KINDS)
    count = rng.randint(*kind.sentences)
    if rng.random() < 0.15:
        count = max(1, count // 2)
    habit = math.exp(rng.gauss(0, HABIT))
    pieces = _opening(rng, texts, habit)
    for n, sentence in enumerate(rng.sample(texts.sentences, count)):
        filled = _filled(rng, sentence, texts)
        pieces += _sentence(rng, filled, habit, is_last=n == count - 1)
        if n < count - 1 and rng.random() < 0.06:
            pieces.append(_alone(rng, rng.choice(MID_SOFT), "sentence", habit))
    return kind.expected, _ended(rng, texts, habit, pieces)


def _opening(rng: Random, texts: Texts, habit: float) -> list[Piece]:
    pieces = []
    if rng.random() < 0.4:
        pieces.append(_alone(rng, rng.choice(texts.openers), "clause", habit))
    if rng.random() < 0.15:
        pieces.append(_alone(rng, rng.choice(THINKING), "thinking", habit))
    return pieces


def _filled(rng: Random, sentence: str, texts: Texts) -> list[list[str]]:
    for slot, choices in texts.slots.items():
        sentence = sentence.replace("{" + slot + "}", rng.choice(choices))
    return [clause.split() for clause in sentence.split("|")]


def _sentence(rng: Random, clauses: list[list[str]], habit: float, is_last: bool) -> list[Piece]:
    """Pieces of one sentence; fillers before a word come with a pause of their own."""
    words: list[str] = []
    stops: list[tuple[int, Pause]] = []
    for n, clause in enumerate(clauses):
        for i, word in enumerate(clause):
            if i and rng.random() < (AFTER_FUNCTION_WORD if clause[i - 1] in FUNCTION_WORDS else CHANCE["word"]):
                stops.append((len(words) - 1, "word"))
            if rng.random() < 0.03:
                words.append(rng.choice(FILLERS).replace(" ", "-"))
                stops.append((len(words) - 1, "filler"))
            words.append(word)
        if n < len(clauses) - 1 and rng.random() < CHANCE["clause"]:
            stops.append((len(words) - 1, "clause"))
            words[-1] += ","
    words[-1] += _tune(rng, is_last)
    if is_last or rng.random() < CHANCE["sentence"]:
        stops.append((len(words) - 1, "sentence"))
    else:
        stops.append((len(words) - 1, "clause"))
    return _cut(rng, words, stops, habit)


def _tune(rng: Random, is_last: bool) -> str:
    if rng.random() < UPTALK:
        return "?"
    return "," if not is_last and rng.random() < CONTINUES else "."


def _cut(rng: Random, words: list[str], stops: list[tuple[int, Pause]], habit: float) -> list[Piece]:
    sentence = " ".join(words)
    pieces = []
    first = 0
    for last, pause in stops:
        seconds = _seconds(rng, pause, habit)
        if last >= first and (seconds >= SHORTEST or last == len(words) - 1):
            pieces.append(Piece(sentence, first, last, pause, max(seconds, SHORTEST)))
            first = last + 1
    return pieces


def _alone(rng: Random, text: str, pause: Pause, habit: float) -> Piece:
    tune = "," if rng.random() < 0.7 else "."
    return Piece(text + tune, 0, len(text.split()) - 1, pause, max(_seconds(rng, pause, habit), SHORTEST))


def _seconds(rng: Random, pause: Pause, habit: float) -> float:
    thought = LONGER if pause != "thinking" and rng.random() < THOUGHTS else 1.0
    return round(min(8.0, MEDIANS[pause] * habit * thought * math.exp(rng.gauss(0, SPREAD))), 2)


def _ended(rng: Random, texts: Texts, habit: float, pieces: list[Piece]) -> list[Piece]:
    """With or without a phrase that says so; a few stop in mid-sentence."""
    drawn = rng.random()
    if drawn < 0.2:
        pieces.append(_last(rng.choice(texts.closings)))
    elif drawn < 0.33:
        pieces.append(_last(rng.choice(texts.soft_ends)))
    elif drawn < 0.37:
        pieces.append(_last(rng.choice(texts.open_ends)))
    last = pieces[-1]
    return [*pieces[:-1], Piece(last.sentence, last.first, last.last, "end", 0.0)]


def _last(text: str) -> Piece:
    return Piece(text + ".", 0, len(text.split()) - 1, "end", 0.0)
