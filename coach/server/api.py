"""The REST doors and the web app around the live socket."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, WebSocket
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from coach.errors import AttemptNotFound, BankError, CoachError, DocumentError, StoreError, UsageError
from coach.records.export_pdf import PaperMaker
from coach.records.exports import ExportFormat, export_attempt
from coach.records.own_banks import OwnBanks
from coach.records.profiles import Profile, known_profile
from coach.records.question_banks import OWN_BANK, SET_BANK, Bank
from coach.records.recordings import has_recording, read_wav
from coach.records.removal import remove_attempt, remove_sound
from coach.records.reviews import Practice
from coach.records.store import AttemptSummary, Store
from coach.server.device import Hear, device_routes
from coach.server.faults import place
from coach.server.guard import Guard
from coach.server.live import live
from coach.server.pages import page
from coach.server.progress import progress_doors
from coach.server.ranges import ranged
from coach.server.reports import report_doors
from coach.server.rooms import Rooms
from coach.server.sample import Found, find_attempt
from coach.server.sets import set_routes
from coach.server.sets_views import SetDeps
from coach.server.shares import Links, ShareDoors, share_doors
from coach.server.views import attempt_view, bank_view, profile_view
from coach.server.wire_rest import AttemptCreated, AttemptView, BankView, NewAttempt, ProfileView, Status

REPORT_TYPES: dict[ExportFormat, str] = {
    "text": "text/plain; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "srt": "application/x-subrip; charset=utf-8",
    "pdf": "application/pdf",
}
LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Deps:
    """What the server stands on. The callables are synchronous and may block; they run in threads.

    `recordings`: the folder of RecordingWriter. `web`: the folder of index.html.
    `hear`: what recognises the device check's sentence.
    `host_names`, `origins`: further names and pages that may drive the server, besides its own.
    """

    store: Store
    rooms: Rooms
    banks: Callable[[], Mapping[str, Bank]]
    profiles: Callable[[], Mapping[str, Profile]]
    status: Callable[[], Status]
    recordings: Path
    web: Path
    hear: Hear | None = None
    paper: PaperMaker | None = None
    links: Links | None = None
    host_names: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    practice: Practice | None = None
    documents: APIRouter | None = None
    own_banks: OwnBanks | None = None


def create_app(deps: Deps) -> FastAPI:
    """The whole server as one ASGI application."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await deps.rooms.close()

    app = FastAPI(title="coach", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(_rehearsing(deps), prefix="/api")
    app.include_router(device_routes(deps.hear), prefix="/api/device")
    app.include_router(report_doors(deps.store, deps.banks), prefix="/api")
    app.include_router(progress_doors(deps.store, deps.banks, deps.practice), prefix="/api")
    if deps.links:
        app.include_router(share_doors(ShareDoors(deps.store, deps.banks, deps.links, deps.profiles)), prefix="/api")
    if deps.practice:
        sets = SetDeps(deps.practice, deps.store, deps.banks, deps.profiles, deps.recordings)
        app.include_router(set_routes(sets), prefix="/api")
    if deps.documents:
        app.include_router(deps.documents, prefix="/api")
    app.include_router(_attempts(deps), prefix="/api")
    _pages(app, deps)
    _errors(app)
    app.add_middleware(Guard, names=deps.host_names, origins=deps.origins)
    return app


def _rehearsing(deps: Deps) -> APIRouter:
    routes = APIRouter()

    @routes.get("/status")
    def status() -> Status:
        return deps.status()

    @routes.get("/banks")
    def banks() -> list[BankView]:
        return [bank_view(bank) for bank in deps.banks().values() if not bank.id.startswith((SET_BANK, OWN_BANK))]

    @routes.get("/profiles")
    def profiles() -> list[ProfileView]:
        return [profile_view(profile) for profile in deps.profiles().values()]

    @routes.post("/attempts", status_code=201)
    async def open_attempt(wanted: NewAttempt) -> AttemptCreated:
        return AttemptCreated(attempt_id=await deps.rooms.open(wanted))

    @routes.websocket("/attempts/{attempt_id}/live")
    async def live_socket(socket: WebSocket, attempt_id: str) -> None:
        await live(socket, deps.rooms, attempt_id)

    return routes


def _attempts(deps: Deps) -> APIRouter:
    routes = APIRouter()

    @routes.get("/attempts")
    def attempts() -> list[AttemptSummary]:
        return list(deps.store.attempts())

    @routes.get("/attempts/{attempt_id}")
    def attempt(attempt_id: str) -> AttemptView:
        found = _found(deps, attempt_id)
        recorded = has_recording(deps.recordings, attempt_id)
        return attempt_view(found.summary, found.events, found.bank, recorded, _profile(deps, found.summary))

    @routes.get("/attempts/{attempt_id}/audio.wav")
    def audio(request: Request, attempt_id: str) -> Response:
        _found(deps, attempt_id)
        if not has_recording(deps.recordings, attempt_id):
            return JSONResponse({"error": f"No audio was kept of attempt {attempt_id}."}, 404)
        return ranged(read_wav(deps.recordings, attempt_id), "audio/wav", request.headers.get("range"))

    @routes.delete("/attempts/{attempt_id}", status_code=204)
    async def remove(attempt_id: str) -> None:
        await deps.rooms.leave(attempt_id)
        await asyncio.to_thread(remove_attempt, deps.store, deps.recordings, attempt_id, deps.practice, deps.own_banks)

    @routes.delete("/attempts/{attempt_id}/audio.wav", status_code=204)
    async def remove_audio(attempt_id: str) -> None:
        await deps.rooms.leave(attempt_id)
        await asyncio.to_thread(remove_sound, deps.recordings, attempt_id, deps.practice)

    @routes.get("/attempts/{attempt_id}/report.{form}")
    def report(attempt_id: str, form: ExportFormat) -> Response:
        found = _found(deps, attempt_id)
        text = export_attempt(found.summary, found.events, found.bank, form, deps.paper, _profile(deps, found.summary))
        headers = {"content-disposition": f'inline; filename="report-{attempt_id}.{"txt" if form == "text" else form}"'}
        return Response(text, headers=headers, media_type=REPORT_TYPES[form])

    @routes.api_route("/{_path:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
    def nothing(_path: str) -> Response:
        return JSONResponse({"error": "There is no such address."}, 404)

    return routes


def _found(deps: Deps, attempt_id: str) -> Found:
    return find_attempt(deps.store, deps.banks(), deps.profiles, attempt_id)


def _profile(deps: Deps, summary: AttemptSummary) -> Profile | None:
    return known_profile(deps.profiles(), summary.profile_id)


def _pages(app: FastAPI, deps: Deps) -> None:
    @app.api_route("/{path:path}", methods=["GET", "HEAD"])
    def web_app(path: str) -> Response:
        return page(deps.web, path)


def _errors(app: FastAPI) -> None:
    @app.exception_handler(CoachError)
    async def expected(_: Request, error: Exception) -> Response:
        return JSONResponse({"error": str(error)}, _status_of(error))

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        return JSONResponse({"error": f"{place}: {first['msg'].removeprefix('Value error, ')}"}, 422)

    @app.exception_handler(HTTPException)
    async def refused(_: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return JSONResponse({"error": str(error.detail)}, error.status_code)

    @app.exception_handler(Exception)
    async def unexpected(request: Request, error: Exception) -> Response:
        LOG.error("%s %s failed: %s", request.method, request.url.path, place(error))
        return JSONResponse({"error": "The server failed here; its terminal says where. Try again."}, 500)


def _status_of(error: Exception) -> int:
    match error:
        case AttemptNotFound():
            return 404
        case UsageError() | BankError() | DocumentError():
            return 400
        case StoreError():
            return 503
        case _:
            return 500
