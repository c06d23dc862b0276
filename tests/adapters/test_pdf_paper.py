"""Pages of a PDF: real pagination, selectable text, the same bytes each time."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pypdf import PdfReader

from coach.adapters.pdf_paper import PdfPaper
from coach.errors import UsageError

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
    assert "Not in the fonts of this PDF, and printed as ? above: cjk unified ideograph-4f60." in page
    assert "Not in the fonts" not in page_texts(written())[0]


def test_words_that_look_like_a_mark_of_the_printer_are_printed() -> None:
    (page,) = page_texts(written(text="I said {nb} out loud."))
    assert "I said {nb} out loud." in page and "1 of 1" in page


def test_the_lines_of_a_cell_stay_lines() -> None:
    paper = PdfPaper("Report", MADE)
    paper.table([("Criterion", "Why"), ("Clarity", "Two long sentences.\nLost by “Noise cancels.”")], (25, 75))
    heights: dict[str, float] = {}
    (page,) = PdfReader(io.BytesIO(paper.finished())).pages
    page.extract_text(visitor_text=lambda text, _, at, *__: heights.update({text.strip(): at[5]}))
    assert heights["Two long sentences."] > heights["Lost by “Noise cancels.”"] + 10


def font_with(path: Path, letter: str) -> Path:
    """A font of one square glyph."""
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "square"])
    builder.setupCharacterMap({ord(letter): "square"})
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 800), (800, 800), (800, 0)):
        pen.lineTo(corner)
    pen.closePath()
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "square": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (800, 0), "square": (800, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "One", "styleName": "Regular", "psName": "One-Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return path


def test_letters_are_taken_from_another_font_where_one_is_named(tmp_path: Path) -> None:
    paper = PdfPaper("Report", MADE, font_with(tmp_path / "one.ttf", "你"))
    paper.said("0:37", "R", "She said 你 twice.")
    paper.heading("你")
    (page,) = page_texts(paper.finished())
    assert "She said 你 twice." in page and page.count("你") == 2 and "Not in the fonts" not in page


def test_a_font_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "none.ttf").write_text("no font")
    with pytest.raises(UsageError, match="COACH_PDF_FONT"):
        PdfPaper("Report", MADE, tmp_path / "none.ttf")


def test_only_the_letters_in_use_are_embedded() -> None:
    assert len(written(60)) < 60_000
