"""Turns at the model: finals first, live words in order, passes shared, what nobody needs given up."""

from __future__ import annotations

import threading
from collections.abc import Generator
from typing import Any

import pytest

from coach.adapters.whisper_alignment import Decoded
from coach.adapters.whisper_network import Feed
from coach.adapters.whisper_turns import Job, Turns
from coach.listening.transcriber import Need, now


class Model:
    """Counts its passes; each feed is the name of a decoding."""

    decoder: Any

    def __init__(self) -> None:
        self.decoder = self
        self.passes: list[list[int]] = []

    def append(self, feeds: list[Feed]) -> list[int]:
        self.passes.append([feed.tokens[0] for feed in feeds])
        return [0] * len(feeds)

    def encoding(self, name: int, steps: int) -> Generator[None, Any, Decoded]:
        """Works by itself, without the decoder."""
        for _ in range(steps):
            yield None
            self.passes.append([name])
        return Decoded()

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
    run_together(Turns(), [Job(model.decoding(n, 3)) for n in range(3)])
    assert [sorted(names) for names in model.passes] == [[0, 1, 2]] * 3


def test_a_final_goes_before_live_words() -> None:
    model = Model()
    live = [Job(model.decoding(n, 2)) for n in (1, 2)]
    run_together(Turns(), [*live, Job(model.decoding(9, 2), now)])
    assert model.passes[:2] == [[9], [9]]
    assert all(job.done for job in live)


def test_one_that_fails_does_not_disturb_the_others() -> None:
    def broken() -> Generator[Feed, Any, Decoded]:
        raise RuntimeError("broken")
        yield

    model, turns = Model(), Turns()
    with pytest.raises(RuntimeError):
        turns.run(Job(broken()))
    assert turns.run(Job(model.decoding(1, 2))) == Decoded()
    assert model.passes == [[1], [1]]


def test_what_nobody_needs_is_never_begun() -> None:
    model = Model()
    job = Job(model.decoding(1, 2), lambda: Need.NO_MORE)
    assert Turns().run(job) == Decoded() and model.passes == []


def test_a_final_begun_in_a_pause_waits_for_live_words() -> None:
    model = Model()
    run_together(Turns(), [Job(model.encoding(9, 3), lambda: Need.PERHAPS), Job(model.decoding(1, 3))])
    assert model.passes == [[1], [1], [1], [9], [9], [9]]


def test_live_words_are_let_in_between_its_pieces() -> None:
    model, turns = Model(), Turns()
    later: list[threading.Thread] = []

    def piece() -> Need:
        if len(model.passes) == 1 and not later:
            later.append(threading.Thread(target=turns.run, args=(Job(model.decoding(1, 2)),)))
            later[0].start()
            while not turns._queue:
                threading.Event().wait(0.001)
        return Need.PERHAPS

    turns.run(Job(model.encoding(9, 3), piece))
    later[0].join()
    assert model.passes == [[9], [1], [1], [9], [9]]


def test_the_first_words_of_an_utterance_go_before_a_final() -> None:
    model = Model()
    run_together(Turns(), [Job(model.encoding(9, 2), now), Job(model.decoding(1, 2), lambda: Need.AT_ONCE)])
    assert model.passes == [[1], [1], [9], [9]]


def test_finals_are_made_one_after_the_other() -> None:
    model = Model()
    run_together(Turns(), [Job(model.encoding(n, 2), now) for n in (8, 9)])
    assert [names[0] for names in model.passes] in ([8, 8, 9, 9], [9, 9, 8, 8])


def test_it_goes_first_once_its_utterance_has_ended() -> None:
    model = Model()
    need = lambda: Need.NOW if len(model.passes) >= 2 else Need.PERHAPS  # noqa: E731
    run_together(Turns(), [Job(model.encoding(9, 4), need), Job(model.decoding(1, 4))])
    assert model.passes == [[1], [1], [9], [9], [9], [9], [1], [1]]


def test_it_is_given_up_between_its_pieces_where_speech_goes_on() -> None:
    model = Model()
    job = Job(model.encoding(9, 100), lambda: Need.NO_MORE if len(model.passes) >= 2 else Need.PERHAPS)
    assert Turns().run(job) == Decoded() and len(model.passes) == 2


def test_live_words_that_waited_too_long_stand_beside_a_final(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.adapters.whisper_turns.PATIENCE", -1.0)
    model = Model()
    run_together(Turns(), [Job(model.encoding(9, 4), now), Job(model.decoding(1, 4))])
    assert sorted(model.passes[:2]) == [[1], [9]]
