"""A real Chromium whose microphone plays WAVs rehearses two questions to the report; a killed server loses nothing."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.browser.conftest import ROOT, Served, chromium_page

SAMPLES = ROOT / "samples"
QUESTIONS = ("resume-quality-metric", "behavioural-changed-mind")


def spoken(target: Path, parts: list[tuple[float, str]]) -> Path:
    """A microphone WAV, heard again and again: for each part so many seconds of silence, then the sample's answer."""
    frames, parameters = b"", None
    for silence, name in parts:
        with wave.open(str(SAMPLES / name / "answer.wav")) as source:
            parameters = source.getparams()
            frames += b"\0\0" * int(silence * parameters.framerate) + source.readframes(parameters.nframes)
    with wave.open(str(target), "wb") as out:
        assert parameters is not None
        out.setparams(parameters)
        out.writeframes(frames)
    return target


def choose(page: Any, address: str, questions: tuple[str, ...], mode: str, profile: str = "verbatim-one-shot") -> None:
    """From the home page into the room."""
    page.goto(address)
    page.get_by_test_id(f"question-{questions[0]}").wait_for()
    for box in page.locator('[data-testid^="question-"]').all():
        wanted = (box.get_attribute("data-testid") or "").removeprefix("question-") in questions
        box.set_checked(wanted)
    page.get_by_test_id(f"profile-{profile}").check()
    page.get_by_test_id(f"mode-{mode}").check()
    if mode == "voice":
        page.get_by_test_id("keep-audio").check()
    page.get_by_test_id("start").click()
    if mode == "voice":
        page.get_by_test_id("start-anyway").click()


def wait_for_floor(page: Any, floor: str) -> None:
    script = "floor => document.querySelector('[data-testid=floor]')?.dataset.floor === floor"
    page.wait_for_function(script, arg=floor, timeout=60_000)


@pytest.mark.browser
def test_two_questions_by_voice_end_in_a_stored_report(served: Served, tmp_path: Path) -> None:
    served.wait_for("whisper")
    served.wait_for("voice")
    microphone = spoken(tmp_path / "microphone.wav", [(22.0, "agreement"), (22.0, "error-rate")])
    with chromium_page(tmp_path / "profile", microphone) as page:
        choose(page, served.address, QUESTIONS, "voice")
        page.get_by_test_id("caption").wait_for()
        page.get_by_text("seventy two percent").first.wait_for(timeout=180_000)
        page.get_by_test_id("report").wait_for(timeout=300_000)
        assert page.get_by_test_id("overall").inner_text()
        assert page.get_by_text("seventy two percent").count()
        address = page.url

        served.kill()
        served.start()
        page.goto(address)
        page.get_by_test_id("report").wait_for()
        assert page.get_by_text("seventy two percent").count()
    attempt = httpx.get(f"{served.address}/api/attempts").json()[0]
    assert attempt["finished"]
    assert httpx.get(f"{served.address}/api/attempts/{attempt['attempt_id']}/audio.wav").status_code == 200


@pytest.mark.browser
def test_a_server_killed_in_mid_answer_goes_on_without_greeting(served: Served, tmp_path: Path) -> None:
    served.wait_for("voice")
    with chromium_page(tmp_path / "profile", spoken(tmp_path / "quiet.wav", [(1.0, "error-rate")])) as page:
        choose(page, served.address, QUESTIONS, "typed")
        typed = page.get_by_test_id("typed")
        typed.wait_for()
        wait_for_floor(page, "listening")
        typed.fill("Our agreement was seventy two percent. I rewrote one rule. It reached ninety eight percent.")
        page.get_by_test_id("send").click()
        wait_for_floor(page, "speaking")
        attempt_id = page.url.rsplit("/", 1)[-1]

        served.kill()
        page.get_by_test_id("reconnecting").wait_for(timeout=20_000)
        served.start()
        page.reload()
        page.get_by_test_id("begin-typed").click()
        wait_for_floor(page, "listening")
        assert "change your mind" in page.get_by_test_id("question").inner_text().lower()
    events = httpx.get(f"{served.address}/api/attempts/{attempt_id}/report.json").json()
    assert "seventy two percent" in str(events)


@pytest.mark.browser
def test_a_typed_answer_that_died_with_the_server_is_sent_again(served: Served, tmp_path: Path) -> None:
    served.wait_for("voice")
    with chromium_page(tmp_path / "profile", spoken(tmp_path / "quiet.wav", [(1.0, "error-rate")])) as page:
        choose(page, served.address, QUESTIONS, "typed")
        typed = page.get_by_test_id("typed")
        typed.wait_for()
        typed.fill("Our agreement was seventy two percent. I rewrote one rule. It reached ninety eight percent.")
        page.get_by_test_id("send").click()
        attempt_id = page.url.rsplit("/", 1)[-1]
        served.kill()

        page.get_by_test_id("reconnecting").wait_for(timeout=20_000)
        served.start()
        page.get_by_text("seventy two percent").first.wait_for(timeout=60_000)
    events = httpx.get(f"{served.address}/api/attempts/{attempt_id}/report.json").json()
    assert "seventy two percent" in str(events)


BROWSER_HEARS = """
window.SpeechRecognition = window.webkitSpeechRecognition = class {
  start() {
    if (window.said) return
    window.hearer = this
  }
  abort() { this.onend?.() }
}
window.say = (transcript, isFinal) => {
  window.said = true
  window.hearer.onresult({ resultIndex: 0, results: [Object.assign([{ transcript }], { isFinal })] })
}
"""


@pytest.mark.browser
def test_without_weights_the_browser_hears_where_the_candidate_agrees(tmp_path: Path) -> None:
    served = Served(tmp_path, {"COACH_WHISPER_MODEL": str(tmp_path / "none.pt"), "COACH_FETCH_WEIGHTS": "no"})
    served.start()
    try:
        with chromium_page(tmp_path / "profile", spoken(tmp_path / "quiet.wav", [(30.0, "error-rate")])) as page:
            page.add_init_script(BROWSER_HEARS)
            page.goto(served.address)
            page.get_by_text("so you type").wait_for(timeout=60_000)
            page.get_by_test_id("answer-now").click()
            assert "sends your voice to Google" in page.locator("#who-hears").inner_text()
            page.get_by_test_id("begin-browser").click()
            page.get_by_test_id("controls-answer").click(timeout=60_000)
            page.get_by_test_id("caption").get_by_text("Tell me about").first.wait_for(timeout=60_000)
            page.get_by_test_id("controls-answer").click()
            wait_for_floor(page, "listening")
            page.evaluate("say('We had two days for four hundred items.', true)")
            page.get_by_text("four hundred items").first.wait_for()
            page.evaluate("say('So I dropped the duplicates first', false)")
            page.get_by_test_id("controls-done").click()
            page.get_by_test_id("report").wait_for(timeout=60_000)
            assert page.get_by_text("dropped the duplicates").count()
            assert "your browser wrote it down" in page.locator("main").inner_text()
    finally:
        served.kill()
