"""A fault of our own is logged by its place, never with its message, which may hold what someone said."""

from __future__ import annotations

import logging

import pytest

from coach.server.faults import PlacesOnly, log_places_only


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


def test_other_messages_stay_as_they_are(caplog: pytest.LogCaptureFixture) -> None:
    record = logging.LogRecord("uvicorn.error", logging.WARNING, "", 1, "port %d", (80,), None)
    assert PlacesOnly().filter(record) and record.getMessage() == "port 80"
