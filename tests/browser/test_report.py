"""A report in a real Chromium: heard, corrected, disputed, compared, shared; the record keeps all of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from coach.adapters.sql_store import SqlStore
from coach.events import (
    AnswerScored,
    AttemptFinished,
    AttemptStarted,
    FinalTranscript,
    InterviewerSpoke,
    JudgeFellShort,
    TurnEnded,
)
from coach.interview.record import Record, score
from coach.records.question_banks import find_banks
from coach.records.recordings import SAMPLE_RATE, RecordingWriter
from scoring.answer import Word
from tests.browser.conftest import ROOT, Served, chromium_page

BANK = find_banks()["ai-trainer-core"]
ASKED = BANK.questions[0]
SAID = "Ground truth is the label that experts agree on. Our agreement was sixty percent in March."


def rehearsed(data: Path, attempt_id: str, text: str) -> None:
    """A finished attempt with sound: each word 0.4 s from second 4 on."""
    words = tuple(Word(w, 4 + i * 0.4, 4.4 + i * 0.4) for i, w in enumerate(text.split()))
    question_id, end = ASKED.question.id, words[-1].end
    started = AttemptStarted(
        at=0,
        attempt_id=attempt_id,
        bank_id=BANK.id,
        question_ids=(question_id,),
        profile_id="adaptive",
        interviewer="scripted",
        keep_audio=True,
    )
    asked = InterviewerSpoke(at=3, move="ask", text=ASKED.question.text, question_id=question_id, started=1, ended=3)
    final = FinalTranscript(at=end, text=text, words=words, started=4, ended=end)
    record = Record(BANK, [started, asked, final, TurnEnded(at=end + 2, reason="silence", question_id=question_id)])
    card = score(ASKED.question, record.answer(ASKED))
    record.append(AnswerScored(at=end + 2, question_id=question_id, scorecard=card))
    record.append(JudgeFellShort(at=end + 2, question_id=question_id, reason="the model was away"))
    record.append(AttemptFinished(at=end + 3, report=record.report()))
    store = SqlStore(f"sqlite:///{(data / 'coach.db').as_posix()}")
    store.append(attempt_id, record.events)
    store.close()
    sound = RecordingWriter(data / "recordings", attempt_id)
    sound.append(0, b"\x00\x10" * int((end + 1) * SAMPLE_RATE))
    sound.close()


def open_report(page: Any, address: str, attempt_id: str) -> None:
    page.goto(f"{address}/report/{attempt_id}")
    page.locator("[data-testid=sound][data-drawn=true]").wait_for(timeout=30_000)


@pytest.mark.browser
def test_a_report_is_heard_corrected_disputed_compared_and_shared(served: Served, tmp_path: Path) -> None:
    rehearsed(tmp_path, "first", "I think it is important.")
    rehearsed(tmp_path, "second", SAID)
    microphone = ROOT / "samples" / "error-rate" / "answer.wav"
    with chromium_page(tmp_path / "profile", microphone) as page:
        open_report(page, served.address, "second")
        assert page.get_by_test_id("unjudged").inner_text() == "The judge gave no opinion: the model was away."
        page.keyboard.press("ArrowDown")
        assert page.locator("[data-sentence]:focus").count() == 0, "outside the text arrows scroll"
        page.locator(".word", has_text="sixty").click()
        page.locator(".playhead").wait_for()
        page.keyboard.press("k")
        play = page.get_by_test_id("play-answer")
        assert play.inner_text().startswith("Play")
        play.click()
        page.get_by_test_id("play-answer").filter(has_text="Pause").click()
        page.keyboard.press("ArrowDown")
        page.locator('[data-sentence="1"]').focus()
        page.keyboard.press("ArrowUp")
        page.locator('[data-sentence="0"]:focus').wait_for()

        unseen = page.locator('[data-sentence="1"] .unseen', has_text="Data point: “sixty percent”")
        assert unseen.count() == 1, "the mark is also told in words"
        page.locator('[data-sentence="1"]').focus()
        page.get_by_test_id("marks").get_by_text("Data point: “sixty percent”").wait_for()
        assert unseen.count() == 0, "and once"
        page.keyboard.press("e")
        page.get_by_test_id("mend").fill("Our agreement was seventy two percent in March.")
        page.keyboard.press("Enter")
        page.get_by_test_id("mended").wait_for()
        page.locator("#announced").get_by_text("Scored again").wait_for(state="attached")
        page.locator('[data-sentence="1"]:focus').wait_for()
        page.locator("[data-testid^=finding-criterion]").first.click()
        page.get_by_test_id("dispute").last.click()
        page.get_by_text("You said that this is wrong").first.wait_for()

        page.get_by_test_id("compare").click()
        page.get_by_test_id("differences").wait_for()
        page.get_by_test_id("share").click()
        link = page.get_by_test_id("share-link").input_value(timeout=10_000)
        assert "seventy two percent" in httpx.get(link).text
        page.get_by_test_id("revoke").first.click()
        page.get_by_test_id("revoke").wait_for(state="detached")
        assert httpx.get(link).status_code == 410

        served.kill()
        served.start()
        open_report(page, served.address, "second")
        assert "seventy two" in page.get_by_test_id("transcript").inner_text()
        page.goto(f"{served.address}/progress")
        page.get_by_test_id("scores").wait_for()
    remarks = httpx.get(f"{served.address}/api/attempts/second/remarks").json()
    assert remarks["corrections"][0]["heard"] == "sixty" and len(remarks["disputes"]) == 1


@pytest.mark.browser
def test_the_sound_of_a_report_goes_by_itself_and_the_scores_stay(served: Served, tmp_path: Path) -> None:
    rehearsed(tmp_path, "heard", SAID)
    with chromium_page(tmp_path / "profile", ROOT / "samples" / "error-rate" / "answer.wav") as page:
        open_report(page, served.address, "heard")
        score = page.get_by_test_id("overall").inner_text()
        assert page.get_by_test_id("no-sound").count() == 0
        sound = page.get_by_test_id("kept-sound")
        sound.get_by_role("button", name="Delete the sound of this attempt").press("Enter")
        sound.get_by_role("button", name="Keep").press("Enter")
        assert httpx.get(f"{served.address}/api/attempts/heard").json()["has_audio"], "it asks first"
        page.keyboard.press("Enter")
        sound.get_by_test_id("delete-sure").press("Enter")
        sound.get_by_text("There is no sound any more. The words and the scores stay.").wait_for()
        assert page.evaluate("document.activeElement.textContent") == "Its sound"
        page.locator("#announced").get_by_text("The sound of this attempt is deleted").wait_for(state="attached")
        for again in (False, True):
            page.reload() if again else None
            page.get_by_test_id("no-sound").get_by_text("No sound of this answer is kept").wait_for()
            assert page.get_by_test_id("play-answer").count() == 0
            assert page.get_by_test_id("overall").inner_text() == score
            assert "sixty percent" in page.get_by_test_id("transcript").inner_text()
        assert sound.count() == 0, "there is nothing to delete"
    assert httpx.get(f"{served.address}/api/attempts/heard/audio.wav").status_code == 404
