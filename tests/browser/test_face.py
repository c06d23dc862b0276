"""The interviewer's face moves in a worker, or drawn by the page where there is none, and holds still when asked to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Served, chromium_page

WATCHED_MS = 1600


def pictures(page: Any) -> int:
    """How many different pictures of the face are seen while its mouth speaks."""
    face = page.locator(".portrait .face")
    face.wait_for()
    seen = set()
    for _ in range(8):
        seen.add(face.screenshot())
        page.wait_for_timeout(WATCHED_MS / 8)
    return len(seen)


def drawing(page: Any) -> list[str]:
    return [worker.url for worker in page.workers if "actor" in worker.url]


def in_worker(page: Any) -> None:
    """As most browsers are."""


def without_offscreen(page: Any) -> None:
    page.add_init_script("delete HTMLCanvasElement.prototype.transferControlToOffscreen")


def worker_undelivered(page: Any) -> None:
    page.route("**/actor.worker*", lambda route: route.abort())


@pytest.mark.browser
def test_the_face_moves_wherever_it_is_drawn_and_holds_still_where_motion_is_reduced(
    common: Served, tmp_path: Path
) -> None:
    with chromium_page(tmp_path / "profile", tmp_path / "none.wav") as first:
        for prepare, workers in ((in_worker, 1), (without_offscreen, 0), (worker_undelivered, 0)):
            page = first.context.new_page()
            prepare(page)
            page.goto(common.address)
            assert pictures(page) > 3, prepare
            assert len(drawing(page)) == workers, prepare
            assert page.locator(".portrait .face canvas").count() == 3, prepare
            page.get_by_role("link", name="Progress").first.click()
            page.wait_for_function("() => !document.querySelector('.portrait .face')")
            assert drawing(page) == [], prepare
            page.close()
        first.emulate_media(reduced_motion="reduce")
        first.goto(common.address)
        assert pictures(first) <= 2, "one for each mood"
        assert drawing(first) == []
