"""A résumé and a job description given through the page: read, drawn from, taken away."""

from __future__ import annotations

import stat
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from coach.app import Coach
from coach.errors import StoreError, UsageError
from coach.events import AttemptStarted
from coach.own_questions import bank_of
from coach.records.question_banks import OWN_BANK, Bank
from coach.records.recorder import Recorder
from coach.records.recordings import RecordingWriter
from coach.serving import build_server
from coach.settings import read_settings
from tests.adapters.test_documents import halved_pdf
from tests.interview.test_resume import JOB, RESUME

HERE = {"origin": "http://127.0.0.1:8000", "host": "127.0.0.1:8000"}


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return Coach(read_settings(data=tmp_path))


@pytest.fixture
async def doors(coach: Coach) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(build_server(coach))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000", headers=HERE) as client:
        yield client


async def _given(doors: httpx.AsyncClient, kind: str, name: str, text: str) -> dict[str, str]:
    answer = await doors.post(f"/api/documents/{kind}", params={"name": name}, content=text.encode())
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def test_an_attempt_asks_what_the_papers_say_from_its_begin_on_and_its_questions_go_with_it(coach: Coach) -> None:
    with TestClient(build_server(coach), base_url="http://127.0.0.1:8000", headers=HERE) as client:
        resume = client.post("/api/documents/resume?name=cv.md", content=RESUME.encode()).json()
        job = client.post("/api/documents/job?name=job.txt", content=JOB.encode()).json()
        assert resume["about"] == "Brightwave Labs, Northfield AI, Open University; 3 lines with figures"
        assert job["about"] == "AI Trainer (Red Teaming); 2 demands"
        wanted = {"bank_id": "ai-trainer-core", "resume_id": resume["id"], "job_id": job["id"]}
        attempt_id = client.post("/api/attempts", json=wanted).json()["attempt_id"]
        assert not coach.own_banks.banks(), "one that never begins leaves nothing"
        with client.websocket_connect(f"/api/attempts/{attempt_id}/live") as socket:
            socket.send_json({"type": "start", "microphone": False})
            while socket.receive_json().get("event", {}).get("type") != "AttemptStarted":
                pass
            bank = coach.bank(f"{OWN_BANK}{attempt_id}")
            assert "Brightwave" in bank.questions[0].question.text
            assert {b["id"] for b in client.get("/api/banks").json()} == coach.banks().keys()
        assert client.delete(f"/api/attempts/{attempt_id}").status_code == 204
        assert bank.id not in coach.all_banks()
        coach.own_banks.keep_bank(bank)
        assert client.delete(f"/api/attempts/{attempt_id}").status_code == 404
        assert not coach.own_banks.banks(), "what an attempt that is not there had left goes as well"


async def test_papers_are_kept_for_their_owner_alone_until_they_are_taken_away(
    coach: Coach, doors: httpx.AsyncClient, tmp_path: Path
) -> None:
    given = await _given(doors, "resume", "cv.md", RESUME)
    (kept,) = (tmp_path / "own" / "documents").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert (await doors.delete(f"/api/documents/{given['id']}")).status_code == 204
    assert not kept.exists()
    refused = await doors.post("/api/attempts", json={"bank_id": "ai-trainer-core", "resume_id": given["id"]})
    assert refused.status_code == 400 and "choose the file again" in refused.json()["error"]
    with pytest.raises(UsageError):
        coach.own_banks.document("../signing", "resume")


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ("resume", "x", "no text that can be read"),
        ("resume", "I like to swim and to read long books. " * 4, "no place of work was found in cv.txt"),
        ("job", "We are a nice company with many nice people in it. " * 3, "no demand was found in cv.txt"),
    ],
)
async def test_what_nothing_can_be_drawn_from_says_what_to_do(
    doors: httpx.AsyncClient, kind: str, text: str, told: str
) -> None:
    answer = await doors.post(f"/api/documents/{kind}", params={"name": "cv.txt"}, content=text.encode())
    assert answer.status_code == 400 and told in answer.json()["error"]


async def test_a_pdf_with_half_a_character_is_read_like_any_other(doors: httpx.AsyncClient) -> None:
    pdf = halved_pdf("Annotation Lead, Bright{wave, 2021 - 2024")
    answer = await doors.post("/api/documents/resume", params={"name": "cv.pdf"}, content=pdf)
    assert answer.status_code == 201, answer.text
    wanted = {"bank_id": "ai-trainer-core", "resume_id": answer.json()["id"]}
    assert (await doors.post("/api/attempts", json=wanted)).status_code == 201


async def test_a_file_that_is_too_large_is_not_read(doors: httpx.AsyncClient) -> None:
    answer = await doors.post("/api/documents/resume", params={"name": "a.pdf"}, content=b"a" * (5 * 2**20 + 1))
    assert answer.status_code == 413


async def test_nothing_of_a_paper_is_logged(doors: httpx.AsyncClient, caplog: pytest.LogCaptureFixture) -> None:
    await _given(doors, "resume", "cv.md", RESUME)
    await doors.post("/api/documents/resume", params={"name": "cv.pdf"}, content=b"Jane " + RESUME.encode())
    assert "Brightwave" not in caplog.text and "Jane" not in caplog.text


async def test_papers_given_before_are_listed_after_a_restart_newest_first_and_can_be_taken_away(
    doors: httpx.AsyncClient, tmp_path: Path
) -> None:
    resume = await _given(doors, "resume", "cv.md", RESUME)
    damaged = tmp_path / "own" / "documents" / "20200101-000000-aaaaaaaa.json"
    damaged.write_text('{"id": "20200101-')
    restarted = httpx.ASGITransport(build_server(Coach(read_settings(data=tmp_path))))
    async with httpx.AsyncClient(transport=restarted, base_url="http://127.0.0.1:8000", headers=HERE) as later:
        listed = (await later.get("/api/documents")).json()
        assert listed[0] == resume
        assert (listed[1]["id"], listed[1]["kind"]) == (damaged.stem, None), "what cannot be read can be taken away"
        for one in listed:
            assert (await later.delete(f"/api/documents/{one['id']}")).status_code == 204
        assert (await later.get("/api/documents")).json() == []
    assert not any((tmp_path / "own" / "documents").iterdir())


async def test_a_paper_that_cannot_be_taken_away_is_said_to_stay(
    doors: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = await _given(doors, "resume", "cv.md", RESUME)

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refused)
    answer = await doors.delete(f"/api/documents/{given['id']}")
    assert answer.status_code == 503 and "Permission denied" in answer.json()["error"]
    assert [one["id"] for one in (await doors.get("/api/documents")).json()] == [given["id"]]


async def test_what_a_killed_process_left_half_written_goes_at_the_next_start(
    coach: Coach, doors: httpx.AsyncClient, tmp_path: Path
) -> None:
    whole = await _given(doors, "resume", "cv.md", RESUME)
    left = [
        tmp_path / "own" / "documents" / "20200101-000000-aaaaaaaa.part",
        tmp_path / "own" / "banks" / ".20200101-000000-aaaaaaaa.json.0123abcd",
        tmp_path / "practice" / "inbox" / ".20200101-000000-aaaaaaaa.coach.0123abcd",
    ]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(RESUME)
    build_server(coach)
    assert not [path for path in left if path.exists()]
    assert [one["id"] for one in (await doors.get("/api/documents")).json()] == [whole["id"]]


class Left:
    """Drawn questions as earlier versions left them, before their attempt began."""

    def __init__(self, coach: Coach) -> None:
        self.coach = coach

    def bank(self, attempt_id: str, begun: bool = False) -> str:
        coach = self.coach
        core, profile = coach.banks()["ai-trainer-core"], coach.profile("")
        bank = bank_of(attempt_id, core, profile, RESUME, "")
        coach.own_banks.keep_bank(bank)
        if begun:
            Recorder(coach.store, attempt_id).append(
                AttemptStarted(
                    at=0,
                    attempt_id=attempt_id,
                    bank_id=bank.id,
                    question_ids=(),
                    profile_id="p",
                    interviewer="scripted",
                )
            )
        return bank.id


async def test_questions_drawn_for_attempts_that_never_began_are_deleted_once_at_a_start(coach: Coach) -> None:
    left = Left(coach)
    begun, never, heard = left.bank("a1", begun=True), left.bank("a2"), left.bank("a3")
    renamed = coach.own_banks.bank(never)
    (coach.settings.data / "own" / "banks" / "mine.json").write_bytes(TypeAdapter(Bank).dump_json(renamed))
    coach.recordings.mkdir()
    RecordingWriter(coach.recordings, "a3").append(0, b"\x01\x00" * 1600)
    build_server(coach)
    kept = Coach(coach.settings).own_banks.banks()
    assert kept.keys() == {begun, heard, f"{OWN_BANK}mine"}
    later = left.bank("a4")
    build_server(coach)
    assert later in Coach(coach.settings).own_banks.banks(), (
        "what this version keeps has an attempt, or another database"
    )


@pytest.mark.parametrize("database", ["", "sqlite:///other.db"])
async def test_where_the_database_may_be_another_one_no_drawn_question_is_deleted(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    coach = Coach(read_settings(data=tmp_path, database_url=database))
    if database:
        Left(coach).bank("a1", begun=True)
    never = Left(coach).bank("a2")
    build_server(coach)
    build_server(coach)
    assert never in coach.own_banks.banks()
    assert not coach.own_banks.settled


async def test_where_the_attempts_cannot_be_read_the_server_starts_and_nothing_is_deleted(
    coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise StoreError("the disk failed")

    Left(coach).bank("a1", begun=True)
    never = Left(coach).bank("a2")
    monkeypatch.setattr(type(coach.store), "attempts", fails)
    build_server(coach)
    assert never in coach.own_banks.banks() and not coach.own_banks.settled
