"""Scenes of a page that stood already when the coach went away: what is pressed then, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.filled import DEADLINE
from tests.browser.scenes_live import room_of
from tests.browser.stage import Scene, Stage

Then = Callable[[Stage], None]
CUTTABLE = """if (location.search === "?cut") {
  const Socket = window.WebSocket
  const open = []
  window.WebSocket = class extends Socket {
    constructor(url) {
      super(window.gone ? "ws://127.0.0.1:9" : url)
      open.push(this)
    }
  }
  window.goAway = () => {
    window.gone = true
    for (const socket of open) socket.close()
  }
}"""
TOLD = "[role=alert], .refused, [data-testid=trouble]"


def _gone(stage: Stage) -> None:
    """From now on nobody answers."""
    stage.page.route("**/api/**", lambda route: route.abort())


def _told(path: str, seen: str, then: Then, told: str = TOLD) -> Then:
    """The page at `path` stands, the coach goes away, `then` is done, and the page says something."""

    def scene(stage: Stage) -> None:
        stage.open(path, seen)
        then_told(stage, then, told)

    return scene


def then_told(stage: Stage, then: Then, told: str = TOLD) -> None:
    _gone(stage)
    then(stage)
    stage.page.locator(told).first.wait_for(timeout=10_000)


def _dispute(stage: Stage) -> None:
    stage.press("finding-criterion-clarity")
    stage.press("dispute")


def _mend(stage: Stage) -> None:
    stage.page.locator('[data-sentence="5"]').focus()
    stage.page.keyboard.press("e")
    stage.page.get_by_test_id("mend").fill("Nobody said this sentence.")
    stage.page.keyboard.press("Enter")


def _make(stage: Stage) -> None:
    stage.page.get_by_test_id("title").fill("Judgement under pressure")
    stage.page.get_by_test_id(f"pick-ai-trainer-core/{DEADLINE}").check()
    stage.press("make")


def _assign(stage: Stage) -> None:
    stage.page.get_by_test_id("candidate").fill("Wei L.")
    stage.press("assign")


def _set(which: str, then: Then) -> Then:
    def scene(stage: Stage) -> None:
        stage.open(f"/sets/{getattr(stage.filled, which)}", "[data-testid=attempts]")
        then_told(stage, then)

    return scene


def _whose(stage: Stage) -> None:
    stage.page.get_by_test_id("whose").select_option(index=1)


def _delete(stage: Stage) -> None:
    stage.press("delete")
    stage.press("delete-sure")


def _comment(stage: Stage) -> None:
    stage.open(f"/review/{stage.filled.waiting}", ".pick")
    _gone(stage)
    if (tab := stage.page.get_by_role("button", name="Review", exact=True)).is_visible():
        tab.click()
    stage.page.get_by_test_id("remark").fill("Two clean figures.")
    stage.press("send-back")
    stage.page.locator(TOLD).first.wait_for(timeout=10_000)


def _cut(then: Then = lambda stage: None) -> Then:
    """In the room: the line is cut, and stays so."""

    def scene(stage: Stage) -> None:
        stage.page.evaluate("goAway()")
        stage.page.get_by_test_id("reconnecting").wait_for()
        stage.page.wait_for_timeout(2_500)
        then(stage)

    return scene


def _room(then: Then, mode: str) -> Then:
    def scene(stage: Stage) -> None:
        stage.page.add_init_script(CUTTABLE)
        room_of(then, mode=mode, search="?cut")(stage)

    return scene


def _typed(stage: Stage) -> None:
    stage.page.get_by_test_id("typed").fill("We had two days for four hundred items.")
    stage.press("send")


def _end(stage: Stage) -> None:
    _gone(stage)
    stage.press("controls-end")
    stage.press("confirm-end")
    stage.page.get_by_test_id("report").wait_for()
    stage.page.wait_for_timeout(600)


REPORT = "[data-testid=report]"
DRILL = "[data-testid=next-drill]"
OFFLINE: tuple[Scene, ...] = (
    Scene("home-offline", _told("/", "[data-testid=answer-now]:not([aria-disabled])", lambda s: s.press("answer-now"))),
    Scene("record-offline", _told("/record", "[data-testid=record]:not([aria-disabled])", lambda s: s.press("record"))),
    Scene("attempts-offline", _told("/attempts", "[data-testid=attempt]", _delete)),
    Scene("progress-offline", _told("/progress", DRILL, lambda s: s.press("next-drill-start"))),
    Scene("progress-whose-offline", _told("/progress", "[data-testid=whose]", _whose)),
    Scene("report-offline", _told("/report/featured", REPORT, _dispute)),
    Scene("report-mend-offline", _told("/report/featured", REPORT, _mend)),
    Scene("report-share-offline", _told("/report/featured", REPORT, lambda s: s.press("share"))),
    Scene("set-new-offline", _told("/sets/new", "[data-testid=title]", _make)),
    Scene("set-assign-offline", _set("unassigned", _assign)),
    Scene("set-rehearse-offline", _set("assigned", lambda s: s.press("rehearse-typed"))),
    Scene("review-offline", _comment),
    Scene("room-offline", _room(_cut(), "voice"), slow=True),
    Scene("room-typed-offline", _room(_cut(_typed), "typed"), slow=True),
    Scene("report-ended-offline", _room(_cut(_end), "voice"), slow=True),
)
