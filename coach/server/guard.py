"""Who may drive the server: only pages that it served itself. Also the security headers of every answer."""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY_VIOLATION = 1008


HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[0-9A-Za-z.\-]+)(:\d{1,5})?", re.ASCII)


def host_name(host: str) -> str:
    """The name in a Host header, without its port and brackets; '' where it is none."""
    found = HOST.fullmatch(host)
    return found["name"].strip("[]").rstrip(".").lower() if found else ""


def known_host(host: str, names: Collection[str]) -> bool:
    """A numeric address, this machine's own name, or one of `names`.

    Another site's name that was made to point here (DNS rebinding) is none of these.
    """
    name = host_name(host)
    if name == "localhost" or name.endswith(".localhost") or name in names:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def own_origin(origin: str, host: str, also: Collection[str] = ()) -> bool:
    """The page was served by this host and port, or comes from one of the origins in `also`."""
    if origin in also:
        return True
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()


class Guard:
    """ASGI middleware. `names`: further host names; `origins`: further origins, such as a development server's."""

    def __init__(self, app: ASGIApp, names: Collection[str] = (), origins: Collection[str] = ()) -> None:
        self._app = app
        self._names = {name.lower() for name in names}
        self._origins = set(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(headers)
        if refusal is None:
            await self._app(scope, receive, _with_headers(send, headers.get("host", ""), scope["path"]))
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": POLICY_VIOLATION, "reason": refusal})
        else:
            await _refuse(send, refusal)

    def _refusal(self, headers: Headers) -> str | None:
        host = headers.get("host", "")
        if not known_host(host, self._names):
            return "This address is not the coach's own. Open the address that `coach serve` printed."
        origin = headers.get("origin")
        if origin is not None and not own_origin(origin, host, self._origins):
            return "Requests from other pages are refused. Open the address that `coach serve` printed."
        return None


async def _refuse(send: Send, refusal: str) -> None:
    body = json.dumps({"error": refusal}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def security_headers(host: str) -> dict[str, str]:
    """`host` is the checked Host header; some browsers do not count its web sockets as 'self'."""
    policy = {
        "default-src": "'self'",
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "media-src": "'self' data: blob:",
        "worker-src": "'self' blob:",
        "connect-src": f"'self' ws://{host} wss://{host} data: blob:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return {
        "content-security-policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "microphone=(self), camera=(self), geolocation=()",
    }


def _with_headers(send: Send, host: str, path: str) -> Send:
    """Every answer with the security headers; what is said and scored stays out of caches."""
    more = security_headers(host) | ({"cache-control": "no-store"} if path.startswith("/api/") else {})

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in more.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
