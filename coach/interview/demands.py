"""What a question demands of its answer, as it is spoken: whether other words for it drop, change or add a demand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, assert_never

from coach.interview.ledger import value_of
from scoring.ledger import NUMBER
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
    SentencesBetween,
    StepsFirst,
    YesNoFirst,
)

Bound = Literal["least", "most", "exact"]
Amount = tuple[Bound, float, str]
"""At least, at most or exactly so many seconds, sentences, examples, steps or words."""

_BOUNDS: dict[Bound, str] = {"least": "at least", "most": "at most", "exact": "exactly"}
_UNITS = {"minute": "second", "instance": "example"} | {u: u for u in ("second", "sentence", "example", "step", "word")}
_LENGTHS = frozenset(("second", "sentence", "word"))
_LEAST = re.compile(
    r"\b(?:least|(?:no|not) (?:less|fewer) than|minimum of|(?<!no )(?<!not )more than|over|between|from)(?: \w+)?$"
)
_LEAST_AFTER = re.compile(r"^(?:and a half )?(?:at least|or (?:more|longer)|minimum)\b")
_EXACT = re.compile(r"\b(?:exactly|precisely|just|only|single)(?: \w+)?$")
_EXACT_AFTER = re.compile(r"^(?:exactly|only|precisely)\b")
_LONGEST_NUMBER = 3
"""Words."""
_BESIDE = 2
"""Words that may stand between a number and its unit: two good examples."""


def demanded(constraint: Constraint) -> str:
    """In a few words, as a language model is told it."""
    match constraint:
        case MaxSeconds(limit):
            return f"at most {limit:g} seconds"
        case MinSeconds(limit):
            return f"at least {limit:g} seconds"
        case ExactExamples(count):
            return f"exactly {count} example{'s' * (count != 1)}"
        case MaxSentences(limit):
            return f"at most {limit} sentences"
        case SentencesBetween(low, high):
            return f"{low} to {high} sentences"
        case MustMention(term):
            return f"mention the word {term}"
        case Avoid(term):
            return f"avoid the word {term}"
        case StepsFirst():
            return "the reasoning step by step before the decision"
        case YesNoFirst():
            return "yes or no first"
        case AnswerFirst():
            return "the answer first, then the reasons"
        case OrderedList(count):
            return f"{count} steps in order, first, second, third"
        case _:
            assert_never(constraint)


def speaks(text: str, constraint: Constraint) -> bool:
    """Whether `text` says to the candidate that this is demanded."""
    match constraint:
        case MustMention(term):
            return _with(
                rf"\b(?:mention|use|using|include|including|say|name|speak of)\b[^.?!]*\b{re.escape(term)}", text
            )
        case Avoid(term):
            return _with(rf"\b(?:avoid|without|never|not|leave out|leaving out)\b[^.?!]*\b{re.escape(term)}", text)
        case StepsFirst():
            return _with(r"\b(?:steps?|reason\w*|logic)\b", text) and _with(
                r"\b(?:before|first|then|at the end)\b", text
            )
        case YesNoFirst():
            return _with(r"\byes or (?:a )?no\b", text)
        case AnswerFirst():
            return _with(r"\b(?:first|begin|start|open)\b", text)
        case OrderedList(count):
            return float(count) in _figures(text) and _with(r"\b(?:steps?|order\w*|list|points?|first)\b", text)
        case _:
            return set(_amounts_of(constraint)) <= amounts(text)


def spoken(asked: str, constraints: Iterable[Constraint]) -> list[str]:
    """Everything that a line of the interviewer demands, in a few words each: of the question's constraints and beside
    them, as an interjection does (in one sentence)."""
    spoken_of = [c for c in constraints if speaks(asked, c)]
    return [*map(demanded, spoken_of), *(_told(amount) for amount in sorted(_beside(asked, spoken_of)))]


def _told(amount: Amount) -> str:
    bound, number, unit = amount
    return f"{_BOUNDS[bound]} {number:g} {unit}{'s' * (number != 1)}"


def _beside(asked: str, constraints: Iterable[Constraint]) -> set[Amount]:
    """How long the answer is to be, where no constraint says so."""
    lengths = _LENGTHS.difference(unit for c in constraints for _, _, unit in _amounts_of(c))
    return {amount for amount in amounts(asked) if amount[2] in lengths}


def fault(text: str, asked: Sequence[str], constraints: Iterable[Constraint], restates: bool) -> str:
    """What is wrong with `text` as other words for the last of `asked`, everything that was asked on the question;
    empty where every demand stands. `restates`: it stands for the question, so that it must speak its demands."""
    wanted = list(constraints)
    last = asked[-1] if asked else ""
    spoken_of = [c for c in wanted if speaks(last, c)]
    kept = all(speaks(text, c) for c in spoken_of) and _beside(last, spoken_of) <= amounts(text)
    if restates and not kept:
        return "drops a demand of the question"
    known = {amount for c in wanted for amount in _amounts_of(c)}.union(*map(amounts, asked))
    return "changes a demand of the question" if amounts(text) - known else ""


def amounts(text: str) -> set[Amount]:
    """Every amount of time, sentences, examples, steps and words that is spoken of."""
    ranges = re.sub(r"(?<=\d)\s*[-\u2013]\s*(?=\d)", " to ", text.lower())
    words = re.findall(r"[\w'-]+(?:\.\d+)?|[,.;:?!]", ranges)
    found: set[Amount] = set()
    open_low: float | None = None
    place = 0
    while place < len(words):
        number, after = _number(words, place)
        if number is None:
            open_low = open_low if words[place] in ("to", "and", "or", "-") else None
            place += 1
            continue
        unit, beyond = _unit(words, after)
        if unit is None:
            open_low, place = number, after
            continue
        before, rest = " ".join(words[max(0, place - 4) : place]), " ".join(words[beyond : beyond + 5])
        number += 0.5 if rest.startswith("and a half") else 0.0
        found.add((_bound(before, rest), *_counted(number, unit)))
        if open_low is not None:
            found.add(("least", *_counted(open_low, unit)))
        open_low, place = None, beyond
    return found


def _number(words: Sequence[str], place: int) -> tuple[float | None, int]:
    """The number that begins at `place`, and the place after it; an article counts where a unit follows at once."""
    for count, half in ((["half", "a"], 0.5), (["half", "an"], 0.5), (["one", "and", "a", "half"], 1.5)):
        if list(words[place : place + len(count)]) == count:
            return half, place + len(count)
    for end in range(min(len(words), place + _LONGEST_NUMBER), place, -1):
        if re.fullmatch(NUMBER, " ".join(words[place:end])):
            return value_of(" ".join(words[place:end])), end
    if words[place] in ("a", "an", "single") and _is_amount(words, place):
        return 1.0, place + 1
    return None, place


def _is_amount(words: Sequence[str], place: int) -> bool:
    """Whether the article there counts: "a minute", "in a sentence", not "corrects a sentence"."""
    unit, _ = _unit(words, place + 1, beside=0)
    of_text = unit in ("sentence", "word") and words[place] != "single"
    return bool(unit) and (not of_text or words[place - 1 : place] in (["in"], ["with"], ["within"]))


def _unit(words: Sequence[str], place: int, beside: int = _BESIDE) -> tuple[str | None, int]:
    for at in range(place, min(len(words), place + beside + 1)):
        if (unit := words[at].removesuffix("s")) in _UNITS:
            return unit, at + 1
        if not words[at].isalpha() or words[at] in ("to", "and", "or"):
            break
    return None, place


def _bound(before: str, after: str) -> Bound:
    if _EXACT.search(before) or _EXACT_AFTER.search(after):
        return "exact"
    return "least" if _LEAST.search(before) or _LEAST_AFTER.search(after) else "most"


def _counted(number: float, unit: str) -> tuple[float, str]:
    return (60 * number if unit == "minute" else number), _UNITS[unit]


def _amounts_of(constraint: Constraint) -> list[Amount]:
    match constraint:
        case MaxSeconds(limit):
            return [("most", limit, "second")]
        case MinSeconds(limit):
            return [("least", limit, "second")]
        case ExactExamples(count):
            return [("exact", float(count), "example")]
        case MaxSentences(limit):
            return [("most", float(limit), "sentence")]
        case SentencesBetween(low, high):
            return [("least", float(low), "sentence"), ("most", float(high), "sentence")]
        case OrderedList(count):
            return [("most", float(count), "step"), ("exact", float(count), "step")]
        case _:
            return []


def _figures(text: str) -> set[float]:
    return {value_of(found[0]) or 0.0 for found in re.finditer(rf"\b{NUMBER}\b", text, re.I)}


def _with(pattern: str, text: str) -> bool:
    return bool(re.search(pattern, text, re.I))
