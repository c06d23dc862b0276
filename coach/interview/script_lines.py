"""The lines of a scripted candidate: parsing, and the words of a line with their times."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coach.errors import BankError
from scoring.answer import Word

CANDIDATE_RATE = 150.0
"""Words a minute of a `say` without `seconds`."""
UTTERANCE_PAUSE = 0.6
"""A pause this long ends an utterance (coach.listening.endpointing)."""
SHORTEST_WORD = 0.05
"""Seconds: no word is laid out shorter than this."""

_Pause = tuple[Annotated[int, Field(ge=1)], Annotated[float, Field(gt=0)]]


class Line(BaseModel):
    """One line of a script: something said, or a silence in seconds; with `question` only while that one is asked."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)
    say: str | None = None
    seconds: float | None = Field(default=None, gt=0)
    pauses: tuple[_Pause, ...] = ()
    silence: float | None = Field(default=None, gt=0)
    barge_in_after: float | None = Field(default=None, ge=0)
    question: str | None = None


def read_script(text: str, name: str = "script") -> list[Line]:
    """Parse JSON lines. Raises BankError naming the line, the field and what was expected."""
    lines = []
    for number, row in enumerate(text.split("\n"), 1):
        if row.strip():
            lines.append(_line(row, f"{name}:{number}"))
    return lines


def _line(row: str, place: str) -> Line:
    try:
        line = Line.model_validate_json(row)
    except ValidationError as error:
        first = error.errors()[0]
        if first["type"] == "json_invalid":
            said = first["msg"].removeprefix("Invalid JSON: ")
            raise BankError(f"{place}: not JSON ({said}); expected one object a line") from error
        where = ".".join(map(str, first["loc"])) or "the line"
        raise BankError(f"{place}: {where}: {first['msg']}") from error
    if (line.say is None) == (line.silence is None):
        raise BankError(f'{place}: expected either "say" or "silence"')
    return line


def spoken_words(line: Line, begin: float) -> list[tuple[Word, ...]]:
    """The words of a `say` with their times, one tuple an utterance. Word time is shared out by letters."""
    texts = (line.say or "").split()
    if not texts:
        return []
    pauses = dict(line.pauses)
    total = line.seconds or len(texts) * 60 / CANDIDATE_RATE
    letters = sum(len(t) + 1 for t in texts)
    talking = max(total - sum(pauses.values()), SHORTEST_WORD * len(texts)) if line.seconds else total
    utterances: list[list[Word]] = [[]]
    at = begin
    for number, text in enumerate(texts, 1):
        length = talking * (len(text) + 1) / letters
        utterances[-1].append(Word(text, round(at, 3), round(at + length * 0.92, 3)))
        at += length + pauses.get(number, 0.0)
        if pauses.get(number, 0.0) >= UTTERANCE_PAUSE and number < len(texts):
            utterances.append([])
    return [tuple(words) for words in utterances]
