"""Errors in a YAML file name file, line and field."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import BankError
from coach.records.yaml_file import field_name, parse_yaml, read_yaml


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "bad.yaml:1: the file is empty"),
        ("a: 1\nb: [1, 2\nc: 3\n", "bad.yaml:3: not valid YAML"),
        ("a: 1\nb: 2\na: 3\n", r"bad.yaml:3: a: written twice, first on line 1; keep one"),
        ("a:\n  - x: 1\n    x: 2\n", r"bad.yaml:3: a\[0\].x: written twice, first on line 2"),
        ("a: &big [1]\nb: *big\n", r"bad.yaml:2: not valid YAML: aliases"),
        ("a: 1\n---\nb: 1\n", "bad.yaml:2: not valid YAML"),
        ("a: !!python/object:os.system x\n", "bad.yaml:1: not valid YAML"),
    ],
)
def test_what_is_no_plain_yaml_is_refused(text: str, says: str) -> None:
    with pytest.raises(BankError, match=says):
        parse_yaml(text, "bad.yaml")


def test_every_field_has_its_line() -> None:
    yaml_file = parse_yaml("a: 1\nb:\n  - c: 2\n    d:\n      - 5\n", "x")
    assert yaml_file.line(()) == 1
    assert yaml_file.line(("b", 0, "c")) == 3
    assert yaml_file.line(("b", 0, "d", 0)) == 5
    assert yaml_file.line(("b", 0, "missing")) == 3
    assert field_name(("b", 0, "d", 0)) == "b[0].d[0]"


def test_a_file_that_is_not_there_or_not_utf8_is_told(tmp_path: Path) -> None:
    with pytest.raises(BankError, match="cannot be read"):
        read_yaml(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes("title: résumé".encode("latin-1"))
    with pytest.raises(BankError, match="not UTF-8"):
        read_yaml(tmp_path / "latin.yaml")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_its_name(text: str) -> None:
    try:
        parse_yaml(text, "any.yaml")
    except BankError as refused:
        assert str(refused).startswith("any.yaml:")


@given(st.text(alphabet=" \n:-[]{}&*!|>'\"#,ab1", max_size=60))
def test_any_yaml_like_text_is_read_or_refused_with_its_name(text: str) -> None:
    test_any_text_is_read_or_refused_with_its_name.hypothesis.inner_test(text)  # type: ignore[attr-defined]


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(BankError, match="deep"):
        parse_yaml("[" * 20_000, "deep.yaml")


def test_a_file_that_is_far_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    path.write_text("a " * 2**20 + "a")
    with pytest.raises(BankError, match=r"huge.yaml: larger than 2 MB"):
        read_yaml(path)
    with pytest.raises(BankError, match="larger than 2 MB"):
        read_yaml(Path("/dev/zero"))
