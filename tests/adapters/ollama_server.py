"""A small Ollama on loopback: the list of its models, and one reply in its own streaming form."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def ollama_server(models: Sequence[str], reply: str = "Thank you.") -> Iterator[tuple[str, list[str]]]:
    """Yields (address, paths asked for)."""
    server = _Server(models, reply)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", server.asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, models: Sequence[str], reply: str) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.models, self.reply = models, reply
        self.asked: list[str] = []


class _Answer(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self._send("application/json", json.dumps({"models": [{"name": name} for name in self.server.models]}))

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.server.asked.append(self.path)
        if self.path not in ("/api/generate", "/api/chat"):
            self._send("application/json", json.dumps({"template": "", "model_info": {}, "capabilities": []}))
            return
        words = self.server.reply.split(" ")
        pieces = [word if index == 0 else f" {word}" for index, word in enumerate(words)]
        lines = [{**self._piece(piece), "done": False} for piece in pieces]
        end = {"done": True, "done_reason": "stop", "prompt_eval_count": 30, "eval_count": len(words)}
        self._send("application/x-ndjson", "".join(json.dumps(line) + "\n" for line in [*lines, self._piece("") | end]))

    def _piece(self, text: str) -> dict[str, object]:
        said = (
            {"response": text} if self.path == "/api/generate" else {"message": {"role": "assistant", "content": text}}
        )
        return {"model": "small", "created_at": "2026-01-01T00:00:00Z", **said}

    def _send(self, kind: str, body: str) -> None:
        content = body.encode()
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the test's output clean."""
