"""A line of a résumé that names a place of work: the place, the role, and what it tells of the work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.interview.work_dates import Period, without_dates
from scoring.answer import Sentence
from scoring.data_points import find_data_points
from scoring.question import Question

BULLET = re.compile(r"^\s*(?:[-*•●▪◦‣·–—]|\d+[.)])\s+")
APART = re.compile(r"\s*(?:\||\t|·|•|–|—|,(?!\d{3}\b)|;|:(?=\s|$)| - | at | @ | {3,})\s*")
ROLE = re.compile(
    r"\b(?:lead|manager|annotator|engineer|trainer|analyst|specialist|reviewer|tutor|teacher|writer|editor|developer|"
    r"consultant|researcher|linguist|translator|assistant|intern|coordinator|director|head|scientist|designer|officer|"
    r"label+er|moderator|rater|evaluator|expert|founder|nurse|doctor|physician|lawyer|paralegal|clerk|agent|lecturer|"
    r"professor|supervisor|technician|administrator|associate|contractor|freelancer?|owner|architect|accountant)\b",
    re.I,
)
_DID = re.compile(
    r"\b(?:achieved|analy[sz]ed|annotated|audited|automated|boosted|brought|built|checked|cleaned|coached|collected|"
    r"coordinated|created|cut|delivered|designed|developed|doubled|drove|edited|evaluated|gave|graded|grew|halved|"
    r"handled|helped|hired|implemented|improved|increased|introduced|label+ed|launched|led|lowered|made|maintained|"
    r"managed|measured|mentored|moderated|organi[sz]ed|oversaw|planned|prepared|processed|produced|published|raised|ran|"
    r"rated|reduced|responsible|reviewed|rewrote|saved|scored|shipped|sold|supervised|supported|taught|tested|took|"
    r"tracked|transcribed|translated|tripled|tutored|was|won|worked|wrote)\b",
    re.I,
)
"""Begins what was done: a list, since "United" and "Applied" begin names."""
_LED_TO = re.compile(
    r"^(?:(?:i|we) (?:worked|was|were|served)(?: (?:as|for))?(?: an?)?|at|as an?|i|we|and|employer|company|position|"
    r"title|role)(?:\s+|$)",
    re.I,
)
_AT = re.compile(
    r"\b(?:[Aa]t|[Ff]or|[Ww]ith) (?P<place>[A-Z0-9][\w&.'’-]*(?: (?:(?:of|and|the|for|&) )?[A-Z][\w&'’-]*)*)"
)
_LASTED = re.compile(r"^\W*(?:\d+\+? (?:years?|yrs?|months?|mos?)\W*)+$", re.I)
_CONTACT = re.compile(
    r"@|https?:|www\.|(?:\+|\b00)\d[\d ()/.-]{6,}\d|\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b|\b0\d{2,4}[ /-]\d{5,}\b|"
    r"\b(?:phone|tel|telephone|mobile|cell|fax)\b\.?:?\s*[+(\d]",
    re.I,
)
_GRADE = re.compile(
    r"\bGPA\b\W{0,3}(?:of )?\d\.\d+(?:\s*(?:/|out of)\s*\d(?:\.\d+)?)?|\b\d\.\d+(?:\s*/\s*\d(?:\.\d+)?)? GPA\b"
)
_CLAUSE = re.compile(r";\s+|(?<=[.!?])\s+(?=[A-Z])|\s+[|•·]\s+|\t")
LONGEST_NAME = 6
"""Words of a place or of a role."""
_TOLD = Question("resume", "", "resume")
"""A résumé answers no question: none of its figures is an echo."""


@dataclass(frozen=True, slots=True)
class WorkLine:
    """`place`, `role`: '' where the line has none; `told`: what was done there, a sentence or clause each."""

    place: str
    role: str
    told: tuple[str, ...]


def work_line(line: str, period: Period, before: Sequence[str] = ()) -> WorkLine:
    """Place and role stand in the line with the dates, or in the lines `before` it."""
    head, tail = BULLET.sub("", line[: period.begin]), line[period.end :]
    named, told = _read(f"{head} | {tail}")
    at = _AT.search(f"{head} {told}")
    parts = list(named)
    if at and not any(not ROLE.search(p) for p in parts):
        parts.append(at["place"])
    if not any(ROLE.search(p) for p in parts) or len(parts) < 2:
        parts += [p for above in reversed(before) for p in _names(above)]
    role = next((p for p in parts if ROLE.search(p)), "")
    place = next((p for p in parts if p != role and re.match(r"[A-Z0-9]", p)), "")
    return WorkLine(place, role, tuple(_clauses(told)))


def is_contact(line: str) -> bool:
    """A telephone number, an address, a link: no speech, and none of its digits counts anything."""
    if _CONTACT.search(line):
        return True
    words = re.findall(r"[A-Za-z]{3,}", line)
    in_capitals = bool(re.search(r"\d", line)) and not any(word[0].islower() for word in words)
    return in_capitals and not (BULLET.match(line) or _DID.search(line) or re.search(r"[%$€£]", line))


def has_figure(line: str) -> bool:
    """Whether something is quantified, as an answer is read: dates, telephone numbers and a grade average are not."""
    counted = _GRADE.sub(" ", without_dates(line))
    return not _CONTACT.search(line) and bool(find_data_points(_TOLD, [Sentence(counted, 0.0, 0.0)]))


def plain(text: str) -> str:
    """Without bullet and marks."""
    text = re.sub(r"^\s*#+\s*|[*_`]+", "", BULLET.sub("", text))
    return re.sub(r"(?<=\d)\+(?= )", "", " ".join(text.split())).strip(" |,;:-–—")


def _read(text: str) -> tuple[list[str], str]:
    """The names at the beginning, and what is told from the first part on that is none."""
    named: list[str] = []
    for begin, part in _parts(text):
        if _LASTED.match(part):
            continue
        opening = _LED_TO.match(part)
        did = None if opening and opening[0].strip().lower() not in ("", "i", "we", "and") else _DID.search(part)
        name = plain(_LED_TO.sub("", plain(part[: did.start()] if did else part)))
        if name and not _is_name(name):
            return named, text[begin:]
        if re.match(r"[A-Z0-9]", name) or ROLE.search(name):
            named.append(name.rstrip(".") if did else name)
        if did:
            return named, text[begin + did.start() :]
    return named, ""


def _parts(text: str) -> Iterator[tuple[int, str]]:
    begin = 0
    for gap in APART.finditer(text):
        yield begin, text[begin : gap.start()]
        begin = gap.end()
    yield begin, text[begin:]


def _is_name(part: str) -> bool:
    """Of "20 annotators" and "Studio 54" the second."""
    if len(part.split()) > LONGEST_NAME:
        return False
    counts = bool(re.search(r"\b[a-z]{3,}", part)) and has_figure(part)
    return not counts and "%" not in part


def _names(line: str) -> list[str]:
    return [p for p in (plain(part) for part in APART.split(line)) if p and len(p.split()) <= LONGEST_NAME]


def _clauses(told: str) -> Iterator[str]:
    """Only what says something, without the word that joined it to what stood before."""
    for clause in _CLAUSE.split(told.replace(" | ", " ", 1) if _runs_on(told) else told):
        text = re.sub(r"^(?:and|I|we) (?=[a-z])", "", plain(clause).rstrip(" ."))
        if has_figure(text) or _DID.search(text) or len(text.split()) > LONGEST_NAME:
            yield text


def _runs_on(told: str) -> bool:
    """A sentence in which the dates stood."""
    _, mark, after = told.partition(" | ")
    return bool(mark) and after.lstrip()[:1].islower()
