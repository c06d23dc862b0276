"""The doors of the device check: how far away the server is, and what it hears of one sentence. Nothing is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from coach.errors import RecogniserError
from coach.listening.audio import SAMPLE_RATE
from coach.server.wire_rest import HeardSentence

Hear = Callable[[bytes], HeardSentence]
"""PCM16 mono at 16 kHz, little-endian → what was recognised; blocking. Raises RecogniserError."""
LONGEST_S = 20
LONGEST_BYTES = LONGEST_S * SAMPLE_RATE * 2


def device_routes(hear: Hear | None) -> APIRouter:
    """`hear` None: this server recognises nothing, and says so."""
    routes = APIRouter()

    @routes.get("/ping")
    def ping() -> Response:
        return Response(status_code=204)

    @routes.post("/transcribe", response_model=HeardSentence)
    async def transcribe(request: Request) -> Response | HeardSentence:
        pcm = await _body(request)
        if pcm is None:
            return _refused(f"The sentence may be {LONGEST_S} s long at most.", 413)
        if not pcm or len(pcm) % 2:
            return _refused("The sound must be whole 16 bit samples, mono, 16000 a second.", 400)
        try:
            return await asyncio.to_thread(hear, pcm) if hear else _refused("Nothing recognises speech here.", 503)
        except RecogniserError as error:
            return _refused(str(error), 503)

    return routes


async def _body(request: Request) -> bytes | None:
    """None where it is longer than a sentence."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_BYTES:
            return None
    return bytes(body)


def _refused(text: str, status: int) -> Response:
    return JSONResponse({"error": text}, status)
