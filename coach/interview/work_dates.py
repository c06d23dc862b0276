"""Dates as résumés write them: from when to when somebody worked, and what of a line is a date and no figure."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?:19|20)\d\d"
_DAY = (
    rf"(?:{_YEAR}[-/.](?:1[0-2]|0?[1-9])(?![\d/.-]*\d)|(?:(?:{_MONTH}|(?:\d{{1,2}}[/.-]){{1,2}})[ ,]*)?{_YEAR}\b"
    rf"|{_MONTH} ?['’]\d\d)"
)
_TO = r"(?:-|–|—|to|until|till|through)"
_STILL = r"(?:present|now|today|date|current|ongoing)"
_PERIOD = re.compile(
    rf"[(\[]?(?:\b(?:from|between) )?\b(?:(?P<first>{_DAY})\s*(?:{_TO}\s*(?:(?P<last>{_DAY})|{_STILL})|onwards?)"
    rf"|since (?P<since>{_DAY})|(?P<short>{_YEAR})\s*[-–—/]\s*(?P<cut>\d\d))\b(?!\s*%)[)\]]?",
    re.I,
)
_ONE_YEAR = re.compile(
    rf"(?:[,|(\t]|\s[-–—])\s*(?:{_MONTH}\s*)?(?P<year>{_YEAR})[)\]]?(?=\s*(?::|$))|\s(?P<told>{_YEAR})(?=\s*:)", re.I
)
_DATE = re.compile(rf"(?<![$€£\w.,])(?:{_DAY}|(?:\d{{1,2}}[/.-]){{2}}\d\d)(?!\w|[.,]\d)|['’]\d\d\b(?!%)", re.I)


@dataclass(frozen=True, slots=True)
class Period:
    """`years`: the first and the last, the first alone where it goes on; `begin`, `end`: its place in the line."""

    years: tuple[int, ...]
    begin: int
    end: int


def period_in(line: str) -> Period | None:
    """From one date to another or to today."""
    for found in _PERIOD.finditer(line):
        first = _year(found["first"] or found["since"] or found["short"])
        last = None
        if found["last"]:
            last = _year(found["last"])
        elif found["cut"]:
            last = first // 100 * 100 + int(found["cut"])
        if last is None or last >= first:
            return Period((first,) if last is None else (first, last), found.start(), found.end())
    return None


def one_year_in(line: str) -> Period | None:
    """One year at the end of a line, or before its colon."""
    found = _ONE_YEAR.search(line)
    if found is None:
        return None
    year = int(found["year"] or found["told"])
    return Period((year, year), found.start(), found.end())


def without_dates(line: str) -> str:
    """What is left where dates are no figures: "in 03/2021", "2019-24", "since '21"."""
    return _DATE.sub(" ", _PERIOD.sub(" ", line))


def _year(date: str) -> int:
    if whole := re.search(_YEAR, date):
        return int(whole[0])
    short = int(date[-2:])
    return short + (2000 if short < 50 else 1900)
