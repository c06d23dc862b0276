"""Part of a body, so that a player can begin in the middle (RFC 9110, one range of bytes)."""

from __future__ import annotations

import re

from starlette.responses import Response

RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)


def wanted(header: str | None, length: int) -> tuple[int, int] | None:
    """(first, after last) of the range; None = the whole, as for a header that is no single range.

    Raises ValueError where nothing of the body lies in the range.
    """
    found = RANGE.fullmatch((header or "").strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    begin = int(first) if first else max(0, length - int(last))
    end = min(int(last) + 1, length) if first and last else length
    if first and last and int(last) < int(first):
        return None
    if begin >= end:
        raise ValueError(f"no byte of {length} lies in the range")
    return begin, end


def ranged(body: bytes, media_type: str, header: str | None) -> Response:
    """200 with the whole, 206 with the range asked for, 416 where it lies outside."""
    headers = {"accept-ranges": "bytes", "cache-control": "private, no-cache"}
    try:
        part = wanted(header, len(body))
    except ValueError:
        return Response(status_code=416, headers={**headers, "content-range": f"bytes */{len(body)}"})
    if part is None:
        return Response(body, headers=headers, media_type=media_type)
    begin, end = part
    headers["content-range"] = f"bytes {begin}-{end - 1}/{len(body)}"
    return Response(body[begin:end], 206, headers=headers, media_type=media_type)
