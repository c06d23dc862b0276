"""A judge's opinions of a corpus: asked for once, written down line by line, read again without asking."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.errors import BankError, ModelError, StoreError, UsageError
from coach.interview.interviewer import ChatModel
from coach.interview.judge import judge
from scoring.corpus import read_item
from scoring.judgement import Judgement, judgement_fields, parse_judgement


@dataclass(frozen=True, slots=True)
class Asking:
    """Whom to ask, how many times each, and the file in which the opinions are kept."""

    model: ChatModel | None
    times: int
    kept: Path | None


def opinions_on(file: Path, asking: Asking) -> Mapping[str, Judgement]:
    """Id → judgement for a corpus: those that are kept, and new ones of the answers that have none.

    Lines that cannot be read are passed over: scoring reports them.
    """
    found = read_judgements(asking.kept)
    if not asking.times:
        return found
    if asking.model is None or asking.kept is None:
        raise UsageError("a judge needs COACH_JUDGE_MODEL or COACH_LLM_MODEL, and --judgements FILE to be kept in")
    try:
        with asking.kept.open("a", encoding="utf-8") as out, file.open("rb") as lines:
            for line in lines:
                item = _item(line)
                if item is None or str(item["id"]) in found:
                    continue
                found[str(item["id"])] = given = asyncio.run(_asked(asking.model, asking.times, item))
                out.write(json.dumps({"id": item["id"], "judgement": judgement_fields(given)}) + "\n")
                out.flush()
    except OSError as error:
        raise StoreError(f"{asking.kept}: {error.strerror}") from error
    except ModelError as error:
        raise ModelError(f"{error}. {len(found)} judgements are kept; the same command goes on from there") from error
    return found


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
        item = json.loads(line)
        read_item(item)
    except (ValueError, TypeError):
        return None
    return dict(item)


async def _asked(model: ChatModel, times: int, item: Mapping[str, Any]) -> Judgement:
    question, answer = read_item(item)
    return await judge(model, question, answer, times)
