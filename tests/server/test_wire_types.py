"""The TypeScript of the wire is what the models say."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_wire", ROOT / "scripts" / "generate_wire.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_committed_types_are_fresh(generator: ModuleType) -> None:
    assert generator.main(["--check"]) == 0, "run: make wire"


def test_stale_types_are_named_with_the_command_that_mends_them(
    generator: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = tmp_path / "src" / "wire.gen.ts"
    monkeypatch.setattr(generator, "TARGET", stale)
    assert generator.main(["--check"]) == 1
    assert "make wire" in capsys.readouterr().err
    assert generator.main([]) == 0
    assert generator.main(["--check"]) == 0
    stale.write_text(stale.read_text("utf-8") + "\n", "utf-8")
    assert generator.main(["--check"]) == 1


def test_every_event_and_message_has_an_interface(generator: ModuleType) -> None:
    text = generator.generate()
    for union in generator.UNIONS.values():
        for name in generator.members(union):
            assert f"export interface {name} {{" in text
    for name in ("Welcome", "StateView", "AttemptView"):
        assert f"export interface {name} {{" in text
    assert "event: Event;" in text
    assert "events: Event[];" in text


def test_what_the_browser_may_leave_out_is_optional_and_what_the_server_sends_is_not(generator: ModuleType) -> None:
    text = generator.generate()
    assert "  microphone?: boolean;" in text
    assert "  report: Report | null;" in text
    assert "  interval: [number, number] | null;" in text
    assert "  star: Partial<Record<Component, number>> | null;" in text


def test_a_schema_without_typescript_is_refused(generator: ModuleType) -> None:
    with pytest.raises(ValueError, match="no TypeScript"):
        generator.ts({"type": "strange"})
