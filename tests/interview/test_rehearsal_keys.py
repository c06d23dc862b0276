"""An interview that is answered by keys: skipped, typed, muted, ended."""

from __future__ import annotations

import pytest

from coach.events import (
    AnswerScored,
    AttemptFinished,
    FinalTranscript,
    PartialTranscript,
    SpeechStarted,
    SpeechStopped,
    TurnEnded,
)
from coach.interview.effects import (
    HearingChanged,
    Pressed,
    Speak,
    SpeakingEnded,
    SpeakingStarted,
    StopSpeaking,
    Tick,
    TypedAnswer,
)
from coach.interview.rehearsal import Rehearsal
from tests.interview.stage import BANK, LONG, asked_first, emitted, moves, of, profile, rehearsal, spoken


@pytest.mark.parametrize("control", ["done", "skip", "end"])
def test_a_turn_that_was_ended_by_a_key_waits_for_nobody_who_talks_on(control: str) -> None:
    core, at = asked_first()
    core.push(SpeechStarted(at=at + 1))
    core.push(Pressed(control, at + 9))  # type: ignore[arg-type]
    core.push(SpeechStopped(at=at + 9))
    core.push(SpeechStarted(at=at + 9.1))
    effects = core.push(FinalTranscript(at=at + 9.6, text=LONG, started=at + 1, ended=at + 9))
    assert len(of(emitted(effects), TurnEnded)) == 1
    talked_on = core.push(PartialTranscript(at=at + 10, text="and there is one more thing to tell", committed=""))
    assert not of(emitted(talked_on), TurnEnded) and core.state(at + 10).floor != "listening"


def test_a_hard_limit_waits_for_nobody_who_talks_on() -> None:
    core, at = asked_first(questions=("gamma",), hard_cut=True)
    core.push(SpeechStarted(at=at + 1))
    over = at + 62
    core.push(Tick(over))
    core.push(SpeechStopped(at=over))
    core.push(SpeechStarted(at=over + 0.1))
    effects = core.push(FinalTranscript(at=over + 0.6, text=LONG, started=at + 1, ended=over))
    assert [e.reason for e in of(emitted(effects), TurnEnded)] == ["time_limit"]


def test_a_typed_answer_closes_the_turn_and_is_scored() -> None:
    core, at = asked_first()
    effects = core.push(TypedAnswer(LONG, at + 30))
    assert [e.reason for e in of(emitted(effects), TurnEnded)] == ["typed"]


def test_what_is_typed_over_the_greeting_is_the_answer_once_the_question_was_said() -> None:
    core = rehearsal()
    greeting = next(e for e in core.begin() if isinstance(e, Speak))
    core.push(SpeakingStarted(greeting.speech_id, 0.0, 4.0))
    assert core.push(TypedAnswer(LONG, 1.0)) == []
    asks = core.push(SpeakingEnded(greeting.speech_id, 4.0, greeting.text, completed=True))
    spoken(core, asks, 4.0)
    assert moves(core.events)[:2] == ["greet", "ask"]
    assert [(e.text, e.counts) for e in of(core.events, FinalTranscript)] == [(LONG, True)]
    assert [e.question_id for e in of(core.events, TurnEnded)] == ["alpha"]


def test_skip_moves_on_without_a_score() -> None:
    core, at = asked_first()
    effects = core.push(Pressed("skip", at + 1))
    assert [e.scorecard.overall for e in of(emitted(effects), AnswerScored)] == [None]


def test_a_key_that_is_pressed_twice_skips_one_question() -> None:
    core, at = asked_first(questions=("alpha", "beta", "gamma"))
    moved_on = core.push(Pressed("skip", at + 1))
    thanks = next(e for e in moved_on if isinstance(e, Speak))
    core.push(SpeakingStarted(thanks.speech_id, at + 1.1, 3.0))
    assert not core.push(Pressed("skip", at + 1.3)), "a bounce stops nobody"
    asks = core.push(SpeakingEnded(thanks.speech_id, at + 4.1, thanks.text, completed=True))
    asked = next(e for e in asks if isinstance(e, Speak))
    assert asked.question_id == "beta"
    core.push(SpeakingStarted(asked.speech_id, at + 4.2, 6.0))
    assert not core.push(Pressed("skip", at + 5.4)), "nobody has read it"
    assert StopSpeaking(asked.speech_id) in core.push(Pressed("skip", at + 6.4))
    core.push(SpeakingEnded(asked.speech_id, at + 6.5, "What is", completed=False))
    assert [e.question_id for e in of(core.events, AnswerScored)] == ["alpha", "beta"]


def test_skip_before_a_question_is_asked_ends_what_comes_before_it() -> None:
    core = rehearsal()
    greeting = next(e for e in core.begin() if isinstance(e, Speak))
    core.push(SpeakingStarted(greeting.speech_id, 0.0, 9.0))
    assert StopSpeaking(greeting.speech_id) in core.push(Pressed("skip", 3.0))
    core.push(SpeakingEnded(greeting.speech_id, 3.1, "Hello", completed=False))
    asked = next(e for e in core.push(Tick(4.0)) if isinstance(e, Speak))
    assert asked.question_id == "alpha" and not of(core.events, AnswerScored)


@pytest.mark.parametrize("control", ["done", "skip", "repeat", "rephrase"])
def test_keys_over_the_thanks_change_nothing_of_the_question_to_come(control: str) -> None:
    core, at = asked_first(questions=("beta", "gamma"))
    thanks = next(e for e in core.push(TypedAnswer(LONG, at + 5)) if isinstance(e, Speak))
    core.push(SpeakingStarted(thanks.speech_id, at + 5, 5.0))
    core.push(Pressed("answer", at + 8))
    core.push(Pressed(control, at + 8.1))  # type: ignore[arg-type]
    core.push(SpeakingEnded(thanks.speech_id, at + 8.2, "Thank", completed=False))
    core.push(Pressed(control, at + 8.3))  # type: ignore[arg-type]
    _, at = spoken(core, core.push(Tick(at + 10)), at + 10)
    assert [e.question_id for e in of(core.events, AnswerScored)] == ["beta"]
    assert moves(core.events)[-2:] == ["acknowledge", "ask"] and core.floor(at) == "listening"


def test_a_moment_asked_for_before_the_question_is_given_after_it() -> None:
    core = rehearsal()
    greeting = next(e for e in core.begin() if isinstance(e, Speak))
    core.push(SpeakingStarted(greeting.speech_id, 0.0, 4.0))
    core.push(Pressed("moment", 2.0))
    asks = core.push(SpeakingEnded(greeting.speech_id, 4.0, greeting.text, completed=True))
    _, at = spoken(core, asks, 4.0)
    assert moves(core.events)[:3] == ["greet", "ask", "wait"] and core.floor(at) == "holding"


def test_who_says_skip_over_the_thanks_skips_no_question_unheard() -> None:
    core, at = asked_first(questions=("beta", "gamma"))
    thanks = next(e for e in core.push(TypedAnswer(LONG, at + 5)) if isinstance(e, Speak))
    core.push(SpeakingStarted(thanks.speech_id, at + 5, 5.0))
    core.push(Pressed("answer", at + 8))
    core.push(SpeakingEnded(thanks.speech_id, at + 8.1, "Thank", completed=False))
    core.push(SpeechStarted(at=at + 8.2))
    core.push(SpeechStopped(at=at + 9))
    core.push(FinalTranscript(at=at + 9.2, text="Can we skip this one?", started=at + 8.2, ended=at + 9))
    spoken(core, core.push(Tick(at + 11)), at + 11)
    assert [e.question_id for e in of(core.events, AnswerScored)] == ["beta"]
    assert moves(core.events)[-1] == "ask"


def test_silence_means_something_once_a_typed_rehearsal_is_heard() -> None:
    core = Rehearsal("a1", BANK, ("alpha",), profile(), hearing="typed")
    _, at = spoken(core, core.begin(), 0.0)
    assert core.push(Tick(at + 60)) == []
    core.push(HearingChanged(at + 61, heard=True))
    assert [e for e in core.push(Tick(at + 70)) if isinstance(e, Speak)]


def test_who_types_where_a_voice_is_heard_is_not_silent() -> None:
    core, at = asked_first()
    for second in range(2, 90, 3):
        assert core.push(Pressed("typing", at + second)) == []
    assert not of(core.events, TurnEnded)
    typed = core.push(TypedAnswer(LONG, at + 95))
    assert [e.reason for e in of(emitted(typed), TurnEnded)] == ["typed"]
    assert core.push(Pressed("typing", at + 96)) == [], "nobody is stopped by a key in a field"


def test_nobody_is_nudged_once_typing_was_chosen() -> None:
    core, at = asked_first()
    core.push(HearingChanged(at + 1, heard=False))
    assert core.push(Tick(at + 60)) == []


def test_mute_stops_the_silence_ladder() -> None:
    core, at = asked_first()
    core.push(Pressed("mute", at + 1))
    effects = core.push(Tick(at + 100))
    assert not [e for e in effects if isinstance(e, Speak)]
    core.push(Pressed("unmute", at + 101))
    assert [e for e in core.push(Tick(at + 110)) if isinstance(e, Speak)]


def test_end_closes_with_a_report_of_what_was_answered() -> None:
    core, at = asked_first(questions=("beta", "gamma"))
    thanks = next(e for e in core.push(TypedAnswer(LONG, at + 5)) if isinstance(e, Speak))
    stopped = core.push(Pressed("end", at + 6))
    assert StopSpeaking(thanks.speech_id) in stopped
    core.push(SpeakingEnded(thanks.speech_id, at + 6, "", completed=False))
    finished = of(core.events, AttemptFinished)
    assert finished and finished[0].reason == "ended_by_candidate"
    assert core.over


def test_no_farewell_keeps_who_presses_end() -> None:
    core, at = asked_first(questions=("beta", "gamma"))
    assert not [e for e in core.push(Pressed("end", at + 1)) if isinstance(e, Speak)]
    assert core.over and core.events[-1].type == "AttemptFinished"


def test_end_cuts_a_question_and_a_farewell_short() -> None:
    core = rehearsal(questions=("beta", "gamma"))
    greeting = next(e for e in core.begin() if isinstance(e, Speak))
    assert StopSpeaking(greeting.speech_id) in core.push(Pressed("end", 1.0))
    core.push(SpeakingEnded(greeting.speech_id, 1.2, "Hello", completed=False))
    assert core.over and [e.type for e in core.events[-2:]] == ["InterviewerSpoke", "AttemptFinished"]
