"""Over the interviewer's voice: lowered at a sound, silent for a voice, stopped for words, going on after nothing."""

from __future__ import annotations

import pytest

from coach.events import BargedIn, FinalTranscript, PartialTranscript, SpeechStarted, SpeechStopped
from coach.interview.effects import (
    DuckSpeaking,
    Effect,
    Emit,
    HoldSpeaking,
    ResumeSpeaking,
    Speak,
    SpeakingEnded,
    SpeakingStarted,
    StopSpeaking,
    Tick,
)
from coach.interview.floor import CONFIRM_SECONDS, WORDS_WITHIN
from coach.interview.rehearsal import Rehearsal
from coach.listening.overlap import Overlap
from tests.interview.stage import BANK, profile


def speaking(**changes: float) -> tuple[Rehearsal, Speak]:
    """A rehearsal by voice in which the greeting sounds since 0.1 s."""
    core = Rehearsal("a1", BANK, ("alpha", "beta"), profile(**changes), hearing="whisper:base.en")
    speech = next(e for e in core.begin() if isinstance(e, Speak))
    core.push(SpeakingStarted(speech.speech_id, 0.1, 9.0))
    return core, speech


def kinds(effects: list[Effect]) -> list[type]:
    wanted = (DuckSpeaking, HoldSpeaking, ResumeSpeaking, StopSpeaking)
    return [type(e) for e in effects if isinstance(e, wanted)]


def barged(effects: list[Effect]) -> bool:
    return any(isinstance(e, Emit) and isinstance(e.event, BargedIn) for e in effects)


def final(text: str, started: float = 4.0, ended: float = 4.5, at: float = 5.2) -> FinalTranscript:
    return FinalTranscript(at=at, text=text, started=started, ended=ended)


def test_a_sound_lowers_the_voice_and_its_end_raises_it() -> None:
    core, _ = speaking()
    assert kinds(core.push(Overlap(4.1, 4.0, "begun"))) == [DuckSpeaking]
    assert kinds(core.push(Overlap(4.5, 4.0, "ended"))) == [ResumeSpeaking]


def test_somebodys_voice_silences_it_at_once_and_takes_the_floor_if_it_lasts() -> None:
    core, _ = speaking()
    core.push(Overlap(4.1, 4.0, "begun"))
    effects = core.push(Overlap(4.3, 4.0, "voice"))
    assert kinds(effects) == [HoldSpeaking] and not barged(effects)
    assert core.wake_at() == pytest.approx(4.0 + CONFIRM_SECONDS)
    effects = core.push(Tick(4.0 + CONFIRM_SECONDS))
    assert kinds(effects) == [StopSpeaking] and barged(effects)


def held_by_a_short_voice() -> Rehearsal:
    core, _ = speaking()
    for overlap in (Overlap(4.1, 4.0, "begun"), Overlap(4.3, 4.0, "voice")):
        core.push(overlap)
    core.push(SpeechStarted(at=4.0))
    assert kinds(core.push(Overlap(4.7, 4.0, "ended"))) == []
    core.push(SpeechStopped(at=4.5))
    return core


@pytest.mark.parametrize("nothing", ["", "Okay.", "Mm-hm.", "Yeah, sure."])
def test_a_voice_without_words_of_weight_lets_it_go_on(nothing: str) -> None:
    effects = held_by_a_short_voice().push(final(nothing))
    assert kinds(effects) == [ResumeSpeaking] and not barged(effects)


def test_where_words_never_come_it_goes_on_after_a_while() -> None:
    core = held_by_a_short_voice()
    assert kinds(core.push(Tick(4.7 + WORDS_WITHIN - 0.01))) == []
    assert kinds(core.push(Tick(4.7 + WORDS_WITHIN))) == [ResumeSpeaking]


def test_one_word_of_weight_takes_the_floor_and_begins_the_turn() -> None:
    core = held_by_a_short_voice()
    effects = core.push(final("Wait."))
    assert kinds(effects) == [StopSpeaking] and barged(effects)
    speech_id = next(e.speech_id for e in effects if isinstance(e, StopSpeaking))
    effects = core.push(SpeakingEnded(speech_id, 5.3, "Hello", False))
    said = [e.event for e in effects if isinstance(e, Emit) and isinstance(e.event, FinalTranscript)]
    assert [(s.text, s.at) for s in said] == [("Wait.", 5.3)]


def test_a_voice_that_may_be_the_echo_neither_lowers_nor_stops_it() -> None:
    core, _ = speaking()
    assert kinds(core.push(SpeechStarted(at=2.0))) == []
    assert kinds(core.push(Tick(5.0))) == []
    assert core.wake_at() is None


def test_the_interviewers_own_words_are_neither_shown_nor_the_candidates() -> None:
    core, speech = speaking()
    core.push(SpeechStarted(at=0.4))
    heard = " ".join(speech.text.split()[:8])
    assert not [e for e in core.push(PartialTranscript(at=3.0, text=heard)) if isinstance(e, Emit)]
    effects = core.push(final(heard, 0.4, 3.2, 3.6))
    events = [e.event for e in effects if isinstance(e, Emit)]
    assert [(e.text, e.counts) for e in events if isinstance(e, FinalTranscript)] == [("", False)]
    assert not barged(effects)


def test_hard_to_interrupt_waits_longer_before_it_is_silent() -> None:
    core, _ = speaking(hard_to_interrupt=3.0)
    core.push(Overlap(4.1, 4.0, "begun"))
    assert kinds(core.push(Overlap(4.3, 4.0, "voice"))) == []
    assert kinds(core.push(Tick(4.75))) == [HoldSpeaking]
    assert kinds(core.push(Tick(6.9))) == []
    assert kinds(core.push(Tick(7.0))) == [StopSpeaking]


def test_the_close_is_not_interrupted() -> None:
    core, speech = speaking()
    core.push(SpeakingEnded(speech.speech_id, 9.0, speech.text, True))
    mouth = core._mouth
    assert mouth.speaking is not None
    mouth.speaking.stopping = True
    assert kinds(core.push(Overlap(9.6, 9.5, "begun"))) == []
