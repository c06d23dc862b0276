"""A whole interview on the sample clock: what is asked, when the turn ends, what the log says."""

from __future__ import annotations

import itertools

import pytest

from coach.events import (
    AnswerScored,
    AttemptFinished,
    AttemptStarted,
    BargedIn,
    FinalTranscript,
    InterviewerSpoke,
    PartialTranscript,
    RecognitionFailed,
    SpeechStarted,
    SpeechStopped,
    ThinkingHeld,
    TurnEnded,
    to_json,
)
from coach.interview.effects import (
    Pressed,
    Speak,
    SpeakingEnded,
    SpeakingStarted,
    StopSpeaking,
    Tick,
    TypedAnswer,
)
from coach.listening.overlap import Overlap
from scoring.ledger import sentences_of
from tests.interview.stage import BANK, LONG, asked_first, emitted, moves, of, play, profile, rehearsal


def test_two_answers_go_from_the_greeting_to_the_report() -> None:
    events = play([{"say": LONG}, {"say": LONG}, {"say": LONG}])
    assert isinstance(events[0], AttemptStarted)
    assert isinstance(events[-1], AttemptFinished)
    assert moves(events) == ["greet", "ask", "probe", "acknowledge", "ask", "acknowledge", "close"]
    assert [e.question_id for e in of(events, AnswerScored)] == ["alpha", "beta"]
    assert events[-1].report.scored == 2


def test_times_never_run_backwards_in_the_log() -> None:
    events = [e for e in play([{"say": LONG}, {"say": LONG, "barge_in_after": 0.8}]) if not isinstance(e, BargedIn)]
    ats = [e.at for e in events]
    assert all(b >= a - 0.02 for a, b in itertools.pairwise(ats))


def test_the_same_script_gives_the_same_bytes() -> None:
    script = [{"say": LONG}, {"silence": 9}, {"say": "Um, I would check it."}, {"say": LONG}]
    assert [to_json(e) for e in play(script)] == [to_json(e) for e in play(script)]


def test_a_turn_ends_after_the_profiles_silence_and_not_before() -> None:
    events = play([{"say": LONG}], questions=("beta",), turn_silence=2.5)
    ended = of(events, TurnEnded)[0]
    stopped = of(events, SpeechStopped)[-1]
    assert ended.at - stopped.at == pytest.approx(2.5, abs=0.05)


def test_a_trailing_so_waits_longer() -> None:
    events = play([{"say": LONG + " And so"}], questions=("beta",))
    assert of(events, TurnEnded)[0].at - of(events, SpeechStopped)[-1].at > 4.0


def test_a_pause_for_thought_within_the_hold_does_not_end_the_turn() -> None:
    said = "Let me think. " + LONG
    events = play([{"say": said, "pauses": [[3, 7.0]]}], questions=("beta",))
    assert of(events, ThinkingHeld)
    finals = of(events, FinalTranscript)
    assert of(events, TurnEnded)[0].at > finals[-1].at


def test_silence_is_nudged_twice_then_passed_over_without_a_score() -> None:
    events = play([], questions=("beta",))
    assert moves(events)[:4] == ["greet", "ask", "nudge", "nudge"]
    assert of(events, AnswerScored)[0].scorecard.overall is None
    assert isinstance(events[-1], AttemptFinished)


def test_a_request_to_rephrase_is_answered_with_other_words_each_time_and_is_no_answer() -> None:
    ask = {"say": "Sorry, could you rephrase the question?"}
    events = play([ask, ask, {"say": LONG}], questions=("beta",))
    clarified = [e.text for e in of(events, InterviewerSpoke) if e.move == "clarify"]
    assert clarified == list(BANK.questions[1].rephrasings)
    assert [f.counts for f in of(events, FinalTranscript)] == [False, False, True]
    assert len(of(events, TurnEnded)) == 1


def test_a_moment_is_given_when_asked_for() -> None:
    events = play([{"say": "Give me a minute please."}, {"silence": 5}, {"say": LONG}], questions=("beta",))
    assert moves(events) == ["greet", "ask", "wait", "acknowledge", "close"]


def test_speaking_over_the_question_stops_it_and_the_rest_counts_as_unsaid() -> None:
    events = play([{"say": LONG, "barge_in_after": 1.0}], questions=("beta",))
    cut = next(e for e in of(events, InterviewerSpoke) if e.heard is not None)
    assert of(events, BargedIn)
    assert len(cut.heard.split()) < len(cut.text.split())


def test_a_short_sound_over_the_interviewer_takes_nothing() -> None:
    core = rehearsal()
    core.push(Tick(0.0))
    effects = core.begin()
    speech = next(e for e in effects if isinstance(e, Speak))
    core.push(SpeakingStarted(speech.speech_id, 0.1, 5.0))
    core.push(SpeechStarted(at=1.0))
    effects = core.push(SpeechStopped(at=1.3))
    effects += core.push(FinalTranscript(at=1.4, text="Yeah.", started=1.0, ended=1.3))
    effects += core.push(Tick(2.0))
    assert not of(emitted(effects), BargedIn)
    assert [e.counts for e in of(emitted(effects), FinalTranscript)] == [False]


def test_a_probe_is_asked_only_where_its_condition_holds() -> None:
    covered = LONG + " We kept an audit trail so that every decision could be explained, because reviewers asked."
    assert "probe" in moves(play([{"say": LONG}, {"say": LONG}], questions=("alpha",)))
    assert "probe" not in moves(play([{"say": covered}], questions=("alpha",)))


def test_follow_ups_keep_their_budget() -> None:
    three = [{"say": LONG}] * 6
    assert moves(play(three, questions=("alpha",), follow_ups_per_question=0)).count("probe") == 0
    assert moves(play(three, questions=("alpha",), follow_ups_per_question=2)).count("probe") == 2


def test_hard_cut_ends_the_turn_at_the_limit() -> None:
    events = play([{"say": LONG, "seconds": 90}], questions=("gamma",), hard_cut=True)
    ended = of(events, TurnEnded)[0]
    assert ended.reason == "time_limit"
    assert ended.at - of(events, SpeechStarted)[0].at == pytest.approx(60, abs=0.1)
    assert "remind" in moves(events)


def test_an_answer_that_runs_on_is_interrupted_once_with_the_questions_own_line() -> None:
    rambling = {"say": LONG, "seconds": 80, "pauses": [[10, 0.7], [20, 0.7], [30, 0.7], [45, 0.7], [55, 0.7]]}
    events = play([rambling], questions=("beta",), interjects=True)
    interjected = [e.text for e in of(events, InterviewerSpoke) if e.move == "interject"]
    assert interjected == [BANK.questions[1].interjection]


def test_after_an_interjection_its_own_question_is_put_in_other_words_and_repeated() -> None:
    rambling = {"say": LONG, "seconds": 80, "pauses": [[10, 0.7], [20, 0.7], [30, 0.7], [45, 0.7], [55, 0.7]]}
    asks = [{"say": "Could you rephrase that?"}, {"say": "Say that again, please."}]
    events = play([rambling, *asks], questions=("beta",), interjects=True)
    entry = BANK.questions[1]
    reworded, again = (e.text for e in of(events, InterviewerSpoke) if e.move == "clarify")
    assert reworded == "What is your main point?"
    assert again.endswith(sentences_of(entry.interjection)[-1]) and again != entry.interjection


def test_an_answer_that_was_typed_is_not_cut_into() -> None:
    core, at = asked_first(questions=("beta",), interjects=True)
    effects = core.push(TypedAnswer(" ".join([LONG] * 12), at + 30))
    assert [e.reason for e in of(emitted(effects), TurnEnded)] == ["typed"]
    assert not [e for e in effects if isinstance(e, Speak) and e.text == BANK.questions[1].interjection]


def test_a_turn_waits_for_the_words_that_were_said_before_the_interviewer_was_silent() -> None:
    core = rehearsal()
    greeting = next(e for e in core.begin() if isinstance(e, Speak))
    core.push(SpeakingStarted(greeting.speech_id, 0.0, 2.0))
    question = next(
        e for e in core.push(SpeakingEnded(greeting.speech_id, 2.0, greeting.text, True)) if isinstance(e, Speak)
    )
    core.push(SpeakingStarted(question.speech_id, 2.0, 9.0))
    core.push(SpeechStarted(at=6.0))
    for happened in (Overlap(6.1, 6.0, "begun"), Overlap(6.3, 6.0, "voice"), Tick(7.5)):
        core.push(happened)
    core.push(SpeechStopped(at=7.6))
    core.push(SpeakingEnded(question.speech_id, 7.7, question.text, False))
    core.push(SpeechStarted(at=8.0))
    core.push(SpeechStopped(at=12.0))
    core.push(Pressed("done", 12.1))
    first, second = "We had a strict guideline and two raters.", "So I wrote a better rule and tested it."
    effects = core.push(FinalTranscript(at=12.5, text=first, started=6.0, ended=7.6))
    assert not of(emitted(effects), TurnEnded)
    effects = core.push(FinalTranscript(at=13.0, text=second, started=8.0, ended=12.0))
    assert of(emitted(effects), TurnEnded)


def test_the_turn_waits_for_the_last_final() -> None:
    core, at = asked_first()
    core.push(SpeechStarted(at=at + 1))
    core.push(PartialTranscript(at=at + 2, text="we labelled"))
    core.push(SpeechStopped(at=at + 4))
    effects = core.push(Tick(at + 12))
    assert not of(emitted(effects), TurnEnded)
    effects = core.push(FinalTranscript(at=at + 13, text=LONG, started=at + 1, ended=at + 4))
    assert of(emitted(effects), TurnEnded)


def test_a_final_that_never_comes_does_not_hang_the_rehearsal() -> None:
    core, at = asked_first()
    core.push(SpeechStarted(at=at + 1))
    core.push(SpeechStopped(at=at + 4))
    core.push(Tick(at + 12))
    effects = core.push(Tick(at + 50))
    assert of(emitted(effects), RecognitionFailed)
    assert of(emitted(effects), TurnEnded)


def test_a_profile_without_minutes_left_closes_after_the_answer() -> None:
    events = play([{"say": LONG, "seconds": 100}], questions=("beta", "gamma"), minutes=2)
    assert events[-1].reason == "time_up"
    assert profile(minutes=2).minutes == 2


def test_recognised_words_over_the_interviewer_take_the_floor_at_once() -> None:
    core = rehearsal()
    speech = next(e for e in core.begin() if isinstance(e, Speak))
    core.push(SpeakingStarted(speech.speech_id, 0.1, 5.0))
    core.push(SpeechStarted(at=1.0))
    assert StopSpeaking(speech.speech_id) not in core.push(PartialTranscript(at=1.4, text="Okay, yes."))
    assert StopSpeaking(speech.speech_id) in core.push(PartialTranscript(at=1.6, text="Sorry, one thing"))


def test_an_interviewer_that_is_hard_to_interrupt_needs_more_words() -> None:
    core = rehearsal(hard_to_interrupt=2.0)
    speech = next(e for e in core.begin() if isinstance(e, Speak))
    core.push(SpeakingStarted(speech.speech_id, 0.1, 5.0))
    core.push(SpeechStarted(at=1.0))
    assert StopSpeaking(speech.speech_id) not in core.push(PartialTranscript(at=1.6, text="Sorry, one"))
    assert StopSpeaking(speech.speech_id) in core.push(PartialTranscript(at=1.9, text="Sorry, one thing please"))


def test_how_the_voice_ended_decides_how_long_is_waited() -> None:
    def waited(**ending: float) -> float:
        core, at = asked_first()
        core.push(SpeechStarted(at=at + 1))
        core.push(PartialTranscript(at=at + 20, text=LONG))
        core.push(SpeechStopped(at=at + 21, **ending))
        return (core.wake_at() or 0.0) - at - 21

    falling = waited(energy_fall=9.0, pitch_fall=5.0, pitch_slope=-14.0, pitch_above=0.3, drawn_out=0.4)
    level = waited(energy_fall=-2.0, pitch_fall=-1.0, pitch_slope=2.0, pitch_above=4.0, drawn_out=0.1)
    assert falling < level - 0.5


def test_silence_after_a_follow_up_moves_on_and_is_not_probed_again() -> None:
    events = play([{"say": LONG}], questions=("alpha", "beta"), follow_ups_per_question=2)
    assert moves(events)[:7] == ["greet", "ask", "probe", "nudge", "nudge", "acknowledge", "ask"]
    assert of(events, AnswerScored)[0].scorecard.overall is not None
