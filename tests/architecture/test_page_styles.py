"""Sheets of pages are loaded as pages are opened and stay: no class is dressed by two pages."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

PAGES = Path(__file__).resolve().parents[2] / "web" / "src" / "pages"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SELECTORS = re.compile(r"([^{}]+)\{")
OUTERMOST = re.compile(r"\s*[a-z]*\.([\w-]+)")


def outermost(sheet: str) -> set[str]:
    """The classes that selectors of a sheet begin with."""
    selectors = [one for group in SELECTORS.findall(COMMENT.sub("", sheet)) for one in group.split(",")]
    return {found[1] for one in selectors if (found := OUTERMOST.match(one))}


def test_no_page_dresses_what_another_page_names() -> None:
    pages: dict[str, set[str]] = defaultdict(set)
    for sheet in PAGES.rglob("*.css"):
        for name in outermost(sheet.read_text("utf-8")):
            pages[name].add(sheet.parent.name)
    assert pages["demands"] == {"room"}
    assert {name: where for name, where in pages.items() if len(where) > 1} == {}
