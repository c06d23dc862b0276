"""What people write into sets, answers and reviews: lines and prose, without control characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints


def one_line(text: str) -> str:
    """Without what a terminal would obey instead of showing it."""
    return " ".join(_plain(text).split())


def _plain(text: str, kept: str = "") -> str:
    """`kept`: the control characters that stay."""
    return "".join(" " if unicodedata.category(c) == "Cc" and c not in kept else c for c in text)


def _lines(text: str) -> str:
    return _plain(text.replace("\r\n", "\n"), "\n\t").strip()


def _of_text(clean: Callable[[str], str]) -> BeforeValidator:
    return BeforeValidator(lambda given: clean(given) if isinstance(given, str) else given)


Line = Annotated[str, _of_text(one_line), StringConstraints(max_length=120)]
Prose = Annotated[str, _of_text(_lines), StringConstraints(max_length=4000)]
