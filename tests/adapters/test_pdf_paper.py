"""Pages of a PDF: real pagination, selectable text, the same bytes each time."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

from pypdf import PdfReader

from coach.adapters.pdf_paper import PdfPaper

MADE = datetime(2026, 1, 1, tzinfo=UTC)


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page as it is selected there, its lines joined."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def written(sentences: int = 1, text: str = "Disputed chats fell from twelve percent to four.") -> bytes:
    paper = PdfPaper("Report", MADE)
    paper.title("Report: 79 of 100", "Attempt one")
    paper.table([("Criterion", "Level", "Why"), ("Clarity", "2 of 3", "Two long sentences.")], (25, 18, 57))
    for _ in range(sentences):
        paper.heading("What was said")
        paper.said("0:37", "R", text)
    return paper.finished()


def test_text_is_text_and_not_a_picture() -> None:
    (page,) = page_texts(written())
    for part in ("Report: 79 of 100", "Two long sentences.", "0:37", "twelve percent", "1 of 1"):
        assert part in page


def test_a_long_report_has_numbered_pages_and_loses_nothing() -> None:
    pages = page_texts(written(60))
    assert len(pages) > 2
    assert sum(page.count("0:37") for page in pages) == 60
    assert all(f"{number} of {len(pages)}" in page for number, page in enumerate(pages, 1))


def test_a_heading_never_stands_last_on_its_page() -> None:
    for page in page_texts(written(60)):
        assert re.search(r"\d+ of \d+$", page)
        assert not re.search(r"What was said\d+ of \d+$", page)


def test_the_same_words_give_the_same_bytes() -> None:
    assert written(3) == written(3)


def test_names_keep_their_letters_and_what_the_font_lacks_is_marked() -> None:
    (page,) = page_texts(written(text="“Café” – Zażółć gęślą, Ōta, Дарья, Ἀθηνᾶ, Đặng 你"))
    assert "“Café” – Zażółć gęślą, Ōta, Дарья, Ἀθηνᾶ, Đặng ?" in page


def test_only_the_letters_in_use_are_embedded() -> None:
    assert len(written(60)) < 60_000
