from __future__ import annotations

import hashlib
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.adapters import whisper_weights as weights
from coach.errors import RecogniserError

BODY = bytes(range(256)) * 4000
SHA = hashlib.sha256(BODY).hexdigest()


class Host(http.server.ThreadingHTTPServer):
    """Serves BODY under any path. `cut`: bytes after which the connection is dropped, once. `silent`: never answers."""

    daemon_threads = True
    cut: int | None = None
    silent = False
    ranges_understood = True
    body = BODY

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.asked: list[str | None] = []
        self.over = threading.Event()

    def url(self, sha: str = SHA, name: str = "tiny.en.pt") -> str:
        return f"http://127.0.0.1:{self.server_port}/models/{sha}/{name}"


class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        host = self.server
        assert isinstance(host, Host)
        asked = self.headers.get("Range")
        host.asked.append(asked)
        if host.silent:
            host.over.wait(20)
            return
        first = int(asked.removeprefix("bytes=").rstrip("-")) if asked and host.ranges_understood else 0
        if first >= len(host.body):
            self.send_error(416)
            return
        self.send_response(206 if first else 200)
        self.send_header("Content-Length", str(len(host.body) - first))
        self.end_headers()
        cut, host.cut = host.cut, None
        self.wfile.write(host.body[first:cut])

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def host() -> Iterator[Host]:
    server = Host()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.over.set()
    server.shutdown()
    server.server_close()
    thread.join()


def fetch(host: Host, folder: Path, sha: str = SHA, progress: weights.Progress | None = None) -> Path:
    return weights.fetch("tiny.en", folder, progress, sources={"tiny.en": host.url(sha)}, timeout=5.0)


def test_weights_are_fetched_with_progress_and_found_again(host: Host, tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    path = fetch(host, tmp_path, progress=lambda done, total: seen.append((done, total)))
    assert path.read_bytes() == BODY
    assert seen[-1] == (len(BODY), len(BODY)) and seen == sorted(seen)
    assert weights.locate("tiny.en", tmp_path) == path
    assert fetch(host, tmp_path) == path and len(host.asked) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["tiny.en.pt"]


def test_a_broken_download_goes_on_where_it_stopped(host: Host, tmp_path: Path) -> None:
    host.cut = 300_000
    with pytest.raises(RecogniserError, match="goes on where it stopped"):
        fetch(host, tmp_path)
    there = (tmp_path / "tiny.en.pt.part").stat().st_size
    assert 0 < there <= 300_000
    assert fetch(host, tmp_path).read_bytes() == BODY
    assert host.asked == [None, f"bytes={there}-"]


def test_a_host_that_does_not_resume_starts_again(host: Host, tmp_path: Path) -> None:
    (tmp_path / "tiny.en.pt.part").write_bytes(BODY[:1000])
    host.ranges_understood = False
    assert fetch(host, tmp_path).read_bytes() == BODY


def test_a_download_that_was_complete_is_only_checked(host: Host, tmp_path: Path) -> None:
    (tmp_path / "tiny.en.pt.part").write_bytes(BODY)
    assert fetch(host, tmp_path).read_bytes() == BODY


def test_a_wrong_checksum_is_deleted_and_said(host: Host, tmp_path: Path) -> None:
    with pytest.raises(RecogniserError, match="wrong SHA-256"):
        fetch(host, tmp_path, sha="0" * 64)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_fetched_again(host: Host, tmp_path: Path) -> None:
    (tmp_path / "tiny.en.pt").write_bytes(b"damaged")
    assert fetch(host, tmp_path).read_bytes() == BODY


def test_a_host_that_says_nothing_is_given_up(host: Host, tmp_path: Path) -> None:
    host.silent = True
    with pytest.raises(RecogniserError, match="coach transcribe --model PATH"):
        weights.fetch("tiny.en", tmp_path, sources={"tiny.en": host.url()}, timeout=0.2)


def test_no_host_and_an_error_page_are_said(host: Host, tmp_path: Path) -> None:
    gone = {"tiny.en": f"http://127.0.0.1:9/models/{SHA}/tiny.en.pt"}
    with pytest.raises(RecogniserError, match="coach doctor --fetch"):
        weights.fetch("tiny.en", tmp_path, sources=gone, timeout=2.0)
    host.body = b""
    with pytest.raises(RecogniserError, match="416"):
        fetch(host, tmp_path)


def test_a_folder_that_cannot_be_written_is_said(host: Host, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RecogniserError, match="cannot be written"):
        fetch(host, tmp_path / "file")


def test_names_and_checksums_come_from_openai_whispers_table() -> None:
    table = weights.published()
    assert {"tiny.en", "base.en", "turbo"} <= table.keys()
    assert len(weights.checksum(table["base.en"])) == 64


def test_what_is_not_there_says_the_command_that_mends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with pytest.raises(RecogniserError, match="coach doctor --fetch"):
        weights.locate("base.en", tmp_path)
    with pytest.raises(RecogniserError, match=r"published are tiny\.en"):
        weights.locate("huge.en", tmp_path)
    with pytest.raises(RecogniserError, match="no checkpoint at"):
        weights.locate(str(tmp_path / "mine.pt"), tmp_path)


def test_openai_whispers_own_cache_and_a_path_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    cached = tmp_path / "whisper" / "base.en.pt"
    cached.parent.mkdir()
    cached.write_bytes(b"")
    assert weights.locate("base.en", tmp_path / "own") == cached
    assert weights.locate(str(cached)) == cached
