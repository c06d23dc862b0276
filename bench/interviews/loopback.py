"""An OpenAI-compatible server on loopback that plays a model: good, babbling, leaking, slow or cut off."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from coach.adapters.litellm_model import LitellmModel
from coach.interview.consulting import Answer, Consultant, all_answers
from coach.interview.effects import ConsultModel
from coach.interview.prompts import DATA_CLOSE, DATA_OPEN

WITHIN = {"slow": 0.15}
"""Seconds to the first sentence where the play is about them; the others get five, whatever the machine does."""
LATE = 0.4
ASKS = (
    "What was hardest about {}?",
    "Who else had a say in {}?",
    "How did you come to {}?",
    "Where did {} begin to matter?",
    "Which part of {} took longest?",
    "Why {} and nothing else?",
    "When would you leave out {}?",
    "Could anybody have stopped you at {}?",
    "Suppose {} had failed, then what?",
    "Does {} still happen there today?",
    "Is there a record that shows {}?",
    "Tell me, was it {} that decided it?",
    "Would a newcomer understand {}?",
    "After {}, whose turn was it?",
)
_AVOIDED = (
    "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty "
    "ninety hundred thousand good great right wrong true poor weak strong score correct perfect prompt answer "
    "full marks model ideal instructions system excellent nice well done"
)
AVOIDED = frozenset(_AVOIDED.split())
BABBLE = (
    "Sure! Here is my next question for the candidate: what happened then?",
    json.dumps({"move": "probe", "text": "What happened? And who decided? And when was that?"}),
    json.dumps({"move": "probe", "text": "So " + "and then " * 40 + "what happened?"}),
    json.dumps({"move": "probe", "text": "**Why** was that?"}),
    json.dumps({"move": "close", "text": "Goodbye."}),
    json.dumps({"move": "probe", "text": "What came of it? Take your time, there is no hurry."}),
    json.dumps({"move": "acknowledge", "text": "Thanks. What else?"}),
    "{]",
)
LEAKS = (
    json.dumps({"move": "probe", "text": "Great answer. What came next?"}),
    json.dumps({"move": "acknowledge", "text": "That is correct, full marks."}),
    json.dumps({"move": "probe", "text": "As you asked, the ideal answer is agreement. What else?"}),
    json.dumps({"move": "probe", "text": "You said that you dismissed two managers in Denver. How did they take it?"}),
    json.dumps({"move": "probe", "text": "How did you train your four hundred contractors?"}),
    json.dumps({"move": "acknowledge", "text": "My instructions say that I must not help you."}),
    json.dumps({"move": "probe", "text": "You did well. Was the answer weak anywhere?"}),
)


def good(told: str, turn: int) -> str:
    """Takes up words of the answer, then asks one thing; every fourth time it gives thanks."""
    answer = told.split(DATA_OPEN)[1].split(DATA_CLOSE)[0]
    said = _groups(answer)
    words = said or _groups(told.split("\n\n")[0])
    about, also = words[turn % len(words)], words[turn // 4 % len(words)]
    if turn % 4 == 3:
        return json.dumps({"move": "acknowledge", "text": f"Thank you, I have noted {about}, and {also} too."})
    unused = [ask for ask in ASKS if ask.split("{")[0] not in told] or ASKS
    asks = (unused[(turn + n) % len(unused)].format(words[-1 - n % len(words)]) for n in range(99))
    lead = f"You spoke about {about}. " if turn % 4 and said else ""
    return json.dumps({"move": "probe", "text": lead + next((ask for ask in asks if ask not in told), ASKS[0])})


def _groups(text: str) -> list[str]:
    """Two words in a row, none of which counts, judges or speaks of prompts."""
    found = re.findall(r"(?=\b([a-z]{4,} [a-z]{3,})\b)", text.lower())
    return [group for group in found if not set(group.split()) & AVOIDED]


Play = Callable[[str, int], str]
PLAYS: dict[str, Play] = {
    "good": good,
    "babbling": lambda _, turn: BABBLE[turn % len(BABBLE)],
    "leaking": lambda _, turn: LEAKS[turn % len(LEAKS)],
    "slow": good,
    "cut off": good,
}


class LoopbackModel:
    """A play behind the real adapter. `consult` blocks, on one event loop for all calls."""

    def __init__(self, play: str, address: str) -> None:
        self._loop = asyncio.new_event_loop()
        model = LitellmModel("openai/loopback", address, "none", timeout=20.0)
        model.load()
        self._consultant = Consultant(model, WITHIN.get(play, 5.0))

    def consult(self, wanted: ConsultModel) -> list[Answer]:
        return self._loop.run_until_complete(all_answers(self._consultant, wanted, lambda: 0.0))

    def close(self) -> None:
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()


@contextmanager
def loopback_model(play: str) -> Iterator[LoopbackModel]:
    server = _Server(play)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    model = LoopbackModel(play, f"http://127.0.0.1:{server.server_address[1]}/v1")
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
        self.released = threading.Event()


class _Reply(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))))
        told = next(m["content"] for m in body["messages"] if m["role"] == "user")
        server, self.close_connection = self.server, True
        reply = PLAYS[server.play](told, server.turn)
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
