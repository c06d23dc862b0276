"""Résumés as files: what is read of each kind, and what a person is told where nothing can be."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import docx
import pypdf
import pytest

from coach.adapters.documents import MOST_BYTES, read_document
from coach.adapters.pdf_paper import PdfPaper
from coach.errors import DocumentError

LINE = "Led a team of twenty annotators at Brightwave."


def _pdf(*lines: str) -> bytes:
    paper = PdfPaper("Résumé", datetime(2026, 1, 1, tzinfo=UTC))
    for line in lines:
        paper.paragraph(line)
    return paper.finished()


def _changed_pdf(password: str = "", blank: bool = False) -> bytes:
    writer = pypdf.PdfWriter()
    if blank:
        writer.add_blank_page(200, 200)
    else:
        writer.append(io.BytesIO(_pdf(LINE)))
    if password:
        writer.encrypt(password)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _docx() -> bytes:
    document = docx.Document()
    document.add_paragraph("Jane Doe, who labels things for a living")
    document.add_paragraph(LINE, style="List Bullet")
    cell = document.add_table(rows=1, cols=2).rows[0].cells[1]
    cell.text = "Northfield AI, 2019 - 2020"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cv.pdf", _pdf(LINE)),
        ("cv.docx", _docx()),
        ("cv.txt", LINE.encode()),
        ("cv.md", f"- {LINE}".encode("utf-8-sig")),
        ("cv.txt", f"Résumé. {LINE}".encode("cp1252")),
        ("no-ending", _pdf(LINE)),
    ],
)
def test_the_words_of_a_document_are_read(name: str, content: bytes) -> None:
    assert LINE in " ".join(read_document(name, content).split())


def halved_pdf(line: str) -> bytes:
    """A page whose font has halves of a character (UTF-16) for the letters { and }."""
    cmap = (
        b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7A> <0020> endbfrange "
        b"2 beginbfchar <7B> <D83D> <7D> <DE00> endbfchar endcmap"
    )
    page = f"BT /F 12 Tf 20 700 Td ({line}) Tj ET".encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(page), page),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap),
    ]
    whole, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(b"%010d 00000 n \n" % len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"xref\n0 7\n0000000000 65535 f \n" + b"".join(places) + b"trailer<</Size 7/Root 1 0 R>>\n"
    return whole + table + b"startxref\n%d\n%%%%EOF" % len(whole)


def test_halves_of_a_character_are_put_together_and_a_lone_one_is_unreadable() -> None:
    text = read_document("cv.pdf", halved_pdf(LINE + " {} { }"))
    assert text == f"{LINE} \N{GRINNING FACE} \N{REPLACEMENT CHARACTER} \N{REPLACEMENT CHARACTER}"


def test_bullets_and_tables_of_a_docx_are_lines() -> None:
    lines = read_document("cv.docx", _docx()).splitlines()
    assert lines == ["Jane Doe, who labels things for a living", f"- {LINE}", "", "Northfield AI, 2019 - 2020"]


def _bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * (61 * 2**20))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("scan.pdf", _changed_pdf(blank=True), "scanned picture"),
        ("cv.pdf", _changed_pdf(password="secret"), "password"),
        ("cv.pdf", b"%PDF-1.7 and then nothing", "as PDF: it is damaged"),
        ("cv.pdf", _pdf(LINE)[:200], "as PDF: it is damaged"),
        ("cv.docx", b"PK\x03\x04 broken", "as DOCX: it is damaged"),
        ("cv.docx", _bomb(), "unpacks"),
        ("cv.doc", b"\xd0\xcf\x11\xe0 old", "save it as PDF, DOCX"),
        ("cv.txt", b"a\0b" * 50, "no plain text"),
        ("cv.txt", b"  \n", "empty"),
        ("cv.txt", b"short", "no text that can be read"),
        ("cv.txt", b"a" * (MOST_BYTES + 1), "larger than 5 MB"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(name: str, content: bytes, told: str) -> None:
    with pytest.raises(DocumentError, match=told) as raised:
        read_document(f"/home/jane/{name}", content)
    assert name in str(raised.value) and "/home" not in str(raised.value)
