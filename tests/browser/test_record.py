"""Recording oneself in real Chromium: what was agreed to is kept, scored, and goes when it is deleted."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.browser.conftest import Served, chromium_page
from tests.browser.test_rehearsal import spoken


@pytest.mark.browser
def test_a_take_is_kept_as_agreed_and_can_be_deleted(common: Served, tmp_path: Path) -> None:
    common.wait_for("whisper")
    microphone = spoken(tmp_path / "microphone.wav", [(7.0, "agreement")])
    with chromium_page(tmp_path / "profile", microphone) as page:
        page.goto(f"{common.address}/record")
        page.get_by_test_id("keep-sound").check()
        page.get_by_test_id("film").check()
        page.get_by_test_id("record").click()
        page.get_by_test_id("transcript").get_by_text("annotator").first.wait_for(timeout=60_000)
        page.get_by_test_id("controls-done").click()
        page.get_by_test_id("report").wait_for(timeout=60_000)
        attempt = page.url.rsplit("/", 1)[-1]
        record = f"{common.address}/api/attempts/{attempt}"
        assert httpx.get(record).json()["answers"][0]["scorecard"] is not None
        assert httpx.get(f"{record}/audio.wav").status_code == 200

        page.goto(f"{common.address}/record")
        page.get_by_test_id("watch").click()
        playing = "() => (document.querySelector('[data-testid=film-player]')?.videoWidth ?? 0) > 0"
        page.wait_for_function(playing, timeout=20_000)
        page.get_by_test_id("delete").click()
        page.get_by_test_id("delete-sure").click()
        page.get_by_test_id("take").wait_for(state="detached")
        assert httpx.get(record).status_code == 404
        left = page.evaluate(
            "new Promise(done => indexedDB.open('coach').onsuccess = e => "
            "e.target.result.transaction('film-pieces').objectStore('film-pieces').count().onsuccess = "
            "c => done(c.target.result))"
        )
        assert left == 0
