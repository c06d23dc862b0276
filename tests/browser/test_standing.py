"""Pages that stand, in one real Chromium over one served coach: where the focus goes when what it was on goes, what a
double click makes, the way back from a report, and how the room fits its window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from tests.browser.conftest import ROOT, Served, chromium_page
from tests.browser.filled import DEADLINE, Folder, Told

SAID = "Our agreement was seventy two percent. I rewrote one rule. It reached ninety eight percent."
FOCUSED = "(document.activeElement.dataset.testid || document.activeElement.id || document.activeElement.textContent)"
HEARS = """
window.SpeechRecognition = window.webkitSpeechRecognition = class {
  start() { window.hearer = this }
  abort() {}
}
window.say = (transcript) =>
  window.hearer.onresult({ resultIndex: 0, results: [Object.assign([{ transcript }], { isFinal: false })] })
"""
SIZES = ((701, 900), (860, 700), (1024, 768), (1240, 900), (1366, 600), (1024, 600), (844, 390), (667, 375), (390, 844))
OUTSIDE = """(names) => names.filter((name) => {
  const shown = [...document.querySelectorAll(`[data-testid=${name}]`)].find((e) => e.getClientRects().length)
  const box = shown?.getBoundingClientRect()
  return !box || box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth
}).concat(document.scrollingElement.scrollWidth > innerWidth ? ["wide"] : [])
  .concat(document.scrollingElement.scrollHeight > innerHeight ? ["scrolls"] : [])"""


PEN_FOLLOWS = """() => {
  const line = document.querySelector(".pen-clock")
  return Math.abs(line.firstElementChild.getBoundingClientRect().width - line.clientWidth) < 2
}"""


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, str]]:
    """A page, and the address of a coach that has three attempts and no recogniser."""
    data = tmp_path_factory.mktemp("standing")
    folder = Folder(data)
    for number in (1, 2, 3):
        folder.rehearse(f"attempt-{number}", datetime(2026, 1, number, 9, tzinfo=UTC), [Told(DEADLINE, (SAID,))])
    folder.store.close()
    served = Served(data, {"COACH_WHISPER_MODEL": str(data / "none.pt"), "COACH_FETCH_WEIGHTS": "no"})
    served.start()
    try:
        with chromium_page(data / "profile", ROOT / "samples" / "agreement" / "answer.wav") as page:
            page.add_init_script(HEARS)
            yield page, served.address
    finally:
        served.kill()


def focused(page: Any) -> str:
    """Where the focus is once all that a press began has settled; body where it was lost."""
    page.wait_for_timeout(250)
    assert page.evaluate("document.activeElement !== document.body"), "the focus is lost"
    return str(page.evaluate(FOCUSED))


def told(page: Any, words: str) -> None:
    page.locator("#announced").get_by_text(words).wait_for(state="attached")


def made(page: Any, button: str, then: str) -> int:
    """How many things a double click on `button` asks the coach to make; `then` is seen afterwards."""
    asked: list[str] = []
    note = lambda request: asked.append(request.url) if request.method == "POST" else None  # noqa: E731
    page.on("request", note)
    page.get_by_test_id(button).first.dblclick()
    page.get_by_test_id(then).first.wait_for()
    page.wait_for_timeout(100)
    page.remove_listener("request", note)
    return len(asked)


def fits(page: Any, sizes: tuple[tuple[int, int], ...], *seen: str) -> None:
    """All that must be seen is in the window, and nothing scrolls, whatever its size becomes."""
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(60)
        assert page.evaluate(OUTSIDE, seen) == [], f"{width} by {height}"


@pytest.mark.browser
def test_back_from_a_report_is_the_list_it_was_opened_from(standing: tuple[Any, str]) -> None:
    page, address = standing
    page.goto(f"{address}/attempts")
    page.get_by_role("link", name="Open the report").nth(1).click()
    page.get_by_test_id("report").wait_for()
    page.go_back()
    page.get_by_test_id("attempt").first.wait_for()
    assert page.url == f"{address}/attempts" and page.evaluate(FOCUSED) == "main"
    page.go_forward()
    page.get_by_test_id("report").wait_for()


@pytest.mark.browser
def test_the_focus_goes_on_from_what_is_taken_away(standing: tuple[Any, str]) -> None:
    page, address = standing
    page.goto(f"{address}/report/attempt-3")
    for days in ("1", "7"):
        page.locator(".sharing select").select_option(days)
        page.get_by_test_id("share").click()
        page.get_by_test_id("revoke").nth(int(days == "7")).wait_for()
    for focused in ("revoke", "share"):
        page.get_by_test_id("revoke").first.press("Enter")
        told(page, "The link is ended")
        assert page.evaluate(FOCUSED) == focused
        page.evaluate("document.getElementById('announced').textContent = ''")

    page.goto(f"{address}/attempts")
    page.get_by_test_id("delete").nth(2).press("Enter")
    page.get_by_test_id("delete-sure").press("Enter")
    told(page, "The attempt of")
    page.get_by_test_id("attempt").nth(2).wait_for(state="detached")
    assert page.evaluate(FOCUSED) == "Open the report"
    assert page.get_by_test_id("attempt").nth(1).evaluate("(row) => row.contains(document.activeElement)")

    page.goto(address)
    page.get_by_test_id("every-question").click()
    paper = {"name": "me.txt", "mimeType": "text/plain", "buffer": b"Annotator, Acme, 2020 to 2024. Labelled notes."}
    page.get_by_test_id("paper-resume").focus()
    page.get_by_test_id("paper-resume").set_input_files(paper)
    told(page, "me.txt is read")
    assert page.evaluate("document.activeElement.textContent") == "Take it away"
    page.keyboard.press("Enter")
    told(page, "me.txt is taken away")
    assert page.evaluate(FOCUSED) == "paper-resume"


@pytest.mark.browser
def test_a_press_that_takes_its_button_away_leaves_the_focus_on_the_page(standing: tuple[Any, str]) -> None:
    page, address = standing
    page.goto(f"{address}/report/attempt-3")
    page.get_by_test_id("compare").press("Enter")
    page.get_by_test_id("differences").wait_for()
    assert focused(page) == "comparison-title"
    page.get_by_test_id("comparison").get_by_role("button", name="Close").press("Enter")
    assert focused(page) == "compare"
    page.goto(f"{address}/check")
    for name in ("Close the camera", "Look at my framing"):
        page.get_by_test_id("camera").press("Enter")
        page.get_by_role("button", name=name).wait_for()
        assert focused(page) == "camera"


@pytest.mark.browser
def test_a_double_click_makes_one_thing(standing: tuple[Any, str]) -> None:
    page, address = standing
    page.goto(f"{address}/report/attempt-3")
    assert made(page, "share", "share-link") == 1
    page.goto(f"{address}/sets/new")
    page.get_by_test_id(f"pick-ai-trainer-core/{DEADLINE}").check()
    page.get_by_test_id("title").fill("A deadline")
    assert made(page, "make", "assign") == 1
    page.get_by_test_id("candidate").fill("Nadia K.")
    assert made(page, "assign", "link") == 1
    page.goto(address)
    assert made(page, "answer-now", "begin-typed") == 1


@pytest.mark.browser
def test_papers_are_there_again_after_a_reload_to_be_used_or_taken_away(standing: tuple[Any, str]) -> None:
    page, address = standing
    for name in ("old.txt", "new.txt"):
        cv = "Annotator, Acme, 2020 to 2024. Labelled notes."
        httpx.post(f"{address}/api/documents/resume", params={"name": name}, content=cv)
    page.goto(address)
    kept = page.get_by_test_id("kept-papers").get_by_role("listitem")
    kept.nth(1).wait_for()
    page.get_by_role("button", name="Use it: old.txt").press("Enter")
    told(page, "old.txt is used")
    page.get_by_test_id("read-resume").get_by_text("old.txt").wait_for()
    assert page.evaluate("document.activeElement.ariaLabel") == "Take it away: old.txt"
    assert "new.txt" in kept.inner_text(), "one of them is listed, and one in use"
    page.keyboard.press("Enter")
    told(page, "old.txt is taken away")
    page.route("**/api/documents/*", lambda route: route.abort())
    page.get_by_role("button", name="Take it away: new.txt").press("Enter")
    page.get_by_role("alert").get_by_text("does not answer").wait_for()
    page.unroute("**/api/documents/*")
    page.keyboard.press("Enter")
    told(page, "new.txt is taken away")
    page.get_by_test_id("kept-papers").wait_for(state="detached")
    assert page.evaluate(FOCUSED) == "paper-resume"
    assert httpx.get(f"{address}/api/documents").json() == []


PLACE = """() => {
  const [place, ways] = [".crumb", ".bar-right"].map((name) => document.querySelector(`.bar ${name}`))
  const [told, beside] = [place.getBoundingClientRect(), ways.getBoundingClientRect()]
  const within = told.width > 0 && told.right < beside.left && beside.right <= innerWidth
  return place.innerText.startsWith("Question 1 of 1") && within
}"""


def the_place_in_the_rehearsal_is_told_at_every_width(page: Any) -> None:
    for width in (*range(320, 1440, 40), 390, 700, 701, 820, 821, 901, 1101, 1240, 1241, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(30)
        assert page.evaluate(PLACE), f"{width} px"


@pytest.mark.browser
def test_the_room_fits_its_window_and_goes_on_fitting_when_it_is_resized(standing: tuple[Any, str]) -> None:
    page, address = standing
    wanted = {"bank_id": "ai-trainer-core", "question_ids": [DEADLINE], "profile_id": "verbatim-one-shot"}
    attempt = httpx.post(f"{address}/api/attempts", json=wanted | {"microphone": True}).json()["attempt_id"]
    page.goto(f"{address}/rehearse/{attempt}")
    page.get_by_test_id("begin-browser").click()
    page.get_by_test_id("controls-answer").click(timeout=30_000)
    page.get_by_test_id("caption").get_by_text("Tell me about").first.wait_for(timeout=30_000)
    fits(page, SIZES[::4], "floor", "caption", "controls-answer", "controls-end")
    page.get_by_test_id("controls-answer").click()
    page.locator("[data-testid=floor][data-floor=listening]").wait_for()
    page.evaluate("say('So I sorted the queue by hand and read the hard ones first')")
    page.get_by_test_id("transcript").get_by_text("sorted").wait_for()
    fits(page, SIZES, "floor", "transcript", "controls-done", "controls-end")
    page.set_viewport_size({"width": 1000, "height": 800})
    page.wait_for_function(PEN_FOLLOWS)
    the_place_in_the_rehearsal_is_told_at_every_width(page)


@pytest.mark.browser
def test_the_switch_of_colours_follows_the_system_until_it_is_pressed(standing: tuple[Any, str]) -> None:
    shared, address = standing
    page = shared.context.new_page()
    page.emulate_media(color_scheme="light")
    page.goto(f"{address}/attempts")
    theme = page.get_by_test_id("theme")
    for scheme, other in (("light", "dark"), ("dark", "light")):
        page.emulate_media(color_scheme=scheme)
        page.get_by_role("button", name=f"Change to {other} colours").wait_for()
    theme.click()
    assert page.evaluate("document.documentElement.dataset.theme") == "light", "one press changes what is seen"
    page.evaluate("localStorage.removeItem('coach.theme')")
    page.close()


DRAWN = "getComputedStyle(document.querySelector('.pen')).stroke === getComputedStyle(document.body).color"
READABLE = """(testid) => {
  const { color, backgroundColor } = getComputedStyle(document.querySelector(`[data-testid=${testid}]`))
  return color !== backgroundColor
}"""


@pytest.mark.browser
def test_in_the_readers_own_colours_what_is_drawn_and_pressed_is_seen(standing: tuple[Any, str]) -> None:
    """The page's own light theme on a reader's dark ground, as Windows has it."""
    page, address = standing
    page.goto(address)
    page.evaluate("localStorage.setItem('coach.theme', 'light')")
    page.emulate_media(color_scheme="dark", forced_colors="active")
    page.reload()
    page.locator("[data-testid=answer-now]:not([aria-disabled])").wait_for()
    assert page.evaluate(DRAWN)
    assert page.evaluate(READABLE, "answer-now")
    current = page.locator("nav [aria-current]").evaluate("(link) => getComputedStyle(link).textDecorationLine")
    assert current == "underline"
    page.emulate_media(color_scheme="light", forced_colors="none")
    page.evaluate("localStorage.removeItem('coach.theme')")


CUT_OFF = """() => [...document.querySelectorAll(".speaking-side, .asked")]
  .filter((box) => box.scrollHeight > box.clientHeight + 1).map((box) => box.className)"""


@pytest.mark.browser
def test_the_question_is_whole_above_the_typed_answer_also_under_a_banner(standing: tuple[Any, str]) -> None:
    page, address = standing
    wanted = {"bank_id": "ai-trainer-core", "question_ids": [DEADLINE], "profile_id": "verbatim-one-shot"}
    attempt = httpx.post(f"{address}/api/attempts", json=wanted | {"microphone": True}).json()["attempt_id"]
    page.goto(f"{address}/rehearse/{attempt}")
    page.get_by_test_id("begin-browser").press("Enter")
    assert focused(page) == "main"
    page.get_by_test_id("caption").get_by_text("welcome").wait_for(timeout=30_000)
    page.evaluate("hearer.onerror({ error: 'network' })")
    page.locator(".banner").get_by_text("recogniser").wait_for()
    page.get_by_test_id("typed").wait_for()
    for width, height in ((1440, 900), (1280, 860), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(100)
        assert page.get_by_test_id("floor").get_attribute("data-floor") == "speaking"
        assert page.evaluate(CUT_OFF) == [], f"{width} by {height}"
        asked = page.get_by_test_id("question").bounding_box()
        field = page.get_by_test_id("typed").bounding_box()
        assert asked["y"] + asked["height"] <= field["y"]
    page.get_by_role("button", name="Close this message").press("Enter")
    assert focused(page) == "main"
    page.get_by_test_id("typed").fill(SAID)
    page.get_by_test_id("send").press("Enter")
    assert focused(page) in ("send", "typed")


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/", "/check", "/record", "/attempts", "/progress", "/sets/new", "/report/attempt-3"])
def test_no_page_is_wider_than_a_narrow_window_or_one_at_twice_its_size(standing: tuple[Any, str], path: str) -> None:
    page, address = standing
    page.goto(address + path)
    page.locator("main h1").first.wait_for()
    for width, height in ((320, 640), (720, 450), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(300)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width, f"{path} at {width}"


@pytest.mark.browser
def test_a_set_can_be_made_from_wherever_its_page_stands(standing: tuple[Any, str]) -> None:
    page, address = standing
    page.goto(f"{address}/sets/new")
    page.get_by_test_id("make").wait_for()
    for width, height in ((1440, 900), (1024, 600), (390, 600)):
        page.set_viewport_size({"width": width, "height": height})
        for to in (0, 900, 99_999):
            page.evaluate("(to) => scrollTo(0, to)", to)
            page.wait_for_timeout(60)
            low = page.get_by_test_id("make").evaluate("(make) => make.getBoundingClientRect().bottom")
            assert low <= height, f"{width} by {height} at {to}"


@pytest.mark.browser
def test_a_word_without_end_widens_no_page(standing: tuple[Any, str]) -> None:
    page, address = standing
    page.set_viewport_size({"width": 320, "height": 640})
    wide = lambda: page.evaluate("document.scrollingElement.scrollWidth")  # noqa: E731
    page.goto(f"{address}/report/attempt-2")
    page.get_by_test_id("report").wait_for()
    page.locator('[data-sentence="0"]').focus()
    page.keyboard.press("e")
    page.get_by_test_id("mend").fill("W" * 300)
    page.keyboard.press("Enter")
    page.get_by_test_id("mended").wait_for()
    assert wide() <= 320
    page.goto(f"{address}/sets/new")
    page.get_by_test_id(f"pick-ai-trainer-core/{DEADLINE}").check()
    page.get_by_test_id("title").fill("L" * 120)
    page.get_by_test_id("make").click()
    page.get_by_test_id("assign").wait_for()
    assert wide() <= 320
    page.goto(f"{address}/sets")
    page.locator(".set-row").first.wait_for()
    assert wide() <= 320
