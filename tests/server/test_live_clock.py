"""The clock of a live room, and what it said some time ago."""

from __future__ import annotations

from coach.server.live_clock import LiveClock


def test_what_the_clock_said_before_while_it_ran_stood_and_jumped() -> None:
    wall = 100.0
    clock = LiveClock(10.0, lambda: wall)
    clock.go_on()
    wall = 105.0
    clock.pause()
    wall = 125.0
    clock.go_on()
    wall = 127.0
    clock.catch_up(20.0)
    wall = 128.0
    told = {ago: clock.before(ago) for ago in (0.0, 0.5, 2.0, 10.0, 25.0, 60.0)}
    assert told == {0.0: 21.0, 0.5: 20.5, 2.0: 16.0, 10.0: 15.0, 25.0: 13.0, 60.0: 10.0}
    assert LiveClock(10.0, lambda: wall).before(5.0) == 10.0
