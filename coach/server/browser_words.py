"""Words that the page's own browser recognised, as what was heard: for where no recogniser is here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from coach.events import Event, FinalTranscript, InterviewerSpoke, PartialTranscript, SpeechStarted, SpeechStopped
from coach.interview.effects import Heard
from coach.interview.script_lines import SHORTEST_WORD, Line, spoken_words
from coach.server.live_clock import LiveClock

HEARING = "browser"
"""What recognises, in the log of an attempt."""
AHEAD_S = 0.3
"""Words this far before the clock move the clock: they were said while the clock stood still."""


def said_to(log: Sequence[Event]) -> float:
    """Up to when what was said is written down, in seconds of the rehearsal."""
    return max((event.ended for event in log if isinstance(event, FinalTranscript | InterviewerSpoke)), default=0.0)


class BrowserWords:
    """One utterance after the other. Its beginning and its end are known from the page; the times of its words are
    shared out by letters, and no hesitation is in them. `said_to`: nothing was said before it."""

    def __init__(self, clock: LiveClock, tell: Callable[[Heard], Awaitable[None]], said_to: float = 0.0) -> None:
        self._clock, self._tell, self._said_to = clock, tell, said_to
        self._started: float | None = None
        self._partial = ""

    async def push(self, text: str, final: bool, seconds: float, ago: float = 0.0, sent: str = "") -> None:
        """The utterance lasts `seconds` and was over `ago` seconds ago, as the page reckons."""
        if self._started is None:
            self._started = max(self._said_to, self._began(seconds, ago))
            await self._tell(SpeechStarted(at=self._started))
        if not final:
            self._partial = text
            await self._tell(PartialTranscript(at=self._clock(), text=text))
            return
        await self._finish(text, self._started, self._started + seconds, sent)

    async def cut_off(self) -> None:
        """Nothing follows: the words so far of an utterance whose page is gone are all that is known of it."""
        if self._started is not None:
            await self._finish(self._partial, self._started, self._clock())

    async def _finish(self, text: str, started: float, ended: float, sent: str = "") -> None:
        if ended <= self._clock() + AHEAD_S:
            ended = min(ended, self._clock())
        ended = max(ended, started + SHORTEST_WORD * len(text.split()))
        self._clock.catch_up(ended)
        now = self._clock()
        self._started, self._partial, self._said_to = None, "", ended
        words = tuple(word for run in spoken_words(Line(say=text, seconds=ended - started), started) for word in run)
        final = FinalTranscript(
            at=now, text=text, words=words, started=started, ended=ended, source="browser", sent=sent
        )
        await self._tell(SpeechStopped(at=now))
        await self._tell(final)

    def _began(self, seconds: float, ago: float) -> float:
        """What was said to a process that died lies before the beginning of this one's clock."""
        began = self._clock.before(seconds + ago)
        return began if began > self._clock.began_at else self._clock.began_at - seconds
