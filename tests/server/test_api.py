"""The REST doors and the web app's files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from coach.errors import StoreError
from coach.events import AttemptStarted, FinalTranscript, InterviewerSpoke, TurnEnded
from coach.records.profiles import load_profiles
from coach.records.question_banks import find_banks
from coach.records.recordings import RecordingWriter, wav
from coach.server.api import Deps, create_app
from scoring.answer import Word
from tests.server.fakes import BANK, MemoryStore, deps

STARTED = AttemptStarted(
    at=0, attempt_id="a1", bank_id="core", question_ids=("ground-truth",), profile_id="adaptive", interviewer="scripted"
)
ASKED = InterviewerSpoke(at=3, move="ask", text="What is ground truth?", question_id="ground-truth", started=1, ended=3)
WORDS = (Word("Labels", 4.0, 4.5), Word("we", 4.5, 4.7), Word("trust.", 4.7, 5.2))
SAID = FinalTranscript(at=5.5, text="Labels we trust.", words=WORDS, started=4.0, ended=5.2)
ENDED = TurnEnded(at=7, reason="silence", question_id="ground-truth")
LOG = (STARTED, ASKED, SAID, ENDED)


def ask(given: Deps, **headers: str) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(create_app(given), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000", headers=headers)


@pytest.fixture
def given(tmp_path: Path) -> Deps:
    return deps(tmp_path, MemoryStore({"a1": LOG}))


async def test_banks_say_what_each_question_demands(given: Deps) -> None:
    async with ask(given) as client:
        (bank,) = (await client.get("/api/banks")).json()
    assert bank["questions"][0]["constraints"] == [{"kind": "max_seconds", "asked": "at most 60 seconds"}]
    assert "expert" not in bank["questions"][0]


async def test_status_and_profiles(given: Deps) -> None:
    async with ask(given) as client:
        assert (await client.get("/api/status")).json()["parts"][0]["ready"] == "ready"
        assert (await client.get("/api/profiles")).json()[0]["id"] == "adaptive"


async def test_an_attempt_is_made(given: Deps) -> None:
    async with ask(given) as client:
        answer = await client.post("/api/attempts", json={"bank_id": "core", "profile_id": "adaptive"})
    assert (answer.status_code, answer.json()) == (201, {"attempt_id": "a2"})


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        ({"bank_id": "nowhere"}, 400, "no question bank 'nowhere'"),
        ({}, 422, "bank_id"),
        ({"bank_id": "core", "surprise": 1}, 422, "surprise"),
        ({"bank_id": "core", "interviewer": "bob"}, 422, "interviewer"),
    ],
)
async def test_a_wrong_wish_is_named(given: Deps, body: dict[str, object], status: int, says: str) -> None:
    async with ask(given) as client:
        answer = await client.post("/api/attempts", json=body)
    assert answer.status_code == status
    assert says in answer.json()["error"]


async def test_how_an_expert_answers_is_told_only_after_ones_own_answer(given: Deps) -> None:
    log = [e for e in given.store.events("a1") if e.type not in ("AnswerScored", "AttemptFinished")]
    given.store.append(
        "a2", [e.model_copy(update={"attempt_id": "a2"}) if e.type == "AttemptStarted" else e for e in log]
    )
    async with ask(given) as client:
        unfinished = (await client.get("/api/attempts/a2")).text
        exported = [(await client.get(f"/api/attempts/a2/report.{form}")).text for form in ("html", "json", "md")]
    assert all(BANK.questions[0].expert not in text for text in (unfinished, *exported))


async def test_an_attempt_reads_with_times_on_the_rehearsals_clock(given: Deps) -> None:
    async with ask(given) as client:
        view = (await client.get("/api/attempts/a1")).json()
    (answer,) = view["answers"]
    assert answer["question"]["expert"] == "", "the answer is not scored yet"
    assert [turn["speaker"] for turn in answer["turns"]] == ["interviewer", "candidate"]
    (sentence,) = answer["sentences"]
    assert (sentence["text"], sentence["start"], sentence["end"]) == ("Labels we trust.", 4.0, 5.2)
    assert [word["start"] for word in sentence["words"]] == [4.0, 4.5, 4.7]
    assert (view["finished"], view["report"], view["has_audio"]) == (False, None, False)


async def test_an_attempt_is_readable_without_its_bank(given: Deps) -> None:
    async with ask(replace(given, banks=dict)) as client:
        view = (await client.get("/api/attempts/a1")).json()
    assert view["answers"][0]["question"]["text"] == "What is ground truth?"


@pytest.mark.parametrize("path", ["", "/audio.wav", "/report.json", "/report.text"])
async def test_an_unknown_attempt_is_404(given: Deps, path: str) -> None:
    async with ask(given) as client:
        answer = await client.get(f"/api/attempts/nobody{path}")
    assert answer.status_code == 404
    assert "error" in answer.json()


@pytest.mark.parametrize(
    ("form", "kind"),
    [("text", "text/plain"), ("json", "application/json"), ("md", "text/markdown"), ("vtt", "text/vtt")],
)
async def test_reports_come_in_their_own_type(given: Deps, form: str, kind: str) -> None:
    async with ask(given) as client:
        answer = await client.get(f"/api/attempts/a1/report.{form}")
    assert "Labels we trust." in answer.text
    assert answer.headers["content-type"].startswith(kind)


async def test_a_report_in_an_unknown_format_is_refused(given: Deps) -> None:
    async with ask(given) as client:
        assert (await client.get("/api/attempts/a1/report.docx")).status_code == 422


async def test_audio_is_played_from_any_place(given: Deps) -> None:
    pcm = bytes(range(200))
    writer = RecordingWriter(given.recordings, "a1")
    writer.append(0, pcm)
    writer.close()
    whole = wav(pcm)
    async with ask(given) as client:
        answer = await client.get("/api/attempts/a1/audio.wav")
        assert (answer.status_code, answer.content, answer.headers["accept-ranges"]) == (200, whole, "bytes")
        part = await client.get("/api/attempts/a1/audio.wav", headers={"range": "bytes=100-149"})
        assert (part.status_code, part.content) == (206, whole[100:150])
        assert part.headers["content-range"] == f"bytes 100-149/{len(whole)}"
        assert (await client.get("/api/attempts/a1/audio.wav", headers={"range": "bytes=9999-"})).status_code == 416
        assert (await client.get("/api/attempts/a1")).json()["has_audio"] is True


async def test_no_audio_was_kept(given: Deps) -> None:
    async with ask(given) as client:
        answer = await client.get("/api/attempts/a1/audio.wav")
    assert (answer.status_code, answer.json()) == (404, {"error": "No audio was kept of attempt a1."})


async def test_trouble_of_the_store_is_told(given: Deps, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise StoreError("The database cannot be opened; run coach doctor.")

    monkeypatch.setattr(given.store, "attempts", broken)
    async with ask(given) as client:
        answer = await client.get("/api/attempts")
    assert (answer.status_code, answer.json()) == (503, {"error": "The database cannot be opened; run coach doctor."})


async def test_a_fault_of_our_own_is_an_error_without_details(given: Deps, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise KeyError("secret")

    monkeypatch.setattr(given.store, "attempts", broken)
    async with ask(given) as client:
        answer = await client.get("/api/attempts")
    assert answer.status_code == 500
    assert "secret" not in answer.text


async def test_what_is_said_and_scored_stays_out_of_caches(given: Deps) -> None:
    async with ask(given) as client:
        assert (await client.get("/api/attempts")).headers["cache-control"] == "no-store"


async def test_an_unknown_api_address_is_not_a_page(given: Deps) -> None:
    async with ask(given) as client:
        answer = await client.get("/api/nothing/here")
    assert (answer.status_code, answer.json()) == (404, {"error": "There is no such address."})


async def test_a_missing_web_app_says_what_to_run(given: Deps) -> None:
    async with ask(given) as client:
        answer = await client.get("/")
    assert answer.status_code == 503
    assert "make web" in answer.text


async def test_the_web_app_is_served_with_its_own_types(given: Deps) -> None:
    assets = given.web / "assets"
    assets.mkdir(parents=True)
    (given.web / "index.html").write_text("<p>coach", "utf-8")
    (assets / "worklet-1a.js").write_text("1", "utf-8")
    (given.web.parent / "secret.txt").write_text("secret", "utf-8")
    async with ask(given) as client:
        for path in ("/", "/index.html", "/attempts/a1", "/rehearse", "/practise/20260101-1a.b2_c-3"):
            answer = await client.get(path)
            assert (answer.text, answer.headers["cache-control"]) == ("<p>coach", "no-cache")
        script = await client.get("/assets/worklet-1a.js")
        assert script.headers["content-type"] == "text/javascript; charset=utf-8"
        assert "immutable" in script.headers["cache-control"]
        for gone in ("/assets/gone.js", "/gone.png", "/assets/gone"):
            assert (await client.get(gone)).status_code == 404
        assert "secret" not in (await client.get("/..%2fsecret.txt")).text
        assert (await client.get("/%00")).text == "<p>coach"


async def test_a_removed_attempt_takes_its_sound_along(given: Deps) -> None:
    recording = RecordingWriter(given.recordings, "a1")
    recording.append(0, b"\1\0" * 100)
    recording.close()
    async with ask(given) as client:
        assert (await client.get("/api/attempts/a1/audio.wav")).status_code == 200
        assert (await client.delete("/api/attempts/a1")).status_code == 204
        assert (await client.get("/api/attempts/a1")).status_code == 404
        assert (await client.get("/api/attempts")).json() == []
        again = await client.delete("/api/attempts/a1")
    assert again.status_code == 404 and "deleted before" in again.json()["error"]
    assert list(given.recordings.iterdir()) == []


async def test_the_sound_alone_can_go(given: Deps) -> None:
    recording = RecordingWriter(given.recordings, "a1")
    recording.append(0, b"\1\0" * 100)
    recording.close()
    async with ask(given) as client:
        assert (await client.delete("/api/attempts/a1/audio.wav")).status_code == 204
        assert not (await client.get("/api/attempts/a1")).json()["has_audio"]
        wrong = await client.delete("/api/attempts/%C3%A9/audio.wav")
    assert wrong.status_code == 400 and "not the id of an attempt" in wrong.json()["error"]


async def test_an_attempt_at_a_practice_set_stays(tmp_path: Path) -> None:
    taken = STARTED.model_copy(update={"bank_id": "set:s1"})
    async with ask(deps(tmp_path, MemoryStore({"a1": (taken, *LOG[1:])}))) as client:
        refused = await client.delete("/api/attempts/a1")
    assert refused.status_code == 400 and "its sound can go" in refused.json()["error"].lower()


async def test_the_sample_is_a_report_like_any_other(tmp_path: Path) -> None:
    given = replace(deps(tmp_path), banks=find_banks, profiles=load_profiles)
    async with ask(given) as client:
        sample = (await client.get("/api/attempts/sample")).json()
        exported = await client.get("/api/attempts/sample/report.md")
        assert exported.headers["content-disposition"] == 'inline; filename="report-sample.md"'
        assert (await client.get("/api/attempts")).json() == []
        refused = await client.post("/api/attempts/sample/shares", json={})
    (answer,) = sample["answers"]
    assert sample["finished"] and {s["label"] for s in answer["sentences"]} == set("STARF")
    assert [c["satisfied"] for c in answer["scorecard"]["constraints"]] == [True, True, False]
    assert refused.status_code == 404


async def test_without_the_bank_of_the_sample_there_is_none(given: Deps) -> None:
    async with ask(given) as client:
        answer = await client.get("/api/attempts/sample")
    assert answer.status_code == 404 and "bank" in answer.json()["error"]
