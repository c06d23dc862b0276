"""A small OpenAI-compatible chat server on loopback that behaves, or misbehaves, as told."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

Behaviour = Literal[
    "good", "cut", "too_long", "hangs_up", "rate_limited", "garbage", "silence", "silence_half_way", "empty", "no_key"
]


@dataclass
class Script:
    """`behaviours` in the order of requests; the last one stays. `asked` are the bodies that came."""

    behaviours: list[Behaviour]
    reply: str = "Thank you."
    asked: list[dict[str, Any]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def next_behaviour(self) -> Behaviour:
        return self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]


@contextmanager
def openai_server(*behaviours: Behaviour, reply: str = "Thank you.") -> Iterator[tuple[str, Script]]:
    """Yields (api_base, script)."""
    script = Script(list(behaviours), reply)
    server = _Server(script)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1", script
    finally:
        script.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, script: Script) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.script = script


class _Answer(BaseHTTPRequestHandler):
    server: _Server

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        script = self.server.script
        script.asked.append(json.loads(body))
        self.close_connection = True
        match script.next_behaviour():
            case "rate_limited":
                self._refuse(429, "slow down")
            case "no_key":
                self._refuse(401, "wrong key")
            case "garbage":
                self._head(200, "text/event-stream")
                self.wfile.write(b"<html>\x00\xff not what you asked for\n\ndata: {]\n\n")
            case "hangs_up":
                self._head(200, "text/event-stream")
            case "silence":
                script.released.wait(30)
            case behaviour:
                self._stream(script, behaviour)

    def _stream(self, script: Script, behaviour: Behaviour) -> None:
        self._head(200, "text/event-stream")
        words = [] if behaviour == "empty" else script.reply.split(" ")
        for index, word in enumerate(words):
            if behaviour in ("cut", "silence_half_way") and index == max(1, len(words) // 2):
                if behaviour == "silence_half_way":
                    script.released.wait(30)
                return
            self._chunk([{"index": 0, "delta": {"role": "assistant", "content": (" " if index else "") + word}}])
        reason = "length" if behaviour == "too_long" else "stop"
        self._chunk([{"index": 0, "delta": {}, "finish_reason": reason}])
        self._chunk([], {"prompt_tokens": 9, "completion_tokens": len(words), "total_tokens": 9 + len(words)})
        self._line("[DONE]")

    def _chunk(self, choices: list[dict[str, Any]], usage: dict[str, int] | None = None) -> None:
        for choice in choices:
            choice.setdefault("finish_reason", None)
        body = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "small", "choices": choices}
        self._line(json.dumps(body | {"usage": usage}))

    def _line(self, text: str) -> None:
        self.wfile.write(f"data: {text}\n\n".encode())
        self.wfile.flush()

    def _refuse(self, status: int, message: str) -> None:
        content = json.dumps({"error": {"message": message, "type": "error", "code": None}}).encode()
        self._head(status, "application/json", len(content))
        self.wfile.write(content)

    def _head(self, status: int, kind: str, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("connection", "close")
        if length is not None:
            self.send_header("content-length", str(length))
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the test's output clean."""
