"""A scripted candidate on the sample clock: nothing waits, a whole interview runs in well under a second."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from coach.events import (
    Event,
    FinalTranscript,
    ModelCalled,
    PartialTranscript,
    SpeechStarted,
    SpeechStopped,
    ThinkingHeld,
)
from coach.interview.effects import (
    ConsultModel,
    DuckSpeaking,
    Effect,
    Emit,
    Finished,
    FlushHearing,
    HoldSpeaking,
    Input,
    ModelReplied,
    ResumeSpeaking,
    Speak,
    SpeakingEnded,
    SpeakingStarted,
    StopSpeaking,
    Tick,
)
from coach.interview.rehearsal import Rehearsal
from coach.interview.script_lines import Line, spoken_words
from scoring.answer import Word

INTERVIEWER_RATE = 170.0
"""Words a minute of the interviewer, who makes no sound here."""
RESPONSE_DELAY = 0.6
"""Seconds between the interviewer's last word and the candidate's first."""
YIELDS_AFTER = 0.9
"""Seconds of an interjection after which a candidate who speaks on stops."""
AFTER_THINKING = 2.0
"""Seconds of thought where the interviewer holds the floor open and the script has no silence."""
CLAUSE_MARKS = ".,;?!"
"""After these the words so far are shown as a partial, as a recogniser would."""
LONGEST = 4 * 3600.0
"""Seconds after which an interview without end is given up."""


_VOICE = SpeechStarted | SpeechStopped | PartialTranscript | FinalTranscript
Consult = Callable[[ConsultModel], Sequence[ModelReplied | ModelCalled]]


def run_script(
    rehearsal: Rehearsal, lines: Sequence[Line], begin: float = 0.0, consult: Consult | None = None
) -> Iterator[Event]:
    """Play the script against the rehearsal; yields every event as it happens. `consult` asks a model, blocking."""
    stage = _Stage(rehearsal, lines, begin, consult or _no_model)
    yield from stage.apply(rehearsal.begin(begin))
    while not rehearsal.over and stage.now < begin + LONGEST:
        stage.candidate_acts()
        happened = stage.next_input()
        if happened is None:
            return
        stage.now = max(stage.now, happened.at)
        if isinstance(happened, SpeakingEnded):
            stage.speech, stage.fresh = None, True
        yield from stage.apply(rehearsal.push(happened))


class _Stage:
    """The simulated room: what happens next, who speaks, and how far the script is."""

    def __init__(self, rehearsal: Rehearsal, lines: Sequence[Line], begin: float, consult: Consult) -> None:
        self.now = begin
        self.speech: Speak | None = None
        self.fresh = False
        """The interviewer spoke, or gave time to think, since the candidate's last line."""
        self._rehearsal, self._lines, self._consult = rehearsal, list(lines), consult
        self._speech_began = begin
        self._busy_until = begin
        self._queue: list[tuple[float, int, Input]] = []
        self._order = itertools.count()

    def apply(self, effects: Iterable[Effect]) -> Iterator[Event]:
        for effect in effects:
            match effect:
                case Emit(event):
                    yield event
                    self._note(event)
                case Speak():
                    self._begin_speech(effect)
                case StopSpeaking(speech_id):
                    self._stop_speech(speech_id)
                case FlushHearing():
                    self._cut_candidate()
                case ConsultModel():
                    for answer in self._consult(effect):
                        self._put(_at(answer, self.now))
                case DuckSpeaking() | HoldSpeaking() | ResumeSpeaking() | Finished():
                    pass
                case _:
                    assert_never(effect)

    def candidate_acts(self) -> None:
        """Begin the next line, where the candidate has the floor and is done with the last one."""
        line = self._line()
        free = self.speech is None and self.now >= self._busy_until - 1e-9
        if line is None or not free or self._rehearsal.floor(self.now) not in ("listening", "holding"):
            return
        if line.silence is not None:
            self._lines.remove(line)
            self._busy_until, self.fresh = self.now + line.silence, True
            return
        if self.fresh and line.barge_in_after is None:
            self._say(line, self.now + RESPONSE_DELAY)

    def next_input(self) -> Input | None:
        """The earliest of what is queued, the rehearsal's own deadline, and the candidate's next line."""
        wakes = [w for w in (self._rehearsal.wake_at(), self._candidate_wakes()) if w is not None]
        wake = min(wakes, default=None)
        if wake is not None and (not self._queue or wake < self._queue[0][0]):
            return Tick(max(wake, self.now))
        return heapq.heappop(self._queue)[2] if self._queue else None

    def _candidate_wakes(self) -> float | None:
        waiting = self._line() is not None and self.fresh and self._busy_until > self.now
        return self._busy_until if waiting else None

    def _line(self) -> Line | None:
        """The next one that is not for another question."""
        here = (None, self._rehearsal.question_id)
        return next((line for line in self._lines if line.question in here), None)

    def _put(self, happened: Input) -> None:
        heapq.heappush(self._queue, (happened.at, next(self._order), happened))

    def _note(self, event: Event) -> None:
        if isinstance(event, ThinkingHeld):
            self._busy_until = max(self._busy_until, event.at + AFTER_THINKING)
            self.fresh = True

    def _say(self, line: Line, begin: float) -> None:
        self._lines.remove(line)
        self.fresh = False
        for words in spoken_words(line, begin):
            self._put_utterance(words, begun=False)
            self._busy_until = words[-1].end

    def _begin_speech(self, speech: Speak) -> None:
        seconds = len(speech.text.split()) * 60 / INTERVIEWER_RATE
        self.speech, self._speech_began = speech, self.now
        self._put(SpeakingStarted(speech.speech_id, self.now, seconds))
        self._put(SpeakingEnded(speech.speech_id, self.now + seconds, speech.text, completed=True))
        line = self._line()
        if speech.move == "interject" and self._busy_until > self.now + YIELDS_AFTER:
            self._yield_floor(self.now + YIELDS_AFTER)
        elif line and line.barge_in_after is not None and self._busy_until <= self.now:
            self._say(line, self.now + line.barge_in_after)

    def _yield_floor(self, at: float) -> None:
        """What would be said after `at` is not said; the utterance that spans it ends there."""
        finals = [q[2] for q in self._queue if isinstance(q[2], FinalTranscript)]
        self._keep(lambda queued: not isinstance(queued, _VOICE))
        for final in finals:
            words = [w for w in final.words if w.end <= at]
            if words:
                begun = final.started <= self.now
                self._put_utterance(words, begun)
        self._busy_until = at

    def _put_utterance(self, words: Sequence[Word], begun: bool) -> None:
        if not begun:
            self._put(SpeechStarted(at=words[0].start))
        for count, word in enumerate(words[:-1], 1):
            if word.end > self.now and word.text[-1] in CLAUSE_MARKS:
                self._put(PartialTranscript(at=word.end, text=" ".join(w.text for w in words[:count])))
        self._put(SpeechStopped(at=words[-1].end))
        self._put(_final(words))

    def _stop_speech(self, speech_id: int) -> None:
        if self.speech is None or self.speech.speech_id != speech_id:
            return
        played = int((self.now - self._speech_began) * INTERVIEWER_RATE / 60)
        heard = " ".join(self.speech.text.split()[:played])
        self._keep(lambda queued: not isinstance(queued, SpeakingStarted | SpeakingEnded))
        self._put(SpeakingEnded(speech_id, self.now, heard, completed=False))

    def _cut_candidate(self) -> None:
        """The turn ended in mid-utterance: the words up to now are final, the rest is never said."""
        finals = [q[2] for q in self._queue if isinstance(q[2], FinalTranscript)]
        self._keep(lambda queued: not isinstance(queued, _VOICE))
        self._busy_until = self.now
        self._put(SpeechStopped(at=self.now))
        words = [w for f in finals for w in f.words if w.end <= self.now]
        self._put(_final(words, self.now))

    def _keep(self, wanted: Callable[[Input], bool]) -> None:
        self._queue = [q for q in self._queue if wanted(q[2])]
        heapq.heapify(self._queue)


def _no_model(consult: ConsultModel) -> list[ModelReplied]:
    return [ModelReplied(consult.request_id, 0.0, failure="no model is configured")]


def _at(answer: ModelReplied | ModelCalled, at: float) -> ModelReplied | ModelCalled:
    return replace(answer, at=at) if isinstance(answer, ModelReplied) else answer.model_copy(update={"at": at})


def _final(words: Sequence[Word], at: float | None = None) -> FinalTranscript:
    text = " ".join(w.text for w in words)
    start, end = (words[0].start, words[-1].end) if words else (at or 0.0, at or 0.0)
    spoken = at if at is not None else end
    return FinalTranscript(at=spoken, text=text, words=tuple(words), started=start, ended=end, source="script")
