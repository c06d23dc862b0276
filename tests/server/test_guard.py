"""Only pages that this server served may drive it."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from coach.server.api import create_app
from coach.server.guard import known_host, own_origin
from tests.server.fakes import deps

OWN = "http://127.0.0.1:8000"


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    return TestClient(create_app(deps(tmp_path)), base_url=OWN)


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000", "192.168.1.5", "app.localhost"]
)
def test_numbers_and_this_machine_are_known(host: str) -> None:
    assert known_host(host, ())


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "", "localhost.evil.example", "127.0.0.1; x", "a b"]
)
def test_other_names_are_not(host: str) -> None:
    assert not known_host(host, ())


def test_a_name_that_was_configured_is_known() -> None:
    assert known_host("coach.school.example", {"coach.school.example"})


@pytest.mark.parametrize(
    ("origin", "own"),
    [
        (OWN, True),
        ("https://127.0.0.1:8000", True),
        ("http://127.0.0.1:9000", False),
        ("http://evil.example", False),
        ("null", False),
        ("http://[bad", False),
    ],
)
def test_a_page_is_own_by_its_host_and_port(origin: str, own: bool) -> None:
    assert own_origin(origin, "127.0.0.1:8000") is own


def test_a_rebound_name_is_refused(client: TestClient) -> None:
    answer = client.get("/api/banks", headers={"host": "evil.example"})
    assert answer.status_code == 403
    assert "coach serve" in answer.json()["error"]


def test_a_foreign_page_cannot_begin_an_attempt(client: TestClient) -> None:
    answer = client.post("/api/attempts", json={"bank_id": "core"}, headers={"origin": "http://evil.example"})
    assert answer.status_code == 403
    assert client.post("/api/attempts", json={"bank_id": "core"}, headers={"origin": OWN}).status_code == 201


def test_a_foreign_page_cannot_listen_in(client: TestClient) -> None:
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("/api/attempts/a1/live", headers={"origin": "http://evil.example"}),
    ):
        pass


def test_the_own_page_may(client: TestClient) -> None:
    headers = {"origin": OWN, "host": "127.0.0.1:8000"}
    with client.websocket_connect("/api/attempts/a1/live", headers=headers) as socket:
        assert socket.receive_json()["type"] == "welcome"


def test_every_answer_carries_the_security_headers(client: TestClient) -> None:
    for path in ("/", "/api/banks", "/api/nothing"):
        headers = client.get(path).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "ws://127.0.0.1:8000" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert "microphone=(self), camera=(self)" in headers["permissions-policy"]
