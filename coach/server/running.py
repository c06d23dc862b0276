"""What a live rehearsal is made of from its begin on: session, voice and ears, begun together and let go together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from coach.events import Event
from coach.interview.consulting import Consultant
from coach.interview.effects import HearingChanged, Input
from coach.interview.rehearsal import Rehearsal
from coach.interview.session import Session, Surroundings
from coach.listening.own_voice import OwnVoice
from coach.server.browser_words import HEARING, BrowserWords, said_to
from coach.server.ears import Ears, Listening, Recording
from coach.server.live_clock import LiveClock
from coach.server.page_speaker import PageSpeaker
from coach.server.wire import ServerMessage
from coach.speaking.voice import Voice

LAST_WORDS_S = 10.0
"""Seconds that a closing room waits for what was heard to be recognised and written down."""
SOUND_WITHIN_S = 3.0
"""A page that records sends a chunk each 32 ms, silence as well; a line that stutters is back sooner than this."""
LOG = logging.getLogger(__name__)
HeardBy = tuple[str, Callable[[float, OwnVoice], Listening]]
"""A recogniser's name, and its opener at the second of its first sample."""


@dataclass(frozen=True)
class Around:
    """What a rehearsal is begun with. `heard_by`: None where nobody listens; `browser`: the page's own recogniser does.
    `before`: the attempt so far; `whole`: the utterance that was not over in it comes again from its beginning."""

    rehearsal: Callable[[str], Rehearsal]
    voice: Voice
    speaker: str
    heard_by: HeardBy | None
    browser: bool
    recording: Callable[[], Recording] | None
    model: Consultant | None
    before: Sequence[Event]
    whole: bool
    publish: Callable[[Sequence[Event]], Awaitable[None]]
    send: Callable[[ServerMessage], None]


@dataclass
class Running:
    """`begin` makes one; `tasks` are the session and whoever watches it."""

    session: Session
    speaker: PageSpeaker
    around: Around
    clock: LiveClock
    own: OwnVoice
    heard: bool
    """The candidate speaks; False: they type."""
    words: BrowserWords
    by_browser: bool = False
    """The page's own recogniser is listened to; False: only what it still brings of before."""
    ears: Ears | None = None
    sound_at: float = 0.0
    """When sound came last, or could begin to come."""
    tasks: tuple[asyncio.Task[None], ...] = ()

    @classmethod
    def begin(cls, around: Around, clock: LiveClock) -> Running:
        heard_by, browser = around.heard_by, around.browser
        rehearsal = around.rehearsal(heard_by[0] if heard_by else HEARING if browser else "typed")
        inputs: asyncio.Queue[Input] = asyncio.Queue()
        own, tell = OwnVoice(), inputs.put_nowait
        before = around.before
        speaker = PageSpeaker(around.voice, around.speaker, clock, around.send, tell, len(before), own_voice=own)
        about = Surroundings(
            speaker, clock, around.publish, lambda in_pause: running.flush(in_pause), around.model, around.whole
        )
        words = BrowserWords(clock, inputs.put, said_to(before))
        clock.go_on()
        heard = heard_by is not None or browser
        running = cls(Session(rehearsal, about, inputs), speaker, around, clock, own, heard, words)
        running.sound_at = clock()
        running._listen(heard_by, browser)
        return running

    @property
    def lacks_sound(self) -> bool:
        """The floor is the candidate's, their microphone is to be heard, and nothing at all comes from it."""
        now = self.clock()
        waits = self.session.rehearsal.floor(now) in ("listening", "holding")
        return waits and self.heard and not self.by_browser and now - self.sound_at >= SOUND_WITHIN_S

    def answered_by(self, heard_by: HeardBy | None, browser: bool) -> None:
        """How the candidate answers from now on; nothing changes where it is as before."""
        self._listen(heard_by, browser)
        heard = heard_by is not None or browser
        self.sound_at = self.clock()
        if heard != self.heard:
            self.heard = heard
            self.session.inputs.put_nowait(HearingChanged(self.clock(), heard))

    def _listen(self, heard_by: HeardBy | None, browser: bool) -> None:
        """Opens ears where there are none yet, or takes the browser's words."""
        tell = self.session.inputs.put
        if heard_by and self.ears is None:
            opens, recording = heard_by[1], self.around.recording
            self.ears = Ears(lambda begins: opens(begins, self.own), self.clock, tell, recording and recording())
        self.by_browser = browser and heard_by is None

    async def flush(self, in_pause: bool) -> None:
        """Finish the utterance that is being heard."""
        if self.ears:
            await self.ears.flush(in_pause)

    async def last_words(self, attempt_id: str) -> None:
        """What was heard is recognised and written down before the session is let go."""
        session_task = self.tasks[0]
        try:
            async with asyncio.timeout(LAST_WORDS_S):
                if self.ears:
                    await self.ears.close()
                while not session_task.done() and not self.session.inputs.empty():
                    await asyncio.sleep(0.01)
                await asyncio.sleep(0.05)
        except TimeoutError:
            LOG.warning("attempt %s: closed before its last words were recognised", attempt_id)
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def let_go(self) -> None:
        """The session is over: nobody watches, speaks or listens any more."""
        for watching in self.tasks[1:]:
            watching.cancel()
        await self.speaker.close()
        if self.ears:
            await self.ears.close()
