"""The doors of a résumé and a job description: their text is kept on this machine until it is deleted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from coach.records.own_banks import DocumentKind
from coach.server.wire_rest import DocumentView, KeptDocument

MOST_BYTES = 5 * 2**20
Keep = Callable[[DocumentKind, str, bytes], DocumentView]
"""(kind, file name, content) → what was read of it; blocking. Raises DocumentError."""
Given = Callable[[], list[KeptDocument]]
Forget = Callable[[str], None]
"""Both blocking; raise StoreError."""


def document_routes(keep: Keep, given: Given, forget: Forget) -> APIRouter:
    routes = APIRouter()

    @routes.get("/documents")
    def kept() -> list[KeptDocument]:
        return given()

    @routes.post("/documents/{kind}", status_code=201, response_model=DocumentView)
    async def take(request: Request, kind: DocumentKind, name: str = Query(max_length=300)) -> Response | DocumentView:
        content = bytearray()
        async for part in request.stream():
            content += part
            if len(content) > MOST_BYTES:
                return JSONResponse({"error": f"The file may have {MOST_BYTES // 2**20} MB at most."}, 413)
        return await asyncio.to_thread(keep, kind, name, bytes(content))

    @routes.delete("/documents/{document_id}", status_code=204)
    def remove(document_id: str) -> None:
        forget(document_id)

    return routes
