"""The room in real Chromium: a network that is cut, a reload, a held key, a question that is only spoken."""

from __future__ import annotations

import asyncio
import threading
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest

from tests.browser.conftest import ROOT, Served, chromium_page, free_port
from tests.browser.test_rehearsal import spoken, wait_for_floor

PHONE = {"viewport": {"width": 390, "height": 844}}


class Line:
    """A network between page and server that can be cut: nothing arrives and nobody is told, as on a train."""

    def __init__(self, target: int) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.cut = False
        self._target = target
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def cut_off(self) -> None:
        self.cut = True
        self._loop.call_soon_threadsafe(lambda: [writer.transport.abort() for writer in self._open])

    def mend(self) -> None:
        self.cut = False

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", self.port))
        self._loop.run_forever()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.cut:
            writer.transport.abort()
            return
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self._target)
        self._open |= {writer, there_writer}
        await asyncio.gather(self._pass(reader, there_writer), self._pass(there_reader, writer), return_exceptions=True)
        self._open -= {writer, there_writer}

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65_536):
                writer.write(data)
                await writer.drain()
        finally:
            writer.close()


@contextmanager
def line_to(served: Served) -> Iterator[Line]:
    line = Line(served.port)
    try:
        yield line
    finally:
        line.close()


def begin(page: Any, address: str, profile: str = "verbatim-one-shot", speaker: str = "adaeze") -> str:
    """By voice into the room with the sound kept, past greeting and question by the button; the attempt's id."""
    wanted = {
        "bank_id": "ai-trainer-core",
        "question_ids": ["behavioural-changed-mind"],
        "profile_id": profile,
        "speaker": speaker,
        "keep_audio": True,
        "microphone": True,
    }
    attempt = httpx.post(f"{address}/api/attempts", json=wanted).json()["attempt_id"]
    page.goto(f"{address}/rehearse/{attempt}")
    page.get_by_test_id("begin-voice").click()
    page.get_by_test_id("count").wait_for()
    page.get_by_test_id("controls-answer").click(timeout=60_000)
    page.get_by_test_id("caption").get_by_text("Tell me about").first.wait_for(timeout=60_000)
    page.get_by_test_id("controls-answer").click()
    wait_for_floor(page, "listening")
    return str(attempt)


def recorded(address: str, attempt: str) -> np.ndarray[Any, np.dtype[np.int16]]:
    body = httpx.get(f"{address}/api/attempts/{attempt}/audio.wav").content
    return np.frombuffer(body[44:], "<i2")


def seconds_used(page: Any) -> int:
    return int(page.locator(".pen-clock svg").get_attribute("aria-label").split()[0])


def hum(target: Path) -> Path:
    """Twenty minutes would do; a second of a tone that never stops, so that every gap in a recording shows."""
    tone = (np.sin(np.arange(16_000) * 0.2) * 3000).astype("<i2").tobytes()
    with wave.open(str(target), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16_000)
        out.writeframes(tone)
    return target


@pytest.mark.browser
def test_twenty_seconds_without_network_lose_no_sound(common: Served, tmp_path: Path) -> None:
    common.wait_for("whisper")
    with line_to(common) as line, chromium_page(tmp_path / "profile", hum(tmp_path / "hum.wav")) as page:
        attempt = begin(page, line.address, "long-form")
        page.wait_for_timeout(3000)
        line.cut_off()
        page.get_by_test_id("reconnecting").wait_for(timeout=10_000)
        page.wait_for_timeout(20_000)
        assert "to be sent" in page.get_by_test_id("reconnecting").inner_text()
        line.mend()
        page.get_by_test_id("reconnecting").wait_for(state="detached", timeout=20_000)
        page.wait_for_timeout(3000)
        page.get_by_test_id("controls-end").click()
        page.get_by_test_id("confirm-end").click()
        page.wait_for_url("**/report/*", timeout=60_000)
        sound = np.abs(recorded(line.address, attempt).astype(np.int32))
        loud = sound[: len(sound) // 800 * 800].reshape(-1, 800).max(axis=1) > 500
        heard = np.flatnonzero(loud)
        assert len(heard) * 0.05 > 24, f"{len(heard) * 0.05:.1f} s of the hum arrived"
        assert loud[heard[0] : heard[-1]].mean() > 0.98, "the hum has holes"


@pytest.mark.browser
def test_a_reload_in_mid_answer_goes_on_with_the_words_that_were_said(common: Served, tmp_path: Path) -> None:
    common.wait_for("whisper")
    microphone = spoken(tmp_path / "microphone.wav", [(7.0, "agreement")])
    with chromium_page(tmp_path / "profile", microphone, **PHONE) as page:
        begin(page, common.address, speaker="henrik")
        assert "Henrik" in page.get_by_test_id("floor").inner_text()
        page.get_by_test_id("transcript").get_by_text("annotator").first.wait_for(timeout=60_000)
        box = page.get_by_test_id("transcript").bounding_box()
        frame = page.locator(".words-box").bounding_box()
        assert frame["height"] >= 80 and box["y"] + box["height"] <= frame["y"] + frame["height"] + 12
        page.reload()
        page.get_by_test_id("begin-voice").wait_for()
        assert "Your answer goes on where it stopped" in page.locator("main").inner_text()
        before = seconds_used(page)
        page.wait_for_timeout(4000)
        page.get_by_test_id("begin-voice").click()
        page.get_by_test_id("count").wait_for()
        page.get_by_test_id("count").wait_for(state="detached")
        assert seconds_used(page) < before + 4, "the rehearsal waits at the door"
        wait_for_floor(page, "holding")
        page.get_by_text("annotator").first.wait_for(timeout=60_000)
        assert "Henrik" in page.get_by_test_id("floor").inner_text()


@pytest.mark.browser
def test_a_spoken_question_is_hidden_until_it_is_asked_for(common: Served, tmp_path: Path) -> None:
    common.wait_for("whisper")
    with chromium_page(tmp_path / "profile", spoken(tmp_path / "quiet.wav", [(60.0, "agreement")])) as page:
        begin(page, common.address, "long-form")
        page.get_by_test_id("question-hidden").wait_for()
        assert page.get_by_test_id("question").count() == 0
        page.get_by_test_id("show-question").click()
        assert "change your mind" in page.get_by_test_id("question").inner_text()


def space_presses_what_has_the_focus(page: Any) -> None:
    """Buttons and dialogs have Space to themselves, and nobody is heard by it; who cannot hold presses once and again.
    Letters that were switched off do nothing."""
    talk = page.get_by_test_id("talk")
    for button, there in (("controls-keys", True), ("", False)):
        page.get_by_test_id(button).focus() if button else page.get_by_role("button", name="Close").focus()
        page.keyboard.down(" ")
        page.wait_for_timeout(700)
        assert "Hold or press to talk" in talk.inner_text()
        page.keyboard.up(" ")
        page.locator("dialog[open]").wait_for(state="visible" if there else "detached", timeout=3_000)
    talk.focus()
    for key, heard in (("Enter", True), ("Enter", False), (" ", True), (" ", False)):
        page.keyboard.press(key)
        assert ("You are heard" in talk.inner_text()) == heard
    page.get_by_test_id("controls-keys").press("Enter")
    page.locator("[data-testid=switch-letters]:visible").press("Enter")
    page.keyboard.press("Escape")
    page.wait_for_timeout(100)
    page.keyboard.press("?")
    page.keyboard.press("m")
    assert page.locator("dialog[open]").count() == 0
    assert page.get_by_test_id("controls-mute").aria_snapshot() == '- button "Mute"'
    assert page.evaluate("JSON.parse(localStorage.getItem('coach.likes')).letterKeys") is False


def a_toggle_is_told_by_its_name_or_by_its_state(page: Any) -> None:
    """Never by both: “Unmute, pressed” says neither what is nor what a press does."""
    told = (
        ("controls-mute", '- button "Mute"', '- button "Unmute"'),
        ("talk", '- button "Hold or press to talk"', '- button "You are heard"'),
        ("controls-type", '- button "Type"', '- button "Type" [pressed]'),
        ("switch-meter", '- switch "Meter" [checked]', '- switch "Meter"'),
    )
    for testid, before, after in told:
        toggle = page.locator(f"[data-testid={testid}]:visible")
        for expected in (before, after, before):
            assert toggle.aria_snapshot() == expected
            toggle.press("Enter")
        toggle.press("Enter")


@pytest.mark.browser
def test_held_to_talk_nothing_is_heard_while_the_key_is_up(common: Served, tmp_path: Path) -> None:
    common.wait_for("whisper")
    with chromium_page(tmp_path / "profile", hum(tmp_path / "hum.wav")) as page:
        page.add_init_script("localStorage.setItem('coach.likes', JSON.stringify({ holdToTalk: true }))")
        attempt = begin(page, common.address, "long-form")
        page.wait_for_timeout(2000)
        page.keyboard.down(" ")
        page.wait_for_timeout(2000)
        page.keyboard.up(" ")
        page.wait_for_timeout(1500)
        a_toggle_is_told_by_its_name_or_by_its_state(page)
        space_presses_what_has_the_focus(page)
        page.get_by_test_id("controls-end").click()
        page.get_by_test_id("confirm-end").click()
        page.wait_for_url("**/report/*", timeout=60_000)
        sound = np.abs(recorded(common.address, attempt).astype(np.int32))
        loud = sound[: len(sound) // 800 * 800].reshape(-1, 800).max(axis=1) > 500
        assert 1.0 < loud.sum() * 0.05 < 3.5


@pytest.mark.browser
def test_escape_closes_what_is_open_and_gives_the_focus_back(common: Served, tmp_path: Path) -> None:
    wanted = {"bank_id": "ai-trainer-core", "question_ids": ["behavioural-changed-mind"]}
    wanted |= {"profile_id": "long-form", "microphone": False}
    attempt = httpx.post(f"{common.address}/api/attempts", json=wanted).json()["attempt_id"]
    with chromium_page(tmp_path / "profile", hum(tmp_path / "hum.wav"), **PHONE) as page:
        page.goto(f"{common.address}/rehearse/{attempt}")
        page.get_by_test_id("begin-typed").click()
        for testid, within in (("help-me", "controls-repeat"), ("menu", "")):
            opener = page.get_by_test_id(testid)
            opener.click()
            assert opener.get_attribute("aria-expanded") == "true"
            page.get_by_test_id(within).focus() if within else page.keyboard.press("Tab")
            page.keyboard.press("Escape")
            assert opener.get_attribute("aria-expanded") == "false"
            assert page.evaluate("document.activeElement.dataset.testid") == testid
            assert page.locator("dialog[open]").count() == 0, "Escape ends no rehearsal where it closes something"
            page.goto(f"{common.address}/attempts")


@pytest.mark.browser
def test_an_unknown_rehearsal_is_told_in_the_pages_words(common: Served, tmp_path: Path) -> None:
    with chromium_page(tmp_path / "profile", ROOT / "samples" / "agreement" / "answer.wav") as page:
        page.goto(f"{common.address}/rehearse/nowhere")
        page.get_by_test_id("stopped").wait_for()
        assert "no such rehearsal" in page.locator("h1").inner_text()
        assert "coach attempts" not in page.locator("main").inner_text()
