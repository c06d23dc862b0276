"""Folds: what a log says about the answers, whatever prefix of it there is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.events import (
    AudioLost,
    BargedIn,
    Event,
    InterviewerSpoke,
    RecognitionFailed,
    SpeechStarted,
    from_json,
    to_json,
)
from coach.records.folds import AttemptState, answered, answers, attempt_state, transcript
from coach.records.question_banks import find_banks
from scoring.answer import Answer
from tests.records.logs import BANK, FIRST, SECOND, ended, finished, said, scored, spoke, started, typed, whole_log

CORE = find_banks()[BANK]
ASKED = [started(), spoke("ask", 1.0, FIRST)]


def only(events: Sequence[Event]) -> Answer:
    ((_, answer),) = answers(events, CORE)
    return answer


def test_answers_gather_the_words_of_each_question() -> None:
    first, second = answers(whole_log(), CORE)
    assert first[0].id == FIRST and second[0].id == SECOND
    assert first[1].text == "The model learns from labels. Noise cancels. We had sixty percent agreement."
    assert second[1].text == "First I read the guideline."
    assert not first[1].typed


def test_times_count_from_the_first_word() -> None:
    answer = only([*ASKED, said("One two three.", 7.25)])
    assert answer.sentences[0].start == 0.0
    assert answer.sentences[0].end == pytest.approx(1.2)
    assert answer.response_delay == pytest.approx(4.25)


def test_the_floor_of_the_interviewer_is_neither_pause_nor_speaking_time() -> None:
    log = [*ASKED, said("One two.", 5.0), ended(8.0, FIRST), spoke("probe", 9.0, FIRST, 6.0), said("Three four.", 20.0)]
    (one,) = answered(log, CORE)
    assert [(s.start, round(s.end, 6)) for s in one.answer.sentences] == [(0.0, 0.8), (1.3, 2.1)]
    assert one.clock(0.4) == pytest.approx(5.4)
    assert one.clock(1.3) == pytest.approx(20.0)
    assert one.turns == 2


def test_the_candidates_own_pauses_stay() -> None:
    answer = only([*ASKED, said("One two.", 5.0), said("Three four.", 9.0)])
    assert answer.sentences[1].start == pytest.approx(4.0)


def test_a_sentence_may_run_over_two_utterances_but_not_over_a_follow_up() -> None:
    halves = (said("I read the whole", 5.0), said("guideline again.", 7.0))
    assert len(only([*ASKED, *halves]).sentences) == 1
    assert len(only([*ASKED, halves[0], ended(7.0, FIRST), spoke("probe", 7.0, FIRST), halves[1]]).sentences) == 2


def test_an_asked_question_without_words_has_an_empty_answer() -> None:
    assert only(ASKED) == Answer(())
    assert only([*ASKED, ended(9.0, FIRST)]).seconds == 0.0


def test_before_any_question_there_is_no_answer() -> None:
    assert answers([started(), spoke("greet", 0.0, None), said("Hello there.", 2.5)], CORE) == []


def test_words_after_the_scoring_belong_to_no_answer() -> None:
    log = [*ASKED, said("One two.", 5.0), ended(8.0, FIRST), scored(8.0, FIRST), said("Oh, and three.", 9.0)]
    assert only(log).text == "One two."
    assert transcript(log)[-1].text == "Oh, and three."


def test_typed_answers_have_no_times() -> None:
    answer = only([*ASKED, typed("I labelled data.\nThen I checked it.", 20.0), typed("Twice.", 40.0)])
    assert answer.typed and answer.response_delay is None and answer.seconds == 0.0
    assert [s.text for s in answer.sentences] == ["I labelled data.", "Then I checked it.", "Twice."]


def test_an_answer_that_was_partly_typed_counts_as_typed() -> None:
    answer = only([*ASKED, said("One two.", 5.0), typed("Three.", 9.0)])
    assert answer.typed and answer.text == "One two. Three."


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_barge_in_is_an_overlap_and_no_negative_delay(when: str) -> None:
    ask, barge = spoke("ask", 1.0, FIRST, 4.0), BargedIn(at=4.0)
    log = [started(), *([barge, ask] if when == "before" else [ask, barge]), said("Sorry, I know this.", 4.0)]
    answer = only(log)
    assert answer.overlaps == 1 and answer.response_delay == 0.0


def test_where_both_spoke_is_told_for_the_answer_s_own_moves_alone() -> None:
    greeted = [started(), BargedIn(at=1.0), spoke("greet", 0.0, None), spoke("ask", 1.0, FIRST, 4.0)]
    assert only([*greeted, said("I know this.", 5.5)]).overlaps == 0
    cut = [said("One two three.", 6.0), spoke("interject", 6.9, FIRST), said("Four.", 9.5)]
    (one,) = answered([*greeted, *cut], CORE)
    assert [(o.start, o.end, o.how) for o in one.overlaps] == [(6.9, pytest.approx(7.2), "interjection")]
    taken = [*ASKED, said("One.", 5.0), BargedIn(at=8.0), spoke("probe", 7.0, FIRST), said("No, two.", 7.9)]
    (one,) = answered(taken, CORE)
    assert one.answer.overlaps == 1
    assert [(o.start, o.end, o.how) for o in one.overlaps] == [(7.9, 9.0, "barge_in")]


def test_a_barge_in_without_words_is_told_at_its_second() -> None:
    (one,) = answered([*ASKED, said("One.", 5.0), BargedIn(at=8.0), spoke("probe", 7.0, FIRST, 1.4)], CORE)
    assert [(o.start, o.end) for o in one.overlaps] == [(8.0, 8.4)]


def test_the_delay_counts_from_the_last_wording_of_the_question() -> None:
    log = [*ASKED, spoke("nudge", 12.0, FIRST), spoke("clarify", 20.0, FIRST), said("I see.", 24.5)]
    assert only(log).response_delay == pytest.approx(2.5)


def test_a_faulty_recording_is_told() -> None:
    lost = AudioLost(at=6.0, seconds=1.5, reason="network")
    assert only([*ASKED, lost, said("One.", 7.0)]).audio_fault == "1.5 s of audio were lost"
    failed = RecognitionFailed(at=6.0, reason="out of memory")
    assert only([*ASKED, failed]).audio_fault == "part of the answer could not be recognised"
    assert only([*ASKED, AudioLost(at=6.0, seconds=0.02, reason="network")]).audio_fault is None


def test_a_fault_before_the_question_is_not_held_against_the_answer() -> None:
    assert only([started(), RecognitionFailed(at=0.5, reason="x"), *ASKED[1:]]).audio_fault is None


def test_the_transcript_has_only_what_was_heard_of_the_interviewer() -> None:
    cut = InterviewerSpoke(
        at=3, move="ask", text="A long question?", question_id=FIRST, started=1, ended=3, heard="A long"
    )
    unheard = cut.model_copy(update={"heard": ""})
    lines = transcript([started(), cut, said("Yes.", 3.0), unheard])
    assert [(x.speaker, x.text, x.question_id) for x in lines] == [
        ("interviewer", "A long", FIRST),
        ("candidate", "Yes.", FIRST),
    ]


def test_the_state_of_an_attempt_grows_with_its_log() -> None:
    log = whole_log()
    assert attempt_state([]) == AttemptState()
    assert attempt_state(log[:3]).current == FIRST
    assert attempt_state(log[:5]).answered == (FIRST,) and attempt_state(log[:5]).current is None
    middle = attempt_state(log[:10])
    assert (middle.asked, middle.answered, middle.current) == ((FIRST, SECOND), (FIRST,), SECOND)
    whole = attempt_state(log)
    assert whole.finished and whole.current is None and whole.last_at == 28.0 and whole.attempt_id == "one"


MOVES = st.sampled_from(["ask", "probe", "clarify", "nudge", "remind", "acknowledge", "close"])
QUESTION = st.sampled_from([FIRST, SECOND, "unknown"])
AT = st.floats(0, 500, allow_nan=False)
PHRASES = st.lists(st.sampled_from(["So.", "I", "read", "it,", "um", "ten", "items."]), min_size=1, max_size=8)
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(spoke, MOVES, AT, QUESTION | st.none()),
    st.builds(lambda words, at: said(" ".join(words), at), PHRASES, AT),
    st.builds(lambda words, at: typed(" ".join(words), at), PHRASES, AT),
    st.builds(ended, AT, QUESTION),
    st.builds(scored, AT, QUESTION),
    st.builds(BargedIn, at=AT),
    st.builds(SpeechStarted, at=AT),
    st.builds(AudioLost, at=AT, seconds=st.floats(0, 9), reason=st.just("x")),
    st.builds(finished, AT),
)
LOGS = st.lists(EVENTS, max_size=25)


@given(LOGS)
def test_every_log_folds_and_loses_no_asked_question(events: list[Event]) -> None:
    found = answers(events, CORE)
    known = [q for q in attempt_state(events).asked if q != "unknown"]
    assert [q.id for q, _ in found] == known
    for _, answer in found:
        times = [t for s in answer.sentences for t in (s.start, s.end)]
        assert all(t >= 0 for t in times)
        assert answer.response_delay is None or answer.response_delay >= 0


@given(LOGS)
def test_words_are_in_at_most_one_answer_and_in_the_order_said(events: list[Event]) -> None:
    spoken = [word for line in transcript(events) if line.speaker == "candidate" for word in line.text.split()]
    for _, answer in answers(events, CORE):
        rest = iter(spoken)
        assert all(word in rest for word in answer.text.split())
    assert sum(len(a.text.split()) for _, a in answers(events, CORE)) <= len(spoken)


@given(LOGS, st.integers(0, 25))
def test_a_prefix_never_knows_more_than_the_whole(events: list[Event], length: int) -> None:
    before, after = attempt_state(events[:length]), attempt_state(events)
    assert after.asked[: len(before.asked)] == before.asked
    assert after.answered[: len(before.answered)] == before.answered
    for (question, early), (same, late) in zip(answers(events[:length], CORE), answers(events, CORE), strict=False):
        assert question == same and len(late.text.split()) >= len(early.text.split())


@given(LOGS)
def test_a_log_read_back_folds_to_the_same(events: list[Event]) -> None:
    again = [from_json(to_json(e)) for e in events]
    assert answers(again, CORE) == answers(events, CORE)
    assert transcript(again) == transcript(events)
