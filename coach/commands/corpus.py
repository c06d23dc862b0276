"""A corpus scored line by line, in order, by several processes; of what was scored only the ids stay in memory."""

from __future__ import annotations

import gc
import json
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import IO

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from coach.errors import BankError, StoreError, UsageError
from scoring.corpus import parse_line, score_item
from scoring.judgement import Judgement
from scoring.rubric import Rubric

BATCH = 32
AHEAD = 3
"""Batches that may wait for each worker: enough that none idles, few enough that memory stays flat."""


SELDOM = 100_000
"""Objects more than before from which Python looks for cycles among them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a corpus: its number from 1, its bytes, and how far the file is read after it."""

    number: int
    content: bytes
    offset: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a line: its scores as JSON, or what is wrong with it; neither where it is passed over."""

    line: int
    offset: int
    id: str = ""
    scores: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Scoring:
    """By which rubric, with whose opinions (id → judgement), and the ids that are passed over. `no_opinion`: why an
    answer has none although it was to be judged, as its line says."""

    rubric: Rubric
    judgements: Mapping[str, Judgement]
    done: frozenset[str] = frozenset()
    no_opinion: str = ""


def score_lines(file: Path, how: Scoring, workers: int) -> Iterator[Outcome]:
    """The outcomes in the order of the file; what is passed over has none, and each id is scored once."""
    first: dict[str, int] = {}
    for outcome in _outcomes(file, how, workers):
        if outcome.problem:
            yield outcome
        elif (before := first.setdefault(outcome.id, outcome.line)) != outcome.line:
            problem = f"the id {outcome.id!r} is that of line {before} already; each answer needs its own"
            yield replace(outcome, scores="", problem=problem)
        elif outcome.scores:
            yield outcome


def _outcomes(file: Path, how: Scoring, workers: int) -> Iterator[Outcome]:
    batches = _batches(_lines(file))
    if workers <= 1:
        _collect_seldom()
        for batch in batches:
            yield from _scored(batch, how)
        return
    with ProcessPoolExecutor(workers, initializer=_begin_worker) as pool:
        waiting: deque[Future[list[Outcome]]] = deque()
        try:
            for batch in batches:
                waiting.append(pool.submit(_scored, batch, how))
                if len(waiting) >= workers * AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _begin_worker() -> None:
    """Ctrl+C reaches every process of the run, and is answered by the first alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _collect_seldom()


def _collect_seldom() -> None:
    """Scoring leaves no cycles behind: what is loaded is never looked through for them again, what is new seldom."""
    gc.freeze()
    gc.set_threshold(SELDOM)


def _lines(file: Path) -> Iterator[Line]:
    offset = 0
    with file.open("rb") as lines:
        for number, content in enumerate(lines, 1):
            offset += len(content)
            if content.strip():
                yield Line(number, content, offset)


def _batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    rest = iter(lines)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _scored(batch: list[Line], how: Scoring) -> list[Outcome]:
    return [_outcome(line, how) for line in batch]


def _outcome(line: Line, how: Scoring) -> Outcome:
    try:
        item = parse_line(line.content)
        key = str(item.get("id"))
        if key in how.done:
            return Outcome(line.number, line.offset, key)
        judgement = how.judgements.get(key)
        scores = score_item(item, how.rubric, judgement)
        if judgement is None and how.no_opinion:
            scores["no_opinion"] = how.no_opinion
        return Outcome(line.number, line.offset, key, json.dumps(scores, ensure_ascii=False))
    except ValueError as error:
        return Outcome(line.number, line.offset, problem=str(error))


def already_scored(out: Path, corpus: Path) -> frozenset[str]:
    """The ids in a file of scores; a last line that was cut off is taken out of the file. Raises UsageError, BankError
    where it is something else, which is left as it is."""
    if not out.exists():
        return frozenset()
    if out.samefile(corpus):
        raise UsageError(f"--resume is {out}, the answers themselves; name another file for their scores")
    found = set()
    whole = 0
    with out.open("rb+") as lines:
        for number, line in enumerate(lines, 1):
            if not line.endswith(b"\n") and line.startswith(_BEGINS[: len(line)]) and _QUESTION not in line:
                break
            whole += len(line)
            found.add(_scored_id(line, f"{out.name}:{number}"))
        lines.truncate(whole)
    return frozenset(found)


_BEGINS = b'{"id": "'
_QUESTION = b'"question"'
"""What a line of scores begins with, and what a line of answers has beside its id."""


def _scored_id(line: bytes, where: str) -> str:
    try:
        row = json.loads(line)
        if "question" in row or "overall" not in row:
            raise ValueError("it has no overall" if "overall" not in row else "it has a question")
        return str(row["id"])
    except (ValueError, KeyError, TypeError) as error:
        raise BankError(f"{where}: not a line of scores ({error}); --resume goes on with a file of scores") from error


@contextmanager
def writing(out: Path | None, stdout: IO[str]) -> Iterator[IO[str]]:
    """Where the scores go."""
    if out is None:
        yield stdout
        return
    try:
        with out.open("a", encoding="utf-8") as opened:
            yield opened
    except OSError as error:
        raise StoreError(f"{out}: {error.strerror}") from error


@contextmanager
def progress_of(file: Path) -> Iterator[Progress]:
    """A bar on stderr over the answers that were scored; silent where nobody watches."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:.0f}%"))
    console = Console(stderr=True)
    with Progress(*columns, TimeRemainingColumn(), console=console, disable=not console.is_terminal) as bar:
        bar.add_task(file.name, total=os.path.getsize(file))
        yield bar
