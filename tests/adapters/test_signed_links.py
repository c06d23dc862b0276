"""Signed links: only this coach's tokens are read, and the secret is its owner's alone."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from coach.adapters.signed_links import SignedLinks
from coach.errors import StoreError


def test_a_token_is_read_by_whoever_has_the_same_secret(tmp_path: Path) -> None:
    token = SignedLinks(tmp_path / "data" / "share.key").sign("a1", "s1")
    assert SignedLinks(tmp_path / "data" / "share.key").read(token) == ("a1", "s1")
    assert SignedLinks(tmp_path / "other.key").read(token) is None


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: "x" + t, lambda t: "", lambda t: t.split(".")[0]])
def test_a_token_that_was_changed_is_nobodys(tmp_path: Path, change) -> None:  # type: ignore[no-untyped-def]
    links = SignedLinks(tmp_path / "share.key")
    assert links.read(change(links.sign("a1", "s1"))) is None


def test_the_secret_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    SignedLinks(tmp_path / "share.key").sign("a1", "s1")
    assert stat.S_IMODE((tmp_path / "share.key").stat().st_mode) == 0o600
    assert len((tmp_path / "share.key").read_text()) >= 40


def test_an_empty_secret_signs_nothing(tmp_path: Path) -> None:
    (tmp_path / "share.key").touch()
    with pytest.raises(StoreError, match=r"share\.key\) is empty"):
        SignedLinks(tmp_path / "share.key").sign("a1", "s1")
