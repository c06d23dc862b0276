"""Links to a report: they show it until they run out or are revoked, and nothing to whoever guesses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from coach.adapters.signed_links import SignedLinks
from coach.server.api import Deps
from coach.server.shares import DAY, ShareDoors, share_doors
from tests.server.fakes import MemoryStore, deps
from tests.server.test_api import LOG, ask
from tests.server.test_reports import finished_log


@pytest.fixture
def given(tmp_path: Path) -> Deps:
    store = MemoryStore({"a1": finished_log(), "open": LOG})
    return replace(deps(tmp_path, store), links=SignedLinks(tmp_path / "share.key"))


async def share(client: httpx.AsyncClient, days: int = 7) -> dict[str, str]:
    answer = await client.post("/api/attempts/a1/shares", json={"days": days})
    assert answer.status_code == 201
    made: dict[str, str] = answer.json()
    return made


async def test_a_link_shows_the_report_and_nothing_else(given: Deps) -> None:
    async with ask(given) as client:
        made = await share(client)
        page = await client.get(made["path"])
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    assert "Labels we trust." in page.text and "<script" not in page.text


async def test_a_revoked_link_is_over_and_another_one_stays(given: Deps) -> None:
    async with ask(given) as client:
        first, second = await share(client), await share(client)
        gone = await client.delete(f"/api/attempts/a1/shares/{first['share_id']}")
        assert [s["revoked"] for s in gone.json()["shares"]] == [True, False]
        assert ((await client.get(first["path"])).status_code, (await client.get(second["path"])).status_code) == (
            410,
            200,
        )
        assert (await client.delete(f"/api/attempts/a1/shares/{first['share_id']}")).status_code == 400


@pytest.mark.parametrize(("later", "status"), [(2 * DAY - 1, 200), (2 * DAY, 410)])
async def test_a_link_runs_out(given: Deps, later: float, status: int) -> None:
    times = [1000.0, 1000.0 + later]
    assert given.links
    app = FastAPI()
    app.include_router(
        share_doors(ShareDoors(given.store, given.banks, given.links, given.profiles, lambda: times.pop(0))),
        prefix="/api",
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
        made = await share(client, days=2)
        page = await client.get(made["path"])
    assert page.status_code == status
    assert ("run out" in page.text) == (status == 410)


async def test_a_guessed_link_and_an_open_rehearsal_show_nothing(given: Deps) -> None:
    async with ask(given) as client:
        assert (await client.get("/api/shared/WyJhMSIsInMxIl0.guess")).status_code == 404
        assert (await client.post("/api/attempts/open/shares", json={})).status_code == 400
        assert (await client.post("/api/attempts/a1/shares", json={"days": 0})).status_code == 422
