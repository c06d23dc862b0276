"""Exports: every format, the same bytes every time, nothing spoken can break out of it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from coach.errors import UsageError
from coach.events import (
    AnswerJudged,
    AnswerScored,
    AttemptFinished,
    Event,
    FindingDisputed,
    JudgeFellShort,
    WordsCorrected,
)
from coach.records.exports import FORMATS, export_attempt
from coach.records.folds import unjudged
from coach.records.profiles import load_profiles
from coach.records.question_banks import find_banks
from coach.records.reading import read_attempt
from coach.records.store import AttemptSummary
from coach.server.views import attempt_view
from scoring.answer import VoicedGap
from scoring.judgement import Judgement
from scoring.scorecard import Evidence, Opinion
from tests.records.logs import (
    BANK,
    FIRST,
    SECOND,
    card,
    ended,
    finished,
    said,
    scored,
    spoke,
    started,
    typed,
    whole_log,
)

CORE = find_banks()[BANK]
SUMMARY = AttemptSummary("one", "2026-01-01T10:00:00.000+00:00", BANK, "adaptive", (FIRST, SECOND), True, 52)
HOSTILE = "=HYPERLINK(0) <script>alert(1)</script> --> **bold** & more."


def hostile_log() -> list[Event]:
    return [
        started(),
        spoke("ask", 1.0, FIRST),
        said(HOSTILE, 4.0),
        ended(9.0, FIRST),
        scored(9.0, FIRST),
        finished(9.0),
    ]


def export(form: str, log: list[Event] | None = None) -> str:
    return export_attempt(SUMMARY, log or whole_log(), CORE, form, NotedPaper).decode()


class NotedPaper:
    """Paper that notes what it was given, a line each."""

    def __init__(self, title: str, made: datetime) -> None:
        self.lines = [f"{made:%Y-%m-%d}"]

    def title(self, text: str, below: str) -> None:
        self.lines += [text, below]

    def heading(self, text: str, large: bool = True) -> None:
        self.lines.append(text)

    def paragraph(self, text: str, second: bool = False) -> None:
        self.lines.append(text)

    def table(self, rows: Sequence[tuple[str, ...]], widths: tuple[int, ...]) -> None:
        assert all(len(row) == len(widths) for row in rows) and sum(widths) == 100
        self.lines += [" | ".join(row) for row in rows]

    def said(self, place: str, letter: str, text: str) -> None:
        self.lines.append(f"[{place}] {letter} {text}")

    def finished(self) -> bytes:
        return "\n".join(self.lines).encode()


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_has_the_words_and_gives_the_same_bytes_again(form: str) -> None:
    text = export(form)
    assert "sixty percent agreement." in text and "First I read the guideline." in text
    assert text.encode() == export(form).encode()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("length", range(len(whole_log()) + 1))
def test_an_attempt_that_stopped_anywhere_can_be_read_out(form: str, length: int) -> None:
    assert export_attempt(SUMMARY, whole_log()[:length], CORE, form, NotedPaper)


@pytest.mark.parametrize("form", FORMATS)
def test_without_its_bank_what_was_said_and_scored_can_still_be_read(form: str) -> None:
    text = export_attempt(SUMMARY, whole_log(), None, form, NotedPaper).decode()
    assert "sixty percent agreement." in text
    if form in ("vtt", "srt"):
        return
    assert "64" in text and "First I read the guideline." in text
    if form != "csv":
        assert "Clarity" in text and "Two long sentences." in text and "Say the number first." in text
    page = attempt_view(SUMMARY, whole_log(), None, False).answers
    assert [a.scorecard for a in page] == [a.scorecard for a in read_attempt(SUMMARY, whole_log(), None).answers]
    assert None not in [a.scorecard for a in page] and [a.question.id for a in page] == [FIRST, SECOND]


def test_of_an_attempt_without_its_bank_that_asked_nothing_the_words_are_read_out() -> None:
    text = export_attempt(SUMMARY, [started(), said("Hello there.", 1.0)], None, "text").decode()
    assert "candidate: Hello there." in text


def test_text_says_scores_reasons_and_times() -> None:
    text = export("text")
    assert "AI trainer, core questions: 52 of 100" in text
    assert "Score: 64 of 100 (good), likely 58 to 70" in text
    assert "Clarity: 2 of 3. Two long sentences." in text
    assert "One change: Say the number first." in text
    assert "[0:15] - We had sixty percent agreement." in text


def test_labels_stand_beside_their_sentences() -> None:
    log = [started(), spoke("ask", 1.0, FIRST), said("It was May. I fixed it.", 4.0), scored(9.0, FIRST, 64, "SA")]
    assert "] S It was May." in export("text", log) and "] A I fixed it." in export("text", log)


def test_an_unfinished_and_a_silent_attempt_say_so() -> None:
    text = export("text", [started(), spoke("ask", 1.0, FIRST)])
    assert "not finished" in text and "Score: not scored" in text and "(nothing was said)" in text
    assert "not assessed" in export("text", [*hostile_log()[:4], scored(9.0, FIRST, None)])


def test_json_reads_back() -> None:
    form = json.loads(export("json"))
    assert form["attempt"]["attempt_id"] == "one" and form["report"]["overall"] == 52
    assert [a["question"]["id"] for a in form["answers"]] == [FIRST, SECOND]
    assert form["answers"][0]["scorecard"]["overall"] == 64 and form["answers"][0]["begins_at"] == 6.5
    assert form["transcript"][0]["speaker"] == "interviewer"


def test_how_well_it_was_heard_is_told_of_spoken_attempts() -> None:
    heard = said("one two three four", 4.0).model_copy(
        update={"committed": 3, "revised": 1, "voiced_gaps": (VoicedGap(6.0, 6.5, 0.9),)}
    )
    log = [started(), spoke("ask", 1.0, FIRST), heard, typed("and more", 8.0), ended(9.0, FIRST)]
    assert json.loads(export("json", log))["live_words"] == {"settled": 3, "revised": 1, "unread": 0.5}
    assert "1 of 3 words that were shown as settled are otherwise" in export("text", log)
    assert "Recognition" not in export("text", [started(), spoke("ask", 1.0, FIRST), typed("more", 8.0)])


def test_html_stands_alone_and_escapes_what_was_said() -> None:
    page = export("html", hostile_log())
    assert "<script" not in page and "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not re.search(r"(src|href)=|https?://|@import|url\(", page)
    assert "default-src 'none'" in page


def test_csv_runs_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(export("csv", hostile_log()))))
    assert rows[0]["text"].startswith("'=HYPERLINK(0)") and rows[0]["overall"] == "64"
    assert rows[0]["start"] == "4.00"


@pytest.mark.parametrize("sign", ["=1+1", "+1", "-1", "@x", " =1"])
def test_csv_guards_every_sign_that_begins_a_formula(sign: str) -> None:
    log = [started(), spoke("ask", 1.0, FIRST), typed(f"{sign} items", 4.0)]
    (row,) = csv.DictReader(io.StringIO(export("csv", log)))
    assert row["text"][0] == "'" and row["start"] == ""


@pytest.mark.parametrize("form", ["text", "md", "html", "pdf", "csv", "json"])
def test_an_answer_stays_when_its_question_has_left_the_bank(form: str) -> None:
    without = replace(CORE, questions=tuple(q for q in CORE.questions if q.question.id != FIRST))
    text = export_attempt(SUMMARY, whole_log(), without, form, NotedPaper).decode()
    assert "sixty percent" in text and "64" in text and "First I read the guideline." in text


@pytest.mark.parametrize("form", ["text", "md", "html", "pdf"])
def test_what_to_practise_next_is_told(form: str) -> None:
    log = whole_log()
    last = log[-1]
    assert isinstance(last, AttemptFinished)
    report = replace(last.report, next_drill=FIRST, next_drill_reason="Tell it in order.")
    log[-1] = last.model_copy(update={"report": report})
    assert "Tell it in order." in export(form, log)


def test_markdown_shows_what_was_said_as_it_is() -> None:
    text = export("md", hostile_log())
    assert r"\*\*bold\*\*" in text and "<script>" not in text


def test_captions_are_in_order_and_keep_their_arrows_to_themselves() -> None:
    text = export("vtt", hostile_log())
    assert text.startswith("WEBVTT\n")
    assert text.count("-->") == 2
    assert "00:00:04.000 --> 00:00:06.400" in text and "<v Candidate>=HYPERLINK(0) &lt;script" in text


def test_subrip_has_numbers_commas_and_no_markup() -> None:
    text = export("srt", hostile_log())
    assert text.startswith("1\n00:00:01,000 --> 00:00:03,000\nInterviewer: …?\n\n2\n")
    assert "00:00:04,000 --> 00:00:06,400\nCandidate: =HYPERLINK(0) ‹script›" in text


def evidenced_log() -> list[Event]:
    """The first answer's clarity was lost in its second sentence; its first was too long to be quoted whole."""
    log = whole_log()
    at = next(i for i, e in enumerate(log) if isinstance(e, AnswerScored))
    found = log[at]
    assert isinstance(found, AnswerScored)
    lost = Evidence((1,), "Noise cancels.", note="two long sentences")
    earned = Evidence((0,), "The model learns from labels and " + "again " * 30, 0.0, 1.0)
    criteria = [replace(c, earned=(earned,), lost=(lost,) * 8) for c in found.scorecard.criteria]
    log[at] = found.model_copy(update={"scorecard": replace(found.scorecard, criteria=tuple(criteria))})
    return log


@pytest.mark.parametrize("form", ["text", "md", "html", "pdf"])
def test_each_level_is_told_with_the_words_that_it_rests_on(form: str) -> None:
    text = export(form, evidenced_log()).replace("\\", "")
    assert "Earned by 0:06 “The model learns from labels and again" in text and "again " * 12 not in text
    assert text.count("“Noise cancels.” (two long sentences)") == 6 and "; …" in text
    assert "Lost by" not in export(form)


def test_paper_has_score_demands_criteria_and_words_with_their_times() -> None:
    lines = export("pdf").splitlines()
    assert lines[:2] == ["2026-01-01", "AI trainer, core questions: 52 of 100"]
    assert "64 of 100 (good), likely 58 to 70" in lines and "Clarity | 2 of 3 | Two long sentences." in lines
    assert "[0:15]  We had sixty percent agreement." in lines


def remarked_log() -> list[Event]:
    """`sixty percent` of the follow-up was misheard, mended, and mended again; a finding is called wrong."""
    place: dict[str, Any] = {"at": 28, "question_id": FIRST, "started": 15.8, "ended": 16.6}
    claim: dict[str, Any] = {"at": 28, "question_id": FIRST, "finding": "criterion:clarity"}
    return [
        *whole_log(),
        WordsCorrected(**place, heard="sixty percent", text="seventy percent"),
        scored(28, FIRST, 70),
        WordsCorrected(**place, heard="seventy percent", text="seventy two percent"),
        scored(28, FIRST, 70),
        FindingDisputed(**claim, claim="Two long sentences."),
        FindingDisputed(**claim, claim="Taken back."),
        FindingDisputed(**claim, claim="Taken back.", withdrawn=True),
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_what_was_heard_stands_beside_what_was_corrected(form: str) -> None:
    text = export(form, remarked_log()).replace("\\", "")
    assert "seventy two percent agreement." in text and "sixty percent" in text
    if form not in ("json", "csv", "html"):
        assert "We had seventy two percent agreement. [corrected, heard: “sixty percent”]" in text
    assert "heard" not in export(form).replace('"heard": ""', "").replace(",heard,", "")


@pytest.mark.parametrize("form", ["vtt", "srt", "text", "pdf"])
def test_what_was_heard_is_told_also_where_the_bank_was_removed(form: str) -> None:
    text = export_attempt(SUMMARY, remarked_log(), None, form, NotedPaper).decode()
    assert "seventy two percent agreement. [corrected, heard: “sixty percent”]" in text


@pytest.mark.parametrize("form", ["text", "md", "html", "pdf"])
def test_corrections_and_disputes_are_told_with_their_scores(form: str) -> None:
    text = export(form, remarked_log()).replace("\\", "")
    assert "0:15 heard “sixty percent”, corrected to “seventy percent”; score 64 → 70" in text
    assert "corrected to “seventy two percent”; the score stays" in text
    assert "Called wrong by the candidate" in text and "Clarity: “Two long sentences.”" in text
    assert "Taken back." not in text and "Called wrong" not in export(form)


def test_machines_find_corrections_and_disputes_at_the_answer_and_the_sentence() -> None:
    first, second = json.loads(export("json", remarked_log()))["answers"]
    assert [c["heard"] for c in first["corrections"]] == ["sixty percent"] * 2 and second["corrections"] == []
    assert [d["claim"] for d in first["disputes"]] == ["Two long sentences."]
    rows = list(csv.DictReader(io.StringIO(export("csv", remarked_log()))))
    assert [row["heard"] for row in rows] == ["", "", "“sixty percent”", ""]
    assert [row["disputed"] for row in rows] == ["Clarity: “Two long sentences.”"] * 3 + [""]


@pytest.mark.parametrize("form", ["text", "md", "html", "pdf", "json"])
def test_an_opinion_that_the_judge_did_not_give_is_said_with_its_reason(form: str) -> None:
    short = JudgeFellShort(at=30.0, question_id=FIRST, reason="the model does not answer")
    told = "The judge gave no opinion: the model does not answer."
    assert told in export(form, [*whole_log(), short]) and "The judge" not in export(form)
    page = attempt_view(SUMMARY, [*whole_log(), short], CORE, False).answers
    assert [one.unjudged for one in page] == [told, ""]


def test_an_opinion_on_words_that_were_corrected_since_is_said_to_be_gone() -> None:
    opinion = Opinion("clarity", 1, (0,), "sixty percent")
    judged = AnswerJudged(at=30.0, question_id=FIRST, judgement=Judgement((opinion,), model="m"))
    mended = WordsCorrected(at=30.0, question_id=FIRST, started=15.0, ended=16.0, heard="sixty", text="seventy")
    assert unjudged([*whole_log(), judged]) == {}
    assert "corrected since" in unjudged([*whole_log(), judged, mended])[FIRST]
    assert unjudged([*whole_log(), mended]) == {}
    partly = JudgeFellShort(at=30.0, question_id=FIRST, reason="this attempt has cost too much")
    heard = replace(card(FIRST), opinions=(opinion,))
    log = [*whole_log(), partly, judged, AnswerScored(at=30.0, question_id=FIRST, scorecard=heard)]
    assert "The judge did not give every opinion: this attempt has cost too much." in export("text", log)


@pytest.mark.parametrize("form", ["text", "md", "html", "pdf", "json"])
def test_the_profile_goes_by_its_title(form: str) -> None:
    profile = load_profiles()["adaptive"]
    text = export_attempt(SUMMARY, whole_log(), CORE, form, NotedPaper, profile).decode()
    assert profile.title in text
    assert "adaptive, attempt one" in export("text")


def test_an_answer_that_began_too_soon_is_told_so() -> None:
    patient = load_profiles()["adaptive"].model_copy(update={"least_delay": 1.0})
    soon = scored(9.0, FIRST)
    delivery = replace(soon.scorecard.delivery, response_delay=0.4)
    early = soon.model_copy(update={"scorecard": replace(soon.scorecard, delivery=delivery)})
    log = [started(), spoke("ask", 1.0, FIRST), said("I fixed it.", 3.4), early, finished(9.0)]
    for form in ("text", "md", "html", "pdf"):
        told = export_attempt(SUMMARY, log, CORE, form, NotedPaper, patient).decode()
        assert "The answer began 0.4 s after the question. A pause of 1 s is fine; it scores nothing." in told
        assert "The answer began" not in export(form, log)
    (row,) = csv.DictReader(io.StringIO(export_attempt(SUMMARY, log, CORE, "csv", None, patient).decode()))
    assert row["early"] == "yes"


def test_an_unknown_format_is_told() -> None:
    with pytest.raises(UsageError, match=r"unknown format 'docx'; expected one of text, json.* pdf"):
        export("docx")
    with pytest.raises(UsageError, match="unknown format 'pdf'; expected one of text, json"):
        export_attempt(SUMMARY, whole_log(), CORE, "pdf")
