"""What stands in a résumé and in a job description: places of work with their lines, and what is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coach.interview.ledger import claims_in
from coach.interview.work_dates import one_year_in, period_in
from coach.interview.work_lines import APART, BULLET, ROLE, has_figure, is_contact, plain, work_line
from scoring.answer import Sentence
from scoring.injection import find_injection
from scoring.ledger import sentences_of

MOST_LINES = 600
LONGEST_LINE = 45
"""Words of a line that can be read out."""
LONGEST_WORK_LINE = 1000
"""Characters of a line that names a place of work."""
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
        return sum(has_figure(line) for e in self.entries for line in e.lines)

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
    lines: list[str]
    bulleted: bool
    """Its own line is an item of a list; `listed`: what was done is one."""
    listed: bool = False


def read_resume(text: str) -> Resume:
    """Places of work are found by their line with dates; without any the whole text counts as none."""
    drafts: list[_Draft] = []
    working, before = True, ["", ""]
    for line in _lines(text):
        heading = _HEADING.match(line)
        if heading:
            working, before = not heading["name"].lower().startswith(_NO_WORK), ["", ""]
        elif working and (draft := _draft(line, before, drafts)):
            drafts.append(draft)
            before = ["", ""]
        elif working and drafts and not _names_work(line, drafts[-1]) and _belongs(line, drafts[-1]):
            drafts[-1].lines.append(_done(line))
            drafts[-1].listed |= bool(BULLET.match(line))
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
    first = plain(lines[0]) if lines and not BULLET.match(lines[0]) else ""
    role = named or (first if 1 < len(first.split()) <= 8 and not first.endswith(".") else "")
    listed, prose, wanted = [], [], True
    for line in lines:
        heading = _HEADING.match(line)
        if heading:
            wanted = not heading["name"].lower().startswith(_NO_DEMAND)
        elif wanted and BULLET.match(line):
            listed.append(_done(line))
        elif wanted:
            prose.append(line)
    demands = [line for line in listed if len(line.split()) > 2] or _demands_in(prose)
    return Job(plain(role).strip(" ."), tuple(demands))


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


def _draft(line: str, before: Sequence[str], begun: Sequence[_Draft]) -> _Draft | None:
    """A place of work that the line names, by itself or with the two lines before it; None where it does not."""
    if len(line) > LONGEST_WORK_LINE:
        return None
    bulleted = bool(BULLET.match(line))
    period = period_in(line) or (None if bulleted else one_year_in(line))
    if period is None:
        return None
    work = work_line(line, period, () if bulleted else before)
    if bulleted and (not _in_capitals(work.place) or (begun and not begun[-1].bulleted)):
        return None
    alone = len(set(period.years)) == 1 and len(period.years) == 2
    if (alone and not (work.place and (work.role or work.told))) or (work.told and not work.place):
        return None
    told = [line for clause in work.told if (line := _done(f"- {clause}"))]
    return _Draft(work.place, work.role, period.years, told, bulleted)


def _in_capitals(place: str) -> bool:
    return bool(place) and not re.search(r"\b[a-z]{4,}", place)


def _names_work(line: str, draft: _Draft) -> bool:
    """The line below the dates may still name the place or the role."""
    if draft.lines or BULLET.match(line) or len(line.split()) > 8 or line.rstrip().endswith("."):
        return False
    name = plain(APART.split(line)[0])
    if not draft.role and ROLE.search(name):
        draft.role = name
        return True
    if not draft.place and re.match(r"[A-Z]", name):
        draft.place = name
        return True
    return False


def _belongs(line: str, draft: _Draft) -> bool:
    """A bullet, a line that goes on with the one before, or, where there are no bullets, a sentence."""
    if BULLET.match(line) or plain(line)[:1].islower():
        return bool(_done(line))
    return not draft.listed and len(_done(line).split()) > 2


def _done(line: str) -> str:
    """A line as it can be read out: without bullet and marks; '' where it is an address or no speech."""
    text = plain(line)
    words = text.split()
    if not words or len(words) > LONGEST_LINE or is_contact(line) or re.search(r"[{}<>`\\]", text):
        return ""
    if find_injection((Sentence(text, 0.0, 0.0),)):
        return ""
    bullet = BULLET.match(line)
    return text if bullet else f"+{text}"


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
