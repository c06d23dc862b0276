"""What every Store does. A test class inherits this and gives a `store` fixture."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from coach.errors import AttemptNotFound, StoreError
from coach.events import Event, PartialTranscript, SpeechStarted
from coach.records.recorder import Recorder
from coach.records.store import Store
from tests.records.logs import finished, started, whole_log


class StoreContract:
    def test_events_come_back_as_they_were_appended(self, store: Store) -> None:
        log = whole_log()
        store.append("one", log[:1])
        for event in log[1:]:
            store.append("one", [event])
        assert store.events("one") == log

    def test_a_batch_keeps_its_order(self, store: Store) -> None:
        store.append("one", whole_log())
        assert store.events("one") == whole_log()

    def test_attempts_are_listed_newest_first(self, store: Store) -> None:
        for name in ("one", "two", "three"):
            store.append(name, [started(name)])
        store.append("one", [finished(3.0, 71)])
        listed = store.attempts()
        assert [a.attempt_id for a in listed] == ["three", "two", "one"]
        assert [(a.finished, a.overall) for a in listed] == [(False, None), (False, None), (True, 71)]
        assert listed[2].question_ids == started().question_ids and listed[2].profile_id == "adaptive"
        assert listed[0].created >= listed[2].created

    def test_an_unknown_attempt_is_not_found(self, store: Store) -> None:
        with pytest.raises(AttemptNotFound, match="nobody"):
            store.events("nobody")
        with pytest.raises(AttemptNotFound, match="nobody"):
            store.append("nobody", [SpeechStarted(at=1)])
        assert store.attempts() == []

    def test_an_attempt_begins_once(self, store: Store) -> None:
        store.append("one", [started()])
        with pytest.raises(StoreError, match="begun before"):
            store.append("one", [started()])
        assert len(store.events("one")) == 1

    def test_a_batch_is_appended_whole_or_not_at_all(self, store: Store) -> None:
        store.append("one", [started()])
        with pytest.raises(StoreError):
            store.append("one", [SpeechStarted(at=1), started()])
        assert store.events("one") == [started()]

    def test_a_log_is_extended_by_what_is_made_of_it(self, store: Store) -> None:
        store.append("one", [started()])
        made = store.extend("one", lambda log: [SpeechStarted(at=float(len(log))), PartialTranscript(at=1, text="I")])
        assert made == store.events("one")[1:] == [SpeechStarted(at=1.0)]
        assert store.extend("one", lambda log: []) == []
        with pytest.raises(AttemptNotFound, match="nobody"):
            store.extend("nobody", lambda log: [SpeechStarted(at=1)])

    def test_nothing_comes_between_the_reading_of_a_log_and_what_it_is_extended_by(self, store: Store) -> None:
        store.append("one", [started()])
        seen: list[int] = []

        def added(log: list[Event]) -> list[Event]:
            if not seen:
                store.append("one", [SpeechStarted(at=7.0)])
            seen.append(len(log))
            return [SpeechStarted(at=float(len(log)))]

        store.extend("one", added)
        assert seen == [1, 2]
        assert [e.at for e in store.events("one")[1:]] == [7.0, 2.0]

    def test_a_removed_attempt_is_gone_and_the_others_stay(self, store: Store) -> None:
        store.append("one", [started("one")])
        store.append("two", whole_log())
        store.remove("two")
        assert [a.attempt_id for a in store.attempts()] == ["one"]
        for call in (store.events, store.remove):
            with pytest.raises(AttemptNotFound, match="two"):
                call("two")
        store.append("two", [started("two")])
        assert len(store.events("two")) == 1

    def test_partials_are_not_kept(self, store: Store) -> None:
        recorder = Recorder(store, "one")
        recorder.append(started())
        recorder.append(PartialTranscript(at=1, text="I thi"))
        store.append("one", [PartialTranscript(at=1, text="I thi"), SpeechStarted(at=2)])
        assert [e.type for e in store.events("one")] == ["AttemptStarted", "SpeechStarted"]

    def test_what_was_read_is_a_copy(self, store: Store) -> None:
        store.append("one", [started()])
        store.events("one").clear()
        assert len(store.events("one")) == 1

    def test_threads_append_without_losing_anything(self, store: Store) -> None:
        names = ("one", "two", "three", "four")
        for name in names:
            store.append(name, [started(name)])
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda i: store.append(names[i % 4], [SpeechStarted(at=float(i))]), range(40)))
        for offset, name in enumerate(names):
            times = sorted(e.at for e in store.events(name)[1:])
            assert times == [float(i) for i in range(offset, 40, 4)]
