"""The built web app: its files, and index.html for every page address."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".wav": "audio/wav",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
"""Written here because the machine's own table may say text/plain of a script, which a browser then refuses to run."""
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"

NOT_BUILT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>The web app is not built</title>
<body style="font: 18px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1rem">
<h1>The web app is not built</h1>
<p>The server runs, but there is no page to show. In the project's folder run</p>
<pre style="font-size: 1.1rem"><code>make web</code></pre>
<p>and load this page again. <code>make run</code> does both.</p>
</body></html>
"""


def page(web: Path, path: str) -> Response:
    """The file at `path` below `web`, or index.html where `path` is a page of the app; 404 for a missing file.

    A page's address may hold a dot: signed links do.
    """
    index = web / "index.html"
    if not index.is_file():
        return HTMLResponse(NOT_BUILT, 503, {"cache-control": "no-store"})
    found = _file(web, path)
    if found is not None and found != index:
        kind = TYPES.get(found.suffix.lower(), "application/octet-stream")
        kept = FOREVER if path.startswith("assets/") else ASK_AGAIN
        return FileResponse(found, media_type=kind, headers={"cache-control": kept})
    if found is None and (path.startswith("assets/") or PurePosixPath(path).suffix.lower() in TYPES):
        return JSONResponse({"error": "no such file"}, 404)
    return FileResponse(index, media_type=TYPES[".html"], headers={"cache-control": ASK_AGAIN})


def _file(web: Path, path: str) -> Path | None:
    if "\0" in path:
        return None
    try:
        target = (web / path).resolve()
        return target if target.is_relative_to(web.resolve()) and target.is_file() else None
    except OSError:
        return None
