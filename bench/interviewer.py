"""Sixteen scripted candidates against every profile and every question: which properties hold, as a table.

    python bench/interviewer.py [--model PLAY|all] [--bank ID] [--profile ID] [--candidate NAME] [--first N]
                                [--failures N] [--no-whole] [--json FILE]

Without `--model` the scripted interviewer asks; a PLAY is a language model on loopback that is good, babbling, leaking,
dropping demands, slow or "cut off", behind the real adapter; `all` runs the scripted interviewer and every play, a
column each. Exit status 1 where a property failed. The CPU time of whole interviews is printed with and without
scoring.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.interviews.candidates import CANDIDATES, CLAIMS
from bench.interviews.loopback import LoopbackModel, loopback_model
from bench.interviews.plays import PLAYS
from bench.interviews.properties import MODEL_PROPERTIES, PROPERTIES
from bench.interviews.transcript import Transcript
from coach.interview.plan import choose_questions
from coach.interview.rehearsal import Rehearsal
from coach.interview.script import run_script
from coach.records.profiles import Profile, load_profiles
from coach.records.question_banks import Bank, find_banks


def interview(
    candidate: str,
    bank: Bank,
    profile: Profile,
    question_ids: Sequence[str],
    play: str = "",
    model: LoopbackModel | None = None,
) -> Transcript:
    """One rehearsal of these questions with that candidate, who answers each in turn. `model` plays `play`."""
    bank = replace(bank, claims=CLAIMS)
    entries = [q for q in bank.questions if q.question.id in question_ids]
    lines = [line.model_copy(update={"question": e.question.id}) for e in entries for line in CANDIDATES[candidate](e)]
    rehearsal = Rehearsal("bench", bank, question_ids, profile, "llm" if model else "scripted", hearing="script")
    events = run_script(rehearsal, lines, consult=model.consult if model else None)
    return Transcript(candidate, bank, profile, tuple(question_ids), tuple(events), play)


def interviews(args: argparse.Namespace, play: str, model: LoopbackModel | None) -> Iterator[Transcript]:
    for bank in find_banks().values():
        for profile in load_profiles().values():
            if args.bank not in (None, bank.id) or args.profile not in (None, profile.id):
                continue
            for candidate in CANDIDATES if args.candidate is None else [args.candidate]:
                for entry in bank.questions[: args.first]:
                    yield interview(candidate, bank, profile, [entry.question.id], play, model)
                if not args.no_whole:
                    yield interview(candidate, bank, profile, choose_questions(bank, profile), play, model)


@dataclass
class Column:
    """One interviewer: how often each property was checked, and how often it failed."""

    interviews: int = 0
    checked: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)

    def cell(self, name: str) -> str:
        checked = self.checked[name]
        return f"{100 * (checked - self.failed[name]) / checked:.1f} %" if checked else "-"


def main() -> int:
    args = _arguments()
    plays = ["scripted", *PLAYS] if args.model == "all" else [args.model or "scripted"]
    columns = {play: _column(args, play) for play in plays}
    if not any(column.interviews for column in columns.values()):
        print("nothing to run: no such bank, profile or candidate", file=sys.stderr)
        return 2
    _print_table(columns)
    failed = sum(column.failed.total() for column in columns.values())
    print(
        f"{sum(c.interviews for c in columns.values())} interviews, {len(PROPERTIES)} properties and "
        f"{len(MODEL_PROPERTIES)} of models, {sum(c.checked.total() for c in columns.values())} checks, {failed} failed"
    )
    _print_cost()
    if args.json:
        told = {
            play: {"interviews": c.interviews, "checked": c.checked, "failed": c.failed} for play, c in columns.items()
        }
        args.json.write_text(json.dumps(told, indent=1))
    return 1 if failed else 0


def _column(args: argparse.Namespace, play: str) -> Column:
    column = Column()
    scripted = play == "scripted"
    with nullcontext(None) if scripted else loopback_model(play) as model:
        for transcript in interviews(args, "" if scripted else play, model):
            column.interviews += 1
            for name, rule in (PROPERTIES | ({} if scripted else MODEL_PROPERTIES)).items():
                column.checked[name] += 1
                if wrong := next(rule(transcript), None):
                    column.failed[name] += 1
                    if column.failed[name] <= args.failures:
                        place = (
                            f"{transcript.candidate} · {transcript.profile.id} · {','.join(transcript.question_ids)}"
                        )
                        print(f"  {play}: {name}: {place}: {wrong[:160]}", file=sys.stderr)
    return column


def _print_table(columns: Mapping[str, Column]) -> None:
    names = [n for n in (*PROPERTIES, *MODEL_PROPERTIES) if any(c.checked[n] for c in columns.values())]
    wide = max(map(len, names))
    print(f"{'property':<{wide}}", *(f"{play:>9}" for play in columns))
    for name in names:
        print(f"{name:<{wide}}", *(f"{column.cell(name):>9}" for column in columns.values()))


def _print_cost() -> None:
    """CPU of a whole interview of eight questions, and what of it is not spent in `scoring.score.score_answer`."""
    from unittest.mock import patch

    from coach.interview import record

    bank = next(iter(find_banks().values()))
    profile = next(iter(load_profiles().values()))
    ids = [q.question.id for q in bank.questions[:8]]
    real, scoring = record.score_answer, [0.0]

    def timed(*given: Any, **more: Any) -> Any:
        began = time.process_time()
        try:
            return real(*given, **more)
        finally:
            scoring[0] += time.process_time() - began

    interview("excellent", bank, profile, ids)
    with patch.object(record, "score_answer", timed):
        began = time.process_time()
        interview("excellent", bank, profile, ids)
        whole = time.process_time() - began
    print(
        f"{len(ids)} questions, {profile.id}: {1000 * whole:.0f} ms of CPU, {1000 * (whole - scoring[0]):.0f} ms of "
        "it beyond scoring"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", choices=["scripted", *PLAYS, "all"])
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the counts there")
    parser.add_argument("--bank")
    parser.add_argument("--profile")
    parser.add_argument("--candidate", choices=list(CANDIDATES))
    parser.add_argument("--first", type=int, metavar="N", help="only the first N questions of a bank")
    parser.add_argument("--failures", type=int, default=3, metavar="N", help="show so many failures of each property")
    parser.add_argument("--no-whole", action="store_true", help="single questions only")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
