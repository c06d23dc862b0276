"""One attempt, live: ears, session, voice and record behind the door of a LiveRoom."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from typing import Literal

from coach.errors import CoachError
from coach.events import AttemptFinished, AttemptStarted, Event, FinalTranscript
from coach.interview.effects import CameBack, Pressed, TypedAnswer
from coach.listening.audio import SAMPLE_RATE, AudioChunk
from coach.server.faults import place
from coach.server.live_clock import LiveClock
from coach.server.room_parts import RoomParts
from coach.server.rooms import Refused, Tab, TakenOnce
from coach.server.running import Around, HeardBy, Running
from coach.server.views import state_changed, state_view
from coach.server.wire import (
    ControlName,
    EventMessage,
    Heard,
    HearingName,
    LostBy,
    ServerMessage,
    StateMessage,
    StateView,
    Trouble,
    Welcome,
)

ACKNOWLEDGE_SAMPLES = SAMPLE_RATE // 2
LOOK_EVERY_S = 0.2
"""How often the state is compared with what the page was told."""
TELL_EVERY_S = 5.0
"""The page's clock is set right at least this often."""
LOG = logging.getLogger(__name__)


class SessionRoom:
    """A LiveRoom over RoomParts. One page at a time; without a page the rehearsal stands still."""

    def __init__(self, parts: RoomParts, clock: LiveClock | None = None) -> None:
        self._parts = parts
        self._events: list[Event] = list(parts.log)
        self._clock = clock or LiveClock(max((event.at for event in parts.log), default=0.0))
        self._running: Running | None = None
        self._tab: Tab | None = None
        self._leaving: asyncio.Task[None] | None = None
        self._returning = False
        """A page came back and its candidate is not ready yet: the rehearsal waits for them."""
        self._soundless = False
        """No sound comes from a page that records: the rehearsal waits for it."""
        self._acknowledged = 0
        self._taken = TakenOnce(event.sent for event in parts.log if isinstance(event, FinalTranscript))
        self._told: StateView | None = None
        self._finished = any(isinstance(event, AttemptFinished) for event in parts.log)
        self._ending = False
        """The candidate has ended it: what is left to do needs no page, so that the clock goes on without one."""
        self._closed = False
        self._closing: asyncio.Task[None] | None = None

    @property
    def begun(self) -> bool:
        return self._running is not None

    @property
    def closed(self) -> bool:
        return self._closed

    def welcome(self) -> Welcome:
        ears = self._running.ears if self._running else None
        may_hear = self._parts.hears() if self._parts.warmed else bool(self._parts.listening())
        hears: HearingName = "whisper" if ears or may_hear else "typed"
        return Welcome(
            attempt_id=self._parts.attempt_id,
            resumed=bool(self._events),
            hearing=hears,
            next_sample=ears.next_sample if ears else 0,
            interviewer_name=self._parts.interviewer_name,
            shows_question=self._parts.shows_question,
            silent=self._parts.silent,
            events=tuple(self._events),
            state=self._state(),
        )

    async def attach(self) -> Tab:
        if self._closed:
            raise Refused("failed", "This rehearsal was being put away; connect again to go on.")
        if self._leaving:
            self._leaving.cancel()
            self._leaving = None
        if self._tab:
            self._tab.close(Trouble(code="taken_over", message="This rehearsal goes on in another tab.", fatal=True))
        self._tab = tab = Tab()
        tab.put(self.welcome())
        if self._running and not self._over():
            self._returning = True
            if not self._ending:
                self._clock.pause()
        return tab

    async def detach(self, tab: Tab) -> None:
        tab.close()
        if tab is not self._tab:
            return
        self._tab = None
        if not self._ending:
            self._clock.pause()
        if self._running and not self._closed:
            self._leaving = asyncio.create_task(self._leave())

    def messages(self, tab: Tab) -> AsyncIterator[ServerMessage]:
        return tab.messages()

    async def start(
        self,
        microphone: bool,
        browser: bool = False,
        anew: bool = False,
        lost_s: float = 0.0,
        whole: bool = False,
        lost_by: LostBy = "page",
    ) -> None:
        """Begin; a page that says it again goes on, in another way of answering where it asks for one."""
        if microphone and self._parts.warmed:
            await self._parts.warmed()
        if self._over():
            return
        heard_by = self._parts.listening() if microphone else None
        if self._running is None:
            self._begin(heard_by, browser, whole)
            return
        self._running.answered_by(heard_by, browser)
        if (anew or not browser) and not whole:
            await self._running.words.cut_off()
        if self._returning or anew:
            await self._come_back(self._running, anew, CameBack(self._clock(), lost_s, lost_by))

    def _begin(self, heard_by: HeardBy | None, browser: bool, whole: bool) -> None:
        parts = self._parts
        around = Around(
            parts.rehearsal,
            parts.voice(),
            parts.speaker,
            heard_by,
            browser,
            parts.recording,
            parts.model,
            self._events,
            whole,
            self._publish,
            self._send,
        )
        self._running = running = Running.begin(around, self._clock)
        running.tasks = (asyncio.create_task(self._run(running)), asyncio.create_task(self._watch()))

    async def _come_back(self, running: Running, anew: bool, back: CameBack) -> None:
        """Time goes on from here; a new page is not muted, and gets again what the one before it did not play."""
        returning, self._returning = self._returning, False
        self._soundless = False
        running.session.inputs.put_nowait(back)
        if anew:
            await self.control("unmute")
        if running.ears:
            await running.ears.come_back(anew)
        for message in running.speaker.unplayed() if returning else ():
            self._send(message)
        if self._tab and not self._over():
            self._clock.go_on()
            self._tell_state()

    async def hear(self, chunk: AudioChunk) -> None:
        running = self._begun()
        if running.ears is None or self._over():
            return
        running.sound_at = self._clock()
        if self._soundless:
            await self._come_back(running, False, CameBack(self._clock()))
        await running.ears.hear(chunk)
        arrived = running.ears.next_sample
        if arrived - self._acknowledged >= ACKNOWLEDGE_SAMPLES or chunk.first_sample < self._acknowledged:
            self._acknowledged = arrived
            self._send(Heard(next_sample=arrived))

    async def control(self, control: ControlName) -> None:
        running = self._begun()
        if running.ears and control in ("mute", "unmute"):
            running.ears.muted = control == "mute"
            running.ears.realign()
        if control == "end":
            self._ending = True
            if running.ears:
                running.ears.finish()
        await running.session.inputs.put(Pressed(control, self._clock()))

    async def typed(self, text: str, sent: str = "") -> None:
        running = self._begun()
        if self._taken.takes(sent):
            await running.session.inputs.put(TypedAnswer(text, self._clock(), sent))

    async def recognised(self, text: str, final: bool, seconds: float, ago: float = 0.0, sent: str = "") -> None:
        running = self._begun()
        if (running.by_browser or sent) and self._taken.takes(sent):
            await running.words.push(text, final, seconds, ago, sent)

    async def played(self, speech_id: int, seconds: float, finished: bool) -> None:
        if self._running:
            self._running.speaker.played(speech_id, seconds, finished)

    async def close(self) -> None:
        """Returns when the last words are written down, however often it is called."""
        self._closed = True
        if self._closing is None:
            self._closing = asyncio.create_task(self._close())
        await asyncio.shield(self._closing)

    async def _close(self) -> None:
        if self._running:
            await self._running.last_words(self._parts.attempt_id)
        if self._tab:
            self._tab.close()

    def _begun(self) -> Running:
        if self._over():
            raise Refused("finished", "This rehearsal is over; see its report.")
        if self._running is None:
            raise Refused("not_started", "The rehearsal has not begun; send `start` first.")
        return self._running

    def _over(self) -> bool:
        return self._closed or self._finished

    async def _run(self, running: Running) -> None:
        """The session until its end, however it comes."""
        try:
            await running.session.run()
            self._tell_state()
            if self._finished and self._parts.judge:
                self._show(await self._parts.judge(self._events))
        except CoachError as error:
            self._fail(str(error))
        except Exception as error:
            LOG.error("attempt %s: the session failed: %s", self._parts.attempt_id, place(error))
            self._fail(f"The rehearsal failed ({type(error).__name__}). Load the page again to go on.")
        finally:
            self._closed = True
            self._clock.pause()
            await running.let_go()

    def _fail(self, message: str) -> None:
        if self._tab:
            self._tab.close(Trouble(code="failed", message=message, fatal=True))

    async def _publish(self, events: Sequence[Event]) -> None:
        """Written down first, then shown."""
        told = [self._with_speaker(event) for event in events]
        await asyncio.to_thread(self._parts.recorder.append, *told)
        self._show(told)

    def _show(self, written: Sequence[Event]) -> None:
        for event in written:
            if event.type != "PartialTranscript":
                self._events.append(event)
                self._finished = self._finished or isinstance(event, AttemptFinished)
            self._send(EventMessage(event=event))
        self._tell_state()

    def _with_speaker(self, event: Event) -> Event:
        """Which voice asks is the room's to note, for when it is opened again."""
        return event.model_copy(update={"speaker": self._parts.speaker}) if isinstance(event, AttemptStarted) else event

    async def _watch(self) -> None:
        while not self._over():
            await asyncio.sleep(LOOK_EVERY_S)
            self._wait_for_sound()
            told, state = self._told, self._state()
            if told is None or state_changed(told, state) or state.clock - told.clock >= TELL_EVERY_S:
                self._tell_state()

    def _wait_for_sound(self) -> None:
        """A microphone or a line that gives nothing is no silence of the candidate: time stands still for it."""
        running = self._running
        if running is None or self._tab is None or self._returning or self._ending:
            return
        lacking, before = running.lacks_sound, self._soundless
        self._soundless = lacking
        if lacking and not before:
            LOG.warning("attempt %s: no sound comes from its page", self._parts.attempt_id)
            self._clock.pause()
            self._tell_state()
        elif before and not lacking:
            self._clock.go_on()

    def _tell_state(self) -> None:
        self._told = self._state()
        self._send(StateMessage(state=self._told))

    def _state(self) -> StateView:
        now = self._clock()
        if self._running is None:
            floor: Literal["ended", "idle"] = "ended" if self._over() else "idle"
            return StateView(floor=floor, clock=now)
        return state_view(self._running.session.rehearsal.state(now), now)

    def _send(self, message: ServerMessage) -> None:
        if self._tab:
            self._tab.put(message)

    async def _leave(self) -> None:
        await asyncio.sleep(self._parts.grace)
        if self._finished and self._running:  # a judge may be at work, and needs no page
            await asyncio.wait(self._running.tasks[:1])
        LOG.info("attempt %s: nobody came back; it can be resumed", self._parts.attempt_id)
        await self.close()
