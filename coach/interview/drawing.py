"""Questions drawn from a candidate's résumé and a job description, and the bank that they make with another's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from coach.interview.ledger import claims_in
from coach.interview.resume import Entry, Job, Resume, telling
from coach.interview.work_lines import has_figure
from coach.records.probes import Condition, Probe
from coach.records.question_banks import Bank, BankQuestion
from scoring.question import Concept, MaxSeconds, Question

OWN_EXPERIENCE, THE_ROLE = "Your own experience", "What the role asks for"
LIMIT = 120.0
MINUTES = 3.0
MOST_FROM_RESUME, MOST_FROM_JOB = 3, 2
MOST = MOST_FROM_RESUME + MOST_FROM_JOB
_RATERS = "annotators labellers labelers raters reviewers evaluators moderators graders"
_PEOPLE = "people engineers colleagues contractors linguists interns members tutors writers freelancers staff employees"
_LEARNERS = "students pupils learners trainees apprentices participants"
_THINGS = (
    "images items labels conversations prompts documents tasks samples tickets transcripts recordings pages words "
    "videos boxes responses answers batches datasets files records clips sentences articles reports cases"
)
_UNITS = {
    unit: kind
    for kind, units in (("raters", _RATERS), ("people", _PEOPLE), ("learners", _LEARNERS), ("things", _THINGS))
    for unit in units.split()
}
TIMES = frozenset(["hours", "days", "weeks", "months", "quarters", "sprints", "shifts", "semesters"])
_ASK = {
    "raters": (
        "How did you measure agreement between them, and what did you do where it was low?",
        "How did you know that all of them judged in the same way?",
    ),
    "people": (
        "How did you find out whether the work went well, and what did you do where it did not?",
        "How did you see how well they worked?",
    ),
    "learners": (
        "How did you find out what they had understood, and what did you change because of it?",
        "How did you see what they learned?",
    ),
    "things": (
        "How did you make sure that their quality held, and what did it come to?",
        "How did you check that they were good?",
    ),
    "measured": (
        "How was that measured, and what did you yourself do to get there?",
        "Against what was that measured, and by whom?",
    ),
    "other": (
        "How did you come to that figure, and what was your own part in it?",
        "Where does that figure come from?",
    ),
}
"""For each kind of thing that is counted: what is asked, and the same otherwise."""
CONCEPTS = (
    Concept(
        "own part",
        ("I was responsible", "my part", "my job was", "I decided", "I led", "I owned", "I wrote", "I set up"),
    ),
    Concept(
        "measure",
        ("measured", "agreement", "accuracy", "compared", "checked against", "error rate", "baseline", "kappa"),
    ),
    Concept("outcome", ("as a result", "in the end", "rose to", "fell to", "improved", "dropped to", "led to")),
)


@dataclass(frozen=True, slots=True)
class _Draw:
    """One question to be made: `opening` and `ask` are its words, `again` and `plainly` ask the same otherwise."""

    plainly: str
    place: str
    opening: str
    ask: str
    again: str


def draw_bank(bank_id: str, bank: Bank, resume: Resume | None, job: Job | None, most: int = MOST) -> Bank:
    """The bank with at most `most` questions of the candidate's own before its others, of which those that the job
    speaks of come first. The claims of the résumé are what answers are held against."""
    own, asked = _from_resume(resume), _from_job(job, resume)
    drawn = [q for pair in zip_longest(own, asked) for q in pair if q is not None][:most]
    claims = resume.claims if resume else ()
    role = job.role if job and job.role else bank.role
    whose = " and ".join(["your résumé"] * bool(resume) + ["the job"] * bool(job))
    questions = (*sorted(drawn, key=lambda q: q.skill == THE_ROLE), *_by_job(bank.questions, job))
    return Bank(bank_id, f"{bank.title}, with {whose}", role, questions, (*bank.claims, *claims))


def drawn_ids(bank: Bank) -> tuple[str, ...]:
    """Ids of the questions that were drawn for the candidate."""
    return tuple(q.question.id for q in bank.questions if q.skill in (OWN_EXPERIENCE, THE_ROLE))


def _by_job(questions: Sequence[BankQuestion], job: Job | None) -> list[BankQuestion]:
    """The questions that share most words with the job first."""
    if job is None:
        return list(questions)

    def nearness(entry: BankQuestion) -> int:
        concepts = (v for c in entry.question.concepts for v in (c.name, *c.variants))
        return len(telling((entry.skill, entry.question.text, *concepts)) & job.words)

    return sorted(questions, key=nearness, reverse=True)


def _from_resume(resume: Resume | None) -> list[BankQuestion]:
    """Entries in turn, each first with its line that counts most."""
    entries = resume.entries if resume else ()
    rounds = [list(_draws(entry)) for entry in entries]
    in_turn = [draws[turn] for turn in range(2) for draws in rounds if turn < len(draws)]
    return [_question(f"resume-{n}", OWN_EXPERIENCE, d) for n, d in enumerate(in_turn[:MOST_FROM_RESUME], 1)]


def _thing(unit: str, line: str) -> str:
    """What was counted as it is written: "search results" where the ledger has "search"."""
    if unit.endswith("s"):
        return unit
    written = re.search(rf"\d[\d.,]* ({re.escape(unit)}(?: [a-z-]+){{0,2}}? [a-z]+s)\b", line, re.I)
    return written[1] if written else unit


def _draws(entry: Entry) -> Iterator[_Draw]:
    told = False
    for line in entry.lines:
        told = told or has_figure(line)
        found = [claim for claim in claims_in([line], "résumé") if claim.unit not in TIMES]
        if found:
            listed = f"{found[0].number:,.0f} {_thing(found[0].unit, line)}"
            opening, about = f"You list {listed} at {entry.place}.", f"the {listed}"
            yield _Draw(_plainly(about, entry), entry.place, opening, *_ASK[_UNITS.get(found[0].unit, "other")])
        elif has_figure(line):
            opening = f"About {entry.place} you write: {_spoken(line)}."
            yield _Draw(_plainly("that figure", entry), entry.place, opening, *_ASK["measured"])
    if not told:
        was = f"You were {_article(entry.role)} at {entry.place}." if entry.role else f"You worked at {entry.place}."
        ask = "Tell me about one decision there that was yours: what was the situation, and what came of it?"
        again = "Which decision there are you glad that you took?"
        yield _Draw(_plainly("one decision of yours", entry), entry.place, was, ask, again)


def _plainly(about: str, entry: Entry) -> str:
    return f"Put simply: tell me about {about} at {entry.place}, and about your own part in it."


def _from_job(job: Job | None, resume: Resume | None) -> list[BankQuestion]:
    """What the résumé shows least comes first."""
    known = resume.words if resume else frozenset()

    def shown(demand: str) -> float:
        words = telling([demand])
        return len(words & known) / max(1, len(words))

    demands = sorted(job.demands if job else (), key=shown)[:MOST_FROM_JOB]
    draws = (
        _Draw(
            f"Put simply: tell me about work of yours that resembles this: {_spoken(demand)}.",
            "",
            f"The role asks for this: {_spoken(demand)}.",
            "Which work of yours comes closest to it, what did you do there, and what came of it?",
            "Where have you done something like it?",
        )
        for demand in demands
    )
    return [_question(f"role-{n}", THE_ROLE, draw) for n, draw in enumerate(draws, 1)]


def _question(question_id: str, skill: str, draw: _Draw) -> BankQuestion:
    there = f" at {draw.place}" if draw.place else " in that work"
    text = f"{draw.opening} {draw.ask} Please stay under two minutes."
    question = Question(question_id, text, "resume", (MaxSeconds(LIMIT),), CONCEPTS)
    return BankQuestion(
        question=question,
        skill=skill,
        difficulty=2,
        minutes=MINUTES,
        rephrasings=(
            f"{draw.opening} {draw.again} Under two minutes, please.",
            f"{draw.plainly} Under two minutes, please.",
        ),
        probes=_probes(there),
        interjection=f"Let me stop you there. In two or three sentences, what did you yourself do{there}?",
        interjection_rephrasings=(
            f"What did you do yourself{there}? Two or three sentences are enough.",
            f"In two or three sentences, what of it{there} was done by yourself?",
        ),
    )


def _probes(there: str) -> tuple[Probe, ...]:
    return (
        Probe(
            id="own-part",
            text=f"What of it did you do yourself{there}?",
            when=Condition(concept_missing=("own part",)),
            rephrasings=(
                f"Which part{there} did you do yourself?",
                f"What did others do{there}, and what did you do yourself?",
            ),
        ),
        Probe(
            id="figure",
            text="Which figure shows that it worked?",
            when=Condition(no_data_points=True),
            rephrasings=(
                "Is there a figure by which one could see that it worked?",
                "By which number or figure do you know that it worked?",
            ),
        ),
        Probe(
            id="outcome",
            text="What came of it in the end?",
            when=Condition(star_missing=("result",)),
            rephrasings=("How did it end, and what came of it?", "In the end, what came of all that?"),
        ),
        Probe(
            id="lesson",
            text="What would you do otherwise today?",
            when=Condition(star_missing=("reflection",)),
            rephrasings=(
                "Would you do anything otherwise if you began today?",
                "Seen from today, what should have been done otherwise?",
            ),
        ),
    )


def _spoken(line: str) -> str:
    """A written line in the middle of a sentence, without the mark at its end."""
    text = line.strip(" .;")
    return _lower_first(text) if text[1:2].islower() else text


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _article(role: str) -> str:
    plain = _lower_first(role) if role[1:2].islower() else role
    return f"{'an' if plain[:1].lower() in 'aeiou' else 'a'} {plain}"
