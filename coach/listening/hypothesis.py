"""The commit policy: which of the recognised words will never change again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from coach.listening.transcriber import Hypothesis
from scoring.answer import Word

ECHO = 8
"""Words within which a repetition at the end is looked for."""
LONG_WORD = 6
"""Letters of a single word that is seldom repeated."""


@dataclass(frozen=True, slots=True)
class CommitOptions:
    distance: float = 0.4
    """Seconds that a word must end before the audio does."""
    hold: float = 0.35
    """Seconds that a word must end before the audio does to be shown at all: what is half heard is often misread."""
    first_hold: float = 0.2
    """The same for the first word of an utterance: a sign of life is worth that it may change."""
    last_hold: float = 1.0
    """The same for a last word that only one decoding had: it is the one most often misread."""
    silence: float = 0.15
    """Seconds without voice after which all words were heard to their end."""
    right_context: int = 1
    """Words that must follow it, so that its punctuation is settled."""


def spoken_form(text: str) -> str:
    """A word without case and punctuation; two spellings of one spoken word are equal."""
    bare = "".join(c for c in text.lower() if c.isalnum())
    return bare or text


def agreeing(a: Sequence[Word], b: Sequence[Word]) -> int:
    """How many words at the beginning are the same."""
    count = 0
    for x, y in zip(a, b, strict=False):
        if spoken_form(x.text) != spoken_form(y.text):
            break
        count += 1
    return count


def _distances(committed: Sequence[Word], words: Sequence[Word]) -> list[int]:
    """Edit distance of `committed` to each prefix of `words`."""
    row = list(range(len(words) + 1))
    for i, mine in enumerate(committed, start=1):
        above, row[0] = row[0], i
        for j, theirs in enumerate(words, start=1):
            same = spoken_form(mine.text) == spoken_form(theirs.text)
            above, row[j] = row[j], min(above + (not same), row[j] + 1, row[j - 1] + 1)
    return row


def counterpart(committed: Sequence[Word], words: Sequence[Word]) -> int:
    """How many of `words` stand for `committed`: the prefix with the least edit distance to it."""
    if agreeing(committed, words) == len(committed):
        return len(committed)
    row = _distances(committed, words)
    last = spoken_form(committed[-1].text)
    ends_alike = [j > 0 and spoken_form(words[j - 1].text) == last for j in range(len(row))]
    return min(range(len(row)), key=lambda j: (row[j], not ends_alike[j], abs(j - len(committed))))


def revised(committed: Sequence[Word], final: Sequence[Word]) -> int:
    """How many words that were shown as settled the final has otherwise, lacks, or has between them."""
    if agreeing(committed, final) == len(committed):
        return 0
    return min(_distances(committed, final))


def echo(words: Sequence[Word]) -> int:
    """Where the words begin to say again what was said just before, to their very end; their number if nowhere.

    That is how a recogniser goes on that has run out of sound; people who repeat themselves go on to say more.
    """
    said = [spoken_form(w.text) for w in words]
    for at in range(max(1, len(said) - ECHO), len(said)):
        tail = said[at:]
        if len(tail) == 1 and len(tail[0]) < LONG_WORD:
            break
        if any(said[j : j + len(tail)] == tail for j in range(max(0, at - ECHO), at)):
            return at
    return len(said)


@dataclass(slots=True)
class CommitPolicy:
    """revise(words, heard) after each decoding of one utterance from its beginning.

    A word is committed when two decodings in a row agree on it and all before it, and it lies far enough from the
    end of what was heard. Committed words never change.
    """

    options: CommitOptions = field(default_factory=CommitOptions)
    _committed: tuple[Word, ...] = ()
    _previous: tuple[Word, ...] = ()

    @property
    def committed(self) -> tuple[Word, ...]:
        return self._committed

    def revise(self, words: Sequence[Word], heard: float, silence: float = 0.0) -> Hypothesis:
        """`words` with times from the utterance's beginning, of which `heard` seconds were decoded, the last `silence`
        of them without voice."""
        fresh, before = tuple(words[counterpart(self._committed, words) :]), self._previous
        sound = max(0, echo(words) - (len(words) - len(fresh)))
        count = min(agreeing(fresh, before), len(fresh) - self.options.right_context, sound)
        settled = 0
        while settled < count and fresh[settled].end <= heard - self.options.distance:
            settled += 1
        self._committed += self._after_last(fresh[:settled])
        self._previous = fresh[settled:]
        paused = silence >= self.options.silence
        shown = fresh[settled : sound if paused else self._showable(fresh[:sound], before, settled, heard)]
        return Hypothesis(self._committed, self._after_last(shown))

    def _showable(self, words: Sequence[Word], before: Sequence[Word], settled: int, heard: float) -> int:
        """How many of `words` may be on the screen."""
        first = not self._committed and not before
        hold = self.options.first_hold if first else self.options.hold
        count = next((i for i, word in enumerate(words) if word.end > heard - hold), len(words))
        if 0 < count == len(words) and not first and agreeing(words, before) < count:
            count -= words[-1].end > heard - self.options.last_hold
        return max(count, settled)

    def settle(self, words: Sequence[Word]) -> None:
        """Commit all of `words`, which follow what is committed."""
        self._committed += self._after_last(words)
        self._previous = ()

    def _after_last(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """No word begins before the last committed one has ended."""
        floor = self._committed[-1].end if self._committed else 0.0
        return tuple(replace(w, start=max(w.start, floor), end=max(w.end, floor)) for w in words)
