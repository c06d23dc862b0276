"""An interview that is broken off and gone on with: from any point of its log, and after a line that was cut off."""

from __future__ import annotations

import pytest

from coach.events import (
    AnswerScored,
    AttemptFinished,
    AttemptResumed,
    AudioLost,
    FinalTranscript,
    InterviewerSpoke,
    PartialTranscript,
    SpeechStarted,
    SpeechStopped,
    TurnEnded,
    WordsSaved,
    from_json,
    to_json,
)
from coach.interview.effects import (
    CameBack,
    Tick,
    TypedAnswer,
)
from coach.interview.script import run_script
from tests.interview.stage import LONG, asked_first, emitted, moves, of, play, rehearsal, spoken


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
