"""The files between coach and candidate: any altered byte is refused, a round trip keeps everything."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import StoreError
from coach.records.set_files import (
    FileRefused,
    file_name,
    link_token,
    linked_set,
    open_file,
    read_file,
    seal,
    signing_key,
)

KEY, OTHER = b"k" * 32, b"o" * 32
TEXT = st.text(st.characters(codec="utf-8"))
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=4)
    ),
    max_leaves=12,
)
BODIES = st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=8), JSON, max_size=4)
SMALL: dict[str, Any] = {"title": "Unclear guidelines — “é”", "n": 1.5, "of": [1, None, True], "path": "a/b\\c\n"}
SEALED = seal("practice-set", "Mara", SMALL, KEY)


def why(raw: bytes, *wanted: Any) -> str:
    with pytest.raises(FileRefused) as refused:
        open_file(raw, *wanted)
    return refused.value.why


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_title_and_name_make_a_name_that_a_file_system_takes(title: str, candidate: str) -> None:
    name = file_name(title, candidate)
    assert 6 < len(name.encode()) < 255
    assert not set(name) & set('/\\:*?"<>|\n\0 ')


@given(BODIES)
def test_a_round_trip_keeps_everything(body: dict[str, Any]) -> None:
    sealed = seal("answers", "Nadia", body, KEY)
    opened = open_file(sealed.raw, "answers")
    assert opened == sealed
    assert opened.body == body
    assert opened.signed_with(KEY) and not opened.signed_with(OTHER)


@given(st.integers(0, len(SEALED.raw) - 1), st.integers(1, 255))
@settings(max_examples=400)
def test_an_altered_byte_is_refused(place: int, by: int) -> None:
    raw = bytearray(SEALED.raw)
    raw[place] ^= by
    why(bytes(raw))


@given(st.integers(0, len(SEALED.raw)), st.binary(min_size=1, max_size=3))
@settings(max_examples=400)
def test_a_byte_put_in_is_refused(place: int, more: bytes) -> None:
    why(SEALED.raw[:place] + more + SEALED.raw[place:])


@given(st.integers(0, len(SEALED.raw) - 1), st.integers(1, 8))
def test_a_byte_left_out_is_refused(place: int, length: int) -> None:
    why(SEALED.raw[:place] + SEALED.raw[place + length :])


@given(st.binary(max_size=200))
def test_anything_else_is_refused(raw: bytes) -> None:
    why(raw)


def test_an_altered_word_says_whom_to_ask() -> None:
    with pytest.raises(
        FileRefused, match=r"practice set was altered after it was sent\. Ask Mara for a fresh one\."
    ) as e:
        open_file(SEALED.raw.replace(b"Unclear", b"Obscure"))
    assert e.value.why == "altered"


def test_another_spelling_of_the_same_words_is_an_alteration() -> None:
    assert why(json.dumps(json.loads(SEALED.raw)).encode()) == "altered"
    assert why(SEALED.raw.replace(b'"format": 1,', b'"format": 1, "format": 1,')) == "altered"
    assert why(SEALED.raw.replace(b'"format": 1,', b'"format": true,')) == "unreadable"


def test_a_digest_made_anew_does_not_make_the_signature_right() -> None:
    forged = seal("practice-set", "Mara", {**SMALL, "title": "Easy"}, OTHER)
    assert not open_file(forged.raw).signed_with(KEY)


def test_a_file_of_a_later_format_says_to_update() -> None:
    with pytest.raises(FileRefused, match=r"newer version of the coach \(format 2, read here: 1\)\. Update") as refused:
        open_file(SEALED.raw.replace(b'"format": 1', b'"format": 2'))
    assert refused.value.why == "future"


def test_another_kind_is_named() -> None:
    with pytest.raises(FileRefused, match="This is a practice set; expected a review") as refused:
        open_file(SEALED.raw, "review")
    assert refused.value.why == "other_kind"


@pytest.mark.parametrize("raw", [b"", b"[" * 100_000, b'{"coach_file": 1}', b"null", b"PK\3\4", b'{"format": "1"}'])
def test_what_is_no_file_of_ours_is_refused(raw: bytes) -> None:
    assert why(raw) == "unreadable"


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    key = signing_key(tmp_path / "new")
    assert signing_key(tmp_path / "new") == key != signing_key(tmp_path / "other")
    assert stat.S_IMODE((tmp_path / "new" / "signing.key").stat().st_mode) == 0o600
    (tmp_path / "new" / "signing.key").write_bytes(b"short")
    with pytest.raises(StoreError, match="not a key of 32 bytes"):
        signing_key(tmp_path / "new")


@given(st.integers(0, 200), st.sampled_from("abcXYZ019-_."))
def test_a_link_is_only_taken_as_it_was_made(place: int, sign: str) -> None:
    token = link_token("20261125-120000-abcdef12", KEY)
    assert linked_set(token, KEY) == "20261125-120000-abcdef12"
    altered = token[: place % len(token)] + sign + token[place % len(token) + 1 :]
    for wrong in {altered, token[:-1], token + "A", ""} - {token}:
        with pytest.raises(FileRefused):
            linked_set(wrong, KEY)
    with pytest.raises(FileRefused):
        linked_set(token, OTHER)


def test_a_file_that_is_too_large_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    huge = tmp_path / "huge.coach"
    with huge.open("wb") as file:
        file.truncate(40 * 2**30)
    with pytest.raises(FileRefused, match="larger than 256 MB"):
        read_file(huge)
