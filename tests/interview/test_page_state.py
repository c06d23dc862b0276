"""What the page is told while an interview goes on, and the key that takes the floor."""

from __future__ import annotations

from dataclasses import replace

from coach.events import BargedIn, FinalTranscript, InterviewerSpoke, PartialTranscript, SpeechStarted
from coach.interview.effects import Effect, Emit, Pressed, Speak, SpeakingEnded, SpeakingStarted, StopSpeaking
from coach.interview.picked_up import picked_up
from coach.interview.rehearsal import Rehearsal
from coach.records.probes import Condition, Probe
from coach.records.question_banks import Bank, BankQuestion
from scoring.question import MaxSentences, MustMention
from scoring.score import score_answer
from tests.interview.stage import profile, question
from tests.scoring.spoken import spoken

ABOUT_AGREEMENT = Probe(id="about", text="How did you measure it?", when=Condition(concept_mentioned=("agreement",)))
BANK = Bank("small", "Small", "tester", (question("alpha", ABOUT_AGREEMENT, limit=60),))
SAID = "We measured agreement between two annotators every week and it rose from seventy to ninety percent."


def begun() -> tuple[Rehearsal, Speak]:
    core = Rehearsal("a1", BANK, ("alpha",), profile(), hearing="script")
    return core, _speech(core.begin())


def _speech(effects: list[Effect]) -> Speak:
    return next(e for e in effects if isinstance(e, Speak))


def _say_all(core: Rehearsal, speech: Speak, at: float) -> float:
    """To the candidate's floor; each speech takes two seconds."""
    waiting: Speak | None = speech
    while waiting is not None:
        core.push(SpeakingStarted(waiting.speech_id, at, 2.0))
        at += 2.0
        effects = core.push(SpeakingEnded(waiting.speech_id, at, waiting.text, completed=True))
        waiting = next((e for e in effects if isinstance(e, Speak)), None)
    return at


def test_a_follow_up_says_what_it_took_up() -> None:
    core, greeting = begun()
    at = _say_all(core, greeting, 0.0)
    core.push(FinalTranscript(at=at + 8, text=SAID, started=at + 1, ended=at + 8))
    effects = core.push(Pressed("done", at + 9))
    assert _speech(effects).text == ABOUT_AGREEMENT.text
    state = core.state(at + 9.5)
    assert state.floor == "speaking"
    assert state.because == "picked up on “We measured agreement between two annotators every week…”"


def test_words_over_the_greeting_are_no_answer_and_no_clock_runs() -> None:
    core, greeting = begun()
    core.push(SpeakingStarted(greeting.speech_id, 0.0, 4.0))
    core.push(SpeechStarted(at=1.0))
    core.push(PartialTranscript(at=2.0, text="Hello there, can you hear me well"))
    core.push(SpeakingEnded(greeting.speech_id, 2.2, "Hello", completed=False))
    state = core.state(2.5)
    assert state.answer_started is None and state.so_far == ()


def test_the_quoted_words_are_those_about_what_was_taken_up() -> None:
    core, greeting = begun()
    at = _say_all(core, greeting, 0.0)
    late = "After two long sessions with all of the team we reached ninety percent agreement between two annotators."
    core.push(FinalTranscript(at=at + 8, text=f"I worked with annotators. {late}", started=at + 1, ended=at + 8))
    core.push(Pressed("done", at + 9))
    assert core.state(at + 9.5).because == "picked up on “…of the team we reached ninety percent agreement…”"


def test_a_question_has_nothing_to_take_up() -> None:
    core, _ = begun()
    assert core.state(0.5).because == ""


def test_reasons_give_no_answer_away() -> None:
    card = score_answer(BANK.questions[0].question, spoken("I think that this is very important work for us."))
    assert picked_up(Condition(concept_missing=("audit",)), card) == ""
    assert picked_up(Condition(no_data_points=True), card) == "heard no figure"
    assert picked_up(Condition(constraint_broken=("max_seconds",)), card) == "goes back to what was asked"
    assert picked_up(Condition(contradicts=True), card) == "heard two things that do not agree"


def test_the_key_that_takes_the_floor_stops_the_question_and_opens_the_answer() -> None:
    core, greeting = begun()
    core.push(SpeakingStarted(greeting.speech_id, 0.0, 2.0))
    ended = core.push(SpeakingEnded(greeting.speech_id, 2.0, greeting.text, completed=True))
    asked = _speech(ended)
    core.push(SpeakingStarted(asked.speech_id, 2.0, 6.0))
    assert StopSpeaking(asked.speech_id) in core.push(Pressed("answer", 4.0))
    effects = core.push(SpeakingEnded(asked.speech_id, 4.1, "What is", completed=False))
    said = [e.event for e in effects if isinstance(e, Emit) and isinstance(e.event, InterviewerSpoke)]
    assert [e.heard for e in said] == ["What is"] and core.state(4.2).floor == "listening"
    assert not any(isinstance(e, BargedIn) for e in core.events)


def test_the_key_does_nothing_where_the_floor_is_the_candidates() -> None:
    core, greeting = begun()
    at = _say_all(core, greeting, 0.0)
    assert core.push(Pressed("answer", at + 1)) == [] and core.state(at + 1.5).floor == "listening"


def test_demands_are_counted_only_while_one_answers() -> None:
    core, greeting = begun()
    assert core.state(0.1).so_far == ()
    at = _say_all(core, greeting, 0.0)
    assert core.state(at).so_far == ("",)


def test_words_that_are_still_coming_count() -> None:
    limited = replace(question("alpha").question, constraints=(MaxSentences(6), MustMention("audit")))
    core = Rehearsal("a1", Bank("b", "B", "", (BankQuestion(limited),)), ("alpha",), profile(), hearing="script")
    at = _say_all(core, _speech(core.begin()), 0.0)
    core.push(FinalTranscript(at=at + 3, text="It is a label.", started=at + 1, ended=at + 3))
    core.push(SpeechStarted(at=at + 3.2))
    core.push(PartialTranscript(at=at + 5, text="We kept an audit trail. It"))
    assert core.state(at + 5).so_far == ("three so far", "said")
