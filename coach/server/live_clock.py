"""The rehearsal's clock in a live room: stands still while nobody is there."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

TURNS_KEPT = 64
"""How many stops, starts and jumps of the clock are remembered; a line that comes and goes makes two each time."""


class LiveClock:
    """Seconds since the rehearsal began, pauses left out. Never goes back. Begins paused at `at`."""

    def __init__(self, at: float = 0.0, wall: Callable[[], float] = time.monotonic) -> None:
        self._wall = wall
        self._at = self.began_at = at
        self._since: float | None = None
        self._turns: deque[tuple[float, float, bool]] = deque(maxlen=TURNS_KEPT)
        """(wall, what the clock said, whether it ran from then on)"""

    def __call__(self) -> float:
        return self._at if self._since is None else self._at + self._wall() - self._since

    @property
    def paused(self) -> bool:
        return self._since is None

    def before(self, seconds: float) -> float:
        """What it said so many `seconds` ago by the wall; its beginning where that is before it first ran."""
        wall = self._wall() - seconds
        turn = next((turn for turn in reversed(self._turns) if turn[0] <= wall), None)
        if turn is None:
            return self._turns[0][1] if self._turns else self._at
        return turn[1] + (wall - turn[0] if turn[2] else 0.0)

    def pause(self) -> None:
        self._at, self._since = self(), None
        self._turned()

    def go_on(self) -> None:
        if self._since is None:
            self._since = self._wall()
            self._turned()

    def catch_up(self, at: float) -> None:
        """Jump forward to `at`: audio from a time in which the clock stood still has arrived."""
        jump = at - self()
        if jump > 0:
            self._at += jump
            self._turned()

    def _turned(self) -> None:
        self._turns.append((self._wall(), self(), not self.paused))
