"""How well answers by an author whom the weights never saw are scored, beside naive baselines, with 95 % intervals.

    python bench/scoring.py CORPUS_FOLDER [--draws 300] [--judgements JUDGED.jsonl]

Trains on all authors (dev*.jsonl and scoring/training) but one, scores that one, and so for each; intervals by
resampling answers. The rules were looked at beside the corpus, `answers5` and `answers6`, `answers9` to `answers15`
(those of the constraints also beside `answers16`, `answers17`, and how examples begin beside one answer each of
`answers20` and `answers26`), and `answers19`, `answers21`, `answers23`, `answers25`; `answers7`, `answers8`,
`answers20`, `answers22`, `answers24`, `answers26` were kept back, but for three things that were looked at beside all
authors: when a plan is generic, what tells something and so is an answer, and when "like" is a filler. Strays are
answers held against other questions of their author: they should be flagged `off_topic`.
With judgements, kept by `coach score --judge 1 --judgements`, the same scores are shown with the judge's opinions.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean, median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from train_labels import FIRST_AUTHOR, read_authors  # noqa: E402

from bench.scoring_speed import speed  # noqa: E402
from coach.commands.judgements import read_judgements  # noqa: E402
from scoring.agreement import partial_spearman, quadratic_kappa, spearman  # noqa: E402
from scoring.corpus import score_item  # noqa: E402
from scoring.rubric import CEILINGS  # noqa: E402
from scoring.scorecard import COMPONENTS  # noqa: E402

Item = dict[str, Any]
Pair = tuple[Item, Item]
LABELS = "STARFO"
NON_NATIVE = re.compile(r"non-?native|grammar|-shaped|\b[A-Z][a-z]+ speaker\b")
BY_AUTHOR = (
    "sentence macro F1",
    "concept F1",
    "constraint accuracy",
    "flag micro F1",
    "overall Spearman",
    "overall MAE",
)
CUES = {
    "S": r"\b(when i was|at my last|we had|the project|there was|last (?:year|spring|autumn))\b",
    "T": r"\b(my job was|i was responsible|i needed to|the goal|i was asked|my task)\b",
    "R": r"\b(as a result|which led to|dropped|increased|in the end|went from|percent)\b",
    "F": r"\b(i learn|looking back|next time|in hindsight|differently|taught me|since then)",
    "A": r"\b(so i|first i|then i|i (?:built|wrote|ran|checked|made|asked|took))\b",
}


def f1(pairs: Sequence[tuple[bool, bool]]) -> float:
    hit = sum(a and b for a, b in pairs)
    wrong = sum(a != b for a, b in pairs)
    return 2 * hit / (2 * hit + wrong) if hit + wrong else 1.0


def sentence_f1(pairs: Sequence[Pair]) -> float:
    both = [(s["label"], p) for g, c in pairs for s, p in zip(g["sentences"], c["sentences"], strict=True)]
    return fmean(f1([(a == x, b == x) for a, b in both]) for x in LABELS)


def stars(pairs: Sequence[Pair]) -> list[tuple[str, int, int]]:
    told = [(g["gold"]["star"], c["star"] or {}) for g, c in pairs if g["gold"]["star"]]
    return [(k, gold[k], card.get(k, 0)) for gold, card in told for k in COMPONENTS]


def presence_f1(pairs: Sequence[Pair]) -> float:
    rows = stars(pairs)
    return fmean(f1([(a >= 2, b >= 2) for k, a, b in rows if k == x]) for x in COMPONENTS)


def level_kappa(pairs: Sequence[Pair]) -> float:
    rows = stars(pairs)
    return quadratic_kappa([a for _, a, _ in rows], [b for _, _, b in rows]) or 0.0


def demands(pairs: Sequence[Pair]) -> list[tuple[bool, bool]]:
    rows = [(g["gold"]["constraints"], c["constraints"]) for g, c in pairs]
    return [(a["satisfied"], bool(b["satisfied"])) for gold, card in rows for a, b in zip(gold, card, strict=True)]


def concepts(pairs: Sequence[Pair]) -> list[tuple[bool, bool]]:
    return [(used, bool(c["concepts"].get(name))) for g, c in pairs for name, used in g["gold"]["concepts"].items()]


def flags(pairs: Sequence[Pair]) -> list[tuple[bool, bool]]:
    return [(n in g["gold"]["flags"], n in c["flags"]) for g, c in pairs for n in {*g["gold"]["flags"], *c["flags"]}]


def apart(name: str) -> Callable[[Sequence[Pair]], float]:
    return lambda pairs: fmean(abs(g["gold"][name] - c[name]) for g, c in pairs)


def overall(pairs: Sequence[Pair]) -> tuple[list[float], list[float]]:
    return [c["overall"] or 0 for _, c in pairs], [g["gold"]["overall"] for g, _ in pairs]


def band_kappa(pairs: Sequence[Pair]) -> float:
    first, second = ([min(int(v) // 20, 4) for v in values] for values in overall(pairs))
    return quadratic_kappa(first, second) or 0.0


def beyond_length(pairs: Sequence[Pair]) -> float:
    return partial_spearman(*overall(pairs), [float(words(g)) for g, _ in pairs])


FIGURES: dict[str, tuple[Callable[[Sequence[Pair]], float], str]] = {
    "sentence macro F1": (sentence_f1, ">= .82"),
    "component presence F1": (presence_f1, ">= .87"),
    "STAR level QWK": (level_kappa, ">= .75"),
    "constraint accuracy": (lambda p: fmean(a == b for a, b in demands(p)), ">= .97"),
    "violation F1": (lambda p: f1([(not a, not b) for a, b in demands(p)]), ">= .93"),
    "concept F1": (lambda p: f1(concepts(p)), ">= .90"),
    "filler MAE": (apart("fillers"), "<= .3"),
    "data-point MAE": (apart("data_points"), "<= .5"),
    "flag micro F1": (lambda p: f1(flags(p)), ">= .85"),
    "overall Spearman": (lambda p: spearman(*overall(p)), ">= .88"),
    "  with length held fixed": (beyond_length, ""),
    "band QWK": (band_kappa, ">= .82"),
    "overall MAE": (apart("overall"), "<= 9"),
}


def words(item: Item) -> int:
    return sum(len(s["text"].split()) for s in item["sentences"])


def by_cue(text: str) -> str:
    return next((label for label, cue in CUES.items() if re.search(cue, text, re.IGNORECASE)), "O")


def interval(figure: Callable[[Sequence[Pair]], float], pairs: Sequence[Pair], draws: int) -> tuple[float, float]:
    chance = random.Random(5)
    found = sorted(figure(chance.choices(pairs, k=len(pairs))) for _ in range(draws))
    return found[int(0.025 * draws)], found[min(draws - 1, int(0.975 * draws))]


def held_out(folder: Path) -> dict[str, Item]:
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "scores.jsonl"
        trained = [sys.executable, str(ROOT / "scripts" / "train_labels.py"), str(folder), "--held-out", str(out)]
        subprocess.run(trained, check=True)
        return {row["id"]: row for row in map(json.loads, out.read_text("utf-8").splitlines())}


def judged(items: Sequence[Item], kept: Path) -> None:
    """The weights that ship, alone and with a judge: both have seen the answers, only their difference tells."""
    opinions = read_judgements(kept)
    own = [item for item in items if item["id"] in opinions]
    if not own:
        print(f"no judgement in {kept} is of an answer here")
        return
    for name, with_judge in (("rules and weights", False), ("with the judge", True)):
        cards = [score_item(i, judgement=opinions[i["id"]] if with_judge else None) for i in own]
        machine, human = overall(list(zip(own, cards, strict=True)))
        off = fmean(abs(a - b) for a, b in zip(machine, human, strict=True))
        print(f"{name:24} n {len(own):3}  Spearman {spearman(machine, human):.3f}  MAE {off:.2f}")


def baselines(authors: Sequence[Sequence[Item]]) -> None:
    guesses: dict[str, list[Pair]] = {"majority": [], "cue words": [], "position": []}
    points: dict[str, list[tuple[float, float]]] = {"median": [], "length": [], "cue words": []}
    for n, own in enumerate(authors):
        others = [item for m, items in enumerate(authors) if m != n for item in items]
        most = Counter(s["label"] for item in others for s in item["sentences"]).most_common(1)[0][0]
        seen: dict[tuple[int, int], Counter[str]] = {}
        for item in others:
            for place, s in zip(places(item), item["sentences"], strict=True):
                seen.setdefault(place, Counter())[s["label"]] += 1
        middle = median(item["gold"]["overall"] for item in others)
        for item in own:
            texts, gold = [s["text"] for s in item["sentences"]], item["gold"]["overall"]
            cued = [by_cue(text) for text in texts]
            guesses["majority"].append((item, {"sentences": [most] * len(texts)}))
            guesses["cue words"].append((item, {"sentences": cued}))
            placed = [seen[p].most_common(1)[0][0] if p in seen else most for p in places(item)]
            guesses["position"].append((item, {"sentences": placed}))
            points["median"].append((middle, gold))
            points["length"].append((words(item), gold))
            points["cue words"].append((20 * len(set(cued) - {"O"}), gold))
    for name, pairs in guesses.items():
        print(f"baseline {name:12} sentence macro F1 {sentence_f1(pairs):.3f}")
    for name, rows in points.items():
        said, gold = zip(*rows, strict=True)
        off = "" if name == "length" else f", MAE {fmean(abs(a - b) for a, b in rows):.1f}"
        print(f"baseline {name:12} overall Spearman {spearman(said, gold):.3f}{off}")


def places(item: Item) -> list[tuple[int, int]]:
    n = len(item["sentences"])
    return [(min(i, 4), min(n - 1 - i, 4)) for i in range(n)]


def bias(pairs: Sequence[Pair]) -> float:
    machine, human = overall(pairs)
    return fmean(machine) - fmean(human)


def subgroups(pairs: Sequence[Pair], draws: int) -> None:
    """Points above (+) or below the labels; native or not is what the labeller's note says, where it says anything."""
    middle = median(words(g) for g, _ in pairs)
    for name, member in (
        ("shorter half", lambda g: words(g) <= middle),
        ("longer half", lambda g: words(g) > middle),
        ("noted as non-native", lambda g: bool(NON_NATIVE.search(g.get("notes", "")))),
        ("not so noted", lambda g: not NON_NATIVE.search(g.get("notes", ""))),
        ("apologises for English", lambda g: "apologises_for_english" in g["gold"]["flags"]),
        *((kind, lambda g, k=kind: g["question"]["kind"] == k) for kind in ("behavioural", "resume", "technical")),
    ):
        own = [p for p in pairs if member(p[0])]
        if len(own) >= 5:
            low, high = interval(bias, own, draws)
            told = f"bias {bias(own):+5.1f} [{low:+5.1f}, {high:+5.1f}]  Spearman {spearman(*overall(own)):.3f}"
            print(f"{name:24} n {len(own):3}  {told}")


def stray_figures(name: str, pairs: Sequence[Pair]) -> None:
    """How many strays are flagged, or end under the ceiling anyhow; and how many answers to the point are flagged."""
    strays = [stray for _, card in pairs for stray in card["strays"]]
    fair = [card for item, card in pairs if "off_topic" not in item["gold"]["flags"]]
    flagged = fmean("off_topic" in stray["flags"] for stray in strays)
    low = fmean((stray["overall"] or 0) <= CEILINGS["off_topic"] for stray in strays)
    false = sum("off_topic" in card["flags"] for card in fair)
    print(f"strays, {name:7} {len(strays):4}: flagged {flagged:.2f}, under its ceiling {low:.2f}")
    print(f"answers to the point flagged off_topic: {false} of {len(fair)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--draws", type=int, default=300)
    parser.add_argument("--judgements", type=Path)
    args = parser.parse_args()
    if len(list(args.corpus.glob("dev*.jsonl"))) < 2:
        parser.error(f"fewer than two dev*.jsonl in {args.corpus}")
    authors = {name: own for name, own in read_authors(args.corpus).items() if name not in FIRST_AUTHOR}
    scores = held_out(args.corpus)
    pairs = {name: [(item, scores[item["id"]]) for item in own] for name, own in authors.items()}
    corpus = [p for name, own in pairs.items() if name.startswith("dev") for p in own]
    rest = [p for name, own in pairs.items() if not name.startswith("dev") for p in own]
    print(f"{'':26}  corpus, {len(corpus)} answers        others, {len(rest)}   target")
    for name, (figure, target) in FIGURES.items():
        low, high = interval(figure, corpus, args.draws)
        print(f"{name:26} {figure(corpus):7.3f}  [{low:6.3f}, {high:6.3f}]  {figure(rest):7.3f}    {target}")
    for name, own in pairs.items():
        figures = ", ".join(f"{f} {FIGURES[f][0](own):.3f}" for f in BY_AUTHOR)
        print(f"author {name:10} {figures}")
    baselines([own for name, own in authors.items() if name.startswith("dev")])
    subgroups(corpus + rest, args.draws)
    stray_figures("corpus", corpus)
    stray_figures("others", rest)
    items = [item for own in authors.values() for item in own]
    if args.judgements:
        judged(items, args.judgements)
    speed(items)


if __name__ == "__main__":
    main()
