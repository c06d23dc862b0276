"""Mended words, disputed findings and links given out: folded from events, what was heard is kept."""

from __future__ import annotations

import pytest

from coach.events import Event, FinalTranscript, FindingDisputed, ReportShared, ShareRevoked, WordsCorrected
from coach.records.corrections import Correction, Dispute, Share, mended, remarks, with_corrections
from coach.records.folds import answers, transcript
from coach.records.question_banks import find_banks
from tests.records.logs import BANK, FIRST, SECOND, finished, said, scored, whole_log

CORE = find_banks()[BANK]


def correction(started: float, ended: float, text: str, heard: str = "…") -> WordsCorrected:
    return WordsCorrected(at=28, question_id=FIRST, started=started, ended=ended, heard=heard, text=text)


def corrected_log(text: str = "seventy two percent") -> list[Event]:
    """`sixty percent` of the follow-up (15.8 to 16.6 s) was misheard."""
    return [*whole_log(), correction(15.8, 16.6, text, "sixty percent"), scored(28, FIRST, 70), finished(28, 55)]


def test_the_answer_that_is_scored_has_the_mended_words_in_the_time_of_the_old_ones() -> None:
    answer = answers(corrected_log(), CORE)[0][1]
    assert "We had seventy two percent agreement." in answer.text
    before = answers(whole_log(), CORE)[0][1]
    assert [s.start for s in answer.sentences] == [s.start for s in before.sentences]
    assert answer.sentences[-1].words[-1] == before.sentences[-1].words[-1]


def test_what_both_said_reads_mended_and_the_log_keeps_what_was_heard() -> None:
    log = corrected_log()
    assert "We had seventy two percent agreement." in [line.text for line in transcript(log)]
    assert any(isinstance(e, FinalTranscript) and "sixty percent" in e.text for e in log)


def test_a_later_correction_mends_an_earlier_one() -> None:
    log = [*corrected_log(), correction(15.8, 16.6, "seventy three percent")]
    assert "seventy three percent" in answers(log, CORE)[0][1].text


@pytest.mark.parametrize(("text", "left"), [("", "We agreement."), ("one two three", "We one two three agreement.")])
def test_words_may_be_taken_out_or_added(text: str, left: str) -> None:
    (final,) = mended([said("We had agreement.", 4.0)], correction(4.4, 4.8, text))
    assert final.text == left
    assert [w.start for w in final.words] == sorted(w.start for w in final.words)
    assert (final.words[0].start, final.words[-1].end) == (4.0, pytest.approx(5.2))


def test_an_utterance_never_loses_all_its_words() -> None:
    (final,) = mended([said("Yes.", 4.0)], correction(0, 9, ""))
    assert final.text == "Yes."


def test_words_that_were_heard_as_two_utterances_are_mended_once() -> None:
    first, second, third = mended(
        [said("The gold lines and", 1.0), said("the pie lot again.", 4.0), said("Two.", 9.0)],
        correction(1.7, 5.3, "labels and the pilot"),
    )
    assert (first.text, second.text, third.text) == ("The gold labels and the pilot", "again.", "Two.")


def test_an_utterance_whose_words_were_another_ones_falls_silent() -> None:
    first, second = mended([said("One.", 1.0), said("Two.", 3.0)], correction(0, 9, "None."))
    assert (first.text, second.text, second.words) == ("None.", "", ())


def test_without_corrections_nothing_changes() -> None:
    assert with_corrections(whole_log()) == whole_log()


def test_a_correction_is_told_with_the_score_before_and_after() -> None:
    (found,) = remarks(corrected_log()).corrections
    assert found == Correction(FIRST, 15.8, 16.6, "sixty percent", "seventy two percent", 64, 70)


@pytest.mark.parametrize("length", range(len(corrected_log()) + 1))
def test_every_prefix_folds(length: int) -> None:
    prefix = corrected_log()[:length]
    assert len(remarks(prefix).corrections) == (length > len(whole_log()))
    answers(prefix, CORE)


def test_a_dispute_can_be_taken_back() -> None:
    said_wrong = FindingDisputed(at=28, question_id=SECOND, finding="criterion:clarity", claim="Two long sentences.")
    log = [*whole_log(), said_wrong]
    assert remarks(log).disputes == (Dispute(SECOND, "criterion:clarity", "Two long sentences."),)
    assert remarks([*log, said_wrong.model_copy(update={"withdrawn": True})]).disputes == ()


def test_a_link_stays_in_the_record_when_it_is_revoked() -> None:
    log = [ReportShared(at=28, share_id="s1", until=9e9), ShareRevoked(at=28, share_id="s1")]
    assert remarks(log).shares == (Share("s1", 9e9, True),)
    assert remarks([ShareRevoked(at=28, share_id="never")]).shares == ()
