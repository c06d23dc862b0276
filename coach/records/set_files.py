"""The files that pass between coach and candidate: versioned JSON, sealed, so that no altered byte is taken for true.

`digest` (SHA-256 over everything else) shows every installation that a file was altered. `signature` (HMAC-SHA-256 with
the key of the installation that wrote it) shows that installation that a file is its own, also where somebody made the
digest anew. Only the one spelling that `seal` writes is read, so that a space more is an alteration too.
"""

from __future__ import annotations

import base64
import errno
import hashlib
import hmac
import json
import os
import re
import secrets
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import ValidationError

from coach.errors import BankError, StoreError

FORMAT = 1
FileKind = Literal["practice-set", "answers", "review"]
KINDS: tuple[FileKind, ...] = get_args(FileKind)
KIND_NAMES: dict[FileKind, str] = {
    "practice-set": "practice set",
    "answers": "file of answers",
    "review": "review",
}
MOST_BYTES = 256 * 1024 * 1024
"""An hour of sound is 115 MB as PCM16 mono 16 kHz, 154 MB as base64."""
TOO_LARGE = (
    f"This file is larger than {MOST_BYTES // 2**20} MB, which no set is and no answers with an hour of sound are. "
    "Ask for the answers without their sound."
)
SUFFIX = ".coach"
LONGEST_NAME = 160
"""Bytes of a file's name before its suffix; file systems take 255."""
_FIELDS = {"coach_file", "format", "from", "body", "signature", "digest"}
_UPDATE = "pip install --upgrade mock-interview-coach"
_KEY_BYTES = 32
_LINK_BYTES = 16
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_DRAFT = re.compile(r"\..+\.[0-9a-f]{8}|.+\.part")
"""How `write_file`, and earlier versions, name what is not whole yet."""
Refusal = Literal["altered", "future", "unreadable", "other_kind", "not_ours", "older"]


class FileRefused(BankError):
    """A file that is not taken. `why` for programs, the message for people: what is wrong and what to ask for."""

    def __init__(self, why: Refusal, message: str) -> None:
        super().__init__(message)
        self.why = why


@dataclass(frozen=True, slots=True)
class SetFile:
    """A file whose digest is right. `sender`: who wrote it, as they call themselves."""

    kind: FileKind
    sender: str
    body: dict[str, Any]
    digest: str
    signature: str
    raw: bytes

    def signed_with(self, key: bytes) -> bool:
        """True: this installation wrote it."""
        return hmac.compare_digest(self.signature, _signature(key, self.kind, self.sender, self.body))


def seal(kind: FileKind, sender: str, body: Mapping[str, Any], key: bytes) -> SetFile:
    """`body`: JSON values only, no infinities."""
    form = _form(kind, sender, body) | {"signature": _signature(key, kind, sender, body)}
    digest = hashlib.sha256(_bytes(form)).hexdigest()
    raw = _bytes(form | {"digest": digest})
    return SetFile(kind, sender, dict(body), digest, str(form["signature"]), raw)


def open_file(raw: bytes, *wanted: FileKind) -> SetFile:
    """Raises FileRefused: no file of ours, of a later format, altered, or of another kind than `wanted`."""
    check_size(len(raw))
    form = _parsed(raw)
    kind, sender = form.get("coach_file"), form.get("from")
    name = KIND_NAMES.get(kind, "file") if isinstance(kind, str) else "file"  # type: ignore[call-overload]
    _check_format(form.get("format"), name)
    if not _whole(form, raw):
        raise FileRefused("altered", f"This {name} was altered after it was sent. {_ask(sender)}")
    if kind not in KINDS or not isinstance(sender, str) or not isinstance(form["body"], dict):
        raise FileRefused("unreadable", "This is no file of the coach. Expected a practice set, answers or a review.")
    if wanted and kind not in wanted:
        raise FileRefused("other_kind", f"This is a {name}; expected a {' or a '.join(KIND_NAMES[w] for w in wanted)}.")
    return SetFile(kind, sender, form["body"], form["digest"], form["signature"], raw)


def wrong_body(file: SetFile, wrong: ValidationError) -> FileRefused:
    """Why a file whose digest is right is refused all the same: what is inside is not what it says it is."""
    first = wrong.errors()[0]
    place = ".".join(str(part) for part in first["loc"]) or "the whole"
    said = first["msg"].removeprefix("Value error, ")
    return FileRefused(
        "unreadable",
        f"This {KIND_NAMES[file.kind]} has not what belongs in one ({place}: {said[:1].lower()}{said[1:]}). "
        f"{_ask(file.sender)} If it is fresh, update the coach: {_UPDATE}",
    )


def still_whole(path: Path) -> bool:
    """A file kept here is as it was written, also by a newer version; otherwise what it held may take its place."""
    try:
        open_file(read_file(path))
    except FileRefused as refused:
        return refused.why == "future"
    return True


def check_size(size: int) -> None:
    """Before anything is read of it. Raises FileRefused."""
    if size > MOST_BYTES:
        raise FileRefused("unreadable", TOO_LARGE)


def read_file(path: Path) -> bytes:
    """At most what a file may hold is ever in memory. Raises FileRefused, OSError."""
    check_size(path.stat().st_size)
    with path.open("rb") as file:
        raw = file.read(MOST_BYTES + 1)
    check_size(len(raw))
    return raw


def signing_key(folder: Path) -> bytes:
    """The installation's key, made when first asked for; readable by its owner only. Raises StoreError."""
    path = folder / "signing.key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _write_once(path, secrets.token_bytes(_KEY_BYTES))
        key = path.read_bytes()
    except OSError as wrong:
        raise StoreError(
            f"{path} cannot be read or made ({wrong.strerror}); set COACH_DATA to a folder that can be written"
        ) from wrong
    if len(key) != _KEY_BYTES:
        raise StoreError(f"{path} is not a key of {_KEY_BYTES} bytes; restore a copy, or move it away for a new one")
    return key


def link_token(set_id: str, key: bytes) -> str:
    """What stands in a signed link: the id and its signature."""
    mac = hmac.new(key, b"link\0" + set_id.encode(), hashlib.sha256).digest()[:_LINK_BYTES]
    return f"{set_id}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"


def linked_set(token: str, key: bytes) -> str:
    """The id in a link. Raises FileRefused where the link was altered or made elsewhere."""
    set_id = token.rpartition(".")[0]
    if not set_id or not hmac.compare_digest(token.encode(), link_token(set_id, key).encode()):
        raise FileRefused("altered", "This link is not complete or was altered. Ask for it again, or for the file.")
    return set_id


def _check_format(version: object, name: str) -> None:
    if version == FORMAT and version is not True:
        return
    if isinstance(version, int) and version > FORMAT:
        raise FileRefused(
            "future",
            f"This {name} was written by a newer version of the coach (format {version}, read here: {FORMAT}). "
            f"Update the coach: {_UPDATE}",
        )
    raise FileRefused("unreadable", "This is no file of the coach: it names no format that there has been.")


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        form = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        form = None
    if not isinstance(form, dict) or "coach_file" not in form:
        raise FileRefused("unreadable", "This is no file of the coach, or it was damaged on its way. Send it again.")
    return form


def _whole(form: dict[str, Any], raw: bytes) -> bool:
    if form.keys() != _FIELDS or not isinstance(form["digest"], str) or not isinstance(form["signature"], str):
        return False
    try:
        unsigned = {name: value for name, value in form.items() if name != "digest"}
        right = hashlib.sha256(_bytes(unsigned)).hexdigest() == form["digest"]
        return right and _bytes(form) == raw
    except (ValueError, RecursionError):
        return False


def _ask(sender: object) -> str:
    known = isinstance(sender, str) and 0 < len(sender) <= 60 and sender.isprintable()
    return f"Ask {sender if known else 'the sender'} for a fresh one."


def _form(kind: FileKind, sender: str, body: Mapping[str, Any]) -> dict[str, Any]:
    return {"coach_file": kind, "format": FORMAT, "from": sender, "body": dict(body)}


def _signature(key: bytes, kind: FileKind, sender: str, body: Mapping[str, Any]) -> str:
    return hmac.new(key, b"file\0" + _bytes(_form(kind, sender, body)), hashlib.sha256).hexdigest()


def _bytes(form: Mapping[str, Any]) -> bytes:
    """The one spelling of a form. Raises ValueError on what JSON cannot say."""
    return (json.dumps(form, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False) + "\n").encode("utf-8")


def _write_once(path: Path, content: bytes) -> None:
    """Whole or not at all, and never over what another process wrote first."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(file, content)
        os.fsync(file)
    finally:
        os.close(file)
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    finally:
        part.unlink()


def write_file(path: Path, content: bytes) -> None:
    """Replaces the file as a whole, readable by its owner only. Raises StoreError."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except OSError as wrong:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        remedy = "free some space" if wrong.errno in _FULL else f"check the folder {path.parent}"
        raise StoreError(f"{path.name} cannot be written ({wrong.strerror}); {remedy} and try again") from wrong


def remove_file(path: Path) -> None:
    """With what was left half-written of it; nothing happens where there is none. Raises StoreError."""
    try:
        for left in (*path.parent.glob(f".{path.name}.*"), path):
            left.unlink(missing_ok=True)
    except OSError as wrong:
        raise StoreError(
            f"{path.name} cannot be deleted ({wrong.strerror}); check the folder {path.parent} and try again"
        ) from wrong


def sweep_drafts(folder: Path) -> None:
    """What a process that was killed left half-written here and in the folders within. What cannot be deleted stays."""
    for path in folder.rglob("*"):
        if _DRAFT.fullmatch(path.name):
            with suppress(OSError):
                path.unlink()


def safe_id(name: str) -> bool:
    """Ids come from addresses and files as well: only plain ones name a file."""
    return 0 < len(name) <= 80 and all(c.isascii() and (c.isalnum() or c in "-_") for c in name)


def file_name(*parts: str) -> str:
    """`Unclear guidelines`, `Nadia K.` → `unclear-guidelines-nadia-k.coach`; letters of every script are kept."""
    text = unicodedata.normalize("NFC", " ".join(parts).casefold())
    words = "-".join("".join(c if c.isalnum() else " " for c in text).split())
    return (words.encode()[:LONGEST_NAME].decode(errors="ignore") or "practice-set") + SUFFIX
