"""The interviewer's face in real Chromium: frames a second, CPU share, and how far the mouth is from its sound.

    python bench/avatar.py [--speaker adaeze|henrik|samira] [--rounds 3] [--gpu] [--json FILE]

The offset is the shift, within 250 ms each way, at which the drawn opening of the mouth fits best (Pearson
correlation) to the opening that the voice's phonemes ask for, on the clock of the sound that leaves the loudspeaker
(`AudioContext.getOutputTimestamp`, which the page does not use). Below 0 the mouth is early; a screen shows what is
drawn a frame or two later.

CPU: shares of one core of the page's renderer process (script, drawing, rasters, the face's worker too; its main thread
also alone, in thread time) and of the process that paints and composes the picture: in software, or with --gpu by the
graphics card, through Vulkan. Measured is the whole room, microphone and sockets with
it, while its face moves and while it is held still: the difference is what the face takes, its 60 frames a second
included. What those alone take stands below it: the difference that a canvas of one pixel makes, which changes at each
frame while the face is held still. The three take turns of three seconds in every round: while a question is asked
again, and in the silence after it. Needs Chromium and the built page.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
import wave
from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import Any, Literal

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import httpx
import numpy as np

from bench.avatar_page import PIXEL, SOUND, WATCH, inks
from tests.browser.conftest import CHECKPOINT, IN_SOFTWARE, Served, chromium_page

Kind = Literal["moving", "still", "pixel"]
KINDS: tuple[Kind, ...] = ("moving", "still", "pixel")
BY_CARD = ("--use-angle=vulkan", "--enable-features=Vulkan", "--disable-vulkan-surface", "--ignore-gpu-blocklist")
"""Without a screen Chromium draws by the card when it is told to, and has no surface to draw to."""
SOFTWARE = re.compile(r"^\s*$|swiftshader|llvmpipe|disabled", re.IGNORECASE)
TURN_S = 3.0
"""A question is spoken for some 11 s: time for all three."""
SETTLE_MS = 300
LARGEST_SHIFT = 0.25
OPENING = {"sil": 0, "PP": 0, "FF": 7, "TH": 11, "DD": 12, "kk": 15, "CH": 14, "SS": 8, "nn": 9, "RR": 12, "aa": 27}
OPENING |= {"E": 17, "ih": 13, "oh": 23, "ou": 15}


@dataclass(frozen=True)
class Cost:
    """Shares of one core, 0 to 1: the renderer process, its main thread alone, and the process that paints."""

    renderer: float
    main_thread: float
    painting: float

    @staticmethod
    def mean(costs: list[Cost]) -> Cost:
        return Cost(*(sum(shares) / len(costs) for shares in zip(*map(astuple, costs), strict=True)))

    def less(self, other: Cost) -> Cost:
        return Cost(*(mine - theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True)
class Sync:
    """Seconds; `correlation` at the best shift. `closures`: lips that met, of those that the sound asks to meet."""

    offset: float
    correlation: float
    closures: int
    asked: int
    frames_per_second: float


class Stage:
    """A rehearsal that is open in a page, and the meters on it."""

    def __init__(self, page: Any, address: str, speaker: str) -> None:
        self.page, self._address, self._speaker = page, address, speaker
        self.sentences: list[dict[str, Any]] = []
        page.on("websocket", lambda socket: socket.on("framereceived", self._received))
        page.add_init_script(SOUND)
        self._processes = page.context.browser.new_browser_cdp_session() if page.context.browser else None
        self._session = page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def _received(self, frame: Any) -> None:
        message = json.loads(frame) if isinstance(frame, str) else {}
        if message.get("type") == "speech" and message["audio"]:
            self.sentences.append(message)

    def painter(self) -> str:
        """What OpenGL says draws the page; empty where nothing does."""
        info = self._processes.send("SystemInfo.getInfo") if self._processes else {"gpu": {}}
        return str(info["gpu"].get("auxAttributes", {}).get("glRenderer", ""))

    def open(self) -> None:
        wanted: dict[str, object] = {"bank_id": "ai-trainer-core", "question_ids": ["behavioural-changed-mind"]}
        wanted |= {"profile_id": "long-form", "speaker": self._speaker, "microphone": True}
        attempt = httpx.post(f"{self._address}/api/attempts", json=wanted, timeout=30).json()["attempt_id"]
        self.page.goto(f"{self._address}/rehearse/{attempt}")
        self.page.get_by_test_id("begin-voice").click()

    def wait(self, floor: str) -> None:
        script = "floor => document.querySelector('[data-testid=floor]')?.dataset.floor === floor"
        self.page.wait_for_function(script, arg=floor, timeout=60_000)

    def cost(self, seconds: float) -> Cost:
        before, began = self._spent(), time.monotonic()
        self.page.wait_for_timeout(seconds * 1000)
        after, took = self._spent(), time.monotonic() - began
        return Cost(*((b - a) / took for a, b in zip(before, after, strict=True)))

    def take(self, kind: Kind) -> Cost:
        """The cost of this room with its face moving, held still, or held still while one pixel changes."""
        if kind != "moving":
            self.switch_face()
        if kind == "pixel":
            self.page.evaluate(f"(() => {{ {PIXEL} }})()")
        self.page.wait_for_timeout(SETTLE_MS)
        cost = self.cost(TURN_S)
        if kind == "pixel":
            self.page.evaluate("window.pixel.remove()")
        if kind != "moving":
            self.switch_face()
        return cost

    def ask_again(self) -> None:
        self.page.get_by_test_id("controls-repeat").click()
        self.wait("speaking")

    def switch_face(self) -> None:
        self.page.locator("[data-testid=switch-face]:visible").click()

    def _spent(self) -> tuple[float, float, float]:
        metrics = {m["name"]: m["value"] for m in self._session.send("Performance.getMetrics")["metrics"]}
        shares = self._process_seconds()
        return shares.get("renderer", 0.0), metrics["TaskDuration"], shares.get("GPU", 0.0)

    def _process_seconds(self) -> dict[str, float]:
        """CPU seconds by kind of process; of the renderers only the page's has anything to do."""
        found: dict[str, float] = {}
        for process in self._processes.send("SystemInfo.getProcessInfo")["processInfo"] if self._processes else ():
            found[process["type"]] = found.get(process["type"], 0.0) + process["cpuTime"]
        return found

    def repeat(self) -> Sync:
        """The question once more, watched frame by frame."""
        first_sentence = len(self.sentences)
        first_sound = self.page.evaluate("window.begun.length")
        drawer = self._drawer()
        drawer.evaluate(WATCH, inks(self._speaker))
        self.page.evaluate("window.listen()")
        self.ask_again()
        self.wait("listening")
        heard, begun = self.page.evaluate("[window.heard(), window.begun]")
        drawn = drawer.evaluate("self.drawn()")
        openings = self.page.evaluate("mouths => window.openings(mouths)", [mouth for _, mouth in drawn])
        frames = np.array([(at, opening) for (at, _), opening in zip(drawn, openings, strict=True)])
        return sync(_on_sound_clock(frames, np.array(heard)), self.sentences[first_sentence:], begun[first_sound:])

    def _drawer(self) -> Any:
        """The worker that draws the face; the page, where it draws by itself."""
        return next((worker for worker in self.page.workers if "actor" in worker.url), self.page)


def _on_sound_clock(frames: Any, heard: Any) -> Any:
    """Rows of (millisecond, opening) as rows of (second of the page, second of the sound, opening)."""
    known = (frames[:, 0] >= heard[0, 0]) & (frames[:, 0] <= heard[-1, 0])
    at, opening = frames[known].T
    return np.column_stack([at / 1000, np.interp(at, heard[:, 0], heard[:, 1]), opening])


def asked(sentences: list[dict[str, Any]], begun: list[dict[str, float]], times: Any) -> Any:
    """The opening that the phonemes ask for at each second of the sound's clock."""
    wanted = np.zeros(len(times))
    for sentence, sound in zip(sentences, begun, strict=True):
        for shape in sentence["visemes"]:
            within = (times >= sound["at"] + shape["start"]) & (times < sound["at"] + shape["end"])
            wanted[within] = OPENING[shape["viseme"]]
    return wanted


def sync(frames: Any, sentences: list[dict[str, Any]], begun: list[dict[str, float]]) -> Sync:
    """`frames`: rows of (second of the page, second of the sound, drawn opening)."""
    spoken = (frames[:, 1] >= begun[0]["at"]) & (frames[:, 1] < begun[-1]["at"] + begun[-1]["seconds"])
    seen = frames[spoken]
    times = np.arange(seen[0, 1] + LARGEST_SHIFT, seen[-1, 1] - LARGEST_SHIFT, 0.005)
    wanted = asked(sentences, begun, times)
    shifts = np.arange(-LARGEST_SHIFT, LARGEST_SHIFT + 0.001, 0.005)
    fits = [np.corrcoef(wanted, np.interp(times + shift, seen[:, 1], seen[:, 2]))[0, 1] for shift in shifts]
    best = int(np.argmax(fits))
    met, all_closures = closures(seen, sentences, begun)
    rate = (len(seen) - 1) / (seen[-1, 0] - seen[0, 0])
    return Sync(float(shifts[best]), float(fits[best]), met, all_closures, float(rate))


def closures(seen: Any, sentences: list[dict[str, Any]], begun: list[dict[str, float]]) -> tuple[int, int]:
    """Of the lips that the sound asks to meet (p, b, m): how many met within 80 ms of it."""
    met = every = 0
    for sentence, sound in zip(sentences, begun, strict=True):
        for shape in (s for s in sentence["visemes"] if s["viseme"] == "PP"):
            near = seen[
                (seen[:, 1] > sound["at"] + shape["start"] - 0.08) & (seen[:, 1] < sound["at"] + shape["end"] + 0.08)
            ]
            every += 1
            met += bool(len(near)) and float(near[:, 2].min()) < 2.0
    return met, every


def quiet(target: Path) -> Path:
    with wave.open(str(target), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16_000)
        out.writeframes(bytes(32_000))
    return target


def measure(speaker: str, rounds: int, painted: Sequence[str] = IN_SOFTWARE) -> dict[str, Any]:
    """Raises ValueError where a graphics card was asked for and software paints."""
    with tempfile.TemporaryDirectory() as folder:
        served = Served(Path(folder), {"COACH_WHISPER_MODEL": str(CHECKPOINT)})
        served.start()
        try:
            served.wait_for("voice")
            served.wait_for("whisper")
            view = {"viewport": {"width": 1440, "height": 900}}
            microphone = quiet(Path(folder) / "quiet.wav")
            with chromium_page(Path(folder) / "profile", microphone, painted=painted, **view) as page:
                stage = Stage(page, served.address, speaker)
                painter = stage.painter() if painted == BY_CARD else "software"
                if painted == BY_CARD and SOFTWARE.search(painter):
                    raise ValueError(f"no graphics card draws here, but {painter or 'nothing'}: leave --gpu out")
                return rehearse(stage, rounds) | {"painter": painter}
        finally:
            served.kill()


def rehearse(stage: Stage, rounds: int) -> dict[str, Any]:
    """The greeting is not measured: the page still loads what it needs later on."""
    stage.open()
    stage.wait("speaking")
    stage.wait("listening")
    heard = stage.repeat()
    found: dict[str, dict[Kind, list[Cost]]] = {
        state: {kind: [] for kind in KINDS} for state in ("speaking", "listening")
    }
    for turn in range(rounds):
        order = [*KINDS[turn % 3 :], *KINDS[: turn % 3]]
        stage.ask_again()
        for kind in order:
            found["speaking"][kind].append(stage.take(kind))
        stage.wait("listening")
        stage.page.wait_for_timeout(1000)
        for kind in order:
            found["listening"][kind].append(stage.take(kind))
    means = {state: [Cost.mean(costs[kind]) for kind in KINDS] for state, costs in found.items()}
    return {"sync": asdict(heard)} | {state: _rows(*costs) for state, costs in means.items()}


def _rows(moving: Cost, still: Cost, pixel: Cost) -> dict[str, dict[str, float]]:
    rows = {"the room, its face moving": moving, "the room, its face held still": still}
    rows["the same, and one pixel changing"] = pixel
    rows["the face: moving less held still"] = moving.less(still)
    rows["one pixel at 60 Hz, less held still"] = pixel.less(still)
    return {name: asdict(cost) for name, cost in rows.items()}


def _headline(found: dict[str, Any]) -> None:
    for state in ("speaking", "listening"):
        face = found[state]["the face: moving less held still"]
        renderer, painting = face["renderer"], face["painting"]
        parts = f"{renderer:.1%} in the page's process, {painting:.1%} painting and composing the picture"
        print(f"the face, {state:<10} {renderer + painting:.1%} of a core: {parts}")


def _table(found: dict[str, Any]) -> None:
    print(f"painted by           {found['painter']}")
    print("share of one core                    renderer  (main thread)  painting process      in all")
    for state in ("speaking", "listening"):
        print(state)
        for name, cost in found[state].items():
            in_all = cost["renderer"] + cost["painting"]
            shown = f"{cost['renderer']:8.1%} {cost['main_thread']:14.1%} {cost['painting']:21.1%} {in_all:7.1%}"
            print(f"  {name:<36}{shown}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--speaker", choices=("adaeze", "henrik", "samira"), default="adaeze")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--gpu", action="store_true", help="draw by the graphics card")
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args()
    try:
        found = measure(wanted.speaker, wanted.rounds, BY_CARD if wanted.gpu else IN_SOFTWARE)
    except ValueError as error:
        parser.error(str(error))
    heard = found["sync"]
    print(f"mouth against sound  {heard['offset'] * 1000:+.0f} ms (correlation {heard['correlation']:.2f})")
    print(f"lips met             {heard['closures']} of {heard['asked']} p, b and m within 80 ms")
    print(f"frames a second      {heard['frames_per_second']:.1f}")
    _headline(found)
    _table(found)
    if wanted.json:
        wanted.json.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
