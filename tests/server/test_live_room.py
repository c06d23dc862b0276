"""A whole rehearsal behind the door of a room, with a page that reads and plays."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Sequence

import pytest

from coach.errors import StoreError
from coach.events import (
    AnswerScored,
    AttemptResumed,
    AttemptStarted,
    AudioLost,
    Event,
    FinalTranscript,
    SpeechStarted,
    SpeechStopped,
)
from coach.listening.audio import SAMPLE_RATE, AudioChunk
from coach.server.live_room import SessionRoom
from coach.server.rooms import Refused
from coach.server.wire import EventMessage, Heard, Speech, StateMessage, Trouble, Welcome
from scoring.answer import Word
from tests.server.fakes import FakeListening
from tests.server.live_house import FASTER, House, Hurried, Page


async def test_a_typed_rehearsal_runs_to_its_report(house: House) -> None:
    room = house.room()
    page = await Page.open(room)
    first = page.got[0]
    assert isinstance(first, Welcome)
    assert (first.resumed, first.hearing, first.next_sample, first.events) == (False, "whisper", 0, ())
    await room.start(microphone=False)
    await page.asked()
    await room.typed("Ground truth is the set of labels that everybody agreed to trust.")
    await page.until(lambda: bool(page.events("AttemptFinished")))
    await page.until(lambda: room.closed)
    assert page.events("AnswerScored")
    assert [m.event for m in page.got if isinstance(m, EventMessage)] == house.store.logs["a1"]
    started = house.store.logs["a1"][0]
    assert isinstance(started, AttemptStarted) and started.hearing == "typed"
    assert started.speaker == "adaeze", "whoever opens the attempt again hears the same voice"
    states = [m.state for m in page.got if isinstance(m, StateMessage)]
    assert states[-1].floor == "ended"
    asked = next(s.question for s in states if s.question)
    assert (asked.id, asked.number, asked.total, asked.limit_s) == ("ground-truth", 1, 1, 60)


async def test_a_typed_answer_that_comes_again_over_another_line_is_taken_once(house: House) -> None:
    room = house.room()
    page = await Page.open(room)
    await room.start(microphone=False)
    await page.asked()
    for _ in range(2):
        await room.typed("Could you repeat the question, please?", "t1")
    await page.until(lambda: bool(page.events("FinalTranscript")))
    await page.asked()
    await room.typed("Labels that everybody trusts.", "t2")
    await page.until(lambda: bool(page.events("AttemptFinished")))
    assert len(page.events("FinalTranscript")) == 2


async def _by_voice(house: House) -> tuple[SessionRoom, Page, FakeListening]:
    """A room in which a second was heard of the answer to its question, its page, and what listens there."""
    room = house.room()
    page = await Page.open(room)
    await room.start(microphone=True)
    await page.asked()
    await room.hear(AudioChunk(0, bytes(2 * SAMPLE_RATE)))
    (listening,) = house.listenings
    return room, page, listening


async def test_an_answer_by_voice_is_written_down(house: House) -> None:
    room, page, listening = await _by_voice(house)
    at = listening.offset
    words = (Word("Labels.", at, at + 0.5),)
    async with _silence(room, SAMPLE_RATE):
        listening.say(SpeechStarted(at=at))
        listening.say(SpeechStopped(at=at + 0.5))
        listening.say(FinalTranscript(at=at + 1, text="Labels.", words=words, started=at, ended=at + 0.5))
        await page.until(lambda: bool(page.events("AnswerScored")))
    assert page.events("FinalTranscript")
    assert Heard(next_sample=SAMPLE_RATE) in page.got


async def test_before_the_begin_and_after_the_end_a_message_is_refused(house: House) -> None:
    room = house.room()
    page = await Page.open(room)
    with pytest.raises(Refused) as early:
        await room.typed("Too early.")
    assert early.value.code == "not_started"
    await room.start(microphone=False)
    await page.asked()
    await room.control("end")
    await page.until(lambda: room.closed)
    with pytest.raises(Refused) as late:
        await room.hear(AudioChunk(0, b"ab"))
    assert late.value.code == "finished"


async def test_without_a_page_the_rehearsal_stands_still_and_goes_on_with_the_next(house: House) -> None:
    room = house.room()
    page = await Page.open(room)
    await room.start(microphone=False)
    await page.asked()
    await page.leave()
    before = room.welcome().state.clock
    written = house.types()
    await asyncio.sleep(0.1)
    assert room.welcome().state.clock == before
    assert house.types() == written
    again = await Page.open(room)
    first = again.got[0]
    assert isinstance(first, Welcome)
    assert [e.type for e in first.events] == written
    await room.start(microphone=False)
    await room.typed("Labels that everybody trusts.")
    await again.until(lambda: bool(again.events("AttemptFinished")))
    assert "AttemptResumed" not in house.types()


async def test_an_end_needs_no_page_and_waits_only_so_long_for_words_that_do_not_come(house: House) -> None:
    room, page, listening = await _by_voice(house)
    listening.say(SpeechStarted(at=listening.offset + 0.5))
    await page.until(lambda: bool(page.events("SpeechStarted")))
    await room.control("end")
    await room.hear(AudioChunk(SAMPLE_RATE, bytes(2 * SAMPLE_RATE)))
    await page.leave()
    await page.until(lambda: room.closed)
    assert house.types()[-3:] == ["RecognitionFailed", "TurnEnded", "AttemptFinished"]
    assert len(listening.heard) == 1, "who talks on after the end is not heard"


async def test_a_speech_cut_by_a_lost_page_is_sent_again(house: House) -> None:
    room = house.room()
    tab = await room.attach()
    await room.start(microphone=False)
    sent = [await anext(room.messages(tab)) for _ in range(3)]
    while not isinstance(sent[-1], Speech):
        sent.append(await anext(room.messages(tab)))
    await room.detach(tab)
    again = await Page.open(room)
    assert sent[-1] not in again.got, "nobody speaks to who is not ready yet"
    await room.start(microphone=False, anew=True)
    await again.until(lambda: sent[-1] in again.got)
    await again.asked()


async def test_after_a_reload_in_mid_answer_the_rehearsal_waits_for_the_candidate(house: House) -> None:
    room, page, listening = await _by_voice(house)
    listening.say(SpeechStarted(at=listening.offset + 0.5))
    await page.until(lambda: bool(page.events("SpeechStarted")))
    await room.control("mute")
    again = await Page.open(room)
    before = room.welcome().state.clock
    await asyncio.sleep(0.1)
    assert room.welcome().state.clock == before, "nobody is silent who has not gone on yet"
    await room.start(microphone=True, anew=True, lost_s=1.5)
    await room.hear(AudioChunk(4 * SAMPLE_RATE, b"\x01\x00" * SAMPLE_RATE))
    first, second = house.listenings
    assert first.flushed == 1
    assert second.heard == [AudioChunk(0, b"\x01\x00" * SAMPLE_RATE)], "a new page is not muted"
    await again.until(lambda: bool(again.events("AudioLost")))
    assert [type(e) for e in house.store.logs["a1"]].count(AudioLost) == 1
    assert room.welcome().state.floor == "holding"


async def test_a_microphone_that_is_allowed_later_is_heard(house: House) -> None:
    room = house.room()
    page = await Page.open(room)
    await room.start(microphone=False)
    await page.asked()
    assert room.welcome().hearing == "whisper", "it can be changed"
    await room.start(microphone=True, anew=True)
    await room.hear(AudioChunk(0, bytes(2 * SAMPLE_RATE)))
    (listening,) = house.listenings
    at = listening.offset
    listening.say(FinalTranscript(at=at + 1, text="Labels.", started=at, ended=at + 0.5))
    async with _silence(room, SAMPLE_RATE):
        await page.until(lambda: bool(page.events("AnswerScored")))


@contextlib.asynccontextmanager
async def _silence(room: SessionRoom, first: int) -> AsyncIterator[None]:
    """The page records who says nothing, from the sample `first` on."""

    async def record() -> None:
        for sample in itertools.count(first, SAMPLE_RATE // 2):
            await asyncio.sleep(0.5 / FASTER)
            with contextlib.suppress(Refused):
                await room.hear(AudioChunk(sample, bytes(SAMPLE_RATE)))

    recording = asyncio.create_task(record())
    try:
        yield
    finally:
        recording.cancel()


async def test_a_microphone_or_a_line_that_gives_nothing_is_no_silence_of_the_candidate(house: House) -> None:
    house.wall = Hurried()
    room, page, listening = await _by_voice(house)
    spoke = house.types().count("InterviewerSpoke")
    await asyncio.sleep(60 / FASTER)
    stood = room.welcome().state
    assert stood.floor in ("listening", "holding") and stood.clock < listening.offset + 8.0, "time stands still"
    assert house.types().count("InterviewerSpoke") == spoke, "nobody is asked where they are"
    async with _silence(room, SAMPLE_RATE):
        await page.until(lambda: room.welcome().state.clock > stood.clock + 2.0)
        assert house.types().count("InterviewerSpoke") == spoke, "who was not heard may begin again"
        await page.until(lambda: house.types().count("InterviewerSpoke") > spoke)


async def test_an_answer_typed_where_no_sound_comes_is_taken(house: House) -> None:
    room, page, _ = await _by_voice(house)
    await asyncio.sleep(10 / FASTER)
    await room.typed("Labels that everybody trusts.")
    await page.until(lambda: bool(page.events("AttemptFinished")))
    assert page.events("AnswerScored")


async def test_what_a_microphone_that_gave_nothing_took_is_told_as_that(house: House) -> None:
    room, page, _ = await _by_voice(house)
    await room.start(microphone=False)
    await room.start(microphone=True, anew=True, lost_s=7.0, lost_by="microphone")
    await page.until(lambda: bool(page.events("AudioLost")))
    (lost,) = (e for e in house.store.logs["a1"] if isinstance(e, AudioLost))
    assert (lost.seconds, lost.reason) == (7.0, "the microphone gave none")


async def test_after_the_grace_time_the_attempt_is_resumed_from_its_record(house: House) -> None:
    room = house.room(grace=0.02)
    page = await Page.open(room)
    await room.start(microphone=False)
    await page.asked()
    await page.leave()
    await page.until(lambda: room.closed)
    await room.close()
    with pytest.raises(Refused):
        await room.attach()
    later = house.room()
    again = await Page.open(later)
    assert isinstance(again.got[0], Welcome) and again.got[0].resumed
    await later.start(microphone=False)
    await again.asked()
    assert [e for e in house.store.logs["a1"] if isinstance(e, AttemptResumed)]
    assert house.types().count("AttemptStarted") == 1
    first_ids = {m.speech_id for m in page.got if isinstance(m, Speech)}
    assert not first_ids & {m.speech_id for m in again.got if isinstance(m, Speech)}


async def test_closing_writes_down_the_last_words(house: House) -> None:
    room = house.room()
    page = await Page.open(room)
    await room.start(microphone=True)
    await page.asked()
    await room.hear(AudioChunk(0, bytes(2 * SAMPLE_RATE)))
    at = house.listenings[0].offset
    house.listenings[0].say(FinalTranscript(at=at + 1, text="Labels.", started=at, ended=at + 0.5))
    await room.close()
    assert "FinalTranscript" in house.types()
    assert house.listenings[0].flushed == 1


async def test_a_second_page_takes_over(house: House) -> None:
    room = house.room()
    first = await Page.open(room)
    second = await Page.open(room)
    await first.until(lambda: len(first.got) > 1)
    last = first.got[-1]
    assert isinstance(last, Trouble) and (last.code, last.fatal) == ("taken_over", True)
    await first.leave()
    await room.start(microphone=False)
    await second.asked()


async def test_a_record_that_cannot_be_written_ends_the_rehearsal_with_words(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(attempt_id: str, events: Sequence[Event]) -> None:
        raise StoreError("The disk is full; free some space.")

    monkeypatch.setattr(house.store, "append", full)
    room = house.room()
    page = await Page.open(room)
    await room.start(microphone=False)
    await page.until(lambda: room.closed)
    await page.until(lambda: isinstance(page.got[-1], Trouble))
    last = page.got[-1]
    assert isinstance(last, Trouble) and (last.message, last.fatal) == ("The disk is full; free some space.", True)


async def test_mute_silences_the_microphone(house: House) -> None:
    room = house.room()
    page = await Page.open(room)
    await room.start(microphone=True)
    await page.asked()
    await room.control("mute")
    await room.hear(AudioChunk(0, b"\x01\x00" * SAMPLE_RATE))
    assert house.listenings[0].heard[0].pcm == bytes(2 * SAMPLE_RATE)


async def test_words_that_the_browser_recognised_are_an_answer(house: House) -> None:
    room = house.room()
    page = await Page.open(room)
    await room.start(False, browser=True)
    await page.asked()
    await room.recognised("Labels we", final=False, seconds=1.0)
    await asyncio.sleep(4 / FASTER)
    await room.recognised("Labels we trust, because two people agree.", final=True, seconds=3.0)
    await page.until(lambda: "FinalTranscript" in house.types())
    await room.control("done")
    await page.until(lambda: "AnswerScored" in house.types())
    log = house.store.logs["a1"]
    started = next(e for e in log if isinstance(e, AttemptStarted))
    said = next(e for e in log if isinstance(e, FinalTranscript))
    scored = next(e for e in log if isinstance(e, AnswerScored))
    assert (started.hearing, said.source, len(said.words)) == ("browser", "browser", 7)
    assert said.started < said.ended and said.words[-1].end <= said.ended
    delivery = next(c for c in scored.scorecard.criteria if c.id == "delivery")
    assert delivery.level is None and "browser" in delivery.reason


async def _recognised(room: SessionRoom, text: str, sent: str, seconds: float = 3.0, ago: float = 0.0) -> None:
    await room.recognised(text, final=True, seconds=seconds, ago=ago, sent=sent)


async def _by_browser(house: House, whole: bool = False) -> tuple[SessionRoom, Page]:
    room = house.room()
    page = await Page.open(room)
    await room.start(False, browser=True, anew=True, whole=whole)
    await page.asked()
    return room, page


async def test_what_the_browser_recognised_is_taken_once_however_often_it_is_sent(house: House) -> None:
    room, page = await _by_browser(house)
    for sent in ("r1", "r2", "r1", "r2"):
        await _recognised(room, f"Labels we trust, {sent}.", sent)
    await page.until(lambda: len(page.events("FinalTranscript")) == 2)
    await room.control("done")
    await page.until(lambda: bool(page.events("TurnEnded")))
    assert len(page.events("FinalTranscript")) == 2


async def test_what_was_said_to_the_browser_over_a_lost_line_lies_after_what_was_before(house: House) -> None:
    room, page = await _by_browser(house)
    await _recognised(room, "Labels we trust.", "r1", seconds=1.0)
    await page.leave()
    lost_at = room.welcome().state.clock
    await asyncio.sleep(30 / FASTER)
    again = await Page.open(room)
    await room.start(False, browser=True)
    await _recognised(room, "Because two people agree.", "r2", seconds=5.0, ago=20.0)
    await _recognised(room, "And we measure it.", "r3", seconds=4.0, ago=10.0)
    await again.until(lambda: len(again.events("FinalTranscript")) == 2)
    said = [e for e in house.store.logs["a1"] if isinstance(e, FinalTranscript)]
    assert [e.sent for e in said] == ["r1", "r2", "r3"]
    assert said[1].started >= lost_at, "not in what was said before"
    assert all(e.words[-1].end <= e.ended <= e.at + 1e-6 for e in said)
    assert all(before.ended <= after.started for before, after in itertools.pairwise(said))
    assert [round(e.ended - e.started, 1) for e in said[1:]] == [5.0, 4.0], "as long as they were"
    assert said[-1].ended < lost_at + 20, "what nobody said takes no time"


async def test_what_was_said_to_a_server_that_died_is_taken_once_by_the_next(house: House) -> None:
    room, page = await _by_browser(house)
    await _recognised(room, "Labels we trust.", "r1", seconds=0.5)
    await page.until(lambda: bool(page.events("FinalTranscript")))
    await room.recognised("Because too", final=False, seconds=1.0)
    await page.until(lambda: "WordsSaved" in house.types())
    killed = list(house.store.logs["a1"])
    await page.leave()
    house.store.logs["a1"] = killed
    again, after = await _by_browser(house, whole=True)
    await _recognised(again, "Labels we trust.", "r1", seconds=0.5, ago=40.0)
    await _recognised(again, "Because two people agree.", "r2", ago=30.0)
    await after.until(lambda: any(e.sent == "r2" for e in house.store.logs["a1"] if isinstance(e, FinalTranscript)))
    said = [e for e in house.store.logs["a1"] if isinstance(e, FinalTranscript)]
    assert [e.text for e in said] == ["Labels we trust.", "Because two people agree."], "nothing is said twice"
    assert said[0].ended <= said[1].started and said[1].words[-1].end <= said[1].ended <= said[1].at


async def test_words_whose_page_is_gone_are_an_utterance(house: House) -> None:
    room, page = await _by_browser(house)
    await room.recognised("Labels we trust", final=False, seconds=2.0)
    await page.leave()
    again = await Page.open(room)
    await room.start(False, browser=True, anew=True)
    await again.until(lambda: bool(again.events("FinalTranscript")))
    assert [e.text for e in house.store.logs["a1"] if isinstance(e, FinalTranscript)] == ["Labels we trust"]


async def test_an_answer_typed_to_a_server_that_died_is_not_taken_again_by_the_next(house: House) -> None:
    room = house.room()
    page = await Page.open(room)
    await room.start(microphone=False)
    await page.asked()
    await room.typed("Could you repeat the question, please?", "t1")
    await page.until(lambda: bool(page.events("FinalTranscript")))
    killed = list(house.store.logs["a1"])
    await page.leave()
    house.store.logs["a1"] = killed
    again = house.room()
    after = await Page.open(again)
    await again.start(microphone=False)
    await after.asked()
    await again.typed("Could you repeat the question, please?", "t1")
    await again.typed("Labels that everybody trusts.", "t2")
    await after.until(lambda: bool(after.events("AttemptFinished")))
    assert [e.sent for e in house.store.logs["a1"] if isinstance(e, FinalTranscript)] == ["t1", "t2"]


async def test_where_the_coach_hears_the_browsers_words_are_not_taken(house: House) -> None:
    room = house.room()
    page = await Page.open(room)
    await room.start(True, browser=True)
    await page.asked()
    await room.recognised("Labels we trust.", final=True, seconds=3.0)
    assert "FinalTranscript" not in house.types()
