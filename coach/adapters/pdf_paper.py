"""Pages of a PDF by fpdf2: A4, selectable text, page numbers; a heading never stands last on its page."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path

from coach.errors import UsageError

_INK, _SECOND, _RULE = (20, 34, 30), (68, 85, 79), (203, 214, 207)
_MARGIN = 20.0
_KEPT_TOGETHER = 28.0
"""Millimetres that must be left below a heading, else it begins a page."""
_FONT = "Source Sans Pro"
_OTHER = "other"
_NAMED = 12
"""So many letters that are left out are named."""
_PAGES = "‡{nb}‡"
"""Stands for the number of pages until it is known: letters of the font that nobody says in this order."""
_FACES = {"": "SourceSansPro-Regular.ttf", "B": "SourceSansPro-Semibold.ttf"}


class PdfPaper:
    """Fits `Paper`. Latin, Greek and Cyrillic letters in Source Sans Pro (OFL), of which only what is used is embedded.

    A letter that it does not have is drawn in `font` where that has it, else it loses its accents, or becomes `?` and
    is named on the last page."""

    def __init__(self, title: str, made: datetime, font: Path | None = None) -> None:
        from fpdf import FPDF

        self._pdf = FPDF(format="A4")
        self._pdf.alias_nb_pages(_PAGES)
        with as_file(files("font_source_sans_pro") / "files") as folder:
            for style, name in _FACES.items():
                self._pdf.add_font(_FONT, style, folder / name)
        self._letters = set(self._pdf.fonts[_FONT.lower()].cmap)
        self._left_out: dict[str, None] = {}
        if font is not None:
            self._fall_back_to(font)
        self._pdf.set_title(" ".join(title.split()))
        self._pdf.set_lang("en")
        self._pdf.set_creation_date(made)
        self._pdf.set_margins(_MARGIN, _MARGIN)
        self._pdf.set_auto_page_break(True, margin=_MARGIN + 4)
        self._pdf.footer = self._footer
        self._pdf.add_page()

    def title(self, text: str, below: str) -> None:
        self._text(text, 20, 8.5, "B")
        self._text(below, 9.5, 5, colour=_SECOND)

    def heading(self, text: str, large: bool = True) -> None:
        if self._pdf.will_page_break(_KEPT_TOGETHER):
            self._pdf.add_page()
        self._pdf.ln(7 if large else 4)
        self._text(text, 14 if large else 11.5, 6.5 if large else 6, "B")
        self._pdf.ln(1)

    def paragraph(self, text: str, second: bool = False) -> None:
        self._text(text, 10.5, 5.4, colour=_SECOND if second else _INK)

    def table(self, rows: Sequence[tuple[str, ...]], widths: tuple[int, ...]) -> None:
        """The first row heads the columns, on each page anew; `widths` are shares."""
        from fpdf.fonts import FontFace

        self._pdf.set_font(_FONT, "", 9.5)
        self._pdf.set_text_color(*_INK)
        self._pdf.set_draw_color(*_RULE)
        head = FontFace(emphasis="BOLD", color=_SECOND)
        with self._pdf.table(
            col_widths=widths,
            text_align="LEFT",
            line_height=5,
            padding=(1.2, 2, 1.2, 0),
            borders_layout="HORIZONTAL_LINES",
            headings_style=head,
        ) as table:
            for row in rows:
                table.row(["\n".join(map(self._written, cell.split("\n"))) for cell in row])
        self._pdf.ln(2)

    def said(self, place: str, letter: str, text: str) -> None:
        """A sentence with its time and its letter before it."""
        pdf = self._pdf
        if pdf.will_page_break(6):
            pdf.add_page()
        pdf.set_font(_FONT, "", 9)
        pdf.set_text_color(*_SECOND)
        pdf.cell(13, 5.6, self._written(place))
        pdf.set_font(_FONT, "B", 9.5)
        pdf.cell(8, 5.6, self._written(letter))
        pdf.set_font(_FONT, "", 10.5)
        pdf.set_text_color(*_INK)
        left, pdf.l_margin = pdf.l_margin, pdf.get_x()
        pdf.multi_cell(0, 5.6, self._written(text), new_x="LMARGIN", new_y="NEXT", align="L")
        pdf.l_margin = left
        pdf.set_x(left)

    def finished(self) -> bytes:
        if self._left_out:
            self._pdf.ln(6)
            self.paragraph(_left_out_text(list(self._left_out)), second=True)
        return bytes(self._pdf.output())

    def _fall_back_to(self, font: Path) -> None:
        try:
            self._pdf.add_font(_OTHER, "", font)
            self._pdf.set_fallback_fonts([_OTHER], exact_match=False)
        except Exception as wrong:
            raise UsageError(f"COACH_PDF_FONT: {font} is no TrueType or OpenType font that can be read") from wrong
        self._letters |= set(self._pdf.fonts[_OTHER].cmap)

    def _text(self, text: str, size: float, height: float, style: str = "", colour: tuple[int, ...] = _INK) -> None:
        self._pdf.set_font(_FONT, style, size)
        self._pdf.set_text_color(*colour)
        self._pdf.multi_cell(0, height, self._written(text), new_x="LMARGIN", new_y="NEXT", align="L")

    def _footer(self) -> None:
        self._pdf.set_y(-14)
        self._pdf.set_font(_FONT, "", 8.5)
        self._pdf.set_text_color(*_SECOND)
        self._pdf.cell(0, 5, f"{self._pdf.page_no()} of {_PAGES}", align="R")

    def _written(self, text: str) -> str:
        """Only letters that the font has."""
        return "".join(self._letter(letter) for letter in " ".join(text.split()))

    def _letter(self, letter: str) -> str:
        if ord(letter) in self._letters:
            return letter
        known = [part for part in unicodedata.normalize("NFKD", letter) if ord(part) in self._letters]
        if not known:
            self._left_out[letter] = None
        return "".join(known) or "?"


def _left_out_text(letters: list[str]) -> str:
    """Letters that cannot be drawn are named by their Unicode names or numbers."""
    named = [unicodedata.name(letter, f"U+{ord(letter):04X}").lower().replace("u+", "U+") for letter in letters]
    more = f" and {len(named) - _NAMED} others" if len(named) > _NAMED else ""
    return (
        f"Not in the fonts of this PDF, and printed as ? above: {', '.join(named[:_NAMED])}{more}. All other exports "
        "have them. COACH_PDF_FONT names a font file that this PDF may take them from."
    )
