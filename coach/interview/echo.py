"""Is it the interviewer's own voice that was recognised? Heard words against spoken ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from coach.interview.repair import is_backchannel

CHARACTERS_A_SECOND = 14.0
"""How fast the interviewer speaks where the length of its speech is not known."""
BEFORE, AFTER = 1.5, 0.6
"""Seconds by which a heard word may lag behind, or seem to run ahead of, the moment at which it was spoken."""
DRIFT = 0.2
"""Of the seconds spoken so far: how far off the estimated time of a word may be."""
OWN, ECHOED = 1.0, -2.0
"""What a word adds to the belief that the candidate speaks. Recognition errs on every fifth echoed word or fewer."""
TAIL = 0.3
"""Seconds after the interviewer's last sound in which its echo may begin to be heard."""
ROOM_ECHOES_FROM = 3
"""Echoed words in one utterance that show that this room echoes."""
QUIET_AFTER = 3.0
"""Seconds of the interviewer's voice without a sound from the microphone that show that it does not."""
WORDS = {"quiet": 2.0, "unknown": 4.0, "echoes": 7.0, "sure": 2.0}
"""Words of the candidate's own that take the floor; `sure`: where the sound itself is known to be somebody's voice."""
_WORD = re.compile(r"[\w']+")


@dataclass(frozen=True, slots=True)
class _Spoken:
    word: str
    at: float


@dataclass(slots=True)
class EchoGate:
    """One for a rehearsal: it learns whether words of the interviewer come back. Times are rehearsal seconds.

    `hard_to_interrupt` multiplies the words that take the floor.
    """

    hard_to_interrupt: float = 1.0
    echoes: bool | None = None
    """None while it is not known."""
    _spoken: list[_Spoken] = field(default_factory=list)
    _begun: float | None = None
    _until: float = 0.0
    _quiet: float = 0.0
    _heard: bool = False

    def speaks(self, text: str, at: float, seconds: float | None = None) -> None:
        """A speech of the interviewer begins to sound."""
        length = seconds if seconds else len(text) / CHARACTERS_A_SECOND
        pace = length / max(1, len(text))
        self._spoken = [_Spoken(m.group().lower(), at + m.start() * pace) for m in _WORD.finditer(text)]
        self._begun, self._heard, self._until = at, False, at + length

    def stopped(self, at: float) -> None:
        """It sounds no more; its echo may still be recognised."""
        self._until = at
        if self._begun is not None and not self._heard:
            self._quiet += at - self._begun
            if self._quiet >= QUIET_AFTER:
                self.echoes = False
        self._begun = None

    def voice(self) -> None:
        """The microphone hears a voice while the interviewer speaks."""
        self._heard, self._quiet = True, 0.0

    def barges_in(self, words: str, since: float, at: float, sure: bool = False, whole: bool = False) -> bool:
        """Do the words heard from `since` to `at` take the floor? `whole`: nothing follows them."""
        own = self._own(words, since, at)
        if not own or is_backchannel(" ".join(own)):
            return False
        return (sure and whole) or len(own) >= self._needed(sure) * self.hard_to_interrupt

    def own_part(self, words: str, since: float, at: float) -> tuple[int, int]:
        """First and after-last word of what is left of an utterance without the interviewer's words.

        Who says the question's words after it was asked says them: only what began while it sounded can be its echo.
        """
        tokens = words.split()
        if self.echoes is False or since > self._until + TAIL:
            return 0, len(tokens)
        said = self._echoed(tokens, since, at)
        if sum(said) < ROOM_ECHOES_FROM and sum(said) < len(said):
            return 0, len(tokens)
        begin, end = _best_stretch(said)
        return (begin, end) if end - begin >= WORDS["unknown"] else (0, 0)

    def own_words(self, words: str, since: float, at: float) -> str:
        """What is left of an utterance without the interviewer's words; all of it where none are in it."""
        begin, end = self.own_part(words, since, at)
        return " ".join(words.split()[begin:end])

    def _own(self, words: str, since: float, at: float) -> list[str]:
        tokens = words.split()
        said = self._echoed(tokens, since, at)
        if sum(said) >= ROOM_ECHOES_FROM and sum(said) > len(said) / 2:
            self.echoes = True
        begin, end = _best_stretch(said)
        return [token for token, echoed in zip(tokens[begin:end], said[begin:end], strict=True) if not echoed]

    def _needed(self, sure: bool) -> float:
        if sure:
            return WORDS["sure"]
        return WORDS["unknown" if self.echoes is None else "echoes" if self.echoes else "quiet"]

    def _echoed(self, tokens: Sequence[str], since: float, at: float) -> list[bool]:
        """For each word: was it, or one like it, spoken about then, in this order?"""
        if not self._spoken:
            return [False] * len(tokens)
        drift = DRIFT * max(0.0, at - self._spoken[0].at)
        earliest, latest = since - BEFORE - drift, at + AFTER + drift
        spoken = [s.word for s in self._spoken if earliest <= s.at <= latest]
        heard = ["".join(_WORD.findall(token)).lower() for token in tokens]
        return _in_order(heard, spoken)


def _in_order(heard: Sequence[str], spoken: Sequence[str]) -> list[bool]:
    """The longest common subsequence of the two under `_alike`, as marks on `heard`."""
    rows, columns = len(heard), len(spoken)
    longest = [[0] * (columns + 1) for _ in range(rows + 1)]
    like = [[_alike(h, s) for s in spoken] for h in heard]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            both = longest[i + 1][j + 1] + 1 if like[i][j] else 0
            longest[i][j] = max(both, longest[i + 1][j], longest[i][j + 1])
    marks, i, j = [False] * rows, 0, 0
    while i < rows and j < columns:
        if like[i][j] and longest[i][j] == longest[i + 1][j + 1] + 1:
            marks[i], i, j = True, i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1
    return marks


def _alike(heard: str, spoken: str) -> bool:
    """The same word, or one that recognition may make of it: the same beginning or end, or one letter apart."""
    if heard == spoken:
        return True
    short, long = sorted((heard, spoken), key=len)
    if len(short) < 4 or len(long) > 2 * len(short):
        return False
    same = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    tail = next((n for n, (a, b) in enumerate(zip(short[::-1], long[::-1], strict=False)) if a != b), len(short))
    return same + tail >= len(long) - 1 or same >= 0.75 * len(short)


def _best_stretch(echoed: Sequence[bool]) -> tuple[int, int]:
    """Begin and end of the words that most speak for the candidate; empty where none do."""
    best, found, total, begin = 0.0, (0, 0), 0.0, 0
    for place, mark in enumerate(echoed):
        if total <= 0:
            total, begin = 0.0, place
        total += ECHOED if mark else OWN
        if total > best:
            best, found = total, (begin, place + 1)
    return found
