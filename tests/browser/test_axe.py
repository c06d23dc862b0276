"""Axe finds nothing on any page in any state, light and dark, wide and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import ROOT, Served, chromium_page
from tests.browser.filled import Filled, fill
from tests.browser.scenes import SCENES
from tests.browser.stage import Stage

WIDE = {"width": 1440, "height": 900}
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
READ = """async () => {
  const told = ({ violations }, theme) =>
    violations.map((v) => `${theme} ${v.id}: ${v.nodes.map((n) => n.html.slice(0, 200)).join(" | ")}`)
  const themed = async (theme) => {
    document.documentElement.dataset.theme = theme
    do await new Promise(requestAnimationFrame)
    while (document.getAnimations().length > 0)
  }
  await themed("light")
  const light = told(await axe.run(document, { resultTypes: ["violations"] }), "light")
  await themed("dark")
  const dark = await axe.run(document, { runOnly: ["color-contrast"], resultTypes: ["violations"] })
  return [...light, ...told(dark, "dark")]
}"""
"""What axe finds; only colours differ in the dark."""


@pytest.fixture
def filled(tmp_path: Path) -> Filled:
    return fill(tmp_path, datetime.now(UTC))


@pytest.fixture
def stage(filled: Filled, served: Served, tmp_path: Path) -> Iterator[Stage]:
    quiet = ROOT / "samples" / "agreement" / "answer.wav"
    with chromium_page(tmp_path / "profile", quiet, reduced_motion="reduce") as page:
        page.add_init_script(path=AXE)
        yield Stage(page, served.address, filled)


def faults(stage: Stage) -> list[str]:
    found: list[str] = []
    for scene in (scene for scene in SCENES if not scene.slow):
        stage.page.set_viewport_size(WIDE)
        scene.open(stage)
        found += [f"{scene.name}, {fault}" for fault in read(stage.page)]
        stage.page.unroute_all(behavior="ignoreErrors")
    return found


def read(page: Any) -> list[str]:
    wide: list[str] = page.evaluate(READ)
    return wide


@pytest.mark.browser
def test_axe_finds_nothing_on_any_page_in_any_state(stage: Stage) -> None:
    found = faults(stage)
    assert found == [], "\n".join(found)
