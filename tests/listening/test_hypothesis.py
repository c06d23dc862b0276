from __future__ import annotations

from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from coach.listening.hypothesis import CommitPolicy, counterpart, revised
from scoring.answer import Word


def words(text: str, each: float = 0.5, start: float = 0.0) -> tuple[Word, ...]:
    return tuple(Word(t, start + i * each, start + (i + 1) * each) for i, t in enumerate(text.split()))


def texts(found: tuple[Word, ...]) -> str:
    return " ".join(w.text for w in found)


def test_two_decodings_that_agree_commit_all_but_the_last_word() -> None:
    policy = CommitPolicy()
    assert policy.revise(words("the error rate"), 1.6).committed == ()
    hypothesis = policy.revise(words("the error rate dropped"), 9.0)
    assert texts(hypothesis.committed) == "the error rate"
    assert hypothesis.text == "the error rate dropped"


def test_words_near_the_end_of_the_audio_wait() -> None:
    policy = CommitPolicy()
    policy.revise(words("one two three four"), 2.0)
    assert texts(policy.revise(words("one two three four"), 2.0).committed) == "one two three"
    policy = CommitPolicy()
    policy.revise(words("one two three four"), 1.6)
    assert texts(policy.revise(words("one two three four"), 1.6).committed) == "one two"


def test_a_word_that_may_be_half_heard_is_not_shown() -> None:
    policy = CommitPolicy()
    assert policy.revise(words("one two three"), 1.6).text == "one two"
    assert policy.revise(words("one two three"), 1.85).text == "one two three"


def test_a_last_word_is_shown_once_it_was_read_twice_or_a_second_ago() -> None:
    policy = CommitPolicy()
    assert policy.revise(words("one"), 0.75).text == "one"
    assert policy.revise(words("one two three"), 2.0).text == "one two"
    assert policy.revise(words("one two three"), 2.2).text == "one two three"
    assert policy.revise(words("one two three four"), 3.1).text == "one two three four"


def test_an_echo_at_the_end_is_neither_shown_nor_committed() -> None:
    for said, kept in {
        "percent. I found that I found": "percent. I found that",
        "the error rate dropped from The error rate dropped": "the error rate dropped from",
        "for hallucinations for hallucinations": "for hallucinations",
        "model answers for hallucinations for hallucinations.": "model answers for hallucinations",
        "I think I think we agreed": "I think I think we agreed",
        "no, no": "no, no",
    }.items():
        policy = CommitPolicy()
        assert policy.revise(words(said), 30.0).text == kept
        assert policy.revise(words(said), 30.0).text == kept


def test_case_and_punctuation_are_no_disagreement_and_freeze_at_commit() -> None:
    policy = CommitPolicy()
    policy.revise(words("So. we agreed"), 5.0)
    policy.revise(words("so, we agreed"), 5.0)
    assert texts(policy.revise(words("SO we agreed then"), 5.0).committed).startswith("so, we")


def test_a_disagreement_holds_back_what_follows_it() -> None:
    policy = CommitPolicy()
    policy.revise(words("a b c d e"), 9.0)
    assert texts(policy.revise(words("a b x d e"), 9.0).committed) == "a b"


def test_a_later_decoding_that_contradicts_does_not_repeat_words() -> None:
    policy = CommitPolicy()
    policy.revise(words("a b c d e f"), 9.0)
    policy.revise(words("a b c d e f"), 9.0)
    assert policy.revise(words("a z c d e f g"), 9.0).text == "a b c d e f g"


def test_words_that_the_final_has_otherwise_are_counted() -> None:
    assert revised(words("The rate"), words("the Rate dropped.")) == 0
    assert revised(words("The rate"), words("the great rate dropped.")) == 1
    assert revised(words("a b c"), words("a x c d")) == 1
    assert revised(words("The rate"), ()) == 2
    assert revised((), words("the rate")) == 0


vocabulary = st.sampled_from(["a", "A", "a,", "b", "c.", "c", "um"])
decoding = st.lists(st.tuples(vocabulary, st.floats(0, 1)), max_size=12)


@given(st.lists(decoding, max_size=12), decoding)
def test_committed_words_never_change_whatever_the_recogniser_says(
    updates: list[list[tuple[str, float]]], last: list[tuple[str, float]]
) -> None:
    def timed(noise: list[tuple[str, float]]) -> tuple[Word, ...]:
        ends = [0.0, *accumulate(length for _, length in noise)]
        return tuple(Word(t, *span) for (t, _), span in zip(noise, pairwise(ends), strict=True))

    policy = CommitPolicy()
    before: tuple[Word, ...] = ()
    for number, noise in enumerate(updates):
        hypothesis = policy.revise(timed(noise), number * 1.5)
        assert hypothesis.committed[: len(before)] == before
        shown = hypothesis.committed + hypothesis.tentative
        assert all(x.start <= y.start for x, y in pairwise(shown))
        before = hypothesis.committed
    assert 0 <= revised(before, timed(last)) <= len(before) + len(last)


@given(decoding, decoding)
def test_counterpart_is_a_length_of_the_new_words(a: list[tuple[str, float]], b: list[tuple[str, float]]) -> None:
    mine, theirs = words(" ".join(t for t, _ in a)), words(" ".join(t for t, _ in b))
    assert 0 <= counterpart(mine, theirs) <= len(theirs)
    assert counterpart(mine, mine + theirs) == len(mine)
