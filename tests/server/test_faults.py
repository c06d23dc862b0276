"""A fault of our own is logged by its place, never with its message, which may hold what someone said."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from socket import socket

import pytest
import uvicorn

from coach.app import Coach
from coach.server.faults import PlacesOnly, log_places_only
from coach.serving import serve
from coach.settings import read_settings


def said_aloud() -> None:
    raise ValueError("My salary is a secret.")


@pytest.mark.parametrize("name", ["uvicorn.error", "asyncio"])
def test_what_a_library_logs_of_a_fault_is_its_place(name: str, caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger(name)
    log_places_only(name)
    try:
        said_aloud()
    except ValueError:
        logger.exception("Exception in ASGI application\n")
    finally:
        for own in [f for f in logger.filters if isinstance(f, PlacesOnly)]:
            logger.removeFilter(own)
    assert "secret" not in caplog.text and "Traceback" not in caplog.text
    assert "Exception in ASGI application: ValueError at test_faults.py" in caplog.text


@pytest.fixture
def loggers() -> Iterator[list[logging.Logger]]:
    """Those of the server's libraries, afterwards as they were."""
    named = [logging.getLogger(name) for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "asyncio")]
    before = [(one.level, one.propagate, one.handlers[:], one.filters[:]) for one in named]
    yield named
    for one, (level, propagate, handlers, filters) in zip(named, before, strict=True):
        one.level, one.propagate, one.handlers, one.filters = level, propagate, handlers, filters


def test_a_coach_that_serves_logs_faults_of_its_libraries_by_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, loggers: list[logging.Logger]
) -> None:
    def run(_: object, sockets: list[socket]) -> None:
        for one in loggers:
            one.handlers, one.propagate = [caplog.handler], False
            try:
                said_aloud()
            except ValueError:
                if one.name in ("uvicorn.error", "asyncio"):
                    one.exception("A fault")
        sockets[0].close()

    monkeypatch.setattr(uvicorn.Server, "run", run)
    monkeypatch.setattr(Coach, "warm", lambda _: None)
    coach = Coach(read_settings(data=tmp_path))
    serve(coach, "127.0.0.1", 0, False, lambda _: None)
    coach.close()
    assert [record.name for record in caplog.records] == ["uvicorn.error", "asyncio"]
    assert caplog.text.count("A fault: ValueError at test_faults.py") == 2 and "secret" not in caplog.text


def test_other_messages_stay_as_they_are(caplog: pytest.LogCaptureFixture) -> None:
    record = logging.LogRecord("uvicorn.error", logging.WARNING, "", 1, "port %d", (80,), None)
    assert PlacesOnly().filter(record) and record.getMessage() == "port 80"
