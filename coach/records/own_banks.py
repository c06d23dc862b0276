"""What a candidate brings, kept here: the text of a résumé or job description, and the banks drawn from it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from coach.errors import BankError, StoreError, UsageError
from coach.records.question_banks import OWN_BANK, Bank
from coach.records.set_files import remove_file, safe_id, sweep_drafts, write_file
from coach.records.store import new_attempt_id

DocumentKind = Literal["resume", "job"]
KIND_NAMES: dict[DocumentKind, str] = {"resume": "résumé", "job": "job description"}
Read = TypeVar("Read")
_BANK: TypeAdapter[Bank] = TypeAdapter(Bank)


class Document(BaseModel):
    """`name`: the file's, for the person; `text`: what was read of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: DocumentKind
    name: str
    text: str


_DOCUMENT: TypeAdapter[Document] = TypeAdapter(Document)


class OwnBanks:
    """One file a document and one a bank, readable by their owner only. Raises StoreError where they cannot be kept or
    deleted."""

    def __init__(self, folder: Path) -> None:
        self._documents, self._banks = folder / "documents", folder / "banks"
        self._settled = folder / "banks-of-begun-attempts-only"
        self._read: dict[str, Bank] = {}

    def keep(self, kind: DocumentKind, name: str, text: str) -> Document:
        document = Document(id=new_attempt_id(), kind=kind, name=Path(name).name[:120], text=text)
        write_file(self._documents / f"{document.id}.json", _DOCUMENT.dump_json(document))
        return document

    def documents(self) -> list[tuple[str, Document | None]]:
        """Every document that is here by its id, newest first; None where it was damaged or cannot be read."""
        return [(path.stem, _or_none(path)) for path in sorted(self._documents.glob("*.json"), reverse=True)]

    def document(self, document_id: str, kind: DocumentKind) -> Document:
        """Raises UsageError where it is not, or no longer, here."""
        path = self._documents / f"{document_id}.json"
        if not safe_id(document_id) or not path.is_file():
            raise UsageError(f"the {KIND_NAMES[kind]} is no longer here; choose the file again")
        found = _parsed(path, _DOCUMENT)
        if found.kind != kind:
            raise UsageError(f"{found.name} was given as a {KIND_NAMES[found.kind]}; choose a {KIND_NAMES[kind]}")
        return found

    def forget(self, document_id: str) -> None:
        """The document's text is deleted; questions that were drawn from it stay with their attempts."""
        _unlink(self._documents, document_id)

    def keep_bank(self, bank: Bank) -> None:
        """`bank.id`: OWN_BANK and an attempt's id."""
        write_file(self._banks / f"{bank.id.removeprefix(OWN_BANK)}.json", _BANK.dump_json(bank))

    def bank(self, bank_id: str) -> Bank:
        """Raises BankError where there is none, or its file was damaged."""
        if bank_id not in self._read:
            name = bank_id.removeprefix(OWN_BANK)
            path = self._banks / f"{name}.json"
            if not safe_id(name) or not path.is_file():
                raise BankError(
                    "the questions that were drawn for this attempt are no longer here; it can only be read"
                )
            self._read[bank_id] = _parsed(path, _BANK)
        return self._read[bank_id]

    def banks(self) -> dict[str, Bank]:
        """Those that can be read."""
        found = {}
        for bank_id in self._ids():
            with suppress(BankError):
                found[bank_id] = self.bank(bank_id)
        return found

    def remove_bank(self, bank_id: str) -> None:
        self._read.pop(bank_id, None)
        _unlink(self._banks, bank_id.removeprefix(OWN_BANK))

    def sweep(self) -> None:
        """What a process that was killed left half-written."""
        sweep_drafts(self._documents)
        sweep_drafts(self._banks)

    @property
    def settled(self) -> bool:
        """Since when banks are kept only of attempts that began, and what was kept before has been looked through."""
        return self._settled.exists()

    def settle(self) -> None:
        write_file(self._settled, b"")

    def _ids(self) -> Iterator[str]:
        for path in sorted(self._banks.glob("*.json")):
            yield f"{OWN_BANK}{path.stem}"


def _unlink(folder: Path, name: str) -> None:
    """Nothing happens where it is not there."""
    if safe_id(name):
        remove_file(folder / f"{name}.json")


def _or_none(path: Path) -> Document | None:
    try:
        return _parsed(path, _DOCUMENT)
    except (BankError, StoreError):
        return None


def _parsed(path: Path, form: TypeAdapter[Read]) -> Read:
    try:
        return form.validate_json(path.read_bytes())
    except OSError as wrong:
        raise StoreError(f"{path.name} cannot be read ({wrong.strerror}); check COACH_DATA") from wrong
    except ValidationError:
        raise BankError(f"{path.name} was damaged; choose the file again for a new rehearsal") from None
