"""A small OpenAI-compatible transcription server on loopback that hears what `spoken` makes, or misbehaves as told."""

from __future__ import annotations

import io
import json
import threading
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal

import numpy as np

from tests.listening.fakes import read_words

Behaviour = Literal["good", "without times", "refuses", "no transcript", "stalls", "refuses once"]


class SpeechServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, behaviour: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.behaviour, self.asked = behaviour, 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


@contextmanager
def speech_server(behaviour: Behaviour = "good") -> Iterator[SpeechServer]:
    server = SpeechServer(behaviour)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Answer(BaseHTTPRequestHandler):
    server: SpeechServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        self.server.asked += 1
        match self.server.behaviour:
            case "refuses":
                self._send(401, {"error": {"message": "wrong key"}})
            case "refuses once" if self.server.asked == 1:
                self._send(503, {"error": {"message": "busy"}})
            case "no transcript":
                self._send(200, {"hello": "world"})
            case "stalls":
                time.sleep(1.0)
            case behaviour:
                self._send(200, self._heard(body, behaviour))

    def _heard(self, body: bytes, behaviour: Behaviour) -> dict[str, object]:
        form = message_from_bytes(b"Content-Type: " + self.headers["content-type"].encode() + b"\r\n\r\n" + body)
        sound = next(p for p in form.walk() if p.get_param("name", header="content-disposition") == "file")
        with wave.open(io.BytesIO(sound.get_payload(decode=True))) as file:
            words = read_words(np.frombuffer(file.readframes(file.getnframes()), "<i2"))
        times = [{"word": w.text, "start": w.start, "end": w.end} for w in words]
        heard: dict[str, object] = {"text": " ".join(w.text for w in words), "language": "en", "duration": 1.0}
        return heard if behaviour == "without times" else heard | {"words": times}

    def _send(self, status: int, body: dict[str, object]) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the test's output clean."""
