"""A judge's opinions of a corpus: asked for once, written down line by line, read again without asking."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.errors import BankError, ModelError, StoreError, UsageError
from coach.interview.costs import MeteredModel
from coach.interview.interviewer import ChatModel
from coach.interview.judge import opinions
from scoring.corpus import parse_line, read_item
from scoring.judgement import PROMPT_VERSION, Judgement, judgement_fields, parse_judgement

RUN = "this run"
"""What the judge's cost is counted for outside an attempt."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Whom to ask, how many times each, the file in which the opinions are kept, and the most that all of it may cost
    (US dollars, None = no limit)."""

    model: ChatModel | None
    times: int
    kept: Path | None
    most_cost: float | None = None


@dataclass(frozen=True, slots=True)
class Opinions:
    """Id → judgement, and why nobody was asked about the answers that have none; empty where nothing stopped it."""

    given: Mapping[str, Judgement]
    stopped: str = ""


def opinions_on(file: Path, asking: Asking) -> Opinions:
    """Opinions on a corpus: those that are kept, and new ones of the answers that have none, until the run has cost its
    most. An answer within which that happens has none: it is asked about again when the command is.

    Lines that cannot be read are passed over: scoring reports them.
    """
    found = read_judgements(asking.kept)
    if not asking.times:
        return Opinions(found)
    if asking.model is None or asking.kept is None:
        raise UsageError("a judge needs COACH_JUDGE_MODEL or COACH_LLM_MODEL, and --judgements FILE to be kept in")
    metered = MeteredModel(asking.model, PROMPT_VERSION, most=asking.most_cost, what=RUN)
    try:
        with asking.kept.open("a", encoding="utf-8") as out, file.open("rb") as lines:
            for line in lines:
                item = _item(line)
                if item is None or str(item["id"]) in found:
                    continue
                given, failure = asyncio.run(_asked(metered, asking.times, item))
                if metered.stopped:
                    break
                if given is None:
                    raise ModelError(failure)
                found[str(item["id"])] = given
                out.write(json.dumps({"id": item["id"], "judgement": judgement_fields(given)}) + "\n")
                out.flush()
    except OSError as error:
        raise StoreError(f"{asking.kept}: {error.strerror}") from error
    except ModelError as error:
        raise ModelError(f"{error}. {len(found)} judgements are kept; the same command goes on from there") from error
    return Opinions(found, metered.stopped)


def read_judgements(kept: Path | None) -> dict[str, Judgement]:
    """What a file of judgements holds. Raises BankError naming the line that cannot be read."""
    found: dict[str, Judgement] = {}
    for number, line in enumerate(kept.read_text("utf-8").splitlines() if kept and kept.exists() else [], 1):
        try:
            row = json.loads(line)
            found[str(row["id"])] = parse_judgement(row["judgement"])
        except (ValueError, KeyError, TypeError) as error:
            raise BankError(f"{kept}:{number}: not a judgement: {error}; remove the line to ask again") from error
    return found


def _item(line: bytes) -> dict[str, Any] | None:
    try:
        item = parse_line(line)
        read_item(item)
    except ValueError:
        return None
    return item


async def _asked(model: MeteredModel, times: int, item: Mapping[str, Any]) -> tuple[Judgement | None, str]:
    question, answer = read_item(item)
    return await opinions(model, question, answer, times)
