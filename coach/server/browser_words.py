"""Words that the page's own browser recognised, as what was heard: for where no recogniser is here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from coach.events import FinalTranscript, PartialTranscript, SpeechStarted, SpeechStopped
from coach.interview.effects import Heard
from coach.interview.script_lines import Line, spoken_words
from coach.server.live_clock import LiveClock

HEARING = "browser"
"""What recognises, in the log of an attempt."""


class BrowserWords:
    """One utterance after the other. Its beginning and its end are known from the page; the times of its words are
    shared out by letters, and no hesitation is in them."""

    def __init__(self, clock: LiveClock, tell: Callable[[Heard], Awaitable[None]]) -> None:
        self._clock, self._tell = clock, tell
        self._started: float | None = None

    async def push(self, text: str, final: bool, seconds: float) -> None:
        """`seconds` ago the utterance began, as the page reckons."""
        now = self._clock()
        if self._started is None:
            self._started = max(0.0, now - seconds)
            await self._tell(SpeechStarted(at=self._started))
        if not final:
            await self._tell(PartialTranscript(at=now, text=text))
            return
        started, self._started = self._started, None
        lasted = max(0.1, now - started)
        words = tuple(word for run in spoken_words(Line(say=text, seconds=lasted), started) for word in run)
        await self._tell(SpeechStopped(at=now))
        await self._tell(FinalTranscript(at=now, text=text, words=words, started=started, ended=now, source="browser"))
