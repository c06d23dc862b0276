"""The wheel carries web app, banks and migrations, and serves the page from any folder of a clean environment."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import venv
import zipfile
from pathlib import Path

import httpx
import pytest

from tests.browser.conftest import free_port

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return next(target.glob("*.whl"))


def test_it_carries_what_the_product_needs(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "coach/web/index.html",
        "question_banks/ai-trainer-core.yaml",
        "question_banks/profiles/adaptive.yaml",
        "scoring/weights.json",
        "coach/adapters/migrations/env.py",
        "coach/interview/prompt_files/follow-up.md",
    ):
        assert wanted in names
    assert any(n.startswith("coach/web/assets/") and n.endswith(".js") for n in names)
    assert not [n for n in names if n.startswith(("tests/", "samples/", "web/"))]


def test_a_clean_environment_serves_the_page(wheel: Path, tmp_path: Path) -> None:
    """The dependencies are those of this environment, shared by a .pth file; the coach itself comes from the wheel."""
    home = tmp_path / "env"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    pip = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check", str(wheel)]
    subprocess.run(pip, check=True)
    own = next((home / "lib").glob("python*/site-packages"))
    (own / "dependencies.pth").write_text(f"{_dependencies(tmp_path)}\n")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    port = free_port()
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    serving = subprocess.Popen(
        [str(home / "bin" / "coach"), "serve", "--port", str(port)],
        cwd=elsewhere,
        env={**environment, "COACH_DATA": str(tmp_path / "data"), "COACH_FETCH_WEIGHTS": "false"},
    )
    try:
        page = _page(f"http://127.0.0.1:{port}", serving)
        assert '<div id="app"' in page
        banks = httpx.get(f"http://127.0.0.1:{port}/api/banks").json()
        assert "ai-trainer-core" in [b["id"] for b in banks]
    finally:
        serving.kill()
        serving.wait()


def _dependencies(tmp_path: Path) -> Path:
    """This environment's packages without the coach itself, which an editable install would put first."""
    linked = tmp_path / "dependencies"
    linked.mkdir()
    for entry in Path(httpx.__file__).parents[1].iterdir():
        if not entry.name.startswith(("mock_interview_coach", "_mock_interview_coach", "_editable", "__editable__")):
            (linked / entry.name).symlink_to(entry)
    return linked


def _page(address: str, serving: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert serving.poll() is None, "coach serve ended by itself"
        try:
            return httpx.get(address, timeout=2).text
        except httpx.HTTPError:
            time.sleep(0.2)
    pytest.fail("the page was not served within 60 s")
