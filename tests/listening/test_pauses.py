"""A pause inside an utterance is told at once, and the utterance may be ended there without loss."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.events import FinalTranscript, SpeechStarted, SpeechStopped
from coach.listening.listener import Listener
from coach.listening.pauses import Paused, WentOn
from tests.listening.fakes import FakeTranscriber, LoudnessDetector, chunks, hear_all, silence, spoken


def listener() -> Listener:
    return Listener(LoudnessDetector(), FakeTranscriber())


async def heard_with_ends(pcm: bytes, ends: set[int]) -> list[object]:
    """As `hear_all`, the utterance ended after each chunk of 20 ms in `ends` where it pauses there."""
    ear = listener()
    for number, chunk in enumerate(chunks(pcm, 0.02)):
        await ear.hear(chunk)
        await ear.settled()
        if number in ends:
            await ear.flush(in_pause=True)
    await ear.flush()
    await ear.close()
    return [event async for event in ear.events()]


def words(events: list[object]) -> list[tuple[str, float, float]]:
    return [(w.text, w.start, w.end) for e in events if isinstance(e, FinalTranscript) for w in e.words]


async def test_a_pause_is_told_a_quarter_of_a_second_after_the_voice() -> None:
    ear = listener()
    for chunk in chunks(spoken(1, 2) + silence(0.26), 0.02):
        await ear.hear(chunk)
    await ear.close()
    paused = [e async for e in ear.events() if isinstance(e, Paused | SpeechStopped)]
    assert [type(e) for e in paused] == [Paused]
    assert paused[0].at == pytest.approx(0.8, abs=0.04)


async def test_a_pause_and_the_end_that_it_becomes_tell_the_same_of_the_voice() -> None:
    events = await hear_all(listener(), chunks(spoken(1, 2) + silence(1.0)))
    paused, stopped = (next(e for e in events if isinstance(e, kind)) for kind in (Paused, SpeechStopped))
    assert isinstance(paused, Paused) and isinstance(stopped, SpeechStopped) and paused.ending is not None
    assert (paused.at, paused.ending.energy_fall) == (stopped.at, stopped.energy_fall)


async def test_a_voice_that_goes_on_is_told_and_a_stop_consonant_is_no_pause() -> None:
    events = await hear_all(listener(), chunks(spoken(1) + silence(0.1) + spoken(2) + silence(0.4) + spoken(3), 0.02))
    kinds = [type(e) for e in events if isinstance(e, SpeechStarted | Paused | WentOn | SpeechStopped)]
    assert kinds == [SpeechStarted, Paused, WentOn, SpeechStopped]
    went_on = next(e for e in events if isinstance(e, WentOn))
    assert went_on.at == pytest.approx(1.3, abs=0.04)


async def test_an_utterance_ended_in_its_pause_has_the_final_that_the_silence_would_have_brought() -> None:
    pcm = spoken(1, 2, 3) + silence(1.0)
    sooner, later = await heard_with_ends(pcm, {int(1.46 / 0.02)}), await heard_with_ends(pcm, set())
    finals = [next(e for e in events if isinstance(e, FinalTranscript)) for events in (sooner, later)]
    assert finals[0].at < finals[1].at - 0.2
    assert finals[0].model_copy(update={"at": 0.0}) == finals[1].model_copy(update={"at": 0.0})


@settings(max_examples=30, deadline=None)
@given(
    runs=st.lists(st.tuples(st.integers(1, 3), st.sampled_from((0.1, 0.25, 0.3, 0.5, 0.9))), min_size=1, max_size=4),
    data=st.data(),
)
def test_wherever_a_pause_is_ended_no_word_is_lost_cut_or_said_twice(
    runs: list[tuple[int, float]], data: st.DataObject
) -> None:
    numbers = iter(range(1, 20))
    pcm = b"".join(spoken(*(next(numbers) for _ in range(count))) + silence(rest) for count, rest in runs)
    length = len(chunks(pcm, 0.02))
    ends = data.draw(st.sets(st.integers(0, length), max_size=12))
    found = words(asyncio.run(heard_with_ends(pcm, ends)))
    assert [w for w, _, _ in found] == [f"w{n}" for n in range(1, sum(count for count, _ in runs) + 1)]
    expected = words(asyncio.run(heard_with_ends(pcm, set())))
    assert found == [(w, pytest.approx(a, abs=0.05), pytest.approx(b, abs=0.05)) for w, a, b in expected]
