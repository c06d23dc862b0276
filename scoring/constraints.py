"""One checker for each kind of demand: what was asked, what was measured, by how much it was kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from scoring.answer import Answer, Sentence
from scoring.citing import cite
from scoring.cutting import without
from scoring.examples import find_examples
from scoring.language import stem, stems, tokens
from scoring.openings import (
    ANSWER_STANCES,
    first_committed,
    is_preface,
    says_yes_or_no,
    stance_of,
    verdict_sentence,
)
from scoring.ordering import find_steps
from scoring.question import (
    AnswerFirst,
    Avoid,
    Constraint,
    ExactExamples,
    MaxSeconds,
    MaxSentences,
    MinSeconds,
    MustMention,
    OrderedList,
    Question,
    SentencesBetween,
    StepsFirst,
    YesNoFirst,
)
from scoring.scorecard import ConstraintResult, Evidence, Label


def check_constraints(question: Question, answer: Answer, labels: Sequence[Label]) -> tuple[ConstraintResult, ...]:
    """One result for each constraint of the question, in its order.

    A sentence with empty text was taken out of the count: its seconds count against a maximum, not towards a minimum.
    """
    return tuple(check(c, question, answer, labels) for c in question.constraints)


def check(constraint: Constraint, question: Question, answer: Answer, labels: Sequence[Label]) -> ConstraintResult:
    """The result for one constraint."""
    match constraint:
        case MaxSeconds() | MinSeconds():
            return _seconds(constraint, answer)
        case MaxSentences() | SentencesBetween():
            return _sentence_count(constraint, answer.sentences)
        case MustMention() | Avoid():
            return _term(constraint, answer.sentences)
        case ExactExamples():
            return _examples(constraint, question, answer.sentences, labels)
        case OrderedList():
            return _ordered(constraint, answer.sentences)
        case YesNoFirst():
            return _yes_no(answer.sentences)
        case StepsFirst():
            return _steps_first(question, answer.sentences, labels)
        case AnswerFirst():
            return _answer_first(question, answer.sentences)
        case _:
            assert_never(constraint)


def _cite(sentences: Sequence[Sentence], *indices: int, note: str = "") -> tuple[Evidence, ...]:
    return tuple(cite(sentences, i, note) for i in indices)


def _many(number: float, thing: str) -> str:
    """“1 sentence”, “2 sentences”, “0 sentences”."""
    return f"{number:g} {thing}{'s' * (number != 1)}"


def _seconds(constraint: MaxSeconds | MinSeconds, answer: Answer) -> ConstraintResult:
    most = isinstance(constraint, MaxSeconds)
    asked = f"{'at most' if most else 'at least'} {_many(constraint.limit, 'second')}"
    if answer.typed:
        return ConstraintResult(constraint.kind, asked, "not measured: the answer was typed", None)
    counted = without(answer, [i for i, s in enumerate(answer.sentences) if not s.text]).seconds
    margin = round(constraint.limit - answer.seconds if most else counted - constraint.limit, 2)
    late = [i for i, s in enumerate(answer.sentences) if most and s.end - answer.sentences[0].start > constraint.limit]
    measured = f"{answer.seconds:.1f} seconds"
    evidence = _cite(answer.sentences, *late[:1], note="said after the limit")
    return ConstraintResult(constraint.kind, asked, measured, margin >= 0, margin, evidence)


def _sentence_count(constraint: MaxSentences | SentencesBetween, sentences: Sequence[Sentence]) -> ConstraintResult:
    counted = [i for i, s in enumerate(sentences) if tokens(s.text)]
    n = len(counted)
    match constraint:
        case MaxSentences(limit):
            low, high, asked = 0, limit, f"at most {_many(limit, 'sentence')}"
        case SentencesBetween(low, high):
            asked = f"{low} to {_many(high, 'sentence')}"
        case _:
            assert_never(constraint)
    over = counted[high:] if n > high else []
    margin = min(n - low, high - n) if low else high - n
    evidence = _cite(sentences, *over, note="beyond the limit")
    return ConstraintResult(constraint.kind, asked, _many(n, "sentence"), low <= n <= high, margin, evidence)


def mentions(text: str, term: str, strict: bool) -> bool:
    """Whether the term is said; `strict` takes its own forms only, else a recogniser's spacing is forgiven too."""
    said, wanted = stems(text), stems(term)
    if not wanted:
        return False
    n = len(wanted)
    if any(said[i : i + n] == wanted for i in range(len(said) - n + 1)):
        return True
    if strict:
        return False
    joined = "".join(tokens(term)).replace("-", "")
    run = ["".join(said[i : i + k]) for k in (2, 3) for i in range(len(said) - k + 1)]
    return stem(joined) in said or (len(joined) > 3 and joined in run)


def _term(constraint: MustMention | Avoid, sentences: Sequence[Sentence]) -> ConstraintResult:
    must = isinstance(constraint, MustMention)
    hits = [i for i, s in enumerate(sentences) if mentions(s.text, constraint.term, strict=not must)]
    asked = f"{'mention' if must else 'avoid'} “{constraint.term}”"
    measured = f"said in {len(hits)} of {_many(len(sentences), 'sentence')}" if hits else "never said"
    kept = bool(hits) if must else not hits
    evidence = _cite(sentences, *hits[:3])
    return ConstraintResult(constraint.kind, asked, measured, kept, None, evidence)


def _examples(
    constraint: ExactExamples, question: Question, sentences: Sequence[Sentence], labels: Sequence[Label]
) -> ConstraintResult:
    heads = find_examples(question, sentences, labels)
    kept = len(heads) == constraint.count
    measured = _many(len(heads), "example")
    margin = -abs(len(heads) - constraint.count)
    asked = f"exactly {_many(constraint.count, 'example')}"
    return ConstraintResult(
        constraint.kind, asked, measured, kept, margin, _cite(sentences, *heads, note="begins here")
    )


def _ordered(constraint: OrderedList, sentences: Sequence[Sentence]) -> ConstraintResult:
    steps = find_steps(sentences)
    kept = len(steps) == constraint.count
    asked = f"{_many(constraint.count, 'point')} in order"
    evidence = _cite(sentences, *steps, note="a point")
    margin = -abs(len(steps) - constraint.count)
    return ConstraintResult(constraint.kind, asked, _many(len(steps), "marked point"), kept, margin, evidence)


def _yes_no(sentences: Sequence[Sentence]) -> ConstraintResult:
    first = next((i for i, s in enumerate(sentences) if not is_preface(s.text)), None)
    said = [i for i, s in enumerate(sentences) if says_yes_or_no(s.text)]
    kept = first is not None and first in said
    measured = "said first" if kept else f"said in sentence {said[0] + 1}" if said else "never said"
    evidence = _cite(sentences, *(said[:1] if kept or said else [first] if first is not None else []))
    return ConstraintResult("yes_no_first", "yes or no before anything else", measured, kept, None, evidence)


def _steps_first(question: Question, sentences: Sequence[Sentence], labels: Sequence[Label]) -> ConstraintResult:
    at = verdict_sentence(question, sentences)
    before = [s for s in sentences[:at] if tokens(s.text)]
    kept = at is not None and len(before) >= 2
    measured = "no verdict found" if at is None else f"the verdict comes in sentence {at + 1} of {len(sentences)}"
    evidence = () if at is None else _cite(sentences, at, note="the verdict")
    return ConstraintResult("steps_first", "the reasoning before the answer", measured, kept, None, evidence)


def _answer_first(question: Question, sentences: Sequence[Sentence]) -> ConstraintResult:
    first = first_committed(sentences)
    stance = stance_of(question, sentences[first].text) if first is not None else "none"
    kept = stance in ANSWER_STANCES
    measured = "the answer comes first" if kept else "something else comes first"
    evidence = () if first is None else _cite(sentences, first)
    return ConstraintResult("answer_first", "the answer before the reasons", measured, kept, None, evidence)
