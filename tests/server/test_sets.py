"""The doors of practice sets: made, assigned, rehearsed, answered, reviewed and seen."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from coach.app import Coach
from coach.records.recordings import RecordingWriter, wav
from coach.serving import build_server
from coach.settings import read_settings
from tests.records.set_places import rehearsed

WANTED = {"title": "Unclear guidelines", "question_ids": ["unclear-guidelines", "ground-truth"], "coach": "Mara"}


class Place:
    """One installation behind its doors."""

    def __init__(self, data: Path) -> None:
        self.coach = Coach(read_settings(data=data))
        transport = httpx.ASGITransport(build_server(self.coach), raise_app_exceptions=False)
        self.client = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000")

    async def get(self, path: str, status: int = 200) -> Any:
        answer = await self.client.get(f"/api{path}")
        assert answer.status_code == status, answer.text
        return answer.json()

    async def post(self, path: str, body: Any = None, status: int = 201) -> Any:
        answer = await self.client.post(f"/api{path}", json=body)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def file(self, path: str) -> bytes:
        answer = await self.client.get(f"/api{path}")
        assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
        return answer.content

    async def open(self, raw: bytes, status: int = 201) -> Any:
        answer = await self.client.post("/api/files", content=raw)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def assigned(self, candidate: str = "Nadia K.", **fields: Any) -> Any:
        made = await self.post("/sets", {**WANTED, **fields})
        return await self.post(f"/sets/{made['id']}/assignments", {"candidate": candidate})

    def rehearse(self, set_id: str, attempt_id: str = "a1", asked: bool = True) -> None:
        rehearsed(self.coach.store, self.coach.practice.sets.find(set_id), attempt_id, asked)

    async def close(self) -> None:
        await self.client.aclose()
        self.coach.close()


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Place]:
    place = Place(tmp_path / "here")
    yield place
    await place.close()


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[Place]:
    place = Place(tmp_path / "there")
    yield place
    await place.close()


async def test_progress_is_ones_own_and_each_candidates_apart(here: Place) -> None:
    one = await here.assigned()
    here.rehearse(one["id"])
    mine = await here.get("/progress")
    assert (mine["overall"]["points"], mine["candidates"]) == ([], ["Nadia K."])
    theirs = await here.get("/progress?candidate=Nadia K.")
    assert ([p["attempt_id"] for p in theirs["overall"]["points"]], theirs["candidate"]) == (["a1"], "Nadia K.")


async def test_two_of_one_name_are_never_told_as_one(here: Place) -> None:
    made = await here.post("/sets", WANTED)
    one, two = [await here.post(f"/sets/{made['id']}/assignments", {"candidate": "Anna"}) for _ in range(2)]
    for number, given in enumerate((one, two)):
        here.rehearse(given["id"], f"a{number}")
        await here.post(f"/sets/{given['id']}/answers", {"attempt_id": f"a{number}"})
    when = {given["assigned_at"] for given in (one, two)}
    assert all(datetime.fromisoformat(at).utcoffset() == timedelta(0) for at in when)
    assert {item["assigned_at"] for item in await here.get("/inbox")} == when
    assert (await here.get(f"/sets/{made['id']}"))["assigned_at"] == ""
    assert (await here.get("/progress?candidate=Anna"))["sets"] == ["Unclear guidelines"] * 2
    assert (await here.get("/progress"))["sets"] == []


async def test_a_set_is_made_assigned_and_listed(here: Place) -> None:
    one = await here.assigned(due="2099-12-01", note="Take your time.")
    assert (one["candidate"], one["attempts_allowed"], one["attempts_left"]) == ("Nadia K.", 3, 3)
    assert [q["id"] for q in one["questions"]] == WANTED["question_ids"]
    assert one["profile_title"] and one["minutes"] > 0
    listed = [(s["assigned"], s["set_id"] == one["set_id"]) for s in await here.get("/sets")]
    assert sorted(listed) == [(False, True), (True, True)]
    assert (await here.get(f"/sets/{one['id']}"))["note"] == "Take your time."


async def test_a_file_carries_its_candidates_name_in_any_script(here: Place) -> None:
    one = await here.assigned(candidate="Анна Þór")
    assert one["file_name"].endswith("-анна-þór.coach")
    answer = await here.client.get(f"/api/sets/{one['id']}/file")
    assert answer.headers["content-disposition"].endswith("-%D0%B0%D0%BD%D0%BD%D0%B0-%C3%BE%C3%B3r.coach")


async def test_a_signed_link_leads_to_the_set_and_an_altered_one_nowhere(here: Place) -> None:
    one = await here.assigned()
    token = one["link"].removeprefix("/practise/")
    assert (await here.get(f"/sets/linked/{token}"))["id"] == one["id"]
    refused = await here.get(f"/sets/linked/{token[:-1]}", 400)
    assert "not complete or was altered" in refused["error"]


async def test_a_set_is_rehearsed_from_its_frozen_questions_and_hides_among_banks(here: Place) -> None:
    one = await here.assigned()
    await here.post("/attempts", {"bank_id": "", "set_id": one["id"]})
    assert all(not b["id"].startswith("set:") for b in await here.get("/banks"))
    here.rehearse(one["id"])
    attempt = await here.get("/attempts/a1")
    assert attempt["answers"][0]["question"]["expert"] != ""


async def test_no_attempt_is_opened_once_they_are_used_up(here: Place) -> None:
    one = await here.assigned(attempts_allowed=1)
    here.rehearse(one["id"], "a0", asked=False)
    await here.post("/attempts", {"bank_id": "", "set_id": one["id"]})
    here.rehearse(one["id"], "a1")
    refused = await here.post("/attempts", {"bank_id": "", "set_id": one["id"]}, 400)
    assert "The one attempt" in refused["error"]
    assert (await here.get(f"/sets/{one['id']}"))["attempts_left"] == 0


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({**WANTED, "question_ids": ["nothing"]}, 400),
        ({**WANTED, "profile_id": "nothing"}, 400),
        ({**WANTED, "due": "soon"}, 400),
        ({**WANTED, "question_ids": []}, 422),
        ({**WANTED, "attempts_allowed": 0}, 422),
    ],
)
async def test_a_set_that_cannot_be_is_refused(here: Place, body: Any, status: int) -> None:
    assert (await here.post("/sets", body, status))["error"]


async def test_files_alone_carry_a_set_out_and_a_review_back(here: Place, there: Place) -> None:
    one = await here.assigned()
    opened = await there.open(await here.file(f"/sets/{one['id']}/file"))
    assert opened == {"kind": "practice-set", "title": "Unclear guidelines", "page": f"/sets/{one['id']}"}
    there.rehearse(one["id"])
    arrived = await here.open(await there.file(f"/sets/{one['id']}/answers/a1/file"))
    (take,) = (await there.get(f"/sets/{one['id']}"))["takes"]
    assert take["sent"] == "saved"
    theirs = await here.get("/progress?candidate=Nadia K.")
    assert [p["attempt_id"] for p in theirs["overall"]["points"]] == ["a1"] and theirs["candidates"] == ["Nadia K."]
    await here.open(await there.file(f"/sets/{one['id']}/answers/a1/file"))
    assert await here.get("/progress?candidate=Nadia K.") == theirs, "one attempt counts once, however often it is sent"
    assert (await here.get("/progress"))["overall"]["points"] == []
    (item, _) = await here.get("/inbox")
    assert not item["here"]
    assert arrived["page"] == f"/review/{item['id']}"
    assert (item["candidate"], item["take"], item["has_audio"], item["reviewed"]) == ("Nadia K.", 1, False, "")

    sent = await review(here, item["id"])
    assert not sent["delivered"]
    assert (await there.get("/attempts/a1/review"))["review"] is None
    back = await there.open(await here.file(f"/inbox/{item['id']}/review/file"))
    assert back["page"] == "/report/a1"
    seen = (await there.get("/attempts/a1/review"))["review"]
    assert (seen["coach"], seen["findings"]["remark"]) == ("Mara", "Shorten sentence six.")
    assert seen["findings"]["levels"][0] | {"question_id": ""} == {
        "question_id": "",
        "criterion": "clarity",
        "level": 3,
        "machine": 2,
    }


async def review(place: Place, submission_id: str) -> Any:
    words = {"type": "words", "first": 0, "first_word": 0, "last": 0, "last_word": 2, "quote": "I asked my"}
    draft = {
        "remark": "Shorten sentence six.",
        "comments": [{"question_id": "ground-truth", "span": words, "text": "Keep this."}],
        "levels": [{"question_id": "unclear-guidelines", "criterion": "clarity", "level": 3}],
    }
    saved = await place.client.put(f"/api/inbox/{submission_id}/review", json=draft)
    assert saved.status_code == 200, saved.text
    assert (await place.get(f"/inbox/{submission_id}"))["findings"] == saved.json()
    return await place.post(f"/inbox/{submission_id}/review/sent")


HEARD = {"type": "seconds", "start": 1, "end": 2}
LEVEL = {"question_id": "unclear-guidelines", "criterion": "clarity", "level": 3}


@pytest.mark.parametrize(
    ("draft", "says"),
    [
        (
            {"comments": [{"question_id": "ground-truth", "span": HEARD, "text": "  "}]},
            "body.comments.0.text: String should have at least 1 character",
        ),
        ({"levels": [LEVEL, LEVEL | {"level": 1}]}, "body: expected one level for each criterion"),
        (
            {"comments": [{"question_id": "ground-truth", "span": HEARD | {"end": 1e999}, "text": "Slower."}]},
            "end: Input should be a finite number",
        ),
    ],
)
async def test_a_review_that_cannot_be_is_refused_with_its_reason(here: Place, draft: Any, says: str) -> None:
    one = await here.assigned()
    here.rehearse(one["id"])
    await here.post(f"/sets/{one['id']}/answers", {"attempt_id": "a1"})
    (item,) = await here.get("/inbox")
    headers = {"content-type": "application/json"}
    refused = await here.client.put(f"/api/inbox/{item['id']}/review", content=json.dumps(draft), headers=headers)
    assert refused.status_code == 422 and says in refused.json()["error"]
    assert not (await here.get(f"/inbox/{item['id']}"))["findings"]["comments"]


async def test_what_was_written_in_another_window_is_not_written_over(here: Place) -> None:
    one = await here.assigned()
    here.rehearse(one["id"])
    await here.post(f"/sets/{one['id']}/answers", {"attempt_id": "a1"})
    (item,) = await here.get("/inbox")
    door = f"/api/inbox/{item['id']}/review"

    async def put(remark: str, based_on: str | None) -> httpx.Response:
        return await here.client.put(door, json={"remark": remark, "based_on": based_on})

    opened = (await here.get(f"/inbox/{item['id']}"))["findings"]["revision"]
    first = await put("From one window.", opened)
    other = await put("From another.", opened)
    assert other.status_code == 400 and "written on elsewhere since you opened it" in other.json()["error"]
    assert (await here.get(f"/inbox/{item['id']}"))["findings"] == first.json()
    assert (await put("From one window.", opened)).json() == first.json()
    again = await put("From one window, more.", first.json()["revision"])
    assert again.json()["revision"] not in (opened, first.json()["revision"])
    assert (await put("", None)).json()["revision"] == opened == ""


async def test_by_the_link_everything_stays_at_one_installation(here: Place) -> None:
    one = await here.assigned()
    here.rehearse(one["id"])
    after = await here.post(f"/sets/{one['id']}/answers", {"attempt_id": "a1"})
    assert [(t["number"], t["sent"], t["reviewed"]) for t in after["takes"]] == [(1, "sent", False)]
    await here.file(f"/sets/{one['id']}/answers/a1/file")
    assert (await here.get(f"/sets/{one['id']}"))["takes"][0]["sent"] == "sent"
    (item,) = await here.get("/inbox")
    assert item["here"]
    assert (await review(here, item["id"]))["delivered"]
    assert (await here.get("/attempts/a1/review"))["review"]["coach"] == "Mara"
    assert (await here.get(f"/sets/{one['id']}"))["takes"][0]["reviewed"]


async def test_a_reviewer_is_told_of_scores_that_the_words_do_not_get_here(here: Place) -> None:
    one = await here.assigned()
    here.rehearse(one["id"])
    await here.post(f"/sets/{one['id']}/answers", {"attempt_id": "a1"})
    (item,) = await here.get("/inbox")
    page = await here.get(f"/inbox/{item['id']}")
    assert "scored by version 1 of the scorer" in page["scores"] and "Scored here, it comes to" in page["scores"]


async def test_a_reviewer_sees_what_the_candidate_mended_and_the_pause_that_the_profile_wants(here: Place) -> None:
    patient = next(p for p in here.coach.profiles().values() if p.least_delay > 0)
    one = await here.assigned(profile_id=patient.id)
    here.rehearse(one["id"])
    told = {"question_id": "unclear-guidelines", "finding": "criterion:clarity", "claim": "Two long sentences."}
    await here.post("/attempts/a1/disputes", told, 200)
    mended = {"question_id": "unclear-guidelines", "started": 4.0, "ended": 4.3, "text": "We"}
    await here.post("/attempts/a1/corrections", mended, 200)
    await here.post(f"/sets/{one['id']}/answers", {"attempt_id": "a1"})
    (item,) = await here.get("/inbox")
    page = await here.get(f"/inbox/{item['id']}")
    assert page["attempt"]["least_delay"] == patient.least_delay
    assert [(c["heard"], c["text"]) for c in page["corrections"]] == [("I", "We")]
    assert [d["claim"] for d in page["disputes"]] == ["Two long sentences."]


def recorded(place: Place, attempt_id: str = "a1") -> None:
    writer = RecordingWriter(place.coach.recordings, attempt_id)
    writer.append(0, b"\1\2" * 800)
    writer.close()


def files(place: Place, *folders: str) -> list[str]:
    """What lies there, hidden files too."""
    root = place.coach.settings.data.joinpath(*folders)
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


async def test_answers_that_arrived_are_deleted_with_their_review(here: Place) -> None:
    one = await here.assigned()
    here.rehearse(one["id"])
    recorded(here)
    for audio in (True, False):
        await here.post(f"/sets/{one['id']}/answers", {"attempt_id": "a1", "with_audio": audio})
    heard, silent = sorted(await here.get("/inbox"), key=lambda item: not item["has_audio"])
    await review(here, heard["id"])
    door = f"/api/inbox/{heard['id']}"
    assert (await here.client.delete(door)).status_code == 204
    assert [item["id"] for item in await here.get("/inbox")] == [silent["id"]]
    assert files(here, "practice", "inbox") == [f"{silent['id']}.coach"]
    assert files(here, "practice", "reviews", "drafts") == files(here, "practice", "reviews", "sent") == []
    again = await here.client.delete(door)
    assert again.status_code == 400 and "there are no answers" in again.json()["error"]
    late = await here.client.put(f"{door}/review", json={"remark": "Too late."})
    assert late.status_code == 400 and files(here, "practice", "reviews", "drafts") == []
    assert (await here.get("/attempts/a1/review"))["review"]["coach"] == "Mara", "the candidate's own copy"
    assert (await here.client.delete("/api/inbox/..%2Fx")).status_code in (400, 404)


async def test_deleted_sound_is_deleted_from_the_answers_that_were_sent_here_too(here: Place, there: Place) -> None:
    one = await here.assigned()
    here.rehearse(one["id"])
    recorded(here)
    await here.post(f"/sets/{one['id']}/answers", {"attempt_id": "a1", "with_audio": True})
    await there.open(await here.file(f"/sets/{one['id']}/file"))
    there.rehearse(one["id"], "a2")
    recorded(there, "a2")
    await here.open(await there.file(f"/sets/{one['id']}/answers/a2/file?audio=true"))
    for attempt in ("a1", "a2"):
        assert (await here.client.delete(f"/api/attempts/{attempt}/audio.wav")).status_code == 204
    silent, heard = sorted(await here.get("/inbox"), key=lambda item: item["has_audio"])
    assert (silent["here"], silent["has_audio"]) == (True, False)
    assert (heard["here"], heard["has_audio"]) == (False, True), "another installation's is not this one's to delete"
    assert (await here.client.get(f"/api/inbox/{silent['id']}/audio.wav")).status_code == 404
    assert (await here.get(f"/inbox/{silent['id']}"))["attempt"]["answers"][0]["turns"], "the words stay"
    assert (await review(here, silent["id"]))["delivered"]
    assert (await here.get("/attempts/a1/review"))["review"]["coach"] == "Mara"


async def test_a_deleted_preview_leaves_nothing_of_what_was_sent_or_reviewed(here: Place) -> None:
    made = await here.post("/sets", WANTED)
    here.rehearse(made["id"], "a1")
    recorded(here)
    await here.post(f"/sets/{made['id']}/answers", {"attempt_id": "a1", "candidate": "Mara", "with_audio": True})
    (item,) = await here.get("/inbox")
    await review(here, item["id"])
    assert len(files(here, "practice")) == 6
    assert (await here.client.delete("/api/attempts/a1")).status_code == 204
    assert files(here, "practice") == [f"sets/{made['id']}.coach"]
    assert files(here, "recordings") == []


async def test_sound_goes_along_only_where_the_candidate_agreed(here: Place) -> None:
    one = await here.assigned()
    here.rehearse(one["id"])
    recorded(here)
    await here.post(f"/sets/{one['id']}/answers", {"attempt_id": "a1"})
    await here.post(f"/sets/{one['id']}/answers", {"attempt_id": "a1", "with_audio": True})
    silent, heard = sorted(await here.get("/inbox"), key=lambda item: item["has_audio"])
    assert (silent["has_audio"], heard["has_audio"]) == (False, True)
    assert (await here.client.get(f"/api/inbox/{heard['id']}/audio.wav")).content == wav(b"\1\2" * 800)
    part = await here.client.get(f"/api/inbox/{heard['id']}/audio.wav", headers={"range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"RIFF")
    assert (await here.client.get(f"/api/inbox/{silent['id']}/audio.wav")).status_code == 404


async def test_altered_and_later_files_are_refused_with_a_reason(here: Place, there: Place) -> None:
    one = await here.assigned()
    raw = await here.file(f"/sets/{one['id']}/file")
    altered = await there.open(raw.replace(b"Unclear", b"Obscure"), 400)
    assert altered["error"] == "This practice set was altered after it was sent. Ask Mara for a fresh one."
    later = await there.open(raw.replace(b'"format": 1', b'"format": 7'), 400)
    assert "newer version" in later["error"] and "pip install --upgrade" in later["error"]
    assert "no file of the coach" in (await there.open(b"%PDF-1.7", 400))["error"]
    assert await there.get("/sets") == []


async def test_what_is_not_there_is_said(here: Place) -> None:
    assert "no practice set" in (await here.get("/sets/nothing", 400))["error"]
    assert "no answers" in (await here.get("/inbox/nothing", 400))["error"]
    one = await here.assigned()
    assert "cannot be sent" in (await here.post(f"/sets/{one['id']}/answers", {"attempt_id": "a1"}, 400))["error"]
    assert "no practice set" in (await here.post("/attempts", {"bank_id": "", "set_id": "nothing"}, 400))["error"]
