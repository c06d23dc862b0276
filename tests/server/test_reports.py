"""The doors of a report that write: corrections are scored anew, disputes are noted, and a replay gives the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from coach.events import AnswerScored, AttemptFinished, Event, FinalTranscript, to_json
from coach.interview.record import Record, rescored, score
from coach.server.api import Deps
from tests.server.fakes import BANK, PROFILE, QUESTION, MemoryStore, deps
from tests.server.test_api import LOG, ask

PLACE = {"question_id": "ground-truth", "started": 4.5, "ended": 4.7}


def finished_log() -> list[Event]:
    record = Record(BANK, LOG)
    entry = BANK.questions[0]
    record.append(AnswerScored(at=7, question_id=QUESTION.id, scorecard=score(QUESTION, record.answer(entry))))
    record.append(AttemptFinished(at=8, report=record.report()))
    return list(record.events)


@pytest.fixture
def given(tmp_path: Path) -> Deps:
    return deps(tmp_path, MemoryStore({"a1": finished_log(), "open": LOG}))


async def correct(client: httpx.AsyncClient, text: str, attempt: str = "a1", **place: object) -> httpx.Response:
    return await client.post(f"/api/attempts/{attempt}/corrections", json={**PLACE, **place, "text": text})


async def test_a_sentence_without_an_end_is_corrected_whole(given: Deps) -> None:
    spoken = "and then we labelled the next batch " * 40
    async with ask(given) as client:
        answer = await correct(client, spoken)
    assert answer.status_code == 200
    assert answer.json()["corrections"][0]["text"] == spoken.strip()


async def test_a_corrected_word_is_scored_anew_and_replays_to_the_same_bytes(given: Deps) -> None:
    async with ask(given) as client:
        answer = await correct(client, "experts")
        view = (await client.get("/api/attempts/a1")).json()
    assert answer.status_code == 200
    (found,) = answer.json()["corrections"]
    assert (found["heard"], found["text"]) == ("we", "experts")
    assert view["answers"][0]["sentences"][0]["text"] == "Labels experts trust."
    log = given.store.events("a1")
    assert [e.type for e in log[-3:]] == ["WordsCorrected", "AnswerScored", "AttemptFinished"]
    assert any(isinstance(e, FinalTranscript) and e.text == "Labels we trust." for e in log)
    assert [to_json(e) for e in rescored(BANK, log)] == [to_json(e) for e in log]


async def test_the_report_counts_a_corrected_answer_once(given: Deps) -> None:
    async with ask(given) as client:
        await correct(client, "experts")
        view = (await client.get("/api/attempts/a1")).json()
    assert view["report"]["scored"] + view["report"]["not_assessed"] == 1


@pytest.mark.parametrize(
    ("text", "change", "says"),
    [
        ("we", {}, "words that were heard"),
        ("x", {"started": 90, "ended": 91}, "no spoken word"),
        ("", {"started": 0, "ended": 99}, "At least one word"),
        ("x", {"question_id": "other"}, "no longer in its bank"),
    ],
)
async def test_a_correction_that_cannot_be_is_refused(
    given: Deps, text: str, change: dict[str, object], says: str
) -> None:
    before = len(given.store.events("a1"))
    async with ask(given) as client:
        answer = await correct(client, text, **change)
    assert (answer.status_code, len(given.store.events("a1"))) == (400, before)
    assert says in answer.json()["error"]


async def test_a_rehearsal_that_goes_on_is_not_changed_under_itself(given: Deps) -> None:
    async with ask(given) as client:
        answer = await correct(client, "experts", attempt="open")
    assert answer.status_code == 400 and "not finished" in answer.json()["error"]


async def test_without_its_bank_an_answer_is_not_scored_again(given: Deps) -> None:
    async with ask(replace(given, banks=dict)) as client:
        assert (await correct(client, "experts")).status_code == 400


async def test_a_wrong_finding_is_noted_and_changes_no_score(given: Deps) -> None:
    told = {"question_id": "ground-truth", "finding": "criterion:clarity", "claim": "Too short."}
    async with ask(given) as client:
        before = (await client.get("/api/attempts/a1")).json()["answers"]
        noted = (await client.post("/api/attempts/a1/disputes", json=told)).json()
        assert (await client.get("/api/attempts/a1/remarks")).json() == noted
        assert (await client.get("/api/attempts/a1")).json()["answers"] == before
        back = (await client.post("/api/attempts/a1/disputes", json={**told, "withdrawn": True})).json()
    assert noted["disputes"] == [told]
    assert back["disputes"] == []


async def test_a_report_says_how_long_a_pause_its_profile_wants(given: Deps) -> None:
    patient = replace(given, profiles=lambda: {"adaptive": PROFILE.model_copy(update={"least_delay": 1.0})})
    gone = replace(given, profiles=dict)
    delays = []
    for known in (patient, given, gone):
        async with ask(known) as client:
            delays.append((await client.get("/api/attempts/a1")).json()["least_delay"])
    assert delays == [1.0, 0.0, 0.0]
