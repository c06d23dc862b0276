"""`coach score`: the corpus format in and out, or one answer made readable."""

from __future__ import annotations

import asyncio
import json as json_module
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from coach.app import Coach
from coach.commands.common import coach_for_command, tell
from coach.commands.scorecard_text import as_text
from coach.errors import AudioError, BankError, UsageError
from coach.interview.record import score as score_one
from scoring.answer import Answer, Sentence, Word
from scoring.corpus import score_item
from scoring.question import Question
from scoring.sentences import split_sentences, typed_sentences


def score(
    file: Annotated[Path, typer.Argument(help="FILE.jsonl (corpus), FILE.json or a sound file (one answer).")],
    question: Annotated[str | None, typer.Option(help="Question id, for one answer.")] = None,
    model: Annotated[str | None, typer.Option(help="Whisper model, for a sound file.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One answer's scorecard as JSON.")] = False,
) -> None:
    """Score a corpus line by line, or one answer with its evidence."""
    if not file.exists():
        raise AudioError(f"there is no file {file}")
    if file.suffix == ".jsonl":
        for line in _corpus(file):
            print(line, flush=True)
        return
    if question is None:
        raise UsageError("one answer needs --question ID; `coach bank show BANK` lists the questions")
    with coach_for_command(model) as coach:
        asked = _question(coach, question)
        answer = _read_json(file) if file.suffix == ".json" else asyncio.run(_heard(coach, file))
    card = score_one(asked, answer)
    print(json_module.dumps(asdict(card), ensure_ascii=False) if json else as_text(asked, answer, card))


def _corpus(file: Path) -> Iterator[str]:
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield json_module.dumps(score_item(json_module.loads(line)), ensure_ascii=False)
            except ValueError as error:
                raise BankError(f"{file.name}:{number}: {error}") from error


def _question(coach: Coach, question_id: str) -> Question:
    for bank in coach.banks().values():
        entry = bank.find(question_id)
        if entry is not None:
            return entry.question
    raise BankError(f"no bank has a question {question_id!r}; `coach bank list` and `coach bank show BANK` list them")


def _read_json(file: Path) -> Answer:
    """{"sentences": [{text, start, end}]}, {"words": [{text, start, end}]} or {"text": …} (typed)."""
    expected = 'expected {"sentences": […]}, {"words": […]} or {"text": "…"}'
    try:
        fields = json_module.loads(file.read_text("utf-8"))
    except ValueError as error:
        raise BankError(f"{file.name}: not JSON; {expected}") from error
    if not isinstance(fields, dict):
        raise BankError(f"{file.name}: {expected}")
    try:
        return _answer(fields)
    except (KeyError, TypeError, ValueError) as error:
        raise BankError(f"{file.name}: {error!r}; {expected}") from error


def _answer(fields: Mapping[str, Any]) -> Answer:
    if "sentences" in fields:
        return Answer(tuple(Sentence(s["text"], float(s["start"]), float(s["end"])) for s in fields["sentences"]))
    if "words" in fields:
        words = [Word(w["text"], float(w["start"]), float(w["end"]), w.get("confidence")) for w in fields["words"]]
        return Answer(tuple(split_sentences(words)))
    return Answer(tuple(typed_sentences(str(fields["text"]))), typed=True)


async def _heard(coach: Coach, file: Path) -> Answer:
    tell(f"Loading {coach.whisper_model} …")
    coach.transcriber()
    words: list[Word] = []
    async for line in coach.transcribe(file, "fast"):
        if line.type == "final":
            words += line.words
    begin = words[0].start if words else 0.0
    moved = [Word(w.text, w.start - begin, w.end - begin, w.confidence) for w in words]
    return Answer(tuple(split_sentences(moved)))
