"""A microphone that is open and gives nothing: the candidate is told, goes on by typing, and back by voice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.browser.conftest import Served, chromium_page
from tests.browser.test_rehearsal import spoken
from tests.browser.test_room import begin

FAULTS = """{
  const Node = window.AudioWorkletNode
  window.AudioWorkletNode = class extends Node {
    constructor(context, ...rest) { super(context, ...rest); window.ears = context }
  }
  window.dies = () => { const { ears } = window; ears.suspend(); ears.resume = async () => undefined }
  window.outside = false
  Object.defineProperty(MediaStreamTrack.prototype, "muted", { get: () => window.outside })
}"""


def faulty(page: Any, address: str) -> str:
    page.add_init_script(FAULTS)
    attempt = begin(page, address)
    page.get_by_test_id("transcript").get_by_text("annotator").first.wait_for(timeout=60_000)
    return attempt


@pytest.mark.browser
def test_a_microphone_that_falls_silent_for_good_is_told_and_opened_anew(common: Served, tmp_path: Path) -> None:
    common.wait_for("whisper")
    with chromium_page(tmp_path / "profile", spoken(tmp_path / "voice.wav", [(7.0, "agreement")])) as page:
        attempt = faulty(page, common.address)
        page.evaluate("dies()")
        page.get_by_text("gives no sound any more").wait_for(timeout=8_000)
        page.get_by_test_id("typed").wait_for()
        page.get_by_test_id("voice-again").click()
        page.get_by_test_id("told").get_by_text("You are heard").wait_for(state="attached")
        page.locator(".banner").get_by_text("That is no fault of yours").wait_for()
        page.get_by_test_id("controls-done").click()
        page.get_by_test_id("report").wait_for(timeout=60_000)
    (answer,) = httpx.get(f"{common.address}/api/attempts/{attempt}").json()["answers"]
    delivery = next(c for c in answer["scorecard"]["criteria"] if c["id"] == "delivery")
    assert delivery["level"] is None, "what the machine lost is not how they spoke"


@pytest.mark.browser
def test_a_microphone_that_is_muted_outside_the_page_is_told_as_that(common: Served, tmp_path: Path) -> None:
    common.wait_for("whisper")
    with chromium_page(tmp_path / "profile", spoken(tmp_path / "voice.wav", [(7.0, "agreement")])) as page:
        faulty(page, common.address)
        page.evaluate("outside = true")
        page.get_by_text("muted outside this page").wait_for(timeout=8_000)
        page.evaluate("outside = false")
        page.get_by_test_id("voice-again").click()
        page.get_by_test_id("told").get_by_text("You are heard").wait_for(state="attached")
