"""A whole interview on the sample clock: what is asked, when the turn ends, what the log says."""

from __future__ import annotations

import itertools

import pytest

from coach.events import (
    AnswerScored,
    AttemptFinished,
    AttemptResumed,
    AttemptStarted,
    AudioLost,
    BargedIn,
    FinalTranscript,
    InterviewerSpoke,
    PartialTranscript,
    RecognitionFailed,
    SpeechStarted,
    SpeechStopped,
    ThinkingHeld,
    TurnEnded,
    WordsSaved,
    from_json,
    to_json,
)
from coach.interview.effects import (
    CameBack,
    Effect,
    Emit,
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
from coach.interview.script import run_script
from coach.listening.overlap import Overlap
from scoring.ledger import sentences_of
from tests.interview.stage import BANK, LONG, moves, of, play, profile, rehearsal


def emitted(effects: list[Effect]) -> list[object]:
    return [e.event for e in effects if isinstance(e, Emit)]


def spoken(core: Rehearsal, effects: list[Effect], at: float) -> tuple[list[Effect], float]:
    """Let the interviewer say everything that waits; each speech takes two seconds."""
    last = effects
    while speech := next((e for e in last if isinstance(e, Speak)), None):
        core.push(SpeakingStarted(speech.speech_id, at, 2.0))
        at += 2.0
        last = core.push(SpeakingEnded(speech.speech_id, at, speech.text, completed=True))
    return last, at


def asked_first(**changes: object) -> tuple[Rehearsal, float]:
    core = rehearsal(**changes)
    _, at = spoken(core, core.begin(), 0.0)
    return core, at


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


def test_who_was_cut_off_in_mid_answer_gets_time_to_go_on_and_what_was_lost_is_told_once() -> None:
    core, at = asked_first()
    core.push(SpeechStarted(at=at + 1))
    back = core.push(CameBack(at + 4, lost=2.0))
    assert [(e.seconds, e.reason) for e in of(emitted(back), AudioLost)] == [
        (2.0, "the page was loaded anew before it was sent")
    ]
    core.push(SpeechStopped(at=at + 3.5))
    core.push(FinalTranscript(at=at + 4.5, text=LONG, started=at + 1, ended=at + 3.5))
    assert core.floor(at + 11.9) == "holding"
    assert not of(emitted(core.push(Tick(at + 11.9))), TurnEnded)
    assert [e.reason for e in of(emitted(core.push(Tick(at + 12.1))), TurnEnded)] == ["silence"]
    assert not of(emitted(core.push(CameBack(at + 12.2))), AudioLost), "nothing was lost"


def test_a_turn_that_silence_had_ended_goes_on_for_who_was_cut_off() -> None:
    core, at = asked_first()
    core.push(SpeechStarted(at=at + 1))
    core.push(SpeechStopped(at=at + 3))
    core.push(Tick(at + 7))
    core.push(CameBack(at + 7))
    effects = core.push(FinalTranscript(at=at + 8, text=LONG, started=at + 1, ended=at + 3))
    assert not of(emitted(effects), TurnEnded) and core.floor(at + 8) == "holding"


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


def _since_final(log: list[object]) -> list[object]:
    """What was written since the last word was settled."""
    settled = [i for i, e in enumerate(log) if isinstance(e, FinalTranscript | TurnEnded | InterviewerSpoke)]
    return log[max(settled, default=-1) + 1 :]


@pytest.mark.parametrize("kept", range(1, 60))
def test_every_prefix_of_a_log_resumes_without_greeting_or_repeating(kept: int) -> None:
    whole = [e for e in play([{"say": LONG}] * 4) if not isinstance(e, PartialTranscript)]
    log = [from_json(to_json(e)) for e in whole[:kept]]
    core = rehearsal(log=log)
    from coach.interview.script_lines import Line

    rest = list(run_script(core, [Line(say=LONG)] * 4, begin=log[-1].at + 5))
    done = {e.question_id for e in of(log, AnswerScored)}
    if isinstance(log[-1], AttemptFinished):
        assert rest == []
        return
    restored = isinstance(rest[0], FinalTranscript)
    assert restored == any(isinstance(e, WordsSaved) for e in _since_final(log))
    assert isinstance(rest[restored], AttemptResumed)
    assert "greet" not in moves(rest)
    assert not done & {e.question_id for e in of(rest, InterviewerSpoke) if e.move in ("ask", "probe")}
    assert isinstance(rest[-1], AttemptFinished)
    assert {e.question_id for e in of(log + rest, AnswerScored)} == {"alpha", "beta"}


def test_a_profile_without_minutes_left_closes_after_the_answer() -> None:
    events = play([{"say": LONG, "seconds": 100}], questions=("beta", "gamma"), minutes=2)
    assert events[-1].reason == "time_up"
    assert profile(minutes=2).minutes == 2


def test_words_of_an_utterance_are_saved_while_it_goes_on_and_come_back_after_a_crash() -> None:
    core, at = asked_first()
    core.push(SpeechStarted(at=at + 1))
    core.push(PartialTranscript(at=at + 3, text="In my last project we"))
    core.push(PartialTranscript(at=at + 3.2, text="In my last project we labelled"))
    core.push(PartialTranscript(at=at + 4, text="In my last project we labelled medical notes"))
    log = [from_json(to_json(e)) for e in core.events]
    resumed = rehearsal(log=log)
    restored = of(emitted(resumed.begin(at + 60)), FinalTranscript)
    assert [f.text for f in restored] == ["In my last project we labelled medical notes"]
    assert restored[0].started == at + 1


def test_words_saved_before_a_final_are_not_said_twice() -> None:
    core, at = asked_first()
    core.push(SpeechStarted(at=at + 1))
    core.push(PartialTranscript(at=at + 3, text="In my last project"))
    core.push(SpeechStopped(at=at + 4))
    core.push(FinalTranscript(at=at + 4.1, text="In my last project.", started=at + 1, ended=at + 4))
    resumed = rehearsal(log=list(core.events))
    assert not of(emitted(resumed.begin(at + 60)), FinalTranscript)


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


@pytest.mark.parametrize("kept", range(1, 12))
def test_every_prefix_of_a_typed_log_asks_only_what_was_not_answered(kept: int) -> None:
    core, at = asked_first(questions=("beta", "gamma"), acknowledges=False)
    _, at = spoken(core, core.push(TypedAnswer(LONG, at + 5)), at + 5)
    core.push(TypedAnswer(LONG, at + 5))
    log = [from_json(to_json(e)) for e in core.events][:kept]
    answered = {e.question_id for e in of(log, AnswerScored)} | {e.question_id for e in of(log, TurnEnded)}
    typed = of(log, FinalTranscript)
    resumed = rehearsal(questions=("beta", "gamma"), log=log, acknowledges=False)
    spoken(resumed, resumed.begin(at + 60), at + 60)
    again = {e.question_id for e in of(resumed.events[kept:], InterviewerSpoke) if e.move == "ask"}
    assert not again & answered
    assert again == ({"gamma"} if len(typed) == 1 else set() if len(typed) == 2 else {"beta"}) - answered


def test_a_sitting_that_is_broken_off_often_never_says_the_same_words_twice() -> None:
    log = list(asked_first(questions=("beta",))[0].events)
    for _ in range(6):
        again = rehearsal(questions=("beta",), log=log)
        spoken(again, again.begin(log[-1].at + 5), log[-1].at + 6)
        log = list(again.events)
    texts = [e.text for e in of(log, InterviewerSpoke)]
    assert len(texts) == 8 and len(set(texts)) == 8
    assert all("What is beta?" in text for text in texts[1:])


def test_silence_after_a_follow_up_moves_on_and_is_not_probed_again() -> None:
    events = play([{"say": LONG}], questions=("alpha", "beta"), follow_ups_per_question=2)
    assert moves(events)[:7] == ["greet", "ask", "probe", "nudge", "nudge", "acknowledge", "ask"]
    assert of(events, AnswerScored)[0].scorecard.overall is not None
