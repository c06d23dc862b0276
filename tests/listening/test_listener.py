from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import AudioError, RecogniserError
from coach.events import (
    AudioLost,
    FinalTranscript,
    PartialTranscript,
    RecognitionFailed,
    SpeechStarted,
    SpeechStopped,
)
from coach.listening.audio import SAMPLE_RATE, AudioChunk
from coach.listening.listener import Listener, ListenerOptions
from coach.listening.pauses import Paused
from coach.listening.recognition import RecognitionOptions
from coach.listening.transcriber import Hypothesis, Need, now, soon
from scoring.answer import Word
from tests.listening.fakes import FakeStream, FakeTranscriber, LoudnessDetector, chunks, hear_all, silence, spoken

TWO = silence(0.5) + spoken(1, 2, 3) + silence(1.0) + spoken(4, 5) + silence(1.0)


def listener(transcriber: FakeTranscriber | None = None, offset: float = 0.0, **recognition: float) -> Listener:
    options = ListenerOptions(recognition=RecognitionOptions(**recognition))
    return Listener(LoudnessDetector(), transcriber or FakeTranscriber(), options, offset)


class Deaf(FakeTranscriber):
    """Hears voice and no words."""

    def open_stream(self) -> FakeStream:
        stream = super().open_stream()
        stream.push = lambda samples: None  # type: ignore[method-assign]
        return stream


def finals(events: list[object]) -> list[str]:
    return [e.text for e in events if isinstance(e, FinalTranscript)]


async def test_utterances_become_finals_in_order_on_the_rehearsals_clock() -> None:
    events = await hear_all(listener(offset=100.0), chunks(TWO))
    assert finals(events) == ["w1 w2 w3", "w4 w5"]
    kinds = [type(e) for e in events if not isinstance(e, PartialTranscript)]
    assert kinds == [SpeechStarted, Paused, SpeechStopped, FinalTranscript] * 2
    first = next(e for e in events if isinstance(e, FinalTranscript))
    assert first.words[0].start == pytest.approx(100.5, abs=0.04)
    assert (first.started, first.ended) == (pytest.approx(100.5, abs=0.04), pytest.approx(101.7, abs=0.04))
    assert first.at >= first.ended


async def test_partials_only_grow_in_what_they_commit() -> None:
    events = await hear_all(listener(), chunks(spoken(*range(1, 13)) + silence(1.0)))
    committed = [e.committed for e in events if isinstance(e, PartialTranscript)]
    assert len(committed) >= 5 and committed[-1]
    for earlier, later in zip(committed, [*committed[1:], *finals(events)], strict=True):
        assert later.startswith(earlier)


async def test_a_chunk_that_is_sent_again_is_heard_once() -> None:
    sent = chunks(TWO)
    resent = [c for chunk in sent for c in (chunk, chunk)] + sent[:5]
    ear = listener()
    assert finals(await hear_all(ear, resent)) == ["w1 w2 w3", "w4 w5"]
    assert ear.next_sample == len(TWO) // 2


async def test_overlapping_chunks_are_heard_once() -> None:
    size = SAMPLE_RATE // 5
    overlapping = [AudioChunk(at, TWO[2 * at : 2 * (at + 2 * size)]) for at in range(0, len(TWO) // 2, size)]
    assert finals(await hear_all(listener(), overlapping)) == ["w1 w2 w3", "w4 w5"]


async def test_chunk_sizes_do_not_matter() -> None:
    whole = await hear_all(listener(), [AudioChunk(0, TWO)])
    assert finals(whole) == finals(await hear_all(listener(), chunks(TWO, 0.02))) == ["w1 w2 w3", "w4 w5"]


@pytest.mark.parametrize("size", [1, 37, 511, 160_000])
async def test_one_sample_or_ten_seconds_at_a_time_give_the_same_finals(size: int) -> None:
    pcm = spoken(1, 2, seconds=0.3) + silence(0.7)
    sent = [AudioChunk(at, pcm[2 * at : 2 * (at + size)]) for at in range(0, len(pcm) // 2, size)]
    ear = listener()
    for chunk in sent:
        await ear.hear(chunk)
    await ear.flush()
    await ear.close()
    assert finals([e async for e in ear.events()]) == ["w1 w2"]


async def test_a_stream_that_stops_for_a_minute_goes_on_with_its_own_time() -> None:
    before, later = spoken(1, 2), spoken(3) + silence(1.0)
    gap = AudioChunk(len(before) // 2 + 60 * SAMPLE_RATE, later)
    events = await hear_all(listener(), [*chunks(before), gap])
    assert finals(events) == ["w1 w2", "w3"]
    assert [e.seconds for e in events if isinstance(e, AudioLost)] == [60.0]


async def test_a_gap_is_reported_and_time_goes_on() -> None:
    before, after = spoken(1, 2) + silence(0.1), spoken(3, 4) + silence(1.0)
    gap = 5 * SAMPLE_RATE
    later = chunks(after, first_sample=len(before) // 2 + gap)
    events = await hear_all(listener(), [*chunks(before), *later])
    (lost,) = [e for e in events if isinstance(e, AudioLost)]
    assert lost.seconds == 5.0 and lost.at == pytest.approx(0.9)
    assert finals(events) == ["w1 w2", "w3 w4"]
    last = [e for e in events if isinstance(e, FinalTranscript)][-1]
    assert last.words[0].start == pytest.approx(5.9, abs=0.05)


async def test_a_short_gap_stays_inside_the_utterance() -> None:
    before, after = spoken(1, 2), spoken(3, 4) + silence(1.0)
    later = chunks(after, first_sample=len(before) // 2 + SAMPLE_RATE // 10)
    events = await hear_all(listener(), [*chunks(before), *later])
    assert finals(events) == ["w1 w2 w3 w4"]
    assert [e.seconds for e in events if isinstance(e, AudioLost)] == [0.1]


async def test_hearing_never_waits_for_recognition_and_the_finals_still_arrive() -> None:
    gate = threading.Event()
    transcriber = FakeTranscriber(gate)
    ear = listener(transcriber)
    for chunk in chunks(TWO * 5):
        await ear.hear(chunk)
    assert ear.next_sample == len(TWO * 5) // 2
    gate.set()
    await ear.flush()
    await ear.close()
    assert finals([e async for e in ear.events()]) == ["w1 w2 w3", "w4 w5"] * 5
    assert transcriber.updates <= 1


async def test_flush_ends_what_is_being_said() -> None:
    events = await hear_all(listener(), chunks(spoken(1, 2, 3)))
    assert finals(events)[0].split()[:2] == ["w1", "w2"]


async def test_after_flush_it_goes_on_listening() -> None:
    ear = listener()
    for chunk in chunks(TWO[: len(TWO) // 2]):
        await ear.hear(chunk)
    await ear.flush()
    for chunk in chunks(TWO):
        await ear.hear(chunk)
    await ear.flush()
    await ear.close()
    assert finals([e async for e in ear.events()])[-1] == "w4 w5"


async def test_a_broken_recogniser_is_an_event_for_each_utterance() -> None:
    events = await hear_all(listener(FakeTranscriber(failing=True)), chunks(TWO))
    failed = [e for e in events if isinstance(e, RecognitionFailed)]
    assert [f.reason for f in failed] == ["the recogniser is broken; mend it"] * 2
    assert not finals(events)


async def test_a_final_begun_in_a_pause_is_the_final_if_nothing_more_is_said() -> None:
    transcriber = FakeTranscriber()
    events = await hear_all(listener(transcriber), chunks(spoken(1, 2, 3) + silence(1.0)))
    assert finals(events) == ["w1 w2 w3"] and transcriber.finals == 1
    shown = [e for e in events if isinstance(e, PartialTranscript)]
    assert shown[-1].text == "w1 w2 w3" and shown[-1].at < 1.6


async def test_a_final_begun_in_a_pause_is_thrown_away_where_speech_goes_on() -> None:
    transcriber = FakeTranscriber()
    events = await hear_all(listener(transcriber), chunks(spoken(1, 2) + silence(0.4) + spoken(3, 4) + silence(1.0)))
    assert finals(events) == ["w1 w2 w3 w4"] and transcriber.finals == 2


async def test_a_recogniser_that_costs_by_the_call_is_asked_once() -> None:
    transcriber = FakeTranscriber()
    ear = listener(transcriber, ahead=False)
    events = await hear_all(ear, chunks(spoken(1, 2) + silence(0.4) + spoken(3, 4) + silence(1.0)))
    assert finals(events) == ["w1 w2 w3 w4"] and transcriber.finals == 1


async def test_what_the_final_has_otherwise_is_counted_and_its_text_is_kept() -> None:
    class Changing(FakeTranscriber):
        def open_stream(self) -> FakeStream:
            stream = super().open_stream()
            finish = stream.finish

            def other(samples: int | None = None, need: Callable[[], Need] = now) -> tuple[Word, ...]:
                first, *rest = finish(samples, need)
                return (replace(first, text="W"), *rest)

            stream.finish = other  # type: ignore[method-assign]
            return stream

    events = await hear_all(listener(Changing()), chunks(spoken(1, 2, 3, 4, 5) + silence(1.0)))
    (final,) = [e for e in events if isinstance(e, FinalTranscript)]
    assert final.text == "W w2 w3 w4 w5"
    assert final.committed >= 3 and final.revised == 1


async def test_voice_without_words_is_in_the_final() -> None:
    hum = spoken(*[0] * 2)
    events = await hear_all(listener(Deaf(), offset=10.0), chunks(silence(0.5) + hum + silence(1.0)))
    (final,) = [e for e in events if isinstance(e, FinalTranscript)]
    (gap,) = final.voiced_gaps
    assert final.text == "" and gap.confidence == 1.0
    assert gap.start == pytest.approx(10.5, abs=0.04) and gap.end == pytest.approx(11.3, abs=0.04)


async def test_a_hopeless_backlog_gives_up_the_oldest_and_says_so() -> None:
    gate = threading.Event()
    ear = listener(FakeTranscriber(gate), backlog=5.0)
    for chunk in chunks(TWO * 4):
        await ear.hear(chunk)
    gate.set()
    await ear.flush()
    await ear.close()
    events = [e async for e in ear.events()]
    stops = [e for e in events if isinstance(e, SpeechStopped)]
    failed = [e for e in events if isinstance(e, RecognitionFailed)]
    assert failed and len(stops) == len(failed) + len(finals(events)) == 8


async def test_long_speech_is_cut_without_losing_or_repeating_a_word() -> None:
    numbers = [n % 100 for n in range(1, 91)]
    events = await hear_all(listener(), chunks(spoken(*numbers) + silence(1.0)))
    assert len(finals(events)) == 2
    heard = " ".join(finals(events)).split()
    expected = [f"w{n}" for n in numbers]
    # the word on the cut is heard in two halves
    assert heard == expected or [w for w, v in zip(heard, [*heard[1:], ""], strict=True) if w != v] == expected
    shown = [e.committed for e in events if isinstance(e, PartialTranscript)]
    assert all(any(f.startswith(c) for f in finals(events)) for c in shown)


async def test_close_ends_the_events_and_settles_every_utterance() -> None:
    gate = threading.Event()
    ear = listener(FakeTranscriber(gate))
    for chunk in chunks(TWO):
        await ear.hear(chunk)
    await asyncio.sleep(0)
    await ear.close()
    gate.set()
    await ear.close()
    await ear.hear(AudioChunk(ear.next_sample, spoken(1)))
    events = [e async for e in ear.events()]
    assert len([e for e in events if isinstance(e, RecognitionFailed)]) == 2


async def test_an_odd_byte_count_and_a_wild_sample_number_are_refused() -> None:
    with pytest.raises(AudioError, match="even number of bytes"):
        await listener().hear(AudioChunk(0, b"\0\0\0"))
    for number in (-1, 1 << 62):
        with pytest.raises(AudioError, match="comes next"):
            await listener().hear(AudioChunk(number, b"\0\0"))


async def test_an_hour_long_gap_is_no_work() -> None:
    ear = listener()
    await ear.hear(AudioChunk(3600 * SAMPLE_RATE, silence(0.1)))
    assert ear.next_sample == 3600 * SAMPLE_RATE + SAMPLE_RATE // 10
    await ear.close()
    assert [type(e) for e in [e async for e in ear.events()]] == [AudioLost]


class Unsteady(FakeTranscriber):
    """Misreads the last words of what it has heard so far, each time anew; its finals are right."""

    def __init__(self, dice: Random) -> None:
        super().__init__()
        self.dice = dice

    def open_stream(self) -> FakeStream:
        stream = super().open_stream()
        words = stream._words

        def misread(samples: int | None = None) -> tuple[Word, ...]:
            found = list(words(samples))
            for place in range(max(0, len(found) - 3), len(found)):
                if self.dice.random() < 0.4:
                    found[place] = replace(found[place], text=f"x{self.dice.randrange(5)}")
            del found[len(found) - self.dice.randrange(2) * (len(found) > 0) :]
            return tuple(found)

        def update(silence: float = 0.0, need: Callable[[], Need] = soon) -> Hypothesis:
            return stream._policy.revise(misread(), len(stream._audio) / SAMPLE_RATE, silence)

        stream.update = update  # type: ignore[method-assign]
        return stream


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 9), st.sampled_from([0.2, 0.35, 0.45])), min_size=1, max_size=5), st.integers()
)
def test_what_is_committed_never_changes_in_an_utterance_with_pauses(runs: list[tuple[int, float]], seed: int) -> None:
    sound, number = b"", 1
    for count, pause in runs:
        sound += spoken(*range(number, number + count)) + silence(pause)
        number += count
    ear = listener(Unsteady(Random(seed)))
    events = asyncio.run(hear_all(ear, chunks(sound + silence(1.0))))
    committed = ""
    for event in events:
        if isinstance(event, PartialTranscript):
            assert event.committed.startswith(committed) and event.text.startswith(event.committed)
            committed = event.committed
    assert finals(events) == [" ".join(f"w{n}" for n in range(1, number))]


async def test_a_pause_settles_all_but_its_last_word() -> None:
    events = await hear_all(listener(), chunks(spoken(1, 2, 3) + silence(0.45) + spoken(4) + silence(1.0)))
    in_pause = [e for e in events if isinstance(e, PartialTranscript) and e.text == "w1 w2 w3"]
    assert in_pause[0].committed == "w1 w2" and in_pause[0].at < 1.7


async def test_the_first_words_of_an_utterance_are_looked_for_sooner() -> None:
    events = await hear_all(listener(), chunks(silence(1.0) + spoken(1, 2, 3, 4, 5, seconds=0.25) + silence(1.0)))
    began = next(e.at for e in events if isinstance(e, SpeechStarted))
    assert next(e.at for e in events if isinstance(e, PartialTranscript)) - began <= 0.6


async def test_the_words_of_a_pause_are_read_before_its_final_is_made() -> None:
    class NoFinals(FakeTranscriber):
        def open_stream(self) -> FakeStream:
            stream = super().open_stream()
            finish = stream.finish

            def late(samples: int | None = None, need: Callable[[], Need] = now) -> tuple[Word, ...]:
                if need() is Need.PERHAPS:
                    raise RecogniserError("not yet")
                return finish(samples, need)

            stream.finish = late  # type: ignore[method-assign]
            return stream

    events = await hear_all(listener(NoFinals()), chunks(spoken(1, 2, 3) + silence(1.0)))
    shown = [e for e in events if isinstance(e, PartialTranscript)]
    assert shown[-1].text == "w1 w2 w3" and shown[-1].at <= 1.5
    assert finals(events) == ["w1 w2 w3"]
