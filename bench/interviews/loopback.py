"""An OpenAI-compatible server on loopback that plays a model (bench.interviews.plays), behind the real adapter."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from bench.interviews.plays import PLAYS, Told
from coach.adapters.litellm_model import LitellmModel
from coach.interview.consulting import Answer, Consultant, all_answers
from coach.interview.effects import ConsultModel
from coach.interview.prompts import Rewording
from coach.interview.rewordings import named_in

WITHIN = {"slow": 0.15}
"""Seconds to the first sentence where the play is about them; the others get five, whatever the machine does."""
LATE = 0.4


class LoopbackModel:
    """A play behind the real adapter. `consult` blocks, on one event loop for all calls."""

    def __init__(self, play: str, server: _Server) -> None:
        self._loop, self._server = asyncio.new_event_loop(), server
        address = f"http://127.0.0.1:{server.server_address[1]}/v1"
        model = LitellmModel("openai/loopback", address, "none", timeout=20.0)
        model.load()
        self._consultant = Consultant(model, WITHIN.get(play, 5.0))

    def consult(self, wanted: ConsultModel) -> list[Answer]:
        self._server.hidden = _hidden(wanted.request.rewords)
        return self._loop.run_until_complete(all_answers(self._consultant, wanted, lambda: 0.0))

    def close(self) -> None:
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()


def _hidden(rewords: Rewording | None) -> tuple[str, ...]:
    """Ideas of the question that nothing of what was asked names."""
    if rewords is None:
        return ()
    asked, concepts = (rewords.question.text, *rewords.asked), rewords.question.concepts
    told = set[str]().union(*(named_in(text, concepts) for text in asked))
    return tuple(idea for c in concepts if c.name not in told for idea in (c.name, *c.variants))


@contextmanager
def loopback_model(play: str) -> Iterator[LoopbackModel]:
    server = _Server(play)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    model = LoopbackModel(play, server)
    try:
        yield model
    finally:
        model.close()
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, play: str) -> None:
        super().__init__(("127.0.0.1", 0), _Reply)
        self.play, self.turn = play, 0
        self.hidden: tuple[str, ...] = ()
        self.released = threading.Event()


class _Reply(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))))
        told = next(m["content"] for m in body["messages"] if m["role"] == "user")
        server, self.close_connection = self.server, True
        due = re.search(r"Your move \((\w+)", told)
        reply = PLAYS[server.play](Told(due[1] if due else "", told, server.turn, server.hidden))
        server.turn += 1
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        try:
            self._stream(reply)
        except (BrokenPipeError, ConnectionResetError):
            """The call was abandoned."""

    def _stream(self, reply: str) -> None:
        pieces = re.findall(r"\S+\s*|\s+", reply)
        for index, piece in enumerate(pieces):
            if self.server.play == "slow" and index == self.server.turn % 2:
                self.server.released.wait(LATE)
            if self.server.play == "cut off" and index == (3, len(pieces) - 2)[self.server.turn % 2]:
                return
            self._chunk([{"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}])
        self._chunk([{"index": 0, "delta": {}, "finish_reason": "stop"}])
        self._chunk([], {"prompt_tokens": 400, "completion_tokens": len(pieces), "total_tokens": 400 + len(pieces)})
        self.wfile.write(b"data: [DONE]\n\n")

    def _chunk(self, choices: list[dict[str, Any]], usage: dict[str, int] | None = None) -> None:
        chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "loopback", "choices": choices}
        self.wfile.write(f"data: {json.dumps(chunk | {'usage': usage})}\n\n".encode())

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the table clean."""
