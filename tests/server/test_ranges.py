"""Ranges of bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.server.ranges import wanted


@pytest.mark.parametrize(
    ("header", "part"),
    [
        (None, None),
        ("bytes=0-", (0, 10)),
        ("bytes=3-4", (3, 5)),
        ("bytes=3-400", (3, 10)),
        ("bytes=-4", (6, 10)),
        ("bytes=-40", (0, 10)),
        ("bytes=4-3", None),
        ("bytes=1-2,4-5", None),
        ("bytes=-", None),
        ("lines=1-2", None),
    ],
)
def test_a_range_of_ten_bytes(header: str | None, part: tuple[int, int] | None) -> None:
    assert wanted(header, 10) == part


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=-0"])
def test_a_range_outside(header: str) -> None:
    with pytest.raises(ValueError, match="no byte"):
        wanted(header, 10)


@given(st.text(max_size=30), st.integers(0, 100))
def test_any_header_is_a_part_the_whole_or_outside(header: str, length: int) -> None:
    try:
        part = wanted(f"bytes={header}", length)
    except ValueError:
        return
    assert part is None or 0 <= part[0] < part[1] <= length
