"""`coach score`: the corpus format in and out, or one answer made readable."""

from __future__ import annotations

import asyncio
import json as json_module
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from coach.app import Coach
from coach.commands.common import coach_for_command, report_bad, tell
from coach.commands.corpus import Scoring, already_scored, progress_of, score_lines, writing
from coach.commands.judgements import RUN, Asking, Opinions, opinions_on, read_judgements
from coach.commands.rubric import read_rubric
from coach.commands.scorecard_text import as_text
from coach.errors import AudioError, BankError, CoachError, UsageError
from coach.interview.costs import MeteredModel
from coach.interview.judge import opinions as ask_judge
from coach.interview.record import score as score_one
from scoring.answer import Answer, Word
from scoring.corpus import parse_object, read_sentences, read_words, text_of
from scoring.judgement import PROMPT_VERSION, Judgement
from scoring.question import Question
from scoring.rubric import Rubric
from scoring.score import score_answer
from scoring.sentences import split_sentences, typed_sentences
from scoring.wording import counted


def score(  # noqa: PLR0913
    file: Annotated[Path, typer.Argument(help="FILE.jsonl (corpus), FILE.json or a sound file (one answer).")],
    question: Annotated[str | None, typer.Option(help="Question id, for one answer.")] = None,
    model: Annotated[str | None, typer.Option(help="Whisper model, for a sound file.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One answer's scorecard as JSON.")] = False,
    rubric: Annotated[str, typer.Option(help="house, non-native, or a rubric file.")] = "house",
    workers: Annotated[int, typer.Option(min=1, help="Processes for a corpus.")] = 1,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Report bad lines of a corpus and go on.")] = False,
    resume: Annotated[Path | None, typer.Option(help="Write a corpus' scores here, going on where it ends.")] = None,
    judge: Annotated[
        int | None, typer.Option(help="Opinions a criterion that a model is asked for: 0, 1 or 3.")
    ] = None,
    max_cost: Annotated[
        float | None, typer.Option(min=0, help="US dollars that the judge may cost in this run (COACH_LLM_MAX_COST).")
    ] = None,
    judgements: Annotated[Path | None, typer.Option(help="Where a judge's opinions of a corpus are kept.")] = None,
) -> None:
    """Score a corpus line by line, or one answer with its evidence."""
    if not file.exists():
        raise AudioError(f"there is no file {file}")
    chosen = read_rubric(rubric)
    if file.suffix == ".jsonl":
        _corpus(file, Run(chosen, resume, workers, skip_bad, Judging(judge, max_cost), judgements))
        return
    if question is None:
        raise UsageError("one answer needs --question ID; `coach bank show BANK` lists the questions")
    with coach_for_command(model) as coach:
        asked = _question(coach, question)
        answer = _read_json(file) if file.suffix == ".json" else asyncio.run(_heard(coach, file))
        given, missing = _opinions(coach, Judging(judge, max_cost), asked, answer)
    card = score_answer(asked, answer, given, chosen) if answer.sentences else score_one(asked, answer)
    if json:
        print(json_module.dumps(asdict(card) | ({"no_opinion": missing} if missing else {}), ensure_ascii=False))
    else:
        print(as_text(asked, answer, card))
        if missing:
            print(f"{'Not every opinion' if given else 'No opinion'} of the judge: {missing}")


@dataclass(frozen=True, slots=True)
class Judging:
    """What the options say of the judge: opinions a criterion, and the most that they may cost; None = the settings."""

    times: int | None
    max_cost: float | None

    def most_cost(self, coach: Coach) -> float | None:
        return coach.settings.llm_max_cost if self.max_cost is None else self.max_cost


@dataclass(frozen=True, slots=True)
class Run:
    """How a corpus is to be scored."""

    rubric: Rubric
    resume: Path | None
    workers: int
    skip_bad: bool
    judging: Judging
    judgements: Path | None


def _corpus(file: Path, run: Run) -> None:
    done = already_scored(run.resume, file) if run.resume else frozenset[str]()
    opinions = _judged_corpus(file, run)
    how = Scoring(run.rubric, opinions.given, done, opinions.stopped)
    written = bad = 0
    with writing(run.resume, sys.stdout) as lines, progress_of(file) as bar:
        try:
            for outcome in score_lines(file, how, run.workers):
                if outcome.problem:
                    bad += 1
                    report_bad(f"{file.name}:{outcome.line}: {outcome.problem}", run.skip_bad)
                else:
                    written += 1
                    lines.write(outcome.scores + "\n")
                bar.update(bar.task_ids[0], completed=outcome.offset)
        except KeyboardInterrupt:
            lines.flush()
            if run.resume:  # the signal may have come between a line and its count
                written = len(already_scored(run.resume, file) - done)
            more = "; the same command goes on from here" if run.resume else ""
            raise CoachError(f"stopped after {counted(written, 'answer')}{more}") from None
    if not (written or bad or done):
        tell(f"{file.name}: there is no answer in it")
    if bad:
        were = "was" if bad == 1 else "were"
        tell(f"{counted(bad, 'bad line')} {were} skipped, {counted(written, 'answer')} scored")


def _times(coach: Coach, judge: int | None) -> int:
    """What the option says, else the setting. Raises UsageError."""
    times = coach.settings.judge if judge is None else judge
    if times not in (0, 1, 3):
        raise UsageError(f"--judge is {times}; expected 0, 1 or 3")
    return times


def _judged_corpus(file: Path, run: Run) -> Opinions:
    """Opinions on a corpus are asked for by the option alone: thousands of calls are nobody's default."""
    if not run.judging.times:
        return Opinions(read_judgements(run.judgements))
    with coach_for_command() as coach:
        times, most = _times(coach, run.judging.times), run.judging.most_cost(coach)
        found = opinions_on(file, Asking(coach.thinking.judge(), times, run.judgements, most))
    if found.stopped:
        have = "has" if len(found.given) == 1 else "have"
        has = (
            f"{counted(len(found.given), 'answer')} {have} its opinion, "
            "the others are scored by the rules and say no_opinion"
        )
        tell(f"{found.stopped}: the judge is asked no more. {has}. The same command goes on from there")
    return found


def _opinions(coach: Coach, judging: Judging, question: Question, answer: Answer) -> tuple[Judgement | None, str]:
    """The judge's, and why one or all of them are missing."""
    times, model = _times(coach, judging.times), coach.thinking.judge()
    if not times or not answer.sentences:
        return None, ""
    if model is None:
        raise UsageError("a judge needs COACH_JUDGE_MODEL or COACH_LLM_MODEL, e.g. ollama/llama3.2")
    metered = MeteredModel(model, PROMPT_VERSION, most=judging.most_cost(coach), what=RUN)
    found, missing = asyncio.run(ask_judge(metered, question, answer, times))
    if missing:
        tell(missing)
    return found, missing


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
        return _answer(parse_object(file.read_bytes()))
    except KeyError as missing:
        raise BankError(f"{file.name}: {missing} is missing; {expected}") from missing
    except (TypeError, AttributeError) as error:
        raise BankError(f"{file.name}: {expected}, with text, start and end in each of a list") from error
    except ValueError as error:
        raise BankError(f"{file.name}: {error}; {expected}") from error


def _answer(fields: Mapping[str, Any]) -> Answer:
    if "sentences" in fields:
        return Answer(read_sentences(fields["sentences"]))
    if "words" in fields:
        return Answer(split_sentences(read_words(fields["words"])))
    return Answer(typed_sentences(text_of(fields["text"], "text")), typed=True)


async def _heard(coach: Coach, file: Path) -> Answer:
    coach.check_audio(file)
    tell(f"Loading {coach.whisper_model} …")
    coach.transcriber()
    words: list[Word] = []
    async for line in coach.transcribe(file, "fast"):
        if line.type == "final":
            words += line.words
    begin = words[0].start if words else 0.0
    moved = [Word(w.text, w.start - begin, w.end - begin, w.confidence) for w in words]
    return Answer(tuple(split_sentences(moved)))
