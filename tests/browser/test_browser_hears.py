"""The browser's own recogniser over a line that is lost and a server that is killed: each word once, in its place."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.browser.conftest import ROOT, Served, chromium_page
from tests.browser.test_rehearsal import BROWSER_HEARS, wait_for_floor
from tests.browser.test_room import line_to

WANTED = {"bank_id": "ai-trainer-core", "question_ids": ["behavioural-changed-mind"], "profile_id": "long-form"}
SAID = (
    "We had two days for four hundred items.",
    "So I dropped the duplicates first.",
    "Then I asked for a second reader.",
    "Agreement rose to eighty percent.",
)


def begin(page: Any, address: str) -> str:
    attempt = httpx.post(f"{address}/api/attempts", json=WANTED | {"microphone": True}).json()["attempt_id"]
    page.goto(f"{address}/rehearse/{attempt}")
    page.get_by_test_id("begin-browser").click()
    page.get_by_test_id("controls-answer").click(timeout=60_000)
    page.get_by_test_id("caption").get_by_text("Tell me about").first.wait_for(timeout=60_000)
    page.get_by_test_id("controls-answer").click()
    wait_for_floor(page, "listening")
    return str(attempt)


@pytest.mark.browser
def test_what_was_said_to_no_server_is_taken_once_and_in_order(tmp_path: Path) -> None:
    served = Served(tmp_path, {"COACH_WHISPER_MODEL": str(tmp_path / "none.pt"), "COACH_FETCH_WEIGHTS": "no"})
    served.start()
    try:
        microphone = ROOT / "samples" / "agreement" / "answer.wav"
        with line_to(served) as line, chromium_page(tmp_path / "profile", microphone) as page:
            page.add_init_script(BROWSER_HEARS)
            attempt = begin(page, line.address)
            say = lambda text, final: page.evaluate("([text, final]) => say(text, final)", [text, final])  # noqa: E731
            say(SAID[0], True)
            page.get_by_text("four hundred items").first.wait_for()

            line.cut_off()
            page.get_by_test_id("reconnecting").wait_for(timeout=10_000)
            say(SAID[1], True)
            line.mend()
            page.get_by_test_id("reconnecting").wait_for(state="detached", timeout=20_000)
            page.get_by_text("dropped the duplicates").first.wait_for()

            say("Then I asked for a", False)
            page.get_by_test_id("transcript").get_by_text("asked for a").wait_for()
            page.wait_for_timeout(1000)
            served.kill()
            line.cut_off()
            page.get_by_test_id("reconnecting").wait_for(timeout=20_000)
            say(SAID[2], True)
            page.wait_for_timeout(1500)
            say(SAID[3], True)
            page.goto("about:blank")
            served.start()
            line.mend()
            page.goto(f"{line.address}/rehearse/{attempt}")
            page.get_by_test_id("begin-typed").click()
            page.get_by_text("eighty percent").first.wait_for(timeout=60_000)
            page.get_by_test_id("controls-end").click()
            page.get_by_test_id("confirm-end").click()
            page.get_by_test_id("report").wait_for(timeout=60_000)
            answer = httpx.get(f"{line.address}/api/attempts/{attempt}").json()["answers"][0]
            assert [s["text"] for s in answer["sentences"]] == list(SAID)
            times = [(s["start"], s["end"]) for s in answer["sentences"]]
            assert all(before[1] <= after[0] for before, after in pairwise(times)), times
    finally:
        served.kill()
