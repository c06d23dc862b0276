"""How findings are said to the candidate: lists, counts, quotations, and demands that were kept or not."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.answer import Sentence
from scoring.scorecard import ConstraintResult

QUOTED_WORDS = 14


def listed(names: Sequence[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def counted(number: int, thing: str) -> str:
    return f"{number if number else 'no'} {thing}{'s' * (number != 1)}"


def quoted(sentences: Sequence[Sentence], index: int) -> str:
    """The candidate's own sentence, shortened, with its number counted from one."""
    words = sentences[index].text.split()
    cut = " ".join(words[:QUOTED_WORDS]).rstrip(" ,;:.") + "…" if len(words) > QUOTED_WORDS else " ".join(words)
    return f"“{cut}” (sentence {index + 1})"


def demand_missed(result: ConstraintResult) -> str:
    """What was asked and what happened instead, as a clause that follows “You”."""
    asked, measured = result.asked, result.measured
    number = measured.split()[0] if measured else ""
    match result.kind:
        case "max_seconds":
            return f"were asked for {asked} and spoke for {number}"
        case "min_seconds":
            return f"were asked for {asked} and stopped after {number}"
        case "max_sentences" | "sentences_between":
            return f"were asked for {asked} and used {number}"
        case "exact_examples":
            return f"were asked for {asked} and gave {'none' if number == '0' else number}"
        case "ordered_list":
            return f"were asked for {asked} and marked {number}"
        case "must_mention":
            return f"were asked to {asked} and did not"
        case "avoid":
            return f"were asked to {asked} and used it"
        case "yes_no_first":
            late = measured if measured.startswith("said in") else "neither was said"
            return f"were asked to say yes or no before anything else; {late}"
        case "steps_first" if measured.startswith("no "):
            return "were asked to reason first and then answer; no answer could be found at the end of the reasoning"
        case "steps_first":
            return f"were asked to reason first and then answer; {measured}"
        case _:
            return f"were asked for {asked}; {measured}"
