"""Recording oneself: nobody speaks, no silence ends the answer, and asking is only words."""

from __future__ import annotations

from collections.abc import Sequence

from coach.events import AnswerScored, Event, FinalTranscript, InterviewerSpoke, TurnEnded
from coach.interview.effects import Emit, Pressed, Speak, SpeakingEnded, SpeakingStarted
from coach.interview.rehearsal import Rehearsal
from coach.interview.script import run_script
from coach.interview.script_lines import Line
from coach.records.profiles import load_profiles
from coach.records.question_banks import find_banks

BANK = find_banks()["concepts"]
QUESTION = BANK.questions[0].question
PROFILE = load_profiles()["record-yourself"]
SAID = "Agreement is how often two people choose the same label. Could you repeat the question? That is all I know."


def recorded(lines: Sequence[Line]) -> list[Event]:
    rehearsal = Rehearsal("me", BANK, (QUESTION.id,), PROFILE, hearing="script")
    return list(run_script(rehearsal, lines))


def test_only_the_question_and_the_end_are_put_down_for_the_interviewer() -> None:
    events = recorded([Line(say=SAID, seconds=60, pauses=((10, 25.0),))])
    assert [e.move for e in events if isinstance(e, InterviewerSpoke)] == ["ask", "close"]
    assert events[1].text == QUESTION.text  # type: ignore[union-attr]


def test_a_long_silence_and_a_request_are_part_of_the_answer() -> None:
    events = recorded([Line(say=SAID, seconds=60, pauses=((10, 25.0),))])
    assert all(e.counts for e in events if isinstance(e, FinalTranscript))
    assert sum(isinstance(e, AnswerScored) for e in events) == 1


def test_the_limit_ends_it() -> None:
    (ended,) = [e for e in recorded([Line(say=SAID, seconds=20)]) if isinstance(e, TurnEnded)]
    assert ended.reason == "time_limit"


def test_a_recording_that_is_forgotten_ends_too() -> None:
    (ended,) = [e for e in recorded([]) if isinstance(e, TurnEnded)]
    assert ended.at == 60 * PROFILE.minutes + recorded([])[1].at


def test_the_candidate_ends_it() -> None:
    rehearsal = Rehearsal("me", BANK, (QUESTION.id,), PROFILE, hearing="script")
    (asked,) = [e for e in rehearsal.begin() if isinstance(e, Speak)]
    rehearsal.push(SpeakingStarted(asked.speech_id, 0.1, 0.01))
    rehearsal.push(SpeakingEnded(asked.speech_id, 0.1, asked.text, completed=True))
    rehearsal.push(FinalTranscript(at=9, text="Two people agree.", started=5, ended=8))
    effects = rehearsal.push(Pressed("done", 10.0))
    assert any(isinstance(e, Emit) and isinstance(e.event, AnswerScored) for e in effects)
