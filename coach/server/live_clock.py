"""The rehearsal's clock in a live room: stands still while nobody is there."""

from __future__ import annotations

import time
from collections.abc import Callable


class LiveClock:
    """Seconds since the rehearsal began, pauses left out. Never goes back. Begins paused at `at`."""

    def __init__(self, at: float = 0.0, wall: Callable[[], float] = time.monotonic) -> None:
        self._wall = wall
        self._at = at
        self._since: float | None = None

    def __call__(self) -> float:
        return self._at if self._since is None else self._at + self._wall() - self._since

    @property
    def paused(self) -> bool:
        return self._since is None

    def pause(self) -> None:
        self._at, self._since = self(), None

    def go_on(self) -> None:
        if self._since is None:
            self._since = self._wall()

    def catch_up(self, at: float) -> None:
        """Jump forward to `at`: audio from a time in which the clock stood still has arrived."""
        self._at += max(0.0, at - self())
