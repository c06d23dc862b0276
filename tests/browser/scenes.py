"""Every page of the web app in every state that it can be in: what is looked at, and what axe reads.

A scene opens on a server over the filled data folder (`filled.fill`). States of loading and failing are made where the
page asks: the answer is held back, or is a fault.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx

from tests.browser.filled import DEADLINE
from tests.browser.scenes_live import LIVE
from tests.browser.scenes_offline import OFFLINE
from tests.browser.stage import Scene, Stage


def _hold(stage: Stage, *doors: str) -> None:
    """These doors never answer."""
    for door in doors:
        stage.page.route(f"**/api/{door}", lambda route: None)


def _fail(stage: Stage, *doors: str) -> None:
    """Nobody answers at these doors."""
    for door in doors:
        stage.page.route(f"**/api/{door}", lambda route: route.abort())


def _answer(stage: Stage, door: str, body: object) -> None:
    stage.page.route(f"**/api/{door}", lambda route: route.fulfill(json=body))


def _plain(path: str, seen: str = "main h1") -> Callable[[Stage], None]:
    return lambda stage: stage.open(path, seen)


def _held(path: str, *doors: str, seen: str = "main") -> Callable[[Stage], None]:
    def scene(stage: Stage) -> None:
        _hold(stage, *doors)
        stage.open(path, seen)
        stage.page.wait_for_timeout(600)

    return scene


def _failing(path: str, *doors: str, seen: str = "main h1, main [role=alert]") -> Callable[[Stage], None]:
    def scene(stage: Stage) -> None:
        _fail(stage, *doors)
        stage.open(path, seen)

    return scene


REPORT = "[data-testid=report]"
ENDED = """if (location.search === "?ended") sessionStorage.setItem("coach.ended", "open")
else sessionStorage.removeItem("coach.ended")"""
PHONE = {"width": 390, "height": 844}


def _report(attempt: str, then: Callable[[Stage], None] = lambda stage: None) -> Callable[[Stage], None]:
    def scene(stage: Stage) -> None:
        stage.open(f"/report/{attempt}", REPORT)
        if attempt in ("featured", "interrupted"):
            stage.page.locator("[data-testid=sound][data-drawn=true]").wait_for(timeout=30_000)
        then(stage)

    return scene


def _ended(stage: Stage, seen: str = "#answer-panel") -> None:
    """Ended a moment ago: the last words are being written down."""
    stage.page.add_init_script(ENDED)
    stage.open("/report/open?ended", seen)


def _ended_unread(stage: Stage) -> None:
    _hold(stage, "attempts/*")
    _ended(stage, REPORT)
    stage.page.wait_for_timeout(600)


def _sentence(stage: Stage) -> None:
    stage.page.locator('[data-sentence="5"]').focus()


def _criterion(stage: Stage) -> None:
    stage.press("finding-criterion-clarity")


def _mending(stage: Stage) -> None:
    _sentence(stage)
    stage.page.keyboard.press("e")
    stage.page.get_by_test_id("mend").wait_for()


def _compared(stage: Stage) -> None:
    stage.press("compare")
    stage.page.get_by_test_id("differences").wait_for()


def _shared(stage: Stage) -> None:
    stage.press("share")
    stage.page.get_by_test_id("share-link").wait_for()


def _used_up(stage: Stage) -> None:
    """A take of a set none of whose attempts are left."""
    given = httpx.get(f"{stage.address}/api/sets/{stage.filled.assigned}").json()
    _answer(stage, "sets/*", {**given, "attempts_left": 0})
    stage.open("/report/wei", "[data-testid=free]")


def _previewed(stage: Stage) -> None:
    """A coach's own goes at a set, one of them about to be deleted."""
    given = httpx.get(f"{stage.address}/api/sets/{stage.filled.unassigned}").json()
    take = {"attempt_id": "mine", "number": 1, "created": "2026-01-05T10:00:00Z", "finished": True, "overall": 64}
    left = {"has_audio": False, "sent": "", "reviewed": False}
    _answer(stage, "sets/*", {**given, "takes": [take | left, take | left | {"number": 2, "finished": False}]})
    stage.open(f"/sets/{stage.filled.unassigned}", "[data-testid=take]")
    stage.press("delete")


def _link(stage: Stage) -> None:
    made = httpx.post(f"{stage.address}/api/attempts/several/shares", json={"days": 7}).json()
    stage.open(made["path"])


def _undelivered(stage: Stage) -> None:
    stage.page.route("**/assets/progress-*.js", lambda route: route.abort())
    stage.open("/progress")


def _menu(stage: Stage) -> None:
    stage.page.set_viewport_size(PHONE)
    stage.open("/attempts", "[data-testid=attempt]")
    stage.page.get_by_role("button", name="Menu").click()


def _narrow(scene: Callable[[Stage], None]) -> Callable[[Stage], None]:
    """The scene on a phone."""

    def opened(stage: Stage) -> None:
        stage.page.set_viewport_size(PHONE)
        scene(stage)

    return opened


def _no_progress(stage: Stage) -> None:
    trend = {"id": "overall", "name": "Overall", "points": []}
    none = dict.fromkeys(("baseline", "latest", "gain", "give_or_take"))
    lists: dict[str, list[str]] = {"criteria": [], "skills": [], "waiting": [], "candidates": []}
    _answer(stage, "progress?*", {"overall": trend | none, **lists, "next": None, "candidate": ""})
    stage.open("/progress")


def _first_progress(stage: Stage) -> None:
    def first(route: Any) -> None:
        view = route.fetch().json()
        for trend in (view["overall"], *view["criteria"]):
            trend |= {"points": trend["points"][-2:], "baseline": None, "latest": None, "gain": None}
        route.fulfill(json=view | {"skills": [], "waiting": [["Working under pressure", 1], ["Measuring quality", 1]]})

    stage.page.route("**/api/progress?*", first)
    stage.open("/progress")


def _empty(path: str, seen: str = "main h1", **doors: object) -> Callable[[Stage], None]:
    def scene(stage: Stage) -> None:
        for door, body in doors.items():
            _answer(stage, door, body)
        stage.open(path, seen)

    return scene


def _built(stage: Stage) -> None:
    stage.open("/sets/new", "[data-testid=title]")
    stage.page.get_by_test_id("title").fill("Judgement under pressure")
    stage.page.get_by_test_id(f"pick-ai-trainer-core/{DEADLINE}").check()
    stage.page.get_by_test_id("pick-ai-trainer-core/unclear-guidelines").check()


def _set(which: str, then: Callable[[Stage], None] = lambda stage: None) -> Callable[[Stage], None]:
    def scene(stage: Stage) -> None:
        stage.open(f"/sets/{getattr(stage.filled, which)}", "[data-testid=attempts]")
        then(stage)

    return scene


def _sending(stage: Stage) -> None:
    stage.page.get_by_role("button", name="Send").first.click()
    stage.page.get_by_test_id("send").wait_for()


def _linked(stage: Stage) -> None:
    stage.open(f"/practise/{stage.filled.linked}", "[data-testid=attempts]")


def _refused(stage: Stage) -> None:
    stage.open("/sets", "[data-testid=file]")
    body = {"format": "coach", "version": 1, "kind": "practice-set", "body": {}}
    file = {"name": "set-9.coach", "mimeType": "application/json", "buffer": json.dumps(body).encode()}
    stage.page.get_by_test_id("file").first.set_input_files(file)
    stage.page.get_by_test_id("refused").first.wait_for()


def _review(stage: Stage) -> None:
    stage.open(f"/review/{stage.filled.waiting}", ".pick")


def _commenting(stage: Stage) -> None:
    _review(stage)
    stage.page.locator(".pick", has_text="because").first.click()
    stage.page.locator(".pick", has_text="minutes").first.click()
    stage.page.get_by_test_id("comment").fill("Say what the four minutes bought.")


def _deleting(stage: Stage) -> None:
    _review(stage)
    if (tab := stage.page.get_by_role("button", name="Review", exact=True)).is_visible():
        tab.click()
    stage.press("delete")


def _reviewed(stage: Stage) -> None:
    stage.open(f"/review/{stage.filled.reviewed}", ".pick")


def _papers(stage: Stage) -> None:
    """Papers that were given before, one of them in use and one damaged."""
    found = "Brightwave Labs, Northfield AI; 3 lines with figures"
    cv = {"id": "cv", "kind": "resume", "name": "Resume of this spring.pdf", "about": found}
    damaged = {"id": "other", "kind": None, "name": "A damaged file", "about": "its words cannot be read any more"}
    _answer(stage, "documents", [cv, cv | {"id": "older", "name": "Resume.docx"}, damaged])
    stage.open("/", "[data-testid=kept-papers]")
    stage.page.get_by_role("button", name="Use it: Resume of this spring.pdf").click()
    stage.page.get_by_test_id("kept-papers").scroll_into_view_if_needed()


SCENES: tuple[Scene, ...] = (
    Scene("home", _plain("/")),
    Scene("home-papers", _papers),
    Scene("home-loading", _held("/", "*")),
    Scene("home-failing", _failing("/", "*")),
    Scene("record-loading", _held("/record", "*")),
    Scene("record-failing", _failing("/record", "*", seen="[role=alert]")),
    Scene("attempts", _plain("/attempts", "[data-testid=attempt]")),
    Scene("attempts-empty", _empty("/attempts", attempts=[])),
    Scene("attempts-loading", _held("/attempts", "*")),
    Scene("attempts-failing", _failing("/attempts", "*", seen="[role=alert]")),
    Scene("report", _report("featured")),
    Scene("report-sentence", _report("featured", _sentence)),
    Scene("report-criterion", _report("featured", _criterion)),
    Scene("report-mending", _report("featured", _mending)),
    Scene("report-compared", _report("featured", _compared)),
    Scene("report-shared", _report("featured", _shared)),
    Scene("report-silencing", _report("featured", lambda stage: stage.press("delete"))),
    Scene("report-used-up", _used_up),
    Scene("report-interrupted", _report("interrupted")),
    Scene("report-several", _report("several")),
    Scene("report-typed", _report("typed", lambda stage: stage.page.locator('[data-sentence="1"]').focus())),
    Scene("report-silent", _report("silent")),
    Scene("report-unfinished", _report("open")),
    Scene("report-ended", _ended),
    Scene("report-ended-unread", _ended_unread),
    Scene("report-reviewed", _report("nadia")),
    Scene("report-missing", _plain("/report/nowhere")),
    Scene("report-loading", _held("/report/featured", "attempts/**", seen="#app")),
    Scene("report-failing", _failing("/report/featured", "attempts/**")),
    Scene("progress", _plain("/progress", "[data-testid=scores] canvas")),
    Scene("progress-empty", _no_progress),
    Scene("progress-first", _first_progress),
    Scene("progress-loading", _held("/progress", "**")),
    Scene("progress-failing", _failing("/progress", "**", seen="[role=alert]")),
    Scene("sets", _plain("/sets", ".set-list")),
    Scene("sets-empty", _empty("/sets", sets=[], inbox=[])),
    Scene("sets-loading", _held("/sets", "*")),
    Scene("sets-failing", _failing("/sets", "*", seen="[role=alert]")),
    Scene("sets-refused", _refused),
    Scene("set-new", _plain("/sets/new", "[data-testid=title]")),
    Scene("set-new-filled", _built),
    Scene("set-unassigned", _set("unassigned")),
    Scene("set-previewed", _previewed),
    Scene("set-assigned", _set("assigned")),
    Scene("set-sending", _set("assigned", _sending)),
    Scene("set-linked", _linked),
    Scene("set-missing", _plain("/practise/nothing.here")),
    Scene("set-loading", _held("/sets/some", "sets/*")),
    Scene("review", _review),
    Scene("review-commenting", _commenting),
    Scene("review-deleting", _deleting),
    Scene("review-sent", _reviewed),
    Scene("review-empty", _empty("/review", seen="main", inbox=[])),
    Scene("review-loading", _held("/review", "inbox**")),
    Scene("review-failing", _failing("/review", "inbox**", seen="[role=alert]")),
    Scene("nowhere", _plain("/no/such/page")),
    Scene("sample", _plain("/sample", REPORT)),
    Scene("shared", _link),
    Scene("page-undelivered", _undelivered),
    Scene("phone-menu", _menu),
    Scene("phone-report", _narrow(_report("featured", _sentence))),
    Scene("phone-progress", _narrow(_plain("/progress", "[data-testid=scores] canvas"))),
    Scene("phone-set", _narrow(_set("assigned"))),
    Scene("phone-review", _narrow(_commenting)),
    *OFFLINE,
    *LIVE,
)
