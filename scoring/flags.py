"""Flags of an answer, each with the sentences that raised it. The list of names is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoring.answer import Sentence
from scoring.any_case import AnyCase
from scoring.citing import cite
from scoring.flag_features import flag_features
from scoring.flag_phrases import phrases_in
from scoring.language import SENTENCES, content_words, plain, spoken_words, tokens
from scoring.openings import is_courtesy
from scoring.question import Question
from scoring.scorecard import ConceptResult, Evidence, Flag
from scoring.structure import Structure
from scoring.trained import linear, load_weights, logistic

FLAG_NAMES = (
    "apologises_for_english",
    "generic",
    "off_topic",
    "rambling",
    "keyword_stuffing",
    "prompt_injection",
    "no_answer",
    "asks_clarification",
    "corrects_earlier_answer",
    "thinking_placeholder",
)
TO_THE_POINT = 0.08
"""The chance that another question was answered under which no answer is off the topic. Of held-out authors' answers
under it the weights of the flag took three for such, all wrongly."""
TRAINED = {"no_answer": 0.65, "generic": 0.25, "off_topic": 0.75, "rambling": 0.7, "keyword_stuffing": 0.5}
"""Flags on which the whole answer decides, with the chance from which they are raised (best across held-out authors);
the rest are raised by a turn of phrase."""
OF_A_PLAN = {"generic": 0.5, "no_answer": 0.88}
"""The same for questions that ask for no story. Across held-out authors seven of eleven such answers that are generic
reach .55 (the others .30 at most) and eight of nine that are none .89; plain answers to the point reach .46 and .87."""
MOST_IDEAS, SURER = 0.6, 0.8
"""From this share of its ideas on, three at least, an answer is `generic` from this chance on: of 1045 such answers
(corpus and training answers) two are, whose chances are .25 and .12; plain answers to the point reach .74."""
FEWEST_IDEAS = 3
FEWEST_WORDS = 12
GIVING_UP = frozenset({"gives_up", "turned_away"})
_DEFINES = AnyCase(
    r"(?:\b(?:is|are|it's|that's|means?|refers to|describes|measures|tells|says)|^\W*(?:so\W+)?when) "
    r"(?:how|when|where|what|whether|that|an?|the|someone|somebody|people)\b|\b(?:we|you|people|they) call\b"
    r"|\bis (?:called|known as)\b"
)
_CASE = AnyCase(
    r"\bfor (?:example|instance)\b|\b(?:such as|like when|say,|imagine|suppose)",
    "example instance such like say imagine suppose",
)
FEWEST_OF_A_STORY = 3
"""Sentences from which a deed is a story's. Of six such stories (corpus and training answers) that the weights of
`off_topic` alone, without the chance of another question, took to be off the topic five were to the point."""
CLEAR = 2
"""The level of a component that is there beyond a hint."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that flags rest on: what was asked, said and found so far."""

    question: Question
    sentences: Sequence[Sentence]
    structure: Structure
    concepts: tuple[ConceptResult, ...]
    fillers: tuple[Evidence, ...]
    data_points: tuple[Evidence, ...]
    injected: Sequence[int]
    listed: Sequence[int]
    stray: float
    """The chance that another question was answered."""
    astray: bool
    """Whether that chance is so high that it is taken for granted."""


def find_flags(reading: Reading) -> tuple[Flag, ...]:
    """The flags raised, in the order of FLAG_NAMES."""
    found = {
        "apologises_for_english": _matching(reading, "apology"),
        "prompt_injection": list(reading.injected),
        "keyword_stuffing": list(reading.listed) if is_stuffed(reading.sentences, reading.listed) else [],
        "asks_clarification": _clarifies(reading),
        "corrects_earlier_answer": _matching(reading, "correct"),
        "thinking_placeholder": _placeholders(reading),
    }
    whole = list(range(len(reading.sentences)))
    likely = _likely(reading)
    aside = {*reading.injected, *found["asks_clarification"], *found["thinking_placeholder"]}
    aside |= {i for i in whole if is_courtesy(reading.sentences[i].text)}
    beside = [i for i in whole if i not in aside]
    empty = not _answers(reading, beside) and ("no_answer" in likely or _no_answer(reading, beside))
    if empty:
        found["no_answer"] = whole
    elif not found["keyword_stuffing"] and not found["prompt_injection"]:
        found |= {name: whole for name in likely if name != "no_answer"}
    return tuple(
        Flag(n, _cite(reading.sentences, found[n]))
        for n in FLAG_NAMES
        if n in found and (found[n] or (empty and n == "no_answer"))
    )


def _likely(reading: Reading) -> list[str]:
    """The flags that the trained weights raise and nothing speaks against."""
    if not reading.sentences:
        return []
    weights, features = load_weights().flags, flag_features(reading)
    least = TRAINED | ({} if reading.question.expects_star or reading.injected else OF_A_PLAN)
    least |= {"generic": SURER} if _has_most_ideas(reading) else {}
    likely = {n for n, chance in least.items() if n in weights and logistic(linear(weights[n], features)) >= chance}
    words = sum(len(spoken_words(s.text)) for s in reading.sentences if not is_courtesy(s.text))
    if reading.astray and words >= FEWEST_WORDS * 2:
        likely.add("off_topic")
    raised = [name for name in TRAINED if name in likely and not _spoken_for(reading, name)]
    return [name for name in raised if name != "off_topic" or "generic" not in raised]


def _has_most_ideas(reading: Reading) -> bool:
    used = sum(c.used for c in reading.concepts)
    return used >= max(FEWEST_IDEAS, MOST_IDEAS * len(reading.concepts))


def _says_something(reading: Reading) -> bool:
    """Whether an idea was used, of a story two, in more than a few words, and nobody gave up. Next to no labelled
    answer that is none does as much."""
    given_up = reading.injected or any(phrases_in(s.text) & GIVING_UP for s in reading.sentences)
    words = sum(len(spoken_words(s.text)) for s in reading.sentences)
    used = sum(c.used for c in reading.concepts)
    return not given_up and words >= FEWEST_WORDS * 2 and used >= (2 if reading.question.expects_star else 1)


def bare_lists(question: Question, sentences: Sequence[Sentence]) -> tuple[int, ...]:
    """Indices of sentences that are a row of terms with next to no grammar."""
    return tuple(i for i, s in enumerate(sentences) if _is_row(s.text))


_GRAMMAR_WORDS = """
i we you he she they it is are was were am be been do does did have has had would will can could if when because
that which who what so but then to not my our his her their there this these don't i'd it's i'm we'd that's
"""
_GRAMMAR = frozenset(_GRAMMAR_WORDS.split())


@lru_cache(maxsize=SENTENCES)
def _is_row(text: str) -> bool:
    parts = text.count(",") + text.count(";") + 1
    if parts < 4:
        return False
    words = tokens(text)
    if len(words) < 5:
        return False
    grammar = sum(map(_GRAMMAR.__contains__, words)) / len(words)
    return grammar <= 0.15 and len(words) / parts <= 3.6


def _spoken_for(reading: Reading, flag: str) -> bool:
    """What no weight may outvote: figures are not generic, an idea that was used is an answer, close words and most
    ideas are to the point."""
    levels = reading.structure.levels or {}
    match flag:
        case "no_answer":
            if len(reading.data_points) >= 2 or max(levels.values(), default=0) >= CLEAR:
                return True
            return _says_something(reading)
        case "generic":
            return len(reading.data_points) >= 2
        case "off_topic":
            used = sum(c.used for c in reading.concepts)
            told = sum(not is_courtesy(s.text) for s in reading.sentences)
            if not reading.astray and levels.get("action", 0) >= CLEAR and told >= FEWEST_OF_A_STORY:
                return True
            return reading.stray < TO_THE_POINT or (bool(reading.concepts) and 2 * used > len(reading.concepts))
        case "rambling":
            return sum(len(tokens(s.text)) for s in reading.sentences if not is_courtesy(s.text)) < FEWEST_WORDS * 5
        case _:
            return False


def is_stuffed(sentences: Sequence[Sentence], listed: Sequence[int]) -> bool:
    """Whether rows of terms are at least two, and half of what was said."""
    return len(listed) >= 2 and len(listed) * 2 >= sum(len(tokens(s.text)) >= 3 for s in sentences)


def _matching(reading: Reading, phrase: str) -> list[int]:
    return [i for i, s in enumerate(reading.sentences) if phrase in phrases_in(s.text)]


def _clarifies(reading: Reading) -> list[int]:
    return [
        i
        for i in _matching(reading, "clarify")
        if reading.structure.labels[i] == "O" and (i < 3 or reading.sentences[i].text.rstrip().endswith("?"))
    ]


def _placeholders(reading: Reading) -> list[int]:
    early = [i for i in _matching(reading, "placeholder") if i < 3]
    return [i for i in early if len(tokens(reading.sentences[i].text)) <= 25]


def _no_answer(reading: Reading, beside: Sequence[int]) -> bool:
    """Whether nothing is answered in the sentences beside requests, pauses and words aimed at the grader."""
    rest = [reading.sentences[i].text for i in beside]
    words = sum(len(spoken_words(t)) for t in rest)
    content = sum(len(content_words(t)) for t in rest)
    if content < 2:
        return True
    gives_up = any(phrases_in(t) & GIVING_UP for t in rest)
    if words < FEWEST_WORDS:
        return gives_up or content < 3
    if reading.injected and words < FEWEST_WORDS * 2:
        return True
    labels = {reading.structure.labels[i] for i in beside}
    return gives_up and words < 60 and labels <= {"O"} and not reading.data_points


def _answers(reading: Reading, beside: Sequence[int]) -> bool:
    """Whether something is answered, however short it is: what was done or came of it, or a meaning with a case."""
    rest = [reading.sentences[i].text for i in beside]
    if sum(len(spoken_words(t)) for t in rest) < FEWEST_WORDS or any(phrases_in(t) & GIVING_UP for t in rest):
        return False
    if reading.question.expects_star:
        return not {"A", "R"}.isdisjoint(reading.structure.labels[i] for i in beside)
    return any(map(_DEFINES.found_in, map(plain, rest))) and any(map(_CASE.found_in, map(plain, rest)))


def _cite(sentences: Sequence[Sentence], indices: Sequence[int]) -> tuple[Evidence, ...]:
    if len(indices) <= 3:
        return tuple(cite(sentences, i) for i in indices)
    first, last = cite(sentences, indices[0]), cite(sentences, indices[-1])
    return (Evidence(tuple(indices), first.quote, first.start, last.end),)
