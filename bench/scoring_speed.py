"""How fast answers are scored: a line of a corpus by `coach score`, and two spoken minutes in a warm process.

    python bench/scoring_speed.py CORPUS_FOLDER [--json FILE]

Processor time of one thread, the best of several runs. A line is read, scored and written; the start of the process is
measured by a corpus of one line and taken off. No sentence is scored twice: rounds after the first join the first half
of each sentence with the second half of another. The long answers are made of many to one kind of question, and scored
with their advice: as new ones, and once more. A third of them has words aimed at the grader or rows of terms from an
answer that does; such an answer is scored once more without them, so that the others are told apart.

Machines differ, and one from one hour to the next: a plain loop is timed beside it, and both are told in its steps too.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from train_labels import read_authors  # noqa: E402

from scoring.corpus import read_item, score_item  # noqa: E402
from scoring.flags import bare_lists  # noqa: E402
from scoring.injection import find_injection  # noqa: E402
from scoring.score import score_answer  # noqa: E402

Item = dict[str, Any]
TWO_MINUTES = 118.0
ROUNDS = 4
RUNS = 3
STEPS = 1_000_000


def speed(items: Sequence[Item]) -> dict[str, float]:
    """Prints and returns: milliseconds a line, lines a minute, and milliseconds for two minutes, new and again."""
    step = step_seconds()
    each = line_seconds(items)
    new, once, again = long_seconds(items)
    step = min(step, step_seconds())
    print(f"speed: {1000 * each:.2f} ms of processor time a line of `coach score`, {60 / each:.0f} a minute and core")
    print(
        f"speed: {1000 * new:.2f} ms for a new answer of two minutes with its advice ({1000 * once:.2f} ms where it is "
        f"scored once), {1000 * again:.2f} ms once more"
    )
    print(
        f"speed: {1e9 * step:.0f} ns a step of a plain loop here; a line takes {each / step:.0f} of them, "
        f"a new answer of two minutes {new / step:.0f}"
    )
    found = {"step_ms": step, "line_ms": each, "new_ms": new, "new_plain_ms": once, "again_ms": again}
    return {name: 1000 * seconds for name, seconds in found.items()} | {"lines_a_minute": 60 / each}


def step_seconds() -> float:
    """Of one step of a plain loop that adds up squares: the yardstick of this core."""

    def loop() -> None:
        total = 0
        for number in range(STEPS):
            total += number * number

    return min(_seconds(loop) for _ in range(RUNS)) / STEPS


def line_seconds(items: Sequence[Item]) -> float:
    """Of one line, by the command itself."""
    lines = [json.dumps(item) + "\n" for item in unheard(items, ROUNDS)]
    with tempfile.TemporaryDirectory() as scratch:
        all_, one = Path(scratch) / "all.jsonl", Path(scratch) / "one.jsonl"
        all_.write_text("".join(lines), "utf-8")
        one.write_text(lines[0], "utf-8")
        return min(_command(all_) - _command(one) for _ in range(RUNS)) / (len(lines) - 1)


def unheard(items: Sequence[Item], rounds: int) -> Iterator[Item]:
    """The items; then, round after round, with sentences that were in none."""
    chance = random.Random(1)
    said = [s["text"].split() for item in items for s in item["sentences"]]
    for number in range(rounds):
        for item in items:
            texts = [
                s["text"] if number == 0 else _joined(s["text"].split(), chance.choice(said)) for s in item["sentences"]
            ]
            sentences = [{**s, "text": text} for s, text in zip(item["sentences"], texts, strict=True)]
            yield {**item, "id": f"{item['id']} {number}", "sentences": sentences}


def _joined(first: Sequence[str], second: Sequence[str]) -> str:
    return " ".join((*first[: len(first) // 2], *second[len(second) // 2 :]))


def _command(corpus: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "coach", "score", str(corpus)], stdout=subprocess.DEVNULL, cwd=ROOT, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def long_seconds(items: Sequence[Item]) -> tuple[float, float, float]:
    """Of an answer of two minutes that is new, of one with nothing aimed at the grader, and of one that was scored
    before: the median of many."""
    for item in items[:50]:
        score_item(item)
    new, once, again = [], [], []
    for item in long_answers([*unheard(items, ROUNDS)][len(items) :]):
        question, answer = read_item(item)
        runs = [_seconds(lambda q=question, a=answer: score_answer(q, a)) for _ in range(RUNS + 1)]
        new.append(runs[0])
        if not find_injection(answer.sentences) and not bare_lists(question, answer.sentences):
            once.append(runs[0])
        again.append(min(runs[1:]))
    return median(new), median(once), median(again)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def long_answers(items: Sequence[Item]) -> Iterator[Item]:
    """Answers of about two minutes, each out of the sentences of several to behavioural questions."""
    sentences: list[Item] = []
    now = 0.0
    stories = (one for one in items if one["question"]["kind"] == "behavioural")
    for story, said in ((one, said) for one in stories for said in one["sentences"]):
        seconds = said["end"] - said["start"]
        sentences.append({**said, "start": now, "end": now + seconds})
        now += seconds + 0.4
        if now >= TWO_MINUTES:
            yield {**story, "sentences": sentences}
            sentences, now = [], 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    if not list(args.corpus.glob("dev*.jsonl")):
        parser.error(f"no dev*.jsonl in {args.corpus}")
    found = speed([item for own in read_authors(args.corpus).values() for item in own])
    if args.json:
        args.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
