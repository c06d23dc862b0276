"""From typing back to voice in real Chromium, where a microphone was refused at first."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.browser.conftest import Served, chromium_page
from tests.browser.test_rehearsal import spoken, wait_for_floor

REFUSED_AT_FIRST = """{
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
  const status = new EventTarget()
  status.state = "denied"
  navigator.permissions.query = async () => status
  navigator.mediaDevices.getUserMedia = (wanted) =>
    status.state === "granted" ? open(wanted) : Promise.reject(new DOMException("no", "NotAllowedError"))
  window.allow = () => { status.state = "granted"; status.dispatchEvent(new Event("change")) }
}"""
FOCUSED = "document.activeElement.dataset.testid"


@pytest.mark.browser
def test_a_microphone_that_is_allowed_later_takes_the_answer_by_keys_alone(common: Served, tmp_path: Path) -> None:
    common.wait_for("whisper")
    wanted = {"bank_id": "ai-trainer-core", "question_ids": ["behavioural-changed-mind"], "profile_id": "long-form"}
    attempt = httpx.post(f"{common.address}/api/attempts", json=wanted | {"microphone": True}).json()["attempt_id"]
    microphone = spoken(tmp_path / "microphone.wav", [(2.0, "agreement")])
    with chromium_page(tmp_path / "profile", microphone) as page:
        page.add_init_script(REFUSED_AT_FIRST)
        page.goto(f"{common.address}/rehearse/{attempt}")
        page.get_by_test_id("begin-voice").click()
        again = page.get_by_test_id("controls-voice")
        again.focus()
        page.keyboard.press("Enter")
        page.get_by_test_id("told").get_by_text("No microphone is allowed yet").wait_for(state="attached")
        assert page.evaluate(FOCUSED) == "controls-voice", "who tries again in vain stands where they stood"
        page.evaluate("allow()")
        page.get_by_text("The microphone is allowed now.").wait_for()
        page.keyboard.press("v")
        page.get_by_test_id("told").get_by_text("You are heard").wait_for(state="attached")
        assert page.evaluate("document.activeElement.id") == "main", "where Enter and Space are the room's"
        wait_for_floor(page, "listening")
        page.get_by_test_id("transcript").get_by_text("annotator").first.wait_for(timeout=60_000)
