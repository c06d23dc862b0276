"""The end of a rehearsal in real Chromium: the report stands with what is known, and the rest comes into its place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.browser.conftest import Served, chromium_page
from tests.browser.test_rehearsal import QUESTIONS, choose, spoken, wait_for_floor
from tests.browser.test_room import begin, line_to, recorded

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
    page.get_by_test_id("caption").get_by_text("Tell me about").first.wait_for(timeout=60_000)
    page.get_by_test_id("controls-answer").click()
    wait_for_floor(page, "listening")
    return f"{address}/api/attempts/{page.url.rsplit('/', 1)[-1]}"


@pytest.mark.browser
def test_the_report_stands_before_the_last_answer_is_scored(common: Served, tmp_path: Path) -> None:
    common.wait_for("whisper")
    with chromium_page(tmp_path / "profile", spoken(tmp_path / "quiet.wav", [(90.0, "error-rate")])) as page:
        record = answer_the_first(page, common.address)
        before = httpx.get(record).json()
        assert [a["scorecard"] is not None for a in before["answers"]] == [True, False] and not before["finished"]
        page.route(record, lambda route: route.fulfill(json=before))

        page.get_by_test_id("controls-end").click()
        page.get_by_test_id("confirm-end").click()
        page.get_by_test_id("report").get_by_text("seventy two percent").first.wait_for()
        assert "being written down" in page.get_by_test_id("being-scored").inner_text()
        assert page.evaluate("document.activeElement.id") == "main", (
            "who reads by ear or key begins at the report's top"
        )
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


@pytest.mark.browser
def test_ended_without_network_the_report_waits_for_the_words_and_loses_none(common: Served, tmp_path: Path) -> None:
    common.wait_for("whisper")
    microphone = spoken(tmp_path / "microphone.wav", [(9.0, "agreement")])
    with line_to(common) as line, chromium_page(tmp_path / "profile", microphone) as page:
        attempt = begin(page, line.address, "long-form")
        words = re.compile("annotator|agreement|sessions|questions")
        page.get_by_test_id("transcript").get_by_text(words).first.wait_for(timeout=60_000)
        line.cut_off()
        page.get_by_test_id("reconnecting").wait_for(timeout=10_000)
        page.wait_for_timeout(2_000)
        page.get_by_test_id("controls-end").click()
        page.get_by_test_id("confirm-end").click()
        shell = page.get_by_test_id("report")
        shell.get_by_text("Connection lost").wait_for()
        assert "change your mind" in shell.inner_text() and "wait to be sent" in shell.inner_text()
        before = len(recorded(common.address, attempt))
        line.mend()
        page.evaluate("dispatchEvent(new Event('online'))")
        page.get_by_test_id("criteria").wait_for(timeout=60_000)
        assert len(recorded(common.address, attempt)) >= before + 2 * 16_000, "what was said offline has come"
    assert httpx.get(f"{common.address}/api/attempts/{attempt}").json()["finished"]
