"""A résumé or a job description as text: PDF by pypdf, DOCX by python-docx, plain text and Markdown as they are."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from coach.errors import DocumentError

MOST_BYTES = 5 * 2**20
MOST_UNPACKED = 60 * 2**20
MOST_PAGES = 30
LEAST_LETTERS = 20
"""Fewer on all pages together are no text but the remains of a scan."""
TEXT = (".txt", ".md", ".markdown", ".text", "")


def read_document(name: str, content: bytes) -> str:
    """The document's text, a line a line. `name`: the file's, for its ending and for messages. Raises DocumentError."""
    shown = PurePath(name).name or "the file"
    if len(content) > MOST_BYTES:
        raise DocumentError(f"{shown} is larger than {MOST_BYTES // 2**20} MB; save it without pictures")
    if not content.strip():
        raise DocumentError(f"{shown} is empty; choose another file")
    text = _in_whole_characters(_read(shown, content))
    if sum(c.isalpha() for c in text) < LEAST_LETTERS:
        raise DocumentError(
            f"{shown} holds no text that can be read, perhaps only a scanned picture of it. Save it again from the "
            "program that wrote it, run it through text recognition, or paste its words into a .txt file"
        )
    return text


def _in_whole_characters(text: str) -> str:
    """Halves of a character (surrogates), as fonts of PDFs name them, are put together; a lone one cannot be read."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _read(name: str, content: bytes) -> str:
    ending = PurePath(name).suffix.lower()
    if content.startswith(b"%PDF") or ending == ".pdf":
        return _pdf(name, content)
    if content.startswith(b"PK") or ending == ".docx":
        return _docx(name, content)
    if ending in TEXT:
        return _plain(name, content)
    raise DocumentError(f"{name} is of a kind that is not read here; save it as PDF, DOCX, Markdown or plain text")


def _pdf(name: str, content: bytes) -> str:
    import pypdf
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # it quotes the file, which is the person's own
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError(f"{name} is protected by a password; save a copy without one")
        if len(reader.pages) > MOST_PAGES:
            raise DocumentError(f"{name} has more than {MOST_PAGES} pages; choose a shorter one")
        return "\n".join(page.extract_text() for page in reader.pages)
    except DocumentError:
        raise
    except (FileNotDecryptedError, DependencyError):
        raise DocumentError(f"{name} is protected by a password; save a copy without one") from None
    except Exception:
        raise _broken(name, "PDF") from None


def _docx(name: str, content: bytes) -> str:
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED:
                raise DocumentError(f"{name} unpacks to over {MOST_UNPACKED // 2**20} MB; save it without pictures")
        return "\n".join(_lines(docx.Document(io.BytesIO(content))))
    except DocumentError:
        raise
    except Exception:
        raise _broken(name, "DOCX") from None


def _lines(part: Any) -> Iterator[str]:
    """Paragraphs and the cells of tables, in their order; each cell of a merged run once."""
    for block in part.iter_inner_content():
        if not hasattr(block, "rows"):
            yield ("- " if "list" in (block.style.name or "").lower() else "") + block.text
            continue
        seen = []
        for row in block.rows:
            for cell in row.cells:
                if cell._tc not in seen:
                    seen.append(cell._tc)
                    yield from _lines(cell)


def _plain(name: str, content: bytes) -> str:
    if b"\0" in content:
        raise DocumentError(f"{name} is no plain text; save it as PDF, DOCX, Markdown or plain text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _broken(name: str, kind: str) -> DocumentError:
    return DocumentError(
        f"{name} cannot be read as {kind}: it is damaged or something else. Export it again, or save it as plain text"
    )
