"""A candidate's résumé and a job description, read and kept here, and the bank that is drawn from them."""

from __future__ import annotations

from dataclasses import dataclass

from coach.app import Coach
from coach.errors import DocumentError
from coach.interview.drawing import draw_bank, drawn_ids
from coach.interview.resume import Job, Resume, read_job, read_resume
from coach.records.own_banks import Document, DocumentKind
from coach.records.profiles import Profile
from coach.records.question_banks import OWN_BANK, Bank
from coach.records.recordings import has_recording


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a document: places of work with how many lines there have figures, or what a job asks for."""

    places: tuple[str, ...] = ()
    figures: int = 0
    role: str = ""
    demands: int = 0

    @property
    def told(self) -> str:
        """In a line, for the person whose document it is."""
        if self.places:
            figures = f"{self.figures or 'no'} line{'s' * (self.figures != 1)} with figures"
            return f"{', '.join(self.places)}; {figures}"
        return f"{self.role or 'a job'}; {self.demands} demand{'s' * (self.demands != 1)}"


def read(kind: DocumentKind, name: str, text: str) -> tuple[Resume | Job, Found]:
    """Raises DocumentError where nothing is in it that a question can be drawn from."""
    if kind == "resume":
        resume = read_resume(text)
        if not resume.entries:
            raise DocumentError(
                f"no place of work was found in {name}: give each a line with its name and years, "
                "such as: Annotation Lead, Brightwave, 2021 - 2024"
            )
        return resume, Found(tuple(e.place for e in resume.entries), resume.figures)
    job = read_job(text)
    if not job.demands:
        raise DocumentError(
            f"no demand was found in {name}: put what the job asks for as a list, a line each with a hyphen, "
            "or in sentences such as: You will review answers of a model"
        )
    return job, Found(role=job.role, demands=len(job.demands))


def keep_document(coach: Coach, kind: DocumentKind, name: str, content: bytes) -> tuple[Document, Found]:
    """The text is kept, the file is not. Raises DocumentError."""
    text = coach.read_document(name, content)
    _, found = read(kind, name, text)
    return coach.own_banks.keep(kind, name, text), found


def about(document: Document) -> str:
    """What was found in it, in a line."""
    try:
        return read(document.kind, document.name, document.text)[1].told
    except DocumentError:
        return "nothing that a question can be drawn from"


def bank_of(attempt_id: str, bank: Bank, profile: Profile, resume: str, job: str) -> Bank:
    """The bank of one attempt: with questions drawn from these texts, '' = none is given. Half of what the profile asks
    at most is drawn. Raises DocumentError."""
    if not resume and not job:
        return bank
    read_of = {kind: read(kind, "the text", text)[0] for kind, text in _given(resume, job)}
    found_resume, found_job = read_of.get("resume"), read_of.get("job")
    assert not isinstance(found_resume, Job) and not isinstance(found_job, Resume)
    most = max(1, profile.max_questions // 2)
    return draw_bank(f"{OWN_BANK}{attempt_id}", bank, found_resume, found_job, most)


def keep_drawn(coach: Coach, bank: Bank) -> None:
    """A bank that was drawn for an attempt is kept once the attempt has begun; others are kept elsewhere."""
    if bank.id.startswith(OWN_BANK):
        coach.own_banks.keep_bank(bank)


def forget_never_begun(coach: Coach) -> tuple[str, ...]:
    """Deletes, once, what earlier versions drew for attempts that then never began; returns the ids of those banks.

    Nothing is deleted that an attempt names or that has a recording, nothing that was not drawn, and
    nothing where the database has another place than beside these files or knows no attempt: it may be another one.
    Raises StoreError.
    """
    own = coach.own_banks
    if coach.settings.database_url or own.settled:
        return ()
    kept = own.banks()
    attempts = coach.store.attempts()  # read after the banks: one that is kept meanwhile has its attempt there
    if kept and not attempts:
        return ()
    named = {bank_id for one in attempts for bank_id in (one.bank_id, f"{OWN_BANK}{one.attempt_id}")}
    gone = tuple(i for i, bank in kept.items() if i not in named and drawn_ids(bank) and not _left(coach, i, bank))
    for bank_id in gone:
        own.remove_bank(bank_id)
    own.settle()
    return gone


def _left(coach: Coach, bank_id: str, bank: Bank) -> bool:
    """Something besides the record still belongs to the bank's attempt, or the file is not what it is called."""
    return bank.id != bank_id or has_recording(coach.recordings, bank_id.removeprefix(OWN_BANK))


def _given(resume: str, job: str) -> list[tuple[DocumentKind, str]]:
    both: tuple[tuple[DocumentKind, str], ...] = (("resume", resume), ("job", job))
    return [(kind, text) for kind, text in both if text]
