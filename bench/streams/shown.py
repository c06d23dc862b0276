"""What a person sees of hypotheses that follow one another: how much of it changes again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from coach.listening.hypothesis import spoken_form


@dataclass(slots=True)
class Shown:
    """show(words, committed) for each state of the screen of one utterance, end() after its last.

    `flicker`: the share of tentative words, once shown, that another word later replaced or that vanished.
    `erasure`: words taken off the screen again for each word that stayed (normalised erasure of re-translation,
    Arivazhagan et al. 2020, 'Re-translation versus Streaming'). Case and punctuation are not counted.
    """

    tentative: int = 0
    changed: int = 0
    erased: int = 0
    stayed: int = 0
    broken: int = 0
    """Committed words that changed: must be 0."""
    _screen: list[str] = field(default_factory=list)
    _committed: list[str] = field(default_factory=list)

    def show(self, words: Sequence[str], committed: int) -> None:
        now = [spoken_form(w) for w in words]
        self.broken += self._committed != now[: len(self._committed)]
        for place, before in enumerate(self._screen):
            if place >= len(now) or now[place] != before:
                self.changed += place >= len(self._committed)
        same = next((i for i, (a, b) in enumerate(zip(self._screen, now, strict=False)) if a != b), None)
        kept = min(len(self._screen), len(now)) if same is None else same
        self.erased += len(self._screen) - kept
        for place, word in enumerate(now):
            fresh = place >= len(self._screen) or self._screen[place] != word
            self.tentative += fresh and place >= committed
        self._screen, self._committed = now, now[:committed]

    def end(self) -> None:
        self.stayed += len(self._screen)
        self._screen, self._committed = [], []

    @property
    def flicker(self) -> float:
        return self.changed / self.tentative if self.tentative else 0.0

    @property
    def erasure(self) -> float:
        return self.erased / self.stayed if self.stayed else 0.0
