"""Quantified facts in what was said, each once: no years, ordinals, times of day, echoes or hypothetical figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoring.answer import Sentence
from scoring.any_case import AnyCase
from scoring.language import SENTENCES, by_word, plain
from scoring.question import Question
from scoring.scorecard import Evidence

_UNITS_WORDS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen
"""
_UNITS = dict(
    zip(
        _UNITS_WORDS.split(),
        range(20),
        strict=True,
    )
)
_TENS_WORDS = """
twenty thirty forty fifty sixty seventy eighty ninety
"""
_TENS = dict(zip(_TENS_WORDS.split(), range(20, 100, 10), strict=True))
_SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "dozen": 12.0}
_NUMBER_WORD = "|".join(sorted((*_UNITS, *_TENS, *_SCALES), key=len, reverse=True))
_LETTERS = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}
_LETTERS |= dict.fromkeys(("x", "ms", "kg", "km", "mb", "gb"), 1.0)
"""What is written right after the digits, and how much it multiplies them."""
_DIGITS = rf"[$€£]?(?:\d+(?:,\d{{3}})+|\d+)(?:\.\d+)?(?:(?:[/:]\d+)+|(?:{'|'.join(_LETTERS)})\b)?"
_AND_PART = r"\s+and\s+an?\s+(?:half|quarter)\b(?:\s+(?:thousand|million|billion)\b)?"
_PARTS = {"half": 0.5, "quarter": 0.25}
_UNIT = "|".join(_UNITS)
_COMPARED = "above below over under around about from was by kappa_of up_to down_to rose_to fell_to went_to got_to"
_BEFORE_POINT = "|".join(f"(?<={words.replace('_', ' ')} )" for words in _COMPARED.split())
_POINT = rf"(?:point\s+(?:{_UNIT})(?:\s+(?:{_UNIT})\b)+|(?:{_BEFORE_POINT})point\s+(?:{_UNIT})\b)"
"""What begins with the point: "point eight one", and of one digit, which may be one of a row, where it is compared."""
_SPELLED = (
    rf"{_POINT}|(?:(?:{_NUMBER_WORD})\b)(?:(?:[ -]|\s+and\s+)(?:{_NUMBER_WORD})\b)*(?:\s+point(?:\s+(?:{_UNIT})\b)+)?"
)
_SPELLED = rf"(?:{_SPELLED})"
_SPELLED_OUT = AnyCase(rf"\b{_SPELLED}", " ".join((*_UNITS, *_TENS, *_SCALES)))
_DIGIT = re.compile(r"\d")
_FIRST_LETTERS = "".join(sorted({word[0] for word in ("point", *_UNITS, *_TENS, *_SCALES)}))
_NUMBER = AnyCase(
    rf"(?=[$€£\d{_FIRST_LETTERS}])(?:(?<![\w.])(?<!\d[/:]){_DIGITS}(?!\w|[./:]\d)|\b{_SPELLED})(?:{_AND_PART})?"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:/\d+)?$")
_NO_FIGURE = re.compile(r"(?:24/7|1:1|(?:[01]?\d|2[0-4]):[0-5]\d|\d+(?:[/:]\d+){2,})$")
"""Round the clock, one to one, a time of day, a date."""
_NAME_BEFORE = re.compile(r"\b[A-Z]\w*-$|\b(?:[Pp]recision|[Rr]ecall|(?:NDCG|ndcg)) (?:at|@) ?$")
"""Of "Covid-19" and "precision at five" the number is a part of the name."""
_CLOCK_AFTER = AnyCase(r"\s*(?:o'clock|a\.?m\b|p\.?m\b|in the (?:morning|afternoon|evening|night)|at night|:\d\d)")
_CLOCK_BEFORE = AnyCase(r"\b(?:half|half past|quarter (?:past|to)|past|at about|at around|till|until)\s*$")
_AT_BEFORE = AnyCase(r"\b(?:at|before)\s*$")
_HOURS = range(1, 13)
_IDIOM_AFTER = AnyCase(r"\s*times out of (?:ten|10)\b", "ten 10")
_IDIOM_BEFORE = AnyCase(r"\b(?:nine|9) times out of\s*$")
_MORE_THAN_ALL = AnyCase(r"\s*(?:percent|%)", "percent %")
_DAY_AFTER = AnyCase(
    r"\s*(?:[,.;?!]|$)|\s+(?:on (?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:every|that|this|the next) (?:day|morning|afternoon|evening|night)"
    r"|and|but|so|when|because|whatever|i|he|she|we|they|it)\b",
)
_POSITION_BEFORE = AnyCase(
    r"\b(?:step|line|page|section|chapter|stage|level|item|number|case|check|point|rule|version|type|class|grade|year|"
    r"room|covid|bed|gate|dock|route|bus|floor|week|day|phase|gpt|claude|llama|tier|part|question|option|score of|"
    r"the)\s*-?$",
)
_PAST_AFTER = AnyCase(r"\s+past\b")
_COUNTS_NOTHING = AnyCase(
    r"\s+(?:(?:\w+ )?things?|minds|sides|halves|ends|hands|fingers|eyes|parts|kinds|sorts|types)\b"
    r"|\s+(?:calibration|agreement|accuracy|consistency|guidance)\s*(?:[.,;:!?]|$)"
)
_VAGUE = AnyCase(r"\s+(?:different|separate|others?|or three|or four)\b")
_NO_UNIT_WORDS = """
a about above again against all an and are as at be before below but by can could did do does each every for from got
had has have he how i if in into is it later less me more my never not now of off on only or our out over per she so
still than that the their them then there they to under until up us was we were when which who will with without would
came went stayed started passed rose fell grew dropped climbed increased decreased improved declined
"""
_NO_UNIT = frozenset(_NO_UNIT_WORDS.split())
_UNIT_WORDS = 3
_MANY = AnyCase(r"(?:\w*[^\Wsui]s|\w+(?:sse|xe|che|she)s|people|(?:wo)?men|children|feet|teeth|percent)$")
_HYPOTHETICAL = AnyCase(
    r"\b(?:would(?! say)|i'd(?! say)|we'd|if|(?<!i'd )(?<!would )say|imagine|suppose|could|should|might|for example|"
    r"for instance|let's say)\b"
)
_ENUMERATION = AnyCase(r"^\W*(?:so |okay |um |uh |and |then )*$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as spoken: its value and the words."""

    value: float
    text: str
    begin: int
    end: int


@lru_cache(maxsize=SENTENCES)
def find_numbers(text: str) -> tuple[Number, ...]:
    """All cardinal numbers in `text` with their values, ordinals and idioms included in neither."""
    found: list[Number] = []
    ready = plain(text)
    if not (_SPELLED_OUT.may_be_in(ready) or _DIGIT.search(ready)):
        return ()
    for begin, end in _NUMBER.spans(ready):
        words = ready[begin:end]
        found.append(Number(_value(words), words, begin, end))
    return tuple(found)


def find_data_points(question: Question, sentences: Sequence[Sentence]) -> tuple[Evidence, ...]:
    """One Evidence for each distinct figure that the speaker states as a fact."""
    echoes = {n.value for n in find_numbers(question.text)}
    seen: set[float] = set()
    found: list[Evidence] = []
    for index, sentence in enumerate(sentences):
        text = plain(sentence.text)
        previous: Number | None = None
        for number in find_numbers(text):
            ranged = previous is not None and _is_range(text, previous, number)
            previous = number
            if ranged or number.value in seen or number.value in echoes or not _counts(question, text, number):
                continue
            seen.add(number.value)
            found.append(Evidence((index,), (number.text + _unit(text[number.end :])).strip()))
    return tuple(found)


def _counts(question: Question, text: str, number: Number) -> bool:
    before, after = text[: number.begin], text[number.end :]
    if number.text.lower() in {"one", "zero", "hundred", "thousand", "million", "a hundred", "dozen"}:
        return False
    if _YEAR.match(number.text) and "," not in number.text:
        return False
    if _NO_FIGURE.match(number.text) or (_NAME_BEFORE.search(before) and not _MORE_THAN_ALL.opens(after)):
        return False
    if _CLOCK_AFTER.opens(after) or _CLOCK_BEFORE.found_in(before) or _POSITION_BEFORE.found_in(before):
        return False
    if not number.text[0].isdigit() and not _is_figure(number, after):
        return False
    if number.value in _HOURS and _AT_BEFORE.found_in(before) and _DAY_AFTER.opens(after):
        return False
    if (number.value == 9 and _IDIOM_AFTER.opens(after)) or _IDIOM_BEFORE.found_in(before):
        return False
    if number.value == 110 and _MORE_THAN_ALL.opens(after):
        return False
    if number.value <= 10 and _ENUMERATION.opens(before) and re.match(r"\s*(?:,|:|is\b|are\b|it's\b)", after):
        return False
    return question.expects_star or not _HYPOTHETICAL.found_in(before)


_TO = re.compile(r"\s*(?:or|to|-)\s*")
_MOVED = re.compile(r"\b(?:from|fell|rose|dropped|went|up|down)\s*$", re.IGNORECASE)
_MOVED_WITHIN = 40
"""Characters before a figure: a whole answer before each would take time that grows with its square."""


def _is_figure(number: Number, after: str) -> bool:
    """Whether a number in words counts something: "twenty past", "two minds", "two calibration" do not."""
    if number.value < 60 and _PAST_AFTER.opens(after):
        return False
    if number.value <= 12 and _COUNTS_NOTHING.opens(after):
        return False
    return number.value > 5 or not _VAGUE.opens(after)


def _is_range(text: str, low: Number, high: Number) -> bool:
    """ "five to six weeks" is one figure, "went from 68 to 83" two."""
    if not _TO.fullmatch(text, low.end, high.begin):
        return False
    return _MOVED.search(text, max(0, low.begin - _MOVED_WITHIN), low.begin) is None


_AND = re.compile(r"\s+and\s+an?\s+(?=half|quarter)")


@by_word
def _value(words: str) -> float:
    raw, *part = _AND.split(words.lower().lstrip("$€£").replace(",", ""))
    value = _in_digits(raw) if raw[:1].isdigit() else _in_words(raw)
    if not part:
        return value
    name, *scale = part[0].split()
    return (value + _PARTS[name]) * (_SCALES[scale[0]] if scale else 1.0)


def _in_digits(raw: str) -> float:
    """Of "80:20" and "4/5" the quotient."""
    if letters := raw.lstrip(".0123456789"):
        if letters in _LETTERS:
            return float(raw.removesuffix(letters)) * _LETTERS[letters]
        first, second = [float(n) for n in re.split("[/:]", raw)[:2]]
        return first / second if second else first
    return float(raw)


def _in_words(raw: str) -> float:
    whole, _, decimals = f" {raw}".partition(" point ")
    total = current = 0.0
    for word in re.split(r"[\s-]+", whole.strip()):
        if word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word in _SCALES:
            current = (current or 1.0) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current = total + current, 0.0
    digits = "".join(str(_UNITS[w]) for w in decimals.split())
    return total + current + (float(f"0.{digits}") if digits else 0.0)


def _unit(after: str) -> str:
    """What is counted: the words up to the first plural, else the next one; '' where none follows."""
    if match := re.match(r"%|\s+(?:percent|per cent)\b", after):
        return match.group()
    words = re.match(rf"(?:\s+[A-Za-z'-]+){{1,{_UNIT_WORDS}}}", after)
    taken: list[str] = []
    for word in re.findall(r"\s+[A-Za-z'-]+", words.group()) if words else ():
        if word.strip().lower() in _NO_UNIT:
            break
        taken.append(word)
        if _MANY.opens(word.strip()):
            return "".join(taken)
    return taken[0] if taken else ""
