"""The live socket: what is wrong is answered, never a crash; a page that comes back goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from coach.errors import StoreError
from coach.listening.audio import AudioChunk
from coach.server.api import create_app
from coach.server.live import CLOSED_FOR_GOOD
from tests.server.fakes import FakeRooms, deps, frame

LIVE = "/api/attempts/a1/live"


@pytest.fixture
def rooms() -> FakeRooms:
    return FakeRooms()


@pytest.fixture
def client(tmp_path: Path, rooms: FakeRooms) -> Iterator[TestClient]:
    with TestClient(create_app(replace(deps(tmp_path), rooms=rooms)), base_url="http://127.0.0.1:8000") as client:
        yield client


def connect(client: TestClient, path: str = LIVE) -> Any:
    return client.websocket_connect(path, headers={"host": "127.0.0.1:8000"})


def test_an_unknown_attempt_is_named_and_the_socket_closed(client: TestClient) -> None:
    with connect(client, "/api/attempts/nobody/live") as socket:
        trouble = socket.receive_json()
        assert (trouble["type"], trouble["code"], trouble["fatal"]) == ("trouble", "unknown_attempt", True)
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_json()
    assert closed.value.code == CLOSED_FOR_GOOD


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (frame(0, b"abc"), "odd_bytes"),
        (frame(0, bytes(2 * 16_000 * 600)), "chunk_too_long"),
        (b"abc", "short_frame"),
        (b"\xff" * 8 + b"ab", "sample_out_of_range"),
        ("these are words where audio is due", "bad_message"),
        ('{"type": "control", "control": "explode"}', "bad_message"),
    ],
)
def test_a_bad_frame_is_answered_and_the_rehearsal_goes_on(
    client: TestClient, rooms: FakeRooms, raw: bytes | str, code: str
) -> None:
    with connect(client) as socket:
        assert socket.receive_json()["type"] == "welcome"
        if isinstance(raw, bytes):
            socket.send_bytes(raw)
        else:
            socket.send_text(raw)
        trouble = socket.receive_json()
        assert (trouble["type"], trouble["code"], trouble["fatal"]) == ("trouble", code, False)
        socket.send_bytes(frame(0, b"abcd"))
        assert socket.receive_json() == {"type": "heard", "next_sample": 2}
    assert rooms.rooms["a1"].told == [AudioChunk(0, b"abcd")]


def test_every_message_reaches_the_room(client: TestClient, rooms: FakeRooms) -> None:
    with connect(client) as socket:
        socket.receive_json()
        for message in (
            {"type": "start", "microphone": True},
            {"type": "recognised", "text": "Labels we", "final": False, "seconds": 1.5},
            {"type": "control", "control": "mute"},
            {"type": "typed", "text": "Yes."},
            {"type": "played", "speech_id": 1, "seconds": 0.5},
            {"type": "ping", "sent": 7.5},
        ):
            socket.send_text(json.dumps(message))
        assert socket.receive_json() == {"type": "pong", "sent": 7.5}
    assert rooms.rooms["a1"].told == [
        ("start", True, False),
        ("recognised", "Labels we", False, 1.5),
        ("control", "mute"),
        ("typed", "Yes."),
        ("played", 1, 0.5, False),
    ]


def test_a_page_that_comes_back_is_told_where_to_go_on(client: TestClient, rooms: FakeRooms) -> None:
    with connect(client) as socket:
        socket.receive_json()
        socket.send_bytes(frame(0, bytes(640)))
        socket.receive_json()
    with connect(client) as socket:
        assert socket.receive_json()["next_sample"] == 320
        socket.send_bytes(frame(0, bytes(640)))
        assert socket.receive_json() == {"type": "heard", "next_sample": 320}
    assert rooms.rooms["a1"].detached == 2


def test_a_second_tab_takes_over_and_the_first_is_told(client: TestClient) -> None:
    with connect(client) as first:
        first.receive_json()
        with connect(client) as second:
            assert second.receive_json()["type"] == "welcome"
            trouble = first.receive_json()
            assert (trouble["code"], trouble["fatal"]) == ("taken_over", True)
            with pytest.raises(WebSocketDisconnect) as closed:
                first.receive_json()
            assert closed.value.code == CLOSED_FOR_GOOD
            second.send_text('{"type": "ping", "sent": 1}')
            assert second.receive_json()["type"] == "pong"


def test_trouble_of_the_record_is_told_and_survived(
    client: TestClient, rooms: FakeRooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(text: str, sent: str) -> None:
        raise StoreError("The disk is full; free some space.")

    monkeypatch.setattr(rooms.rooms["a1"], "typed", full)
    with connect(client) as socket:
        socket.receive_json()
        socket.send_text('{"type": "typed", "text": "Yes."}')
        assert socket.receive_json()["message"] == "The disk is full; free some space."
        socket.send_text('{"type": "ping", "sent": 1}')
        assert socket.receive_json()["type"] == "pong"


def test_the_rooms_are_closed_with_the_server(tmp_path: Path, rooms: FakeRooms) -> None:
    with TestClient(create_app(replace(deps(tmp_path), rooms=rooms)), base_url="http://127.0.0.1"):
        pass
    assert rooms.rooms["a1"].closed
