"""A practice set in real Chromium: made, assigned, opened by its signed link, rehearsed, sent back, reviewed, seen."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from coach.records.reviews import open_practice
from tests.browser.conftest import ROOT, Served, chromium_page
from tests.browser.filled import Folder, Told, speaking

DESCRIBED = "(field) => document.getElementById(field.getAttribute('aria-describedby')).textContent"
SAID = "First, I go back to the guidelines. Second, I ask my colleague. Third, I write the case up for the lead."


def made(page: Any, address: str) -> str:
    """A set of one question for Nadia; its signed link."""
    page.goto(f"{address}/sets/new")
    page.get_by_test_id("pick-ai-trainer-core/peer-disagreement").check()
    page.get_by_test_id("title").fill("A disagreement")
    page.get_by_test_id("coach").fill("Mara")
    page.get_by_test_id("make").click()
    page.get_by_test_id("candidate").fill("Nadia K.")
    page.get_by_test_id("assign").click()
    return str(page.get_by_test_id("link").input_value())


def rehearsed(page: Any, link: str, data: Path) -> None:
    """The linked set opens in the room; a take of it is written as if it had been rehearsed there."""
    page.goto(link)
    assert "0 of 3 used" in page.get_by_test_id("attempts").inner_text()
    page.get_by_test_id("rehearse-typed").click()
    page.get_by_test_id("typed").wait_for()
    set_id = link.rsplit("/", 1)[1].split(".")[0]
    bank = open_practice(data).sets.find(set_id).practice.bank()
    folder = Folder(data)
    with speaking() as voice:
        folder.rehearse("nadia", datetime.now(UTC), [Told("peer-disagreement", (SAID,))], voice, bank)
    folder.store.close()


def sought_by_key(page: Any) -> None:
    """The line is a slider: arrows move, with Shift they draw, Enter takes it for a comment; words have a state."""
    line = page.get_by_role("slider")
    for _ in range(3):
        line.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('[role=slider]').ariaValueNow === '3'")
    page.locator(".pick.now").wait_for()
    line.press("Shift+ArrowRight")
    page.wait_for_function("() => document.querySelector('[role=slider]').ariaValueText.includes('0:03 to 0:04 drawn')")
    line.press("Enter")
    assert page.get_by_test_id("comment").evaluate(DESCRIBED) == "0:03 to 0:04"
    page.get_by_test_id("comment").press("Escape")
    assert page.evaluate("document.activeElement.role") == "slider"
    word = page.locator(".pick", has_text="colleague")
    word.press("Shift+Enter")
    page.get_by_role("button", name="Pause").click()
    word.press("Enter")
    assert word.get_attribute("aria-pressed") == "true"
    page.locator("#announced").get_by_text("It begins at").wait_for(state="attached")
    word.press("Enter")
    page.get_by_test_id("comment").press("Escape")


def removed_by_key(page: Any) -> None:
    """Three comments go, each by its own button; the focus is at the next, at the one before, at the heading."""
    for text in ("One", "Two", "Three"):
        page.locator(".pick", has_text="colleague").click()
        page.locator(".pick", has_text="case").click()
        page.get_by_test_id("comment").fill(text)
        page.get_by_test_id("add-comment").click()
    focused = "document.activeElement.ariaLabel || document.activeElement.id"
    for remove, next in (("Remove comment 2", "Remove comment 2"), ("Remove comment 2", "Remove comment 1")):
        page.get_by_role("button", name=remove).press("Enter")
        page.wait_for_timeout(200)
        assert page.evaluate(focused) == next
    page.get_by_role("button", name="Remove comment 1").press("Enter")
    page.wait_for_timeout(200)
    assert page.evaluate(focused) == "notes-title"


def reviewed(page: Any, address: str) -> None:
    page.goto(f"{address}/review")
    sought_by_key(page)
    removed_by_key(page)
    page.locator(".pick", has_text="colleague").click()
    page.locator(".pick", has_text="case").click()
    page.get_by_test_id("comment").press("Escape")
    assert page.evaluate("document.activeElement.textContent").startswith("case"), "the keyboard is where it was"
    page.locator(".pick", has_text="colleague").click()
    page.locator(".pick", has_text="case").click()
    page.get_by_test_id("comment").fill("Say what the colleague answered.")
    page.locator(".pick", has_text="guidelines").click()
    page.locator(".pick", has_text="colleague").click()
    page.locator(".pick", has_text="case").click()
    page.locator(".pick", has_text="colleague").click()
    assert page.get_by_test_id("comment").input_value() == "Say what the colleague answered.", "another span keeps it"
    page.get_by_test_id("add-comment").click()
    page.get_by_role("button", name="Clarity, your level 1").click()
    page.get_by_test_id("remark").fill("Good order.")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/review/sent") else None)
    page.get_by_test_id("send-back").dblclick()
    page.get_by_test_id("sent-back").wait_for()
    assert len(sent) == 1, "a double click sends one review"
    page.get_by_label("Waiting for you").get_by_text("Reviewed", exact=True).wait_for()


def left_in_mid_sentence(page: Any, address: str) -> None:
    """What was written last is there again after the page was left at once, by a link of its own or for good."""
    page.goto(f"{address}/review")
    away = page.get_by_role("link", name="Progress")
    for remark, leave in (("Begun", away.click), ("Begun anew", page.reload)):
        page.get_by_test_id("remark").fill(remark)
        leave()
        page.wait_for_timeout(300)
        page.goto(f"{address}/review")
        assert page.get_by_test_id("remark").input_value() == remark


def deleted(page: Any, address: str) -> None:
    """A take goes after it was asked; what went wrong is said, and nothing goes then."""
    page.goto(f"{address}/review")
    page.get_by_test_id("remark").fill("Never kept")
    page.get_by_role("button", name="Delete the take of Nadia K.").press("Enter")
    sure = page.get_by_role("group", name="Delete the take of Nadia K. for good?")
    assert sure.evaluate("(group) => group.contains(document.activeElement)")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Delete the take of Nadia K.").press("Enter")
    page.route("**/api/inbox/*", lambda route: route.abort() if route.request.method == "DELETE" else route.fallback())
    page.get_by_test_id("delete-sure").press("Enter")
    sure.get_by_role("alert").wait_for()
    page.unroute("**/api/inbox/*")
    assert len(httpx.get(f"{address}/api/inbox").json()) == 1
    page.get_by_test_id("delete-sure").press("Enter")
    page.get_by_role("heading", name="Nothing came back yet.").wait_for()
    page.locator("#announced").get_by_text("The take of Nadia K. is deleted.").wait_for(state="attached")
    assert page.evaluate("document.activeElement.id") == "main"
    assert httpx.get(f"{address}/api/inbox").json() == []


def on_a_phone(page: Any, address: str) -> None:
    """What is chosen in the queue opens, under the name of who gave it; each part has a heading."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/review")
    for part in ("Answer", "Review", "Waiting"):
        page.get_by_role("button", name=part, exact=True).click()
        assert page.get_by_role("heading", level=1).count() == 1, part
    assert not page.locator(".pick").first.is_visible()
    for _ in range(2):
        page.locator(".queue-item").click()
        page.locator(".pick").first.wait_for()
        assert page.get_by_test_id("whose-take").inner_text() == "Nadia K., A disagreement, take 1 of 3"
        page.get_by_role("button", name="Waiting", exact=True).click()
    page.set_viewport_size({"width": 1440, "height": 900})


@pytest.mark.browser
def test_a_set_goes_out_by_its_link_and_comes_back_reviewed(served: Served, tmp_path: Path) -> None:
    quiet = ROOT / "samples" / "error-rate" / "answer.wav"
    with chromium_page(tmp_path / "profile", quiet, viewport={"width": 1440, "height": 900}) as page:
        link = made(page, served.address)
        rehearsed(page, link, tmp_path)
        page.goto(link)
        page.get_by_text("Take 1").wait_for()
        page.get_by_role("button", name="Send back").click()
        page.get_by_label("Send the sound too").check()
        page.get_by_test_id("send").click()
        page.get_by_text("· sent").wait_for()
        on_a_phone(page, served.address)
        left_in_mid_sentence(page, served.address)
        reviewed(page, served.address)
        page.goto(f"{served.address}/report/nadia")
        seen = page.get_by_test_id("coach-review").inner_text()
        assert "What Mara says" in seen and "Good order." in seen and "Say what the colleague answered." in seen
        assert "says Mara" in page.get_by_test_id("criteria").inner_text()
        assert page.locator(".noted").count() > 1
        deleted(page, served.address)
        assert [path for path in (tmp_path / "practice" / "reviews" / "drafts").iterdir()] == []

        page.goto(f"{link[:-3]}xyz")
        page.get_by_text("This set stays closed.").wait_for()
        altered = httpx.get(f"{served.address}/api/sets/{link.rsplit('/', 1)[1].split('.')[0]}/file").content
        file = {"name": "set.coach", "mimeType": "application/json", "buffer": altered.replace(b"Mara", b"Nara")}
        page.goto(f"{served.address}/sets")
        page.get_by_test_id("file").set_input_files(file)
        assert "altered after it was sent" in page.get_by_test_id("refused").inner_text()
