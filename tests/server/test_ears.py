"""The page's samples on the rehearsal's clock."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from coach.errors import StoreError
from coach.events import RecognitionFailed, SpeechStarted
from coach.interview.effects import CameBack, Heard
from coach.listening.audio import SAMPLE_RATE, AudioChunk
from coach.server.ears import Ears
from coach.server.live_clock import LiveClock
from coach.server.rooms import Refused
from tests.server.fakes import FakeListening


class Wall:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Tape:
    def __init__(self, fails: bool = False) -> None:
        self.parts: list[tuple[int, bytes]] = []
        self.fails = fails
        self.closed = False

    def append(self, first_sample: int, pcm: bytes) -> None:
        if self.fails:
            raise StoreError("disk full")
        self.parts.append((first_sample, pcm))

    def close(self) -> None:
        self.closed = True


class Scene:
    """Ears with everything around them at hand."""

    def __init__(self, tape: Tape | None = None) -> None:
        self.wall = Wall()
        self.clock = LiveClock(10.0, self.wall)
        self.clock.go_on()
        self.listenings: list[FakeListening] = []
        self.told: list[Heard | CameBack] = []
        self.ears = Ears(self._open, self.clock, self._tell, tape)

    def _open(self, offset: float) -> FakeListening:
        self.listenings.append(FakeListening(offset))
        return self.listenings[-1]

    async def _tell(self, event: Heard | CameBack) -> None:
        self.told.append(event)


def second(number: int, at: int | None = None) -> AudioChunk:
    return AudioChunk(SAMPLE_RATE * number if at is None else at, bytes([number + 1, 0]) * SAMPLE_RATE)


async def test_the_first_chunk_ends_now_wherever_its_numbers_begin() -> None:
    scene = Scene()
    await scene.ears.hear(second(7))
    (listening,) = scene.listenings
    assert listening.offset == 9.0
    assert listening.heard == [AudioChunk(0, second(7).pcm)]
    assert scene.ears.next_sample == 8 * SAMPLE_RATE
    await scene.ears.close()


async def test_what_was_sent_before_the_first_chunk_is_left_out() -> None:
    scene = Scene()
    await scene.ears.hear(second(7))
    await scene.ears.hear(AudioChunk(6 * SAMPLE_RATE + SAMPLE_RATE // 2, bytes(2 * SAMPLE_RATE)))
    await scene.ears.hear(second(3))
    assert [(c.first_sample, c.samples) for c in scene.listenings[0].heard] == [(0, SAMPLE_RATE), (0, SAMPLE_RATE // 2)]
    await scene.ears.close()


async def test_audio_of_a_time_in_which_the_clock_stood_moves_the_clock() -> None:
    scene = Scene()
    await scene.ears.hear(second(0))
    scene.clock.pause()
    for number in range(1, 6):
        await scene.ears.hear(second(number))
    assert scene.clock() == pytest.approx(15.0)
    assert len(scene.listenings) == 1
    await scene.ears.close()


async def test_after_unmute_audio_that_was_never_sent_shifts_the_samples() -> None:
    scene = Scene()
    await scene.ears.hear(second(0))
    scene.wall.now += 31.0
    scene.ears.realign()
    await scene.ears.hear(second(1))
    first, again = scene.listenings
    assert first.flushed == 1
    assert again.offset == 40.0
    assert again.heard == [AudioChunk(0, second(1).pcm)]
    assert scene.ears.next_sample == 2 * SAMPLE_RATE
    await scene.ears.close()


async def test_after_unmute_audio_that_was_sent_all_along_stays_where_it_is() -> None:
    scene = Scene()
    await scene.ears.hear(second(0))
    scene.wall.now += 1.0
    scene.ears.realign()
    await scene.ears.hear(second(1))
    assert len(scene.listenings) == 1
    await scene.ears.close()


async def test_a_microphone_that_is_opened_anew_is_heard_now_whatever_its_numbers() -> None:
    scene = Scene(tape := Tape())
    await scene.ears.hear(second(0))
    scene.clock.pause()
    await scene.ears.come_back(anew=True)
    scene.clock.go_on()
    scene.wall.now += 0.5
    await scene.ears.hear(second(4))
    first, again = scene.listenings
    assert first.flushed == 1 and again.heard == [AudioChunk(0, second(4).pcm)]
    assert again.offset == 10.0, "it does not begin before what was heard already"
    assert [at for at, _ in tape.parts] == [9 * SAMPLE_RATE, 10 * SAMPLE_RATE]
    await scene.ears.close()


async def test_what_a_page_kept_while_the_line_was_lost_ends_no_turn_by_its_silence() -> None:
    scene = Scene()
    await scene.ears.hear(second(0))
    scene.clock.pause()
    scene.wall.now += 30.0
    scene.clock.go_on()
    await scene.ears.come_back(anew=False)
    for number in range(1, 4):
        await scene.ears.hear(second(number))
    assert scene.told == [CameBack(11.0), CameBack(12.0), CameBack(13.0)]
    scene.wall.now += 30.0
    scene.clock.pause()
    await scene.ears.hear(AudioChunk(4 * SAMPLE_RATE, bytes(2 * SAMPLE_RATE * 40)))
    assert len(scene.told) == 3, "a microphone that runs fast is no lost line"
    await scene.ears.close()


async def test_a_muted_microphone_is_silence() -> None:
    scene = Scene(tape := Tape())
    scene.ears.muted = True
    await scene.ears.hear(second(0))
    assert scene.listenings[0].heard[0].pcm == tape.parts[0][1] == bytes(2 * SAMPLE_RATE)
    await scene.ears.close()


async def test_a_jump_of_more_than_a_minute_is_refused() -> None:
    scene = Scene()
    await scene.ears.hear(second(0))
    with pytest.raises(Refused) as caught:
        await scene.ears.hear(AudioChunk(100 * SAMPLE_RATE, b"ab"))
    assert caught.value.code == "sample_out_of_range"
    await scene.ears.close()


async def test_the_recording_lies_on_the_rehearsals_clock() -> None:
    scene = Scene(tape := Tape())
    await scene.ears.hear(second(7))
    assert tape.parts == [(9 * SAMPLE_RATE, second(7).pcm)]
    await scene.ears.close()
    assert tape.closed


async def test_a_recording_that_fails_is_given_up_once_and_hearing_goes_on() -> None:
    scene = Scene(Tape(fails=True))
    with pytest.raises(StoreError):
        await scene.ears.hear(second(0))
    await scene.ears.hear(second(1))
    assert len(scene.listenings[0].heard) == 2
    await scene.ears.close()


async def test_events_are_told_and_closing_tells_the_last() -> None:
    scene = Scene()
    await scene.ears.hear(second(0))
    scene.listenings[0].say(SpeechStarted(at=9.5))
    await scene.ears.close()
    assert scene.told == [SpeechStarted(at=9.5)]
    assert scene.listenings[0].flushed == 1


async def test_what_comes_after_the_end_is_not_heard_and_what_was_heard_is_told() -> None:
    scene = Scene(tape := Tape())
    await scene.ears.hear(second(0))
    scene.ears.finish()
    await scene.ears.hear(second(1))
    assert len(scene.listenings[0].heard) == len(tape.parts) == 1
    scene.listenings[0].say(SpeechStarted(at=9.5))
    await scene.ears.close()
    assert scene.told == [SpeechStarted(at=9.5)]


async def test_listening_that_breaks_is_an_event() -> None:
    class Broken(FakeListening):
        async def events(self) -> AsyncIterator[Heard]:
            await asyncio.sleep(0)
            raise RuntimeError("what was said")
            yield

    told: list[Heard] = []

    async def tell(event: Heard) -> None:
        told.append(event)

    ears = Ears(Broken, LiveClock(), tell)
    await ears.hear(second(0))
    await ears.close()
    (event,) = told
    assert isinstance(event, RecognitionFailed)
    assert "what was said" not in event.reason
