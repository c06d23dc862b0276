"""The wheel alone is the product: web app, banks and migrations inside, working from any folder."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import httpx
import pytest
from tests.browser.conftest import free_port

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)], check=True, capture_output=True
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_page_banks_and_migrations(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "coach/web/index.html" in names
    assert "question_banks/ai-trainer-core.yaml" in names
    assert any(n.startswith("coach/adapters/migrations/versions/") for n in names)


def test_a_clean_environment_serves_the_page_and_scores(wheel: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "clean")], check=True)
    python = tmp_path / "clean" / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "-q", "-c", str(ROOT / "constraints.txt"), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    port = free_port()
    environment = {**os.environ, "COACH_DATA": str(tmp_path / "data"), "PYTHONPATH": ""}
    coach = str(python.parent / "coach")
    server = subprocess.Popen([coach, "serve", "--port", str(port)], cwd=elsewhere, env=environment)
    try:
        assert 'id="app"' in _fetch(server, f"http://127.0.0.1:{port}/")
        banks = httpx.get(f"http://127.0.0.1:{port}/api/banks", timeout=10).json()
        assert "ai-trainer-core" in [b["id"] for b in banks]
    finally:
        server.terminate()
        server.wait()


def _fetch(server: subprocess.Popen[bytes], address: str) -> str:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            return httpx.get(address, timeout=2).text
        except httpx.HTTPError:
            time.sleep(0.2)
    pytest.fail("the installed coach did not serve its page")
