"""Whisper's published weights: where they are, and how they are fetched (time-outs, resume, checksum)."""

from __future__ import annotations

import ast
import hashlib
import os
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from coach.errors import RecogniserError

if TYPE_CHECKING:
    import httpx

Progress = Callable[[int, int | None], None]
"""Bytes there so far, and in all if known."""

MEND = "Fetch them with `coach doctor --fetch`, or use a checkpoint that you have: `--model PATH`."
CHUNK = 1 << 18


def default_folder() -> Path:
    return user_data_path("coach", appauthor=False) / "whisper"


def published() -> Mapping[str, str]:
    """Name → URL, from openai-whisper's own table (read without importing it: that takes a second)."""
    spec = find_spec("whisper")
    if spec is None or spec.origin is None:
        raise RecogniserError("openai-whisper is not installed: run `pip install 'mock-interview-coach[whisper]'`")
    for node in ast.parse(Path(spec.origin).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "_MODELS" for t in node.targets):
            table: dict[str, str] = ast.literal_eval(node.value)
            return table
    raise RecogniserError("this openai-whisper has no table of weights: run `pip install openai-whisper==20250625`")


def checksum(url: str) -> str:
    """The SHA-256 that the URL carries."""
    return url.split("/")[-2]


def locate(name: str, folder: Path | None = None) -> Path:
    """A checkpoint's path, or that of a published name in `folder` or openai-whisper's own cache.

    Raises RecogniserError with the command that mends it. Looks, never fetches, never hashes.
    """
    if _is_path(name):
        if not Path(name).is_file():
            raise RecogniserError(f"no checkpoint at {name}. Give a published name, or another path: `--model PATH`.")
        return Path(name)
    url = _url(name, published())
    own = Path(os.getenv("XDG_CACHE_HOME") or Path.home() / ".cache") / "whisper"
    for place in (folder or default_folder(), own):
        path = place / url.rsplit("/", 1)[-1]
        if path.is_file():
            return path
    raise RecogniserError(f"the weights of {name} are not on this machine. {MEND}")


def fetch(
    name: str,
    folder: Path | None = None,
    progress: Progress | None = None,
    sources: Mapping[str, str] | None = None,
    timeout: float = 20.0,
) -> Path:
    """Download a published model into `folder`; a broken download is resumed. Returns the checked file.

    `timeout`: seconds without a byte, or without a connection. Raises RecogniserError.
    """
    import httpx

    url = _url(name, sources if sources is not None else published())
    target = (folder or default_folder()) / url.rsplit("/", 1)[-1]
    if target.is_file() and _sha256(target) == checksum(url):
        return target
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _download(url, part, progress or (lambda done, total: None), timeout)
    except httpx.HTTPError as error:
        host = httpx.URL(url).host
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        raise RecogniserError(
            f"the weights of {name} cannot be fetched from {host} ({what}). Try `coach doctor --fetch` again "
            "(it goes on where it stopped), or use a checkpoint that you have: `coach transcribe --model PATH`."
        ) from error
    except OSError as error:
        raise RecogniserError(f"the weights of {name} cannot be written to {part.parent}: {error}. {MEND}") from error
    if _sha256(part) != checksum(url):
        part.unlink()
        raise RecogniserError(f"what was fetched as {name} has the wrong SHA-256 and was deleted. {MEND}")
    os.replace(part, target)
    return target


def _download(url: str, part: Path, progress: Progress, timeout: float) -> None:
    import httpx

    there = part.stat().st_size if part.exists() else 0
    headers = {"Range": f"bytes={there}-"} if there else {}
    limits = httpx.Timeout(timeout, connect=timeout)
    with httpx.stream("GET", url, headers=headers, timeout=limits, follow_redirects=True) as response:
        if there and response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            return  # all of it is there already; the checksum decides
        response.raise_for_status()
        if response.status_code != httpx.codes.PARTIAL_CONTENT:
            there = 0
        total = _total(response, there)
        with part.open("ab" if there else "wb") as file:
            for block in response.iter_raw(CHUNK):
                file.write(block)
                there += len(block)
                progress(there, total)
            file.flush()
            os.fsync(file.fileno())
    if total is not None and there < total:
        raise httpx.RemoteProtocolError(f"the connection ended after {there} of {total} bytes")


def _total(response: httpx.Response, there: int) -> int | None:
    length = response.headers.get("Content-Length", "")
    return there + int(length) if length.isdigit() else None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_path(name: str) -> bool:
    return name.endswith(".pt") or os.sep in name or "/" in name or Path(name).is_file()


def _url(name: str, table: Mapping[str, str]) -> str:
    if name not in table:
        raise RecogniserError(f"no Whisper model is called {name}; published are {', '.join(table)}, or give a path")
    return table[name]
