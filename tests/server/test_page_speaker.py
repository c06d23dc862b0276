"""The interviewer's voice on the page: what was really heard comes from the page's reports."""

from __future__ import annotations

import asyncio
import base64
import io
import wave
from collections.abc import AsyncIterator, Callable

import pytest

from coach.errors import VoiceError
from coach.events import VoiceFailed
from coach.interview.effects import Input, Speak, SpeakingEnded, SpeakingStarted
from coach.server.page_speaker import PageSpeaker
from coach.server.wire import ServerMessage, Speech, SpeechDuck, SpeechHold, SpeechStop
from coach.speaking.fake_voice import SilentVoice
from coach.speaking.voice import SpokenSentence

TEXT = "Hello there. What is ground truth?"
WORD = 60 / 170


class Scene:
    def __init__(self, voice: SilentVoice | None = None) -> None:
        self.now = 0.0
        self.sent: list[ServerMessage] = []
        self.told: list[Input] = []
        self.speaker = PageSpeaker(
            voice or SilentVoice(), "adaeze", lambda: self.now, self.sent.append, self.told.append, look_every=0.005
        )

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not true():
                await asyncio.sleep(0.005)

    async def speak(self, text: str = TEXT) -> None:
        self.speaker.speak(Speak(1, "ask", text))
        await self.until(lambda: any(isinstance(m, Speech) and m.last for m in self.sent))
        await asyncio.sleep(0)

    @property
    def ended(self) -> SpeakingEnded | None:
        return next((i for i in self.told if isinstance(i, SpeakingEnded)), None)


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    scene = Scene()
    yield scene
    await scene.speaker.close()


async def test_sentences_go_out_one_by_one_with_words_and_sound(scene: Scene) -> None:
    await scene.speak()
    first, second = (m for m in scene.sent if isinstance(m, Speech))
    assert (first.text, first.sentence, first.offset_s, first.last) == ("Hello there.", 0, 0.0, False)
    assert (second.text, second.last) == ("What is ground truth?", True)
    assert second.offset_s == pytest.approx(2 * WORD, abs=0.001)
    assert [second.text[w.offset : w.offset + w.length] for w in second.words][:2] == ["What", "is"]
    with wave.open(io.BytesIO(base64.b64decode(first.audio))) as file:
        assert file.getnframes() / file.getframerate() == pytest.approx(2 * WORD, abs=0.001)


async def test_the_pages_reports_begin_and_end_a_speech(scene: Scene) -> None:
    await scene.speak()
    assert scene.told == []
    scene.speaker.played(1, 0.1, False)
    await scene.until(lambda: bool(scene.told))
    assert isinstance(scene.told[0], SpeakingStarted)
    scene.speaker.played(1, 6 * WORD, True)
    await scene.until(lambda: scene.ended is not None)
    assert scene.ended == SpeakingEnded(1, 0.0, TEXT, True)


async def test_a_stopped_speech_ends_with_what_the_page_played(scene: Scene) -> None:
    await scene.speak()
    scene.speaker.played(1, 0.1, False)
    scene.speaker.stop(1)
    assert scene.sent[-1] == SpeechStop(speech_id=1)
    scene.speaker.played(1, 4 * WORD + 0.1, False)
    await scene.until(lambda: scene.ended is not None)
    assert scene.ended and not scene.ended.completed
    assert scene.ended.heard.startswith("Hello there. What")
    assert not scene.ended.heard.endswith("truth?")


async def test_a_stop_before_any_sound_was_heard_by_nobody(scene: Scene) -> None:
    await scene.speak()
    scene.speaker.stop(1)
    scene.now += 0.5
    await scene.until(lambda: scene.ended is not None)
    assert scene.ended and (scene.ended.heard, scene.ended.completed) == ("", False)
    assert isinstance(scene.told[0], SpeakingStarted)


async def test_without_a_report_time_is_assumed(scene: Scene) -> None:
    await scene.speak()
    scene.now = 6 * WORD + 1.9
    await scene.until(lambda: bool(scene.told))
    assert scene.ended is None
    scene.now = 6 * WORD + 2.1
    await scene.until(lambda: scene.ended is not None)
    assert scene.ended and scene.ended.completed


async def test_while_the_clock_stands_a_speech_waits_and_can_be_sent_again(scene: Scene) -> None:
    await scene.speak()
    scene.speaker.played(1, 2 * WORD, False)
    await asyncio.sleep(0.03)
    assert scene.ended is None
    assert [m.sentence for m in scene.speaker.unplayed()] == [1]


async def test_ducking_reaches_the_page(scene: Scene) -> None:
    await scene.speak()
    scene.speaker.duck(1, True)
    assert scene.sent[-1] == SpeechDuck(speech_id=1, on=True)


async def test_a_held_speech_waits_and_goes_on_at_the_beginning_of_its_word(scene: Scene) -> None:
    await scene.speak()
    scene.speaker.played(1, 0.2, False)
    scene.now = 1.0
    scene.speaker.hold(1)
    assert scene.sent[-1] == SpeechHold(speech_id=1, on=True)
    third = scene.sent[1]
    assert isinstance(third, Speech)
    begin = third.offset_s + third.words[0].start
    scene.speaker.played(1, begin + 0.1, False)
    scene.now = 60.0
    await asyncio.sleep(0.03)
    assert scene.ended is None
    scene.speaker.duck(1, False)
    assert scene.sent[-1] == SpeechHold(speech_id=1, on=False, from_s=round(begin, 4))
    scene.speaker.stop(1)
    scene.speaker.played(1, begin + 0.05, False)
    await scene.until(lambda: scene.ended is not None)
    assert scene.ended and scene.ended.heard == "Hello there."


async def test_a_speech_that_went_on_after_it_was_held_was_heard_up_to_where_it_then_came(scene: Scene) -> None:
    await scene.speak()
    second = scene.sent[1]
    assert isinstance(second, Speech)
    scene.speaker.played(1, second.offset_s + second.words[1].start + 0.1, False)
    scene.speaker.hold(1)
    scene.speaker.played(1, second.offset_s + second.words[1].start + 0.15, False)
    scene.speaker.duck(1, False)
    scene.speaker.played(1, second.offset_s + second.words[1].start + 0.05, False)
    scene.speaker.stop(1)
    scene.speaker.played(1, second.offset_s + second.words[2].start + 0.01, False)
    await scene.until(lambda: scene.ended is not None)
    assert scene.ended and scene.ended.heard == "Hello there. What is"


async def test_a_speech_stopped_in_mid_word_was_heard_up_to_the_word_before(scene: Scene) -> None:
    await scene.speak()
    second = scene.sent[1]
    assert isinstance(second, Speech)
    scene.speaker.stop(1)
    scene.speaker.played(1, second.offset_s + second.words[2].start + 0.01, False)
    await scene.until(lambda: scene.ended is not None)
    assert scene.ended and scene.ended.heard == "Hello there. What is"


@pytest.mark.parametrize("steps", range(6))
async def test_a_report_that_comes_just_before_the_end_does_not_hold_it_up(scene: Scene, steps: int) -> None:
    await scene.speak()
    scene.speaker.played(1, 0.1, False)
    for _ in range(steps):
        await asyncio.sleep(0)
    async with asyncio.timeout(5):
        await scene.speaker.close()


async def test_a_report_about_an_unknown_speech_is_of_no_use(scene: Scene) -> None:
    scene.speaker.played(99, 1.0, True)
    assert scene.told == []


@pytest.mark.parametrize("error", [VoiceError("espeak died; run coach doctor"), RuntimeError("what was said")])
async def test_a_voice_that_fails_is_told_and_the_text_goes_out_silent(error: Exception) -> None:
    class Mute(SilentVoice):
        def synthesise(self, sentence: str, speaker: str = "adaeze") -> SpokenSentence:
            raise error

    scene = Scene(Mute())
    await scene.speak()
    failures = [i for i in scene.told if isinstance(i, VoiceFailed)]
    assert len(failures) == 2
    assert "what was said" not in failures[0].reason
    assert [m.text for m in scene.sent if isinstance(m, Speech)] == ["Hello there.", "What is ground truth?"]
    await scene.speaker.close()
