"""Sixteen scripted candidates against every profile and every question: which properties hold, as a table.

    python bench/interviewer.py [--bank ID] [--profile ID] [--candidate NAME] [--first N] [--failures N] [--no-whole]

Exit status 1 where a property failed. The CPU time of whole interviews is printed with and without scoring.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.interviews.candidates import CANDIDATES
from bench.interviews.properties import PROPERTIES
from bench.interviews.transcript import Transcript
from coach.interview.plan import choose_questions
from coach.interview.rehearsal import Rehearsal
from coach.interview.script import run_script
from coach.records.profiles import Profile, load_profiles
from coach.records.question_banks import Bank, find_banks


def interview(candidate: str, bank: Bank, profile: Profile, question_ids: Sequence[str]) -> Transcript:
    """One rehearsal of these questions with that candidate, who answers each in turn."""
    entries = [q for q in bank.questions if q.question.id in question_ids]
    lines = [line.model_copy(update={"question": e.question.id}) for e in entries for line in CANDIDATES[candidate](e)]
    rehearsal = Rehearsal("bench", bank, question_ids, profile, hearing="script")
    return Transcript(candidate, bank, profile, tuple(question_ids), tuple(run_script(rehearsal, lines)))


def interviews(args: argparse.Namespace) -> Iterator[Transcript]:
    for bank in find_banks().values():
        for profile in load_profiles().values():
            if args.bank not in (None, bank.id) or args.profile not in (None, profile.id):
                continue
            for candidate in CANDIDATES if args.candidate is None else [args.candidate]:
                for entry in bank.questions[: args.first]:
                    yield interview(candidate, bank, profile, [entry.question.id])
                if not args.no_whole:
                    yield interview(candidate, bank, profile, choose_questions(bank, profile))


def main() -> int:
    args = _arguments()
    checked: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    count = 0
    for transcript in interviews(args):
        count += 1
        for name, rule in PROPERTIES.items():
            checked[name] += 1
            if wrong := next(rule(transcript), None):
                failed[name] += 1
                shown[name] += 1
                if shown[name] <= args.failures:
                    place = f"{transcript.candidate} · {transcript.profile.id} · {','.join(transcript.question_ids)}"
                    print(f"  {name}: {place}: {wrong[:160]}", file=sys.stderr)
    if not checked:
        print("nothing to run: no such bank, profile or candidate", file=sys.stderr)
        return 2
    _print_table(checked, failed)
    print(f"{count} interviews, {len(PROPERTIES)} properties, {sum(checked.values())} checks, {failed.total()} failed")
    _print_cost()
    return 1 if failed.total() else 0


def _print_table(checked: Counter[str], failed: Counter[str]) -> None:
    wide = max(map(len, PROPERTIES))
    print(f"{'property':<{wide}}  held / checked")
    for name in PROPERTIES:
        held = checked[name] - failed[name]
        print(f"{name:<{wide}}  {held:>5} / {checked[name]}  {100 * held / checked[name]:.1f} %")


def _print_cost() -> None:
    """CPU of a whole interview of eight questions beyond scoring: scored once as it is, once with scores ready."""
    from unittest.mock import patch

    from coach.interview import agenda, record

    bank = next(iter(find_banks().values()))
    profile = next(iter(load_profiles().values()))
    ids = [q.question.id for q in bank.questions[:8]]
    real, scoring = record.score, [0.0]

    def timed(*given: object) -> object:
        began = time.process_time()
        try:
            return real(*given)  # type: ignore[arg-type]
        finally:
            scoring[0] += time.process_time() - began

    interview("excellent", bank, profile, ids)
    with patch.object(agenda, "score", timed):
        began = time.process_time()
        interview("excellent", bank, profile, ids)
        whole = time.process_time() - began
    print(
        f"{len(ids)} questions, {profile.id}: {1000 * whole:.0f} ms of CPU, {1000 * (whole - scoring[0]):.0f} ms of "
        "it beyond scoring"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bank")
    parser.add_argument("--profile")
    parser.add_argument("--candidate", choices=list(CANDIDATES))
    parser.add_argument("--first", type=int, metavar="N", help="only the first N questions of a bank")
    parser.add_argument("--failures", type=int, default=3, metavar="N", help="show so many failures of each property")
    parser.add_argument("--no-whole", action="store_true", help="single questions only")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
