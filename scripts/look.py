"""Screenshots of every page in every state, theme and width, in a folder with an index.html to look through them.

    python scripts/look.py [FOLDER] [--only REGEX] [--theme light] [--theme dark] [--width 1440] [--width 390]
                           [--ratio 2]

Needs a built page, a Chromium and the data of `tests/browser/filled.py`, which are made anew in a temporary folder.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.browser.conftest import CHECKPOINT, CHROMIUM, IN_SOFTWARE, QUIET_FLAGS, ROOT, Served
from tests.browser.filled import fill
from tests.browser.scenes import SCENES
from tests.browser.stage import Scene, Stage

WIDTHS = {1440: 900, 390: 844}
THEMES = ("light", "dark")
TALLEST = 6000
SETTLE_MS = 250
PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Every page, every state</title>
<style>
  body {{ margin: 24px; font: 17px/1.5 system-ui, sans-serif; background: #888; color: #000 }}
  section {{ margin-bottom: 40px }} h2 {{ margin: 0 0 8px }}
  div {{ display: flex; gap: 12px; align-items: flex-start; overflow-x: auto }}
  img {{ display: block; height: auto; background: #fff }} .wide {{ width: 720px }} .narrow {{ width: 260px }}
</style>
<h1>Every page, every state</h1>
{sections}
</html>
"""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "build" / "look")
    parser.add_argument("--only", default="", help="scenes whose name matches this")
    parser.add_argument("--theme", action="append", choices=THEMES)
    parser.add_argument("--width", action="append", type=int, choices=tuple(WIDTHS))
    parser.add_argument("--ratio", type=float, default=1, help="device pixels a CSS pixel")
    wanted = parser.parse_args(arguments)
    scenes = [s for s in SCENES if re.search(wanted.only, s.name) and not s.name.startswith("phone-")]
    folder: Path = wanted.folder
    folder.mkdir(parents=True, exist_ok=True)
    failed: list[str] = []
    with tempfile.TemporaryDirectory() as data:
        filled = fill(Path(data), datetime.now(UTC))
        served = Served(Path(data), {"COACH_WHISPER_MODEL": str(CHECKPOINT)})
        served.start()
        served.wait_for("whisper")
        try:
            for width in wanted.width or tuple(WIDTHS):
                for theme in wanted.theme or THEMES:
                    with _page(width, theme, wanted.ratio) as page:
                        failed += _shots(Stage(page, served.address, filled), scenes, folder, f"{width}-{theme}")
        finally:
            served.kill()
    _index(folder)
    print(f"{folder / 'index.html'}")
    for one in failed:
        print(one, file=sys.stderr)
    return 1 if failed else 0


@contextmanager
def _page(width: int, theme: str, ratio: float) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    if CHROMIUM is None:
        raise SystemExit("no Chromium on PATH: make chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET_FLAGS, *IN_SOFTWARE])
        size = {"width": width, "height": WIDTHS[width]}
        context = browser.new_context(
            viewport=size,
            device_scale_factor=ratio,
            color_scheme=theme,
            reduced_motion="reduce",
            permissions=["microphone"],
        )
        try:
            yield context.new_page()
        finally:
            browser.close()


def _shots(stage: Stage, scenes: Sequence[Scene], folder: Path, view: str) -> list[str]:
    """One file a scene; what went wrong, and pages that are wider than their window, as lines."""
    told: list[str] = []
    page, size = stage.page, stage.page.viewport_size
    for scene in scenes:
        try:
            scene.open(stage)
        except Exception as wrong:
            told.append(f"{scene.name} ({view}): {str(wrong).splitlines()[0]}")
        page.wait_for_timeout(SETTLE_MS)
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wider > 0:
            told.append(f"{scene.name} ({view}): {wider} px wider than the window")
        tall = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
        page.set_viewport_size({"width": size["width"], "height": max(size["height"], tall)})
        page.wait_for_timeout(SETTLE_MS)
        page.screenshot(path=folder / f"{scene.name}-{view}.png")
        page.unroute_all(behavior="ignoreErrors")
        page.set_viewport_size(size)
    return told


def _index(folder: Path) -> None:
    sections = []
    for scene in SCENES:
        files = sorted(folder.glob(f"{scene.name}-[0-9]*-*.png"), key=lambda path: ("1440" not in path.name, path.name))
        shown = "".join(
            f'<a href="{path.name}"><img class="{"wide" if "1440" in path.name else "narrow"}" '
            f'src="{path.name}" alt="{html.escape(path.stem)}" loading="lazy"></a>'
            for path in files
        )
        sections.append(f"<section><h2>{html.escape(scene.name)}</h2><div>{shown}</div></section>" if shown else "")
    (folder / "index.html").write_text(PAGE.format(sections="\n".join(sections)), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
