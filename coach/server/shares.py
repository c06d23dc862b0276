"""Links to a report: signed, with an end, and revocable. Each is an event of the attempt that it shows."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Protocol

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from coach.errors import UsageError
from coach.events import AttemptFinished, Event, ReportShared, ShareRevoked
from coach.records.corrections import Share, remarks
from coach.records.exports import export_attempt
from coach.records.profiles import Profile, known_profile
from coach.records.question_banks import Bank
from coach.records.store import Store
from coach.server.wire_rest import NewShare, RemarksView, ShareMade

DAY = 86_400.0


class Links(Protocol):
    """Port of what signs links."""

    def sign(self, attempt_id: str, share_id: str) -> str:
        """A token that is safe in an address."""

    def read(self, token: str) -> tuple[str, str] | None:
        """Attempt and share of a token that was signed here, else None."""


@dataclass(frozen=True)
class ShareDoors:
    """`now`: seconds since 1970, UTC."""

    store: Store
    banks: Callable[[], Mapping[str, Bank]]
    links: Links
    profiles: Callable[[], Mapping[str, Profile]]
    now: Callable[[], float] = time.time


def share_doors(doors: ShareDoors) -> APIRouter:
    routes = APIRouter()

    @routes.post("/attempts/{attempt_id}/shares", status_code=201)
    def share(attempt_id: str, wanted: NewShare) -> ShareMade:
        last = _last(doors.store.events(attempt_id))
        made = ReportShared(at=last, share_id=secrets.token_urlsafe(9), until=doors.now() + wanted.days * DAY)
        doors.store.append(attempt_id, [made])
        path = f"/api/shared/{doors.links.sign(attempt_id, made.share_id)}"
        return ShareMade(share_id=made.share_id, path=path, until=made.until)

    @routes.delete("/attempts/{attempt_id}/shares/{share_id}")
    def revoke(attempt_id: str, share_id: str) -> RemarksView:
        log = doors.store.events(attempt_id)
        if not any(s.share_id == share_id and not s.revoked for s in remarks(log).shares):
            raise UsageError("There is no such link, or it was revoked before.")
        doors.store.append(attempt_id, [ShareRevoked(at=_last(log), share_id=share_id)])
        found = remarks(doors.store.events(attempt_id))
        return RemarksView(corrections=found.corrections, disputes=found.disputes, shares=found.shares)

    @routes.get("/shared/{token}")
    def shared(token: str) -> Response:
        return _shown(doors, token)

    return routes


def _shown(doors: ShareDoors, token: str) -> Response:
    named = doors.links.read(token)
    if named is None:
        return _refusal("This link is not whole.", "Copy it again from the message that it came in.", 404)
    attempt_id, share_id = named
    summary = next((a for a in doors.store.attempts() if a.attempt_id == attempt_id), None)
    events = doors.store.events(attempt_id) if summary else []
    share = next((s for s in remarks(events).shares if s.share_id == share_id), None)
    if summary is None or share is None:
        return _refusal("This report is no longer here.", "Ask whoever sent it for another link.", 404)
    if (why := _ended(share, doors.now())) is not None:
        return _refusal(why, "Ask whoever sent it for another link.", 410)
    profile = known_profile(doors.profiles(), summary.profile_id)
    page = export_attempt(summary, events, doors.banks().get(summary.bank_id), "html", profile=profile)
    return HTMLResponse(page, headers={"x-robots-tag": "noindex"})


def _ended(share: Share, now: float) -> str | None:
    if share.revoked:
        return "This link was revoked."
    return "This link has run out." if now >= share.until else None


def _last(events: list[Event]) -> float:
    """The rehearsal's last second. Raises UsageError while it goes on."""
    last = next((e.at for e in reversed(events) if isinstance(e, AttemptFinished)), None)
    if last is None:
        raise UsageError("This rehearsal is not finished; there is no report to share yet.")
    return last


def _refusal(what: str, remedy: str, status: int) -> Response:
    style = "font: 18px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1rem"
    body = f"<h1>{escape(what)}</h1><p>{escape(remedy)}</p>"
    return HTMLResponse(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(what)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<body style="{style}">{body}</body></html>',
        status,
    )
