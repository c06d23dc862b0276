"""What stands in a résumé and in a job description: places of work with their lines, and what is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from coach.interview.ledger import claims_in
from scoring.answer import Sentence
from scoring.data_points import find_data_points
from scoring.injection import find_injection
from scoring.ledger import sentences_of
from scoring.question import Question

MOST_LINES = 600
LONGEST_LINE = 45
"""Words of a line that can be read out."""
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
_DAY = rf"(?:(?:{_MONTH}|\d{{1,2}}/)\s*)?(?:19|20)\d\d"
_DATES = re.compile(
    rf"[(\[]?\b(?:{_DAY}\s*(?:-|–|—|to|until)\s*(?:{_DAY}|present|now|today|current|ongoing)|since {_DAY})\b[)\]]?",
    re.I,
)
_BULLET = re.compile(r"^\s*(?:[-*•●▪◦‣·–—]|\d+[.)])\s+")
_APART = re.compile(r"\s*(?:\||\t|·|•|–|—|,|;| - | at | @ | {3,})\s*")
_ROLE = re.compile(
    r"\b(?:lead|manager|annotator|engineer|trainer|analyst|specialist|reviewer|tutor|teacher|writer|editor|developer|"
    r"consultant|researcher|linguist|translator|assistant|intern|coordinator|director|head|scientist|designer|officer|"
    r"label+er|moderator|rater|evaluator|expert|founder|nurse|doctor|physician|lawyer|paralegal|clerk|agent|lecturer|"
    r"professor|supervisor|technician|administrator|associate|contractor|freelancer?|owner|architect|accountant)\b",
    re.I,
)
_HEADING = re.compile(
    r"^(?:#+\s*)?(?:work |professional |relevant |selected )?"
    r"(?P<name>experience|employment|history|career|education|skills|languages|projects|certifications?|certificates|"
    r"interests|summary|profile|references|publications|awards|"
    r"volunteering|contact|about(?: me| us| the role| you)?|requirements|responsibilities|qualifications|"
    r"what you(?:'ll| will)? (?:do|bring)|what we offer|benefits|your (?:profile|tasks))\b[\w ]{0,20}:?\s*$",
    re.I,
)
_NO_WORK = (
    "education",
    "skills",
    "languages",
    "certif",
    "interests",
    "references",
    "contact",
    "awards",
    "publications",
)
_ASKED_FOR = re.compile(
    r"\b(?:look(?:ing)? for (?:someone|somebody|people|[\w -]{3,40}?) (?:who|that|with)|"
    r"you(?:(?:'ll| will| must| should| need to| are expected to)(?: have| bring)?| have| bring)|"
    r"candidates? (?:(?:will|must|should|needs? to)(?: have| bring)?|has|have)|(?:is|are) (?:expected|required) to|"
    r"(?:responsibilities|requirements|tasks|duties) (?:include|are)|requires?)\s+"
    r"(?:also |both |be able to )?(?P<what>.+)$",
    re.I,
)
"""What a sentence of a job description demands, where it has no list."""
_NO_DEMAND = ("what we offer", "benefits", "about us", "contact")
_SMALL_WORDS = (
    "about able and are both can etc for from good have high into our plus strong such team that the their this to "
    "using very well will with work working years you your experience knowledge ability skills required preferred"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_TOLD = Question("resume", "", "resume")
"""A résumé answers no question: none of its figures is an echo."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of work. `lines` are what was done there, as written; `years` the first and the last, or the first
    alone where it goes on."""

    place: str
    role: str = ""
    lines: tuple[str, ...] = ()
    years: tuple[int, ...] = ()

    @property
    def period(self) -> str:
        """As the ledger reads it, '' where no year is given."""
        if not self.years:
            return ""
        first, *last = self.years
        return f"At {self.place}, from {first} to {last[0]}" if last else f"At {self.place}, since {first}"


@dataclass(frozen=True, slots=True)
class Resume:
    entries: tuple[Entry, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """When it was, and every line with something counted, with its place, as the ledger reads it."""
        told = [text for e in self.entries for text in (e.period, *(f"At {e.place}, {line}" for line in e.lines))]
        return tuple(claim for claim in told if claims_in([claim], "résumé"))

    @property
    def figures(self) -> int:
        """In how many lines something is quantified, as an answer is read; years alone are none."""
        lines = [line for e in self.entries for line in e.lines]
        return sum(bool(find_data_points(_TOLD, [Sentence(line, 0.0, 0.0)])) for line in lines)

    @property
    def words(self) -> frozenset[str]:
        return telling(text for e in self.entries for text in (e.role, *e.lines))


@dataclass(frozen=True, slots=True)
class Job:
    """`role`: '' where none is named; `demands`: lines that say what is asked for."""

    role: str = ""
    demands: tuple[str, ...] = ()

    @property
    def words(self) -> frozenset[str]:
        return telling((self.role, *self.demands))


@dataclass(slots=True)
class _Draft:
    place: str
    role: str
    years: tuple[int, ...]
    lines: list[str] = field(default_factory=list)


def read_resume(text: str) -> Resume:
    """Places of work are found by their line with dates; without any the whole text counts as none."""
    drafts: list[_Draft] = []
    working, before = True, ["", ""]
    for line in _lines(text):
        heading = _HEADING.match(line)
        if heading:
            working, before = not heading["name"].lower().startswith(_NO_WORK), ["", ""]
        elif working and not _BULLET.match(line) and _DATES.search(line):
            drafts.append(_draft(line, before))
            before = ["", ""]
        elif working and drafts and not _names_work(line, drafts[-1]) and _belongs(line, drafts[-1]):
            drafts[-1].lines.append(_done(line))
            before = ["", ""]
        else:
            before = [before[-1], line]
    entries = (Entry(d.place, d.role, tuple(_joined(d.lines)), d.years) for d in drafts if d.place)
    return Resume(tuple(entries))


def read_job(text: str) -> Job:
    """The role is the first short line, or what follows "role:" or "title:"."""
    lines = _lines(text)
    named = next(
        (m[1] for line in lines if (m := re.match(r"(?:job title|title|role|position)\s*:\s*(.+)", line, re.I))), ""
    )
    first = _plain(lines[0]) if lines and not _BULLET.match(lines[0]) else ""
    role = named or (first if 1 < len(first.split()) <= 8 and not first.endswith(".") else "")
    listed, prose, wanted = [], [], True
    for line in lines:
        heading = _HEADING.match(line)
        if heading:
            wanted = not heading["name"].lower().startswith(_NO_DEMAND)
        elif wanted and _BULLET.match(line):
            listed.append(_done(line))
        elif wanted:
            prose.append(line)
    demands = [line for line in listed if len(line.split()) > 2] or _demands_in(prose)
    return Job(_plain(role).strip(" ."), tuple(demands))


def _demands_in(lines: Sequence[str]) -> list[str]:
    """What the sentences ask for, without "you will" and "we look for somebody who"."""
    sentences = sentences_of(" ".join(line.strip() for line in lines))
    found = (_ASKED_FOR.search(sentence) for sentence in sentences)
    wanted = (_done(match["what"].rstrip(" .!;")).removeprefix("+") for match in found if match)
    return [what for what in wanted if len(what.split()) > 2]


def telling(texts: Iterable[str]) -> frozenset[str]:
    """Stems of the words that say what a text is about."""
    words = re.findall(r"[a-z]{3,}", " ".join(texts).lower())
    return frozenset(w[:6] for w in words if w not in _SMALL)


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.replace("\u00a0", " ").splitlines() if line.strip()][:MOST_LINES]


def _draft(line: str, before: Sequence[str]) -> _Draft:
    """Place and role stand in the line with the dates, or in the two before it."""
    parts = [p for p in (_plain(part) for part in _APART.split(_DATES.sub(" | ", line))) if p]
    if not any(_ROLE.search(p) for p in parts) or len(parts) < 2:
        parts += [p for above in reversed(before) for p in (_plain(part) for part in _APART.split(above)) if p]
    role = next((p for p in parts if _ROLE.search(p)), "")
    place = next((p for p in parts if p != role and re.match(r"[A-Z0-9]", p) and len(p.split()) <= 6), "")
    dates = _DATES.search(line)
    years = re.findall(r"(?:19|20)\d\d", dates[0]) if dates else []
    return _Draft(place, role, tuple(map(int, years[:2])))


def _names_work(line: str, draft: _Draft) -> bool:
    """The line below the dates may still name the place or the role."""
    if draft.lines or _BULLET.match(line) or len(line.split()) > 8 or line.rstrip().endswith("."):
        return False
    plain = _plain(_APART.split(line)[0])
    if not draft.role and _ROLE.search(plain):
        draft.role = plain
        return True
    if not draft.place and re.match(r"[A-Z]", plain):
        draft.place = plain
        return True
    return False


def _belongs(line: str, draft: _Draft) -> bool:
    """A bullet, a line that goes on with the one before, or, where there are no bullets, a sentence."""
    if _BULLET.match(line) or _plain(line)[:1].islower():
        return bool(_done(line))
    bulleted = any(not done.startswith("+") for done in draft.lines)
    return not bulleted and len(_done(line).split()) > 2


def _done(line: str) -> str:
    """A line as it can be read out: without bullet and marks; '' where it is an address or no speech."""
    plain = _plain(line)
    words = plain.split()
    if not words or len(words) > LONGEST_LINE or re.search(r"@|https?:|www\.|[{}<>`\\]", plain):
        return ""
    if find_injection((Sentence(plain, 0.0, 0.0),)):
        return ""
    bullet = _BULLET.match(line)
    return plain if bullet else f"+{plain}"


def _joined(lines: Sequence[str]) -> list[str]:
    """Lines without a bullet go on with the one before, as a PDF breaks them."""
    joined: list[str] = []
    for line in lines:
        text = line.removeprefix("+")
        begins = not line.startswith("+") or not joined or joined[-1].endswith((".", ";")) or text[:1].isupper()
        if begins:
            joined.append(text)
        else:
            joined[-1] += f" {text}"
    return [line for line in (text.strip(" ;.") for text in joined) if 3 <= len(line.split()) <= LONGEST_LINE]


def _plain(text: str) -> str:
    text = re.sub(r"^\s*#+\s*|[*_`]+", "", _BULLET.sub("", text))
    return re.sub(r"(?<=\d)\+(?= )", "", " ".join(text.split())).strip(" |,;-–—")
