"""The device check in real Chromium: what it finds, and that it uses up no attempt."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest

from tests.browser.conftest import ROOT, Served, chromium_page

RATE = 16_000
ROOM_S = 6.5
"""Quiet at the beginning of the microphone's file: permission, room and tone lie in it."""


def microphone(target: Path, hum: float, gain: float = 1.0) -> Path:
    """A room with an even noise of so much amplitude, then a sample's first sentence, then the room again."""
    with wave.open(str(ROOT / "samples" / "agreement" / "answer.wav")) as source:
        spoken = np.frombuffer(source.readframes(4 * source.getframerate()), "<i2").astype(np.float64)
        rate = source.getframerate()
    voice = np.concatenate([np.zeros(int(ROOM_S * rate)), spoken * gain, np.zeros(8 * rate)])
    noise = np.random.default_rng(1).uniform(-hum, hum, len(voice)) * 32_767
    with wave.open(str(target), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(np.clip(voice + noise, -32_768, 32_767).astype("<i2").tobytes())
    return target


ANNOUNCED = """window.announced = []
new MutationObserver((changes) => {
  const step = document.querySelector("[data-testid=verdict]")?.dataset.step
  for (const { target } of changes) {
    const node = target.nodeType === Node.TEXT_NODE ? target.parentElement : target
    const region = node?.closest("[aria-live], [role=status], [role=alert]")
    if (region?.textContent.trim()) announced.push([step, region.textContent])
  }
}).observe(document, { subtree: true, childList: true, characterData: true })"""
"""Every text that a screen reader reads out by itself, with the step of the check in which it does."""


def check(page: Any, address: str) -> None:
    """Through it as it goes by itself. Nothing is read out while the microphone is measured, all of it later."""
    page.add_init_script(ANNOUNCED)
    page.goto(f"{address}/check")
    page.get_by_test_id("aloud").get_by_text("screen reader on loudspeakers is heard").wait_for(timeout=20_000)
    page.locator(".to-read").get_by_text("one clear rule").wait_for(timeout=20_000)
    page.locator("[data-testid=verdict][data-step=done]").wait_for(timeout=60_000)
    page.get_by_test_id("told").get_by_text("found.").wait_for(state="attached")
    announced = page.evaluate("announced")
    assert [told for told in announced if told[0] in ("room", "tone", "reading")] == []
    assert page.get_by_test_id("verdict").inner_text().replace("\n", " ") in announced[-1][1]


def state(page: Any, row: str) -> str:
    return str(page.get_by_test_id(f"row-{row}").get_attribute("data-state"))


@pytest.mark.browser
def test_a_quiet_room_is_good_and_the_words_are_shown(common: Served, tmp_path: Path) -> None:
    common.wait_for("whisper")
    before = httpx.get(f"{common.address}/api/attempts").json()
    with chromium_page(tmp_path / "profile", microphone(tmp_path / "quiet.wav", 0.0005)) as page:
        check(page, common.address)
        assert [state(page, row) for row in ("noise", "level", "network", "listens")] == ["kept"] * 4
        assert "dB" in page.get_by_test_id("snr").inner_text()
        page.get_by_test_id("heard").get_by_text("annotator").first.wait_for()
        assert httpx.get(f"{common.address}/api/attempts").json() == before


@pytest.mark.browser
def test_a_noisy_room_is_told_and_the_rehearsal_can_start_all_the_same(common: Served, tmp_path: Path) -> None:
    common.wait_for("whisper")
    with chromium_page(tmp_path / "profile", microphone(tmp_path / "noisy.wav", 0.08, 0.5)) as page:
        check(page, common.address)
        assert state(page, "noise") == "warn"
        assert page.get_by_test_id("verdict").get_attribute("data-good") == "false"
        page.get_by_test_id("check-again").press("Enter")
        page.locator("[data-testid=verdict][data-step=room]").wait_for()
        page.wait_for_function("() => document.activeElement.id === 'main'")
        page.get_by_test_id("read").press("Enter")
        page.get_by_test_id("read").wait_for(state="detached", timeout=1_000)
        page.get_by_test_id("start-anyway").click()
        page.wait_for_url("**/rehearse/*")


@pytest.mark.browser
def test_without_a_microphone_the_check_says_so_and_offers_typing(common: Served, tmp_path: Path) -> None:
    before = httpx.get(f"{common.address}/api/attempts").json()
    with chromium_page(tmp_path / "profile", tmp_path / "none.wav") as page:
        page.add_init_script(
            "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))"
        )
        page.goto(f"{common.address}/check")
        page.locator("[data-testid=verdict][data-step=blocked]").wait_for()
        assert "Allow it in the address bar" in page.locator("main").inner_text()
        page.get_by_test_id("check-again").press("Enter")
        page.wait_for_function("() => document.activeElement.id === 'main'")
        assert httpx.get(f"{common.address}/api/attempts").json() == before
        page.get_by_test_id("start-typed").click()
        page.get_by_test_id("typed").wait_for()
