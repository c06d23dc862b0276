"""Scenes with a microphone and an interviewer: the first page's list, the device check, the room, record yourself."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from tests.browser.stage import Scene, Stage

NO_MICROPHONE = """if (location.search === "?blocked") {
  navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError"))
}"""
RECORDING = "record-yourself"
CALM = lambda stage: None  # noqa: E731
Then = Callable[[Stage], None]


def _every_question(stage: Stage) -> None:
    stage.open("/")
    stage.press("every-question")


def _blocked(stage: Stage) -> None:
    stage.page.add_init_script(NO_MICROPHONE)
    stage.open("/check?blocked", "[data-testid=verdict][data-step=blocked]")


def room_of(
    then: Then = CALM,
    mode: str = "",
    profile: str = "verbatim-one-shot",
    question: str = "behavioural-tight-deadline",
    search: str = "",
) -> Then:
    """The room of a new attempt; `mode` enters it. `search` goes behind its address."""

    def scene(stage: Stage) -> None:
        wanted = {
            "bank_id": "concepts" if profile == RECORDING else "ai-trainer-core",
            "question_ids": [question],
            "speaker": "henrik",
            "profile_id": profile,
            "microphone": mode != "typed",
        }
        attempt = httpx.post(f"{stage.address}/api/attempts", json=wanted).json()["attempt_id"]
        stage.open(f"/rehearse/{attempt}{search}", "[data-testid=begin-typed]")
        if mode:
            stage.press(f"begin-{mode}")
            stage.page.get_by_test_id("floor").wait_for(timeout=30_000)
        then(stage)

    return scene


def _floor(floor: str, then: Then = CALM) -> Then:
    def scene(stage: Stage) -> None:
        stage.page.locator(f"[data-testid=floor][data-floor={floor}]").wait_for(timeout=60_000)
        then(stage)

    return scene


def _refused(stage: Stage) -> None:
    """No microphone is allowed in the room; the way back to voice stands beside it."""
    stage.page.add_init_script(NO_MICROPHONE)
    room_of(lambda here: here.page.get_by_test_id("voice-again").wait_for(), mode="voice", search="?blocked")(stage)


def _ending(stage: Stage) -> None:
    stage.press("controls-end")
    stage.page.get_by_test_id("confirm-end").wait_for()


def _keys(stage: Stage) -> None:
    stage.page.keyboard.press("?")
    stage.page.get_by_test_id("keys-sheet").wait_for()


def _heard(stage: Stage) -> None:
    stage.page.wait_for_timeout(6_000)


LIVE: tuple[Scene, ...] = (
    Scene("home-questions", _every_question),
    Scene("check", lambda stage: stage.open("/check", "[data-testid=verdict]")),
    Scene("check-blocked", _blocked),
    Scene("record", lambda stage: stage.open("/record", "[data-testid=record]")),
    Scene("room-missing", lambda stage: stage.open("/rehearse/nowhere", "[data-testid=stopped]")),
    Scene("room-gate", room_of()),
    Scene("record-gate", room_of(profile=RECORDING, question="explain-agreement")),
    Scene("room-typed", room_of(mode="typed")),
    Scene("room-refused", _refused, slow=True),
    Scene("room-ending", room_of(_ending, mode="typed")),
    Scene("room-speaking", room_of(_floor("speaking"), mode="voice")),
    Scene("room-keys", room_of(_floor("speaking", _keys), mode="voice")),
    Scene("room-listening", room_of(_floor("listening", _heard), mode="voice"), slow=True),
    Scene("room-hidden", room_of(_floor("listening"), mode="voice", profile="long-form"), slow=True),
    Scene("room-typed-listening", room_of(_floor("listening"), mode="typed"), slow=True),
)
