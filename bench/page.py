"""The page in real Chromium: how soon a newcomer can answer, and how soon after End the report stands.

    python bench/page.py [--times 3] [--spoken 6] [--json FILE]

From an address that is opened for the first time (a browser profile of its own, nothing cached) to the first button
that works, to the interviewer's first sound, and to the candidate's turn; a click follows as soon as it can be made.
Then the fake microphone answers, and so many seconds after its first words are written down End is pressed: from the
press that confirms it to the report, and to the first sentence of its transcript. Wall-clock seconds on this machine,
recogniser and interviewer's voice already warm. Needs Chromium and the built page.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.browser.conftest import CHECKPOINT, Served, chromium_page
from tests.browser.test_rehearsal import spoken as microphone

SILENCE = 30.0
"""Seconds before the microphone hears the answer: greeting and question are spoken in them."""
WAIT_MS = 60_000


@dataclass(frozen=True)
class Waits:
    """Seconds. The first three since the page was opened, the others since End was confirmed."""

    button: float
    interviewer_heard: float
    may_answer: float
    report: float
    transcript: float


NAMES = {
    "button": "page open to the button",
    "interviewer_heard": "page open to the interviewer's voice",
    "may_answer": "page open to the candidate's turn",
    "report": "End to the report",
    "transcript": "End to its transcript",
}


def _floor(page: Any, floor: str) -> None:
    page.locator(f"[data-testid=floor][data-floor={floor}]").wait_for(timeout=WAIT_MS)


def _clock() -> Callable[[], float]:
    began = time.monotonic()
    return lambda: time.monotonic() - began


def visit(page: Any, address: str, spoken: float) -> Waits:
    """One newcomer: opens the page, answers, and ends `spoken` seconds after the first words are written down."""
    opened = _clock()
    page.goto(address)
    page.locator("[data-testid=answer-now]:not([disabled])").wait_for(timeout=WAIT_MS)
    button = opened()
    page.get_by_test_id("answer-now").click()
    _floor(page, "speaking")
    heard = opened()
    _floor(page, "listening")
    may_answer = opened()
    page.get_by_test_id("transcript").get_by_text("agreement").first.wait_for(timeout=WAIT_MS)
    page.wait_for_timeout(spoken * 1000)
    page.get_by_test_id("controls-end").click()
    ended = _clock()
    page.get_by_test_id("confirm-end").click()
    page.get_by_test_id("report").wait_for(timeout=WAIT_MS)
    report = ended()
    page.locator("[data-sentence]").first.wait_for(timeout=WAIT_MS)
    return Waits(button, heard, may_answer, report, ended())


def measure(times: int, spoken: float) -> list[Waits]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        served = Served(folder, {"COACH_WHISPER_MODEL": str(CHECKPOINT)})
        answer = microphone(folder / "answer.wav", [(SILENCE, "agreement")])
        try:
            served.start()
            served.wait_for("whisper")
            served.wait_for("voice")
            found = []
            for visitor in range(times):
                profile = folder / f"profile-{visitor}"
                with chromium_page(profile, answer, viewport={"width": 1440, "height": 900}) as page:
                    found.append(visit(page, served.address, spoken))
            return found
        finally:
            served.kill()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--spoken", type=float, default=6.0, help="seconds from the first written words to End")
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args()
    found = measure(wanted.times, wanted.spoken)
    print(f"{'seconds':<38} median  longest of {len(found)}")
    for field in fields(Waits):
        values = [getattr(waits, field.name) for waits in found]
        print(f"{NAMES[field.name]:<38} {median(values):6.2f} {max(values):8.2f}")
    if wanted.json:
        wanted.json.write_text(json.dumps([asdict(waits) for waits in found], indent=1) + "\n")


if __name__ == "__main__":
    main()
