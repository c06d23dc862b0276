"""A turn may end in a pause inside an utterance, and is taken back where the candidate only paused."""

from __future__ import annotations

import pytest

from coach.events import FinalTranscript, InterviewerSpoke, PartialTranscript, SpeechStarted, SpeechStopped, TurnEnded
from coach.interview.effects import Effect, Emit, FlushHearing, Pressed, Speak, SpeakingEnded, SpeakingStarted, Tick
from coach.interview.rehearsal import Rehearsal
from coach.interview.turns import soonest
from coach.listening.pauses import Paused, WentOn
from coach.listening.prosody import Ending
from tests.interview.stage import LONG, rehearsal

FALLEN = Ending(9.0, 6.0, -20.0)
DONE = f"{LONG} That's my answer."


def answering(words: str, seconds: float = 30.0, **profile: float) -> tuple[Rehearsal, float]:
    """A question was asked and `words` are recognised of an answer that just fell silent; returns when it did."""
    core = rehearsal(**profile)
    effects, at = core.begin(), 0.0
    while speech := next((e for e in effects if isinstance(e, Speak)), None):
        core.push(SpeakingStarted(speech.speech_id, at, 2.0))
        at += 2.0
        effects = core.push(SpeakingEnded(speech.speech_id, at, speech.text, completed=True))
    core.push(SpeechStarted(at=at + 1))
    silent = at + 1 + seconds
    core.push(PartialTranscript(at=silent - 0.3, text=words))
    return core, silent


def paused(words: str, ending: Ending | None = FALLEN, **profile: float) -> tuple[Rehearsal, float]:
    core, silent = answering(words, **profile)
    core.push(Paused(silent, ending))
    core.push(PartialTranscript(at=silent + 0.25, text=words))
    return core, silent


def ended(effects: list[Effect]) -> list[str]:
    return [e.event.reason for e in effects if isinstance(e, Emit) and isinstance(e.event, TurnEnded)]


def final(text: str, silent: float, at: float) -> FinalTranscript:
    return FinalTranscript(at=at, text=text, started=silent - 30, ended=silent)


def test_a_turn_that_surely_is_over_ends_before_the_utterance_does_and_closes_with_its_words() -> None:
    core, silent = paused(DONE)
    wakes = core.wake_at()
    assert wakes is not None and silent < wakes < silent + 0.6
    assert FlushHearing(in_pause=True) in core.push(Tick(wakes))
    assert not ended(core.push(SpeechStopped(at=silent, energy_fall=9.0)))
    assert ended(core.push(final(DONE, silent, wakes + 0.2))) == ["closing_phrase"]


def test_no_turn_ends_sooner_than_a_sixth_of_the_profiles_silence() -> None:
    core, silent = paused(DONE)
    wakes = core.wake_at()
    assert wakes is not None and wakes >= silent + soonest(1.8) - 1e-9
    assert soonest(1.8) == pytest.approx(0.3)
    assert soonest(3.0) > soonest(1.8) > soonest(1.2)


@pytest.mark.parametrize("again", ["before the ears were told", "after its last utterance was ended"])
def test_who_speaks_on_before_the_turn_is_closed_keeps_it(again: str) -> None:
    core, silent = paused(DONE)
    at = core.wake_at() or 0.0
    core.push(Tick(at))
    if again == "before the ears were told":
        core.push(WentOn(at + 0.05))
        core.push(PartialTranscript(at=at + 1, text=f"{DONE} One more thing"))
        effects = core.push(Tick(at + 5))
    else:
        core.push(SpeechStopped(at=silent, energy_fall=9.0))
        core.push(SpeechStarted(at=at + 0.1))
        effects = core.push(final(DONE, silent, at + 0.3)) + core.push(Tick(at + 5))
    assert not ended(effects) and not [e for e in effects if isinstance(e, Speak)]
    assert core.floor(at + 5) == "listening"


def test_an_end_that_was_told_is_not_taken_back_by_a_voice() -> None:
    core, silent = answering(DONE)
    assert FlushHearing() in core.push(Pressed("done", silent))
    core.push(WentOn(silent + 0.1))
    core.push(SpeechStopped(at=silent))
    assert ended(core.push(final(DONE, silent, silent + 0.5))) == ["done_key"]


@pytest.mark.parametrize(("words", "ending"), [("", FALLEN), (DONE, None)])
def test_a_pause_of_which_too_little_is_known_ends_nothing(words: str, ending: Ending | None) -> None:
    core, silent = paused(words, ending)
    assert not [e for e in core.push(Tick(silent + 5)) if isinstance(e, FlushHearing)]


def test_a_request_that_was_taken_for_the_end_of_an_answer_is_granted() -> None:
    core, silent = paused(DONE)
    at = core.wake_at() or 0.0
    core.push(Tick(at))
    core.push(SpeechStopped(at=silent, energy_fall=9.0))
    asked = "Could you repeat the question please?"
    effects = core.push(FinalTranscript(at=at + 0.2, text=asked, started=silent - 2, ended=silent))
    assert not ended(effects)
    assert [e.move for e in effects if isinstance(e, Speak)] == ["clarify"]


def test_patience_and_being_hard_to_interrupt_are_settings_of_their_own() -> None:
    def waited(**profile: float) -> float:
        core, silent = paused(LONG, **profile)
        return (core.wake_at() or 0.0) - silent

    assert waited(patience=3.0) > waited()
    assert waited(hard_to_interrupt=4.0) == pytest.approx(waited())


def test_let_me_think_in_a_pause_is_waited_for_and_its_final_holds_the_floor() -> None:
    words = f"{LONG} Let me think"
    core, silent = paused(words)
    assert (core.wake_at() or 0.0) >= silent + 1.8
    core.push(SpeechStopped(at=silent, energy_fall=9.0))
    core.push(final(words, silent, silent + 0.9))
    assert core.floor(silent + 6.0) == "holding"
    assert not ended(core.push(Tick(silent + 6.0)))


def test_a_pause_while_the_interviewer_speaks_means_nothing() -> None:
    core = rehearsal()
    speech = next(e for e in core.begin() if isinstance(e, Speak))
    core.push(SpeakingStarted(speech.speech_id, 0.1, 5.0))
    assert not core.push(Paused(1.0, FALLEN)) and not core.push(WentOn(1.5))
    assert not [e for e in core.events if isinstance(e, InterviewerSpoke)]
