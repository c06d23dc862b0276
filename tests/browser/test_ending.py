"""The end of a rehearsal in real Chromium: the report stands with what is known, and the rest comes into its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.browser.conftest import Served, chromium_page
from tests.browser.test_rehearsal import QUESTIONS, choose, spoken, wait_for_floor

ANSWER = "Our agreement was seventy two percent. I rewrote one rule. It reached ninety eight percent."


def answer_the_first(page: Any, address: str) -> str:
    """Two questions by voice, the first answered in writing; the second has been asked. The attempt's address."""
    choose(page, address, QUESTIONS, "voice")
    page.get_by_test_id("controls-answer").click(timeout=60_000)
    page.get_by_test_id("controls-type").click()
    page.get_by_test_id("typed").fill(ANSWER)
    wait_for_floor(page, "listening")
    page.get_by_test_id("send").click()
    page.get_by_test_id("question").get_by_text("change your mind").wait_for(timeout=60_000)
    wait_for_floor(page, "listening")
    return f"{address}/api/attempts/{page.url.rsplit('/', 1)[-1]}"


@pytest.mark.browser
def test_the_report_stands_before_the_last_answer_is_scored(served: Served, tmp_path: Path) -> None:
    served.wait_for("whisper")
    with chromium_page(tmp_path / "profile", spoken(tmp_path / "quiet.wav", [(90.0, "error-rate")])) as page:
        record = answer_the_first(page, served.address)
        before = httpx.get(record).json()
        assert [a["scorecard"] is not None for a in before["answers"]] == [True, False] and not before["finished"]
        page.route(record, lambda route: route.fulfill(json=before))

        page.get_by_test_id("controls-end").click()
        page.get_by_test_id("confirm-end").click()
        page.get_by_test_id("report").get_by_text("seventy two percent").first.wait_for()
        assert "being written down" in page.get_by_test_id("being-scored").inner_text()
        assert page.get_by_test_id("criteria").count(), "the first answer's score is not waited for"
        page.get_by_test_id(f"answer-{QUESTIONS[1]}").click()
        assert page.locator("#answer-panel").get_by_text("Being scored").count()
        assert page.get_by_text("Not assessed").count() == 0, "nothing is claimed before it is known"

        page.reload()
        page.get_by_test_id("being-scored").get_by_text("being written down").wait_for()
        assert page.get_by_text("Go on where it stopped").count() == 0
        page.unroute(record)
        page.get_by_test_id("being-scored").get_by_text("The report is complete").wait_for(state="attached")
        assert page.get_by_text("Being scored").count() == 0
    assert httpx.get(record).json()["finished"]
