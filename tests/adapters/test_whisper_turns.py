"""Turns at the model: finals first, live words in order, passes shared, what nobody wants given up."""

from __future__ import annotations

import threading
from collections.abc import Generator
from typing import Any

import pytest

from coach.adapters.whisper_alignment import Decoded
from coach.adapters.whisper_network import Feed
from coach.adapters.whisper_turns import Job, Turns, Urgency


class Model:
    """Counts its passes; each feed is the name of a decoding."""

    decoder: Any

    def __init__(self) -> None:
        self.decoder = self
        self.passes: list[list[int]] = []

    def append(self, feeds: list[Feed]) -> list[int]:
        self.passes.append([feed.tokens[0] for feed in feeds])
        return [0] * len(feeds)

    def decoding(self, name: int, steps: int) -> Generator[Feed, Any, Decoded]:
        for _ in range(steps):
            yield Feed(self, [name])  # type: ignore[arg-type]
        return Decoded()


def run_together(turns: Turns, jobs: list[Job]) -> None:
    """All jobs wait before the first piece of work is done."""
    with turns._working:
        threads = [threading.Thread(target=turns.run, args=(job,)) for job in jobs]
        for thread in threads:
            thread.start()
        while len(turns._queue) < len(jobs):
            threading.Event().wait(0.001)
    for thread in threads:
        thread.join()


def test_live_decodings_share_their_passes() -> None:
    model = Model()
    run_together(Turns(), [Job(model.decoding(n, 3), Urgency.LIVE) for n in range(3)])
    assert [sorted(names) for names in model.passes] == [[0, 1, 2]] * 3


def test_a_final_goes_before_live_words() -> None:
    model = Model()
    live = [Job(model.decoding(n, 2), Urgency.LIVE) for n in (1, 2)]
    run_together(Turns(), [*live, Job(model.decoding(9, 2), Urgency.FINAL)])
    assert model.passes[:2] == [[9], [9]]
    assert all(job.done for job in live)


def test_one_that_fails_does_not_disturb_the_others() -> None:
    def broken() -> Generator[Feed, Any, Decoded]:
        raise RuntimeError("broken")
        yield

    model, turns = Model(), Turns()
    with pytest.raises(RuntimeError):
        turns.run(Job(broken(), Urgency.LIVE))
    assert turns.run(Job(model.decoding(1, 2), Urgency.LIVE)) == Decoded()
    assert model.passes == [[1], [1]]


def test_what_nobody_wants_is_never_begun() -> None:
    model = Model()
    job = Job(model.decoding(1, 2), Urgency.FINAL, lambda: False)
    assert Turns().run(job) == Decoded() and model.passes == []
