"""When the candidate's turn is over: on the rehearsal clock, from silence and from what was said."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from coach.events import FinalTranscript, TurnEndReason
from coach.interview import repair
from coach.interview.turn_features import PauseHabits, PauseSoFar
from coach.interview.turn_model import load_model
from coach.listening.prosody import Ending
from coach.records.profiles import Profile

TRAILING_EXTRA = 2.5
"""Seconds added where the last clause is open."""
SHORT_EXTRA = 1.0
"""Seconds added where fewer than SHORT_WORDS have been said so far."""
SHORT_WORDS = 8
CLOSING_FACTOR = 0.45
"""Of the usual silence, where the candidate said that the answer is complete."""
LEAST, LEAST_SHARE = 0.2, 1 / 6
"""Seconds of silence, and share of the usual silence, before which no turn ends, whatever is known of the pause."""
LONGER = 2.2
"""Seconds over the usual silence for which anybody is waited for at most, but for the rules about the words."""
WORDS_DUE = 0.5
"""Seconds of silence within which the last words before it are still on their way: a clause may be open only because
they lack. Seldom more than 0.45 on a slow machine (bench/turns.py)."""
EXPECTED = 40.0
"""Seconds that an answer takes where nothing is known of its question."""


@dataclass(slots=True)
class Turn:
    """One hold of the floor by the candidate. Times are seconds on the rehearsal clock.

    `expected`: seconds that an answer to this kind of question takes; `habits`: the candidate's pauses so far, which
    may be carried from turn to turn; `ending`: how the voice ended before the present pause, where it was measured.
    """

    opened: float
    finals: list[FinalTranscript] = field(default_factory=list)
    speaking: bool = False
    unfinished: int = 0
    """Utterances that have ended but have no final transcript yet."""
    last_voice: float | None = None
    first_voice: float | None = None
    hold_until: float = 0.0
    nudges: int = 0
    quiet_since: float = 0.0
    partial: str = ""
    expected: float = EXPECTED
    habits: PauseHabits = field(default_factory=PauseHabits)
    ending: Ending | None = None
    changed_at: float | None = None
    """When the words were last recognised."""
    paused_at: float | None = None
    """Where the voice stopped in an utterance that may go on; None while it sounds."""

    def __post_init__(self) -> None:
        self.quiet_since = self.opened

    def voice_started(self, at: float) -> None:
        if self.last_voice is not None and not self.speaking:
            self.habits.note(at - self.last_voice)
        self.speaking, self.paused_at = True, None
        self.first_voice = at if self.first_voice is None else self.first_voice

    def voice_stopped(self, at: float, ending: Ending | None = None) -> None:
        if self.speaking:
            self.unfinished += 1
        self.speaking, self.paused_at = False, None
        self.last_voice = self.quiet_since = at
        self.ending = ending

    def pauses(self, at: float, ending: Ending | None) -> None:
        """The voice stopped at `at`; whether the utterance goes on is not known yet."""
        if self.speaking:
            self.paused_at, self.ending = at, ending

    def goes_on(self) -> None:
        self.paused_at = None

    def hears(self, words: str, at: float) -> None:
        """The words of the present utterance as far as they are recognised."""
        self.partial, self.changed_at = words, at

    def finished(self, final: FinalTranscript) -> None:
        self.finals.append(final)
        for word, after in pairwise(final.words):
            self.habits.note(after.start - word.end)
        self.partial = ""
        self.settle()

    def settle(self) -> None:
        """One utterance has its final, or will never have one."""
        self.unfinished = max(0, self.unfinished - 1)

    def forget_words(self, at: float) -> None:
        """What was said was no answer (a request): the turn begins anew."""
        self.finals.clear()
        self.first_voice = self.last_voice = None
        self.quiet_since = at

    @property
    def text(self) -> str:
        return " ".join(f.text for f in self.finals)

    @property
    def said(self) -> str:
        """Everything recognised in this turn, the unfinished utterance included."""
        return f"{self.text} {self.partial}".strip()

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def silent_since(self) -> float | None:
        """Where the present silence began; None while there is voice or before any."""
        return self.paused_at if self.speaking else self.last_voice

    @property
    def settled(self) -> bool:
        return self.unfinished == 0 and not self.speaking


def silence_needed(turn: Turn, profile: Profile, patience: float = 1.0) -> float:
    """Seconds of silence after which the turn is over.

    The profile's silence, longer or shorter by rules about the words. Where the voice's ending was measured the turn
    model decides: sooner or later than that, cutting in as rarely as the profile's silence alone would. An open clause
    is never given less than that silence, unless its last words are still on their way and the model, which knows that
    they lack, would not wait for them.
    """
    base = profile.turn_silence * patience
    if turn.ending is None:
        return _by_rule(turn, base, patience)
    model, pause = load_model(), so_far(turn)
    least, most = bounds(turn, base, patience)
    price = model.price_for(base)
    if pause.stale:
        early = model.silence(pause, min(soonest(base), base), most, price)
        if early < WORDS_DUE:
            return early
    return model.silence(pause, least, most, price)


def bounds(turn: Turn, base: float, patience: float) -> tuple[float, float]:
    """The least and the most silence, in seconds, between which the turn model may decide."""
    said = turn.said
    is_open = repair.trails_off(said) or repair.thinks_aloud(said)
    by_rule = _by_rule(turn, base, patience)
    longest = max(by_rule, base + LONGER)
    least = soonest(base)
    return base if is_open else min(least, base), max(least, by_rule) if repair.closes(said) else longest


def soonest(base: float) -> float:
    """Seconds of silence before which no turn ends where `base` is usual: patience is more than a matter of odds."""
    return max(LEAST, LEAST_SHARE * base)


def so_far(turn: Turn) -> PauseSoFar:
    """What the turn model is told of the present pause."""
    begins = turn.silent_since if turn.silent_since is not None else turn.opened
    return PauseSoFar(
        words=turn.said,
        ending=turn.ending,
        spoken=begins - (turn.first_voice if turn.first_voice is not None else begins),
        expected=turn.expected,
        usual=turn.habits.usual,
        changed=_changed(turn, begins),
    )


def _changed(turn: Turn, begins: float) -> float | None:
    """Seconds before the pause at which the words last changed; 0 where every word is final."""
    if turn.settled and turn.finals:
        return 0.0
    return None if turn.changed_at is None else begins - turn.changed_at


def _by_rule(turn: Turn, base: float, patience: float) -> float:
    said = turn.said
    if repair.closes(said):
        return base * CLOSING_FACTOR
    extra = TRAILING_EXTRA if repair.trails_off(said) else 0.0
    extra += SHORT_EXTRA if len(said.split()) < SHORT_WORDS else 0.0
    return base + extra * patience


def ends_at(turn: Turn, profile: Profile, patience: float = 1.0) -> float | None:
    """When the turn ends if nobody speaks; None while someone does or nothing has been said.

    In a pause inside an utterance only where how the voice ended and words of it are known.
    """
    silent_since = turn.silent_since
    known = turn.ending and turn.partial if turn.speaking else turn.finals or turn.unfinished
    if silent_since is None or not known:
        return None
    return max(silent_since + silence_needed(turn, profile, patience), turn.hold_until)


def reason_for(turn: Turn) -> TurnEndReason:
    return "closing_phrase" if repair.closes(turn.said) else "silence"
