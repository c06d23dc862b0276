"""The page in real Chromium: how soon a newcomer can answer, and how soon after End the report stands.

    python bench/page.py [--times 3] [--spoken 6] [--json FILE]

From an address that is opened for the first time (a browser profile of its own, nothing cached) to the first button
that works, to the interviewer's first sound, and to the candidate's turn; a click follows as soon as it can be made.
The fake microphone speaks all the time and is muted until then. So many seconds after its first words are written down
End is pressed, in mid-sentence: from the press that confirms it to the report, to its first criterion, and to the first
sentence of its transcript. Wall-clock seconds on this machine, recogniser and interviewer's voice already warm. A visit
takes about 40 s, most of it greeting and question; each is told on stderr when it is over, and what does not happen
within a minute is named. Needs Chromium and the built page.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.browser.conftest import CHECKPOINT, CHROMIUM, Served, chromium_page
from tests.browser.test_rehearsal import spoken as microphone

WAIT_MS = 60_000
FIRST_WORDS = r"^\s*(?!Your words appear here)\S"
"""What the place of the words shows once there are any."""


class NotReachedError(Exception):
    """A state of the page did not come; says which, and what the page showed instead."""


@dataclass(frozen=True)
class Waits:
    """Seconds. The first three since the page was opened, the others since End was confirmed."""

    button: float
    interviewer_heard: float
    may_answer: float
    report: float
    transcript: float
    criteria: float


NAMES = {
    "button": "page open to the button",
    "interviewer_heard": "page open to the interviewer's voice",
    "may_answer": "page open to the candidate's turn",
    "report": "End to the report",
    "transcript": "End to its transcript",
    "criteria": "End to its first criterion",
}


class Visit:
    """One newcomer in a page of their own."""

    def __init__(self, page: Any) -> None:
        self._page = page

    def answers(self, address: str, spoken: float) -> Waits:
        """Opens the page, answers, and ends `spoken` seconds after the first words are written down."""
        page, opened = self._page, _clock()
        page.goto(address)
        self._until("the button to answer", "[data-testid=answer-now]:not([aria-disabled])")
        button = opened()
        page.get_by_test_id("answer-now").click()
        self._until("the interviewer's voice", _floor("speaking"))
        heard = opened()
        with self._muted():
            self._until("the candidate's turn", _floor("listening"))
            may_answer = opened()
        self._until("the candidate's first words", "[data-testid=transcript]", FIRST_WORDS)
        page.wait_for_timeout(spoken * 1000)
        page.get_by_test_id("controls-end").click()
        ended = _clock()
        page.get_by_test_id("confirm-end").click()
        self._until("the report", "[data-testid=report]")
        report = ended()
        self._until("the report's transcript", "[data-sentence]")
        transcript = ended()
        self._until("the report's criteria", "[data-testid=criteria] li")
        return Waits(button, heard, may_answer, report, transcript, ended())

    @contextmanager
    def _muted(self) -> Iterator[None]:
        self._page.get_by_test_id("controls-mute").click()
        yield
        self._page.get_by_test_id("controls-mute").click()

    def _until(self, state: str, selector: str, text: str = "") -> None:
        """`text`: a regular expression that the place's text fits."""
        script = "([selector, text]) => [...document.querySelectorAll(selector)].some((e) => e.innerText.match(text))"
        try:
            self._page.wait_for_function(script, arg=[selector, text], timeout=WAIT_MS)
        except Exception as error:
            raise NotReachedError(f"{state}: not there after {WAIT_MS // 1000} s; {self._shown()}") from error

    def _shown(self) -> str:
        words = self._page.evaluate("document.body.innerText").split()
        return f"{self._page.url} shows: {' '.join(words)[:400]}"


def _floor(floor: str) -> str:
    return f"[data-testid=floor][data-floor={floor}]"


def _clock() -> Callable[[], float]:
    began = time.monotonic()
    return lambda: time.monotonic() - began


def measure(times: int, spoken: float) -> Iterator[Waits]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        served = Served(folder, {"COACH_WHISPER_MODEL": str(CHECKPOINT)})
        answer = microphone(folder / "answer.wav", [(0.5, "agreement")])
        try:
            served.start()
            served.wait_for("whisper")
            served.wait_for("voice")
            for visitor in range(times):
                profile = folder / f"profile-{visitor}"
                with chromium_page(profile, answer, viewport={"width": 1440, "height": 900}) as page:
                    yield Visit(page).answers(served.address, spoken)
        finally:
            served.kill()


def _told(found: list[Waits]) -> None:
    print(f"{'seconds':<38} median  longest of {len(found)}")
    for field in fields(Waits):
        values = [getattr(waits, field.name) for waits in found]
        print(f"{NAMES[field.name]:<38} {median(values):6.2f} {max(values):8.2f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--spoken", type=float, default=6.0, help="seconds from the first written words to End")
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args()
    if CHROMIUM is None:
        parser.error("no Chromium on PATH: make chromium")
    found: list[Waits] = []
    try:
        for waits in measure(wanted.times, wanted.spoken):
            found.append(waits)
            told = ", ".join(f"{NAMES[name]} {value:.2f}" for name, value in asdict(waits).items())
            print(f"visit {len(found)} of {wanted.times}: {told}", file=sys.stderr)
    except NotReachedError as error:
        print(f"visit {len(found) + 1} of {wanted.times}: {error}", file=sys.stderr)
    if found:
        _told(found)
    if wanted.json:
        wanted.json.write_text(json.dumps([asdict(waits) for waits in found], indent=1) + "\n")
    return 0 if len(found) == wanted.times else 1


if __name__ == "__main__":
    sys.exit(main())
