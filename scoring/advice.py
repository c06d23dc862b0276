"""What to do differently next time, in words: the candidate's own sentence and how it could go.

Nothing is made up: where a fact is wanted that was not said, there is an ellipsis.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from scoring.answer import Sentence
from scoring.any_case import AnyCase
from scoring.counterfactual import Remedy, Rescored, rescored
from scoring.criteria import Findings
from scoring.data_points import find_numbers
from scoring.judgement import Judgement
from scoring.language import plain
from scoring.openings import first_committed, is_courtesy
from scoring.rubric import COMPONENT_NAMES
from scoring.scorecard import COMPONENTS, Change, Component, ConstraintResult, Label
from scoring.structure import LABEL_OF
from scoring.trimming import spare_sentences
from scoring.wording import demand_missed, listed, quoted

MOST_CHANGES = 3
NOTHING_SAID = "Say anything at all: one case, one thing you did, one outcome."
_MISSING: dict[Component, tuple[str, str]] = {
    "situation": ("Open by setting the scene: where and when it was, and who was involved", "This was in …, at …; …"),
    "task": ("Say what you yourself had to achieve, before you say what you did", "It fell to me to …, by …."),
    "action": ("Say what you yourself did, step by step", "First I …, and then I …."),
    "result": ("Say what came of it, with a figure before and after if you have one", "In the end …, from … to …."),
    "reflection": ("Close with what you learnt and now do differently", "What I took from it is …, so now I …."),
}
_SPECIFIC: dict[Component, str] = {
    "situation": "where it was, when, and how many were involved",
    "task": "what exactly you had to achieve, and by when",
    "action": "how you did it: with what, in which order, how often",
    "result": "what changed, by how much, and for whom",
    "reflection": "what you have done differently since then",
}
_FLAGGED = {
    "no_answer": "Tell one real case, however small: two sentences about it are worth more than a pass.",
    "off_topic": "Answer the question that was asked before anything else.",
    "keyword_stuffing": "Pick one of the terms you listed and tell how you used it in one case.",
    "prompt_injection": "Speak to the interviewer; words aimed at the grader earn nothing.",
    "generic": "Put one real case in place of the general statements: where it was, what you did, what came of it.",
    "rambling": "Leave out the asides, and keep to one line from the case to its outcome.",
}
_MARKS = {
    "reason": ("Say why", "… because …."),
    "step": ("Say what you would do, in order", "First I would …, then …."),
    "weighing": ("Say what it depends on", "If …, I would …; but when …, I would rather …."),
    "case": ("Give one concrete case", "For example, once …."),
}
_WE = re.compile(r"\b[Ww]e (?=(?:\w+ly )?(?:\w+ed|built|wrote|ran|made|found|took|went|sent|kept|put|began|chose)\b)")


def changes_of(findings: Findings, judgement: Judgement | None) -> tuple[Change, ...]:
    """The few changes that would help most, best first; () where nothing is to be changed."""
    if not findings.answer.sentences:
        return (Change("structure", NOTHING_SAID),)
    return tuple(_change(findings, each) for each in rescored(findings, judgement)[:MOST_CHANGES])


_NOTHING = AnyCase(r"\W*(?:(?:and|but|so|in the end)\W+)*(?:nobody|no one|nothing|none|no)\b")


def _change(findings: Findings, each: Rescored) -> Change:
    remedy = each.remedy
    match remedy.criterion:
        case "flags":
            return _unflag(findings, remedy)
        case "constraints":
            advice, could_say, at = _obey(findings, findings.constraints[int(remedy.subject)])
        case "structure":
            advice, could_say, at = _structure(findings, remedy)
        case "concepts":
            advice, could_say, at = _work_in(findings, remedy.subject)
        case "substance" | "clarity" | "delivery":
            advice, could_say, at = _manner(findings, remedy)
    return Change(remedy.criterion, advice, could_say, at, each.overall)


def _unflag(findings: Findings, remedy: Remedy) -> Change:
    flag = next(f for f in findings.flags if f.name == remedy.subject)
    at = flag.evidence[0].sentences[:1] if flag.evidence else (0,)
    if remedy.subject == "rambling":
        at = tuple(i for i, label in enumerate(findings.structure.labels) if label == "O" and i > 0)[:1] or at
    said = f"You said, for example, {quoted(findings.answer.sentences, at[0])}."
    return Change("flags", f"{_FLAGGED[remedy.subject]} {said}", "", at)


def _obey(findings: Findings, broken: ConstraintResult) -> tuple[str, str, tuple[int, ...]]:
    sentences = findings.answer.sentences
    at = broken.evidence[0].sentences if broken.evidence else ()
    advice = f"You {demand_missed(broken)}."
    over = -(broken.margin or 0.0)
    match broken.kind:
        case "max_seconds":
            return _trim(findings, advice, spare_sentences(findings, seconds=over)) or (advice, "", at)
        case "max_sentences" | "sentences_between" if at:
            return _trim(findings, advice, spare_sentences(findings, sentences=int(over))) or (advice, "", at)
        case "min_seconds":
            return f"{advice} {_room(findings, over)}", "", ()
        case "must_mention":
            best = _last(findings.structure.labels, "AO")
            return f"{advice} It could go in where you say {quoted(sentences, best)}.", "", (best,)
        case "yes_no_first":
            return f"{advice} You began with {quoted(sentences, 0)}.", "It could begin: “Yes.” or “No.”", (0,)
        case "exact_examples" if at:
            begins = listed([quoted(sentences, e.sentences[0]) for e in broken.evidence[:4]])
            another = "" if len(broken.evidence) > 1 else "The next could begin: “Another time, …”"
            return f"{advice} What was heard as an example begins with {begins}.", another, at
        case "exact_examples":
            return advice, "Each could begin: “One time, …”", ()
        case "ordered_list":
            return advice, "Count them aloud: “First, …. Second, ….”", at
        case _:
            return (f"{advice} It was {quoted(sentences, at[0])}." if at else advice), "", at


def _trim(findings: Findings, advice: str, spare: tuple[int, ...]) -> tuple[str, str, tuple[int, ...]] | None:
    if not spare:
        return None
    shown = listed([quoted(findings.answer.sentences, i) for i in spare[:3]])
    others = len(spare) - 3
    more = f" and {others} more like {'it' if others == 1 else 'them'}" * (others > 0)
    return f"{advice} You could leave out {shown}{more}, which costs you least.", "", spare


def _room(findings: Findings, seconds: float) -> str:
    levels = findings.structure.levels or {}
    worst = min(levels, key=levels.__getitem__, default=None)
    if worst is None or levels[worst] >= 2:
        return f"Use the {seconds:.0f} seconds that were left for one more detail of the case."
    return f"The {seconds:.0f} seconds that were left had room for {COMPONENT_NAMES[worst]}."


def _structure(findings: Findings, remedy: Remedy) -> tuple[str, str, tuple[int, ...]]:
    sentences, levels = findings.answer.sentences, findings.structure.levels
    if levels is None:
        advice, how = _MARKS[remedy.subject]
        at = _beside_mark(remedy.subject, sentences)
        return f"{advice}. You said {quoted(sentences, at)}.", f"It could go on: “{how}”", (at,)
    component = next(c for c in COMPONENTS if c == remedy.subject)
    evidence = findings.structure.evidence[component]
    if levels[component] == 0 or not evidence:
        advice, how = _MISSING[component]
        at = _neighbour(component, findings.structure.labels)
        where = "Before" if component in ("situation", "task") else "After"
        return f"{advice}.", f"{where} {quoted(sentences, at)} you could say: “{how}”", (at,)
    at = evidence[0].sentences[0]
    hinted = "You only hint at" if levels[component] == 1 else "Be more exact about"
    advice = f"{hinted} {COMPONENT_NAMES[component]} in {quoted(sentences, at)}. Say {_SPECIFIC[component]}."
    return advice, _own_doing(sentences[at]) if component == "action" else "", (at,)


def _beside_mark(mark: str, sentences: Sequence[Sentence]) -> int:
    """Where a missing part of a plan belongs: a step goes on from the end, a case from what is said at most length, a
    reason and what it depends on from the point itself."""
    first = first_committed(sentences) or 0
    match mark:
        case "step":
            return max((i for i, s in enumerate(sentences) if not is_courtesy(s.text)), default=first)
        case "case":
            return _longest(sentences, range(first, len(sentences)))
        case _:
            return first


def _longest(sentences: Sequence[Sentence], among: Iterable[int]) -> int:
    """The first of the longest."""
    return max(among, key=lambda i: len(plain(sentences[i].text)))


def _own_doing(sentence: Sentence) -> str:
    """The same sentence with “I”, where only “we” act in it."""
    said, changed = sentence.text, _WE.sub("I ", sentence.text, count=1)
    if changed == said or re.search(r"\bI\b", said):
        return ""
    return f"If it was you, say so: “{changed}”"


def _neighbour(component: Component, labels: Sequence[Label]) -> int:
    """The sentence before which, or after which, a missing component belongs."""
    match component:
        case "situation":
            return next((i for i, label in enumerate(labels) if label != "O"), 0)
        case "task":
            return next((i for i, label in enumerate(labels) if label in "ARF"), 0)
        case "action":
            return _last(labels, "ST")
        case "result":
            return _last(labels, "A")
        case "reflection":
            return _last(labels, "STAR")


def _last(labels: Sequence[Label], wanted: str) -> int:
    return max((i for i, label in enumerate(labels) if label in wanted), default=len(labels) - 1)


def _work_in(findings: Findings, name: str) -> tuple[str, str, tuple[int, ...]]:
    sentences, result = findings.answer.sentences, next(c for c in findings.concepts if c.name == name)
    if result.mentioned and result.evidence:
        at = result.evidence[0].sentences[0]
        return f"You name “{name}” in {quoted(sentences, at)} but do not use it. Say what it did there.", "", (at,)
    at = _last(findings.structure.labels, f"{LABEL_OF['action']}")
    advice = f"Bring in “{name}”: nothing you said shows it. The place is after {quoted(sentences, at)}."
    return advice, "", (at,)


def _manner(findings: Findings, remedy: Remedy) -> tuple[str, str, tuple[int, ...]]:
    sentences = findings.answer.sentences
    match remedy.subject:
        case "figures":
            at = _barest(findings)
            return f"Put a figure to {quoted(sentences, at)}: how many, how long, or how much.", "", (at,)
        case "fillers":
            at = findings.fillers[0].sentences[0]
            rate = f"{findings.fillers_a_minute:.0f} fillers a minute are noticed"
            return f"Pause in silence instead of filling it: {rate}, as in {quoted(sentences, at)}.", "", (at,)
        case "pace":
            rate_now = findings.delivery.delivered_rate or 0.0
            slower = rate_now > findings.rubric.rate_band.high
            return f"Speak {'more slowly' if slower else 'faster'}: it was {rate_now:.0f} words a minute.", "", ()
        case _:
            fault = findings.clarity.faults[0]
            at = fault.sentences[0]
            return f"Say {quoted(sentences, at)} more simply: {fault.note}.", "", (at,)


def _barest(findings: Findings) -> int:
    """The longest action or result without a number, a result first, and before both what does not say that nothing
    was; else the longest sentence without one, so that no figure is wanted of a bare verdict."""
    labels, sentences = findings.structure.labels, findings.answer.sentences
    ready = [plain(s.text) for s in sentences]
    bare = [
        i for i, label in enumerate(labels) if label in "RA" and not any(n.value > 1 for n in find_numbers(ready[i]))
    ]
    telling = [i for i in bare if not _NOTHING.opens(ready[i])]
    longest = max(telling or bare, key=lambda i: (labels[i] == "R", len(ready[i])), default=None)
    if longest is not None:
        return longest
    open_to_it = [i for i, text in enumerate(ready) if not any(n.value > 1 for n in find_numbers(text))]
    return _longest(sentences, open_to_it or range(len(sentences)))
