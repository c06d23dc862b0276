"""A served coach with the fixture checkpoint, and a real Chromium whose microphone plays a WAV."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[2]
CHECKPOINT = ROOT / "samples" / "micro" / "whisper-micro.en.pt"
CHROMIUM = next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)
QUIET_FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--autoplay-policy=no-user-gesture-required",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
)
IN_SOFTWARE = ("--disable-gpu",)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Served:
    """`coach serve` as a process of its own; `start` after `kill` serves the same data folder again."""

    def __init__(self, data: Path, environment: dict[str, str]) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._data, self._environment = data, environment
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "coach", "serve", "--host", "127.0.0.1", "--port", str(self.port)],
            cwd=self._data,
            env={**os.environ, "COACH_DATA": str(self._data), **self._environment},
        )
        self._wait(lambda: httpx.get(self.address, timeout=1).status_code == 200)

    def wait_for(self, part: str, seconds: float = 90) -> None:
        """Until the status page says that `part` is ready."""

        def ready() -> bool:
            parts = httpx.get(f"{self.address}/api/status", timeout=5).json()["parts"]
            return any(p["id"] == part and p["ready"] == "ready" for p in parts)

        self._wait(ready, seconds)

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _wait(self, holds: Callable[[], bool], seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            assert self._process is None or self._process.poll() is None, "coach serve ended by itself"
            try:
                if holds():
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.2)
        pytest.fail(f"coach serve was not ready within {seconds} s")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    coach = Served(tmp_path, {"COACH_WHISPER_MODEL": str(CHECKPOINT)})
    try:
        coach.start()
        yield coach
    finally:
        coach.kill()


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One coach for the tests that neither end it nor count what it keeps: each start takes seconds."""
    coach = Served(tmp_path_factory.mktemp("common"), {"COACH_WHISPER_MODEL": str(CHECKPOINT)})
    try:
        coach.start()
        yield coach
    finally:
        coach.kill()


@contextmanager
def chromium_page(
    profile: Path, microphone: Path, *, painted: Sequence[str] = IN_SOFTWARE, **context: object
) -> Iterator[Any]:
    """A page in real Chromium with the fake microphone, which plays the file again and again.

    `painted`: the flags that choose what paints it. Fails in CI where there is no Chromium, skips elsewhere.
    """
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI=true needs a Chromium: apt-get install chromium")
        pytest.skip("no Chromium on PATH: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch_persistent_context(
            str(profile),
            executable_path=CHROMIUM,
            headless=True,
            permissions=["microphone", "camera"],
            args=[*QUIET_FLAGS, *painted, f"--use-file-for-fake-audio-capture={microphone}"],
            **context,  # type: ignore[arg-type]
        )
        try:
            yield browser.new_page()
        finally:
            browser.close()
