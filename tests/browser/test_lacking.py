"""Browsers that lack something a Chromium has: here it is taken away from one before the page is opened."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.browser.conftest import Served, chromium_page

NOTHING_TO_PLAY_ON = """
globalThis.AudioContext = class extends AudioContext {
  constructor(...asked) { super(...asked); void super.suspend() }
  resume() { return new Promise(() => undefined) }
}"""
"""As Firefox on a machine without a loudspeaker: sound is accepted, never runs, and nothing fails."""
ANOTHER_WORD = "first => document.querySelector('[data-testid=caption] b')?.innerText !== first"
NO_LOCALE = "Object.defineProperty(Navigator.prototype, 'language', { get: () => 'C', configurable: true })"
"""As WebKit on a machine without a locale."""


@pytest.mark.browser
def test_without_a_loudspeaker_the_interviewer_is_read_and_the_rehearsal_goes_on(
    common: Served, tmp_path: Path
) -> None:
    wanted = {
        "bank_id": "ai-trainer-core",
        "question_ids": ["behavioural-changed-mind"],
        "profile_id": "adaptive-screen",
    }
    attempt = httpx.post(f"{common.address}/api/attempts", json=wanted | {"microphone": False}).json()["attempt_id"]
    with chromium_page(tmp_path / "profile", tmp_path / "none.wav") as page:
        page.add_init_script(NOTHING_TO_PLAY_ON)
        page.goto(f"{common.address}/check")
        page.locator("[data-testid=verdict][data-step=blocked]").wait_for()
        assert "passes no sound on" in page.get_by_test_id("row-microphone").inner_text()
        page.goto(f"{common.address}/rehearse/{attempt}")
        page.get_by_test_id("begin-typed").click()
        page.get_by_test_id("soundless").wait_for(timeout=30_000)
        word = page.locator("[data-testid=caption] b")
        word.wait_for()
        first = word.inner_text()
        page.wait_for_function(ANOTHER_WORD, arg=first)


REFUSED = """
for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
  Object.defineProperty(globalThis, name, {
    get() { throw new DOMException('blocked', 'SecurityError') }, configurable: true,
  })"""
"""As a browser in which all site data is blocked."""


@pytest.mark.browser
def test_a_browser_that_keeps_nothing_says_so_and_rehearses_all_the_same(common: Served, tmp_path: Path) -> None:
    with chromium_page(tmp_path / "profile", tmp_path / "none.wav") as page:
        page.add_init_script(REFUSED)
        page.goto(common.address)
        page.get_by_test_id("keeps-nothing").wait_for()
        page.get_by_test_id("bank").select_option("concepts")
        page.get_by_test_id("mode-typed").check()
        page.get_by_test_id("profile-verbatim-one-shot").check()
        page.get_by_test_id("every-question").click()
        page.get_by_test_id("question-explain-agreement").check()
        page.get_by_test_id("start").click()
        page.get_by_test_id("typed").wait_for(timeout=30_000)


@pytest.mark.browser
def test_progress_opens_where_the_browser_names_no_language_that_it_knows(common: Served, tmp_path: Path) -> None:
    with chromium_page(tmp_path / "profile", tmp_path / "none.wav") as page:
        page.add_init_script(NO_LOCALE)
        page.goto(f"{common.address}/progress")
        page.locator("main h1").wait_for()
        assert "did not arrive" not in page.locator("main").inner_text()
