"""The first page comes in few bytes."""

from __future__ import annotations

import gzip
import re

import httpx

from tests.browser.conftest import Served

FIRST_LOAD_BYTES = 120 * 1024


def test_the_first_load_is_small(served: Served) -> None:
    """Page, its scripts, its styles and the font, as they come compressed."""
    page = httpx.get(served.address).text
    wanted = set(re.findall(r'(?:src|href)="(/[^"]+)"', page))
    style = next(path for path in wanted if path.endswith(".css"))
    fonts = set(re.findall(r"url\(([^)]+\.woff2)\)", httpx.get(served.address + style).text))
    bodies = [page.encode()] + [httpx.get(served.address + path).content for path in wanted | fonts]
    total = sum(min(len(gzip.compress(body)), len(body)) for body in bodies)
    assert total <= FIRST_LOAD_BYTES, f"{total / 1024:.0f} KB"
