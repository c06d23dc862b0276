"""What is written into sets, answers and reviews: lines and prose without control characters, moments."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints


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


def _moment(text: str) -> str:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None or not 2000 <= at.year < 9999:
        raise ValueError("expected a moment since 2000 with its time zone")
    return text


Moment = Annotated[str, AfterValidator(_moment)]
"""ISO 8601 with its time zone, in years that every zone can tell."""
