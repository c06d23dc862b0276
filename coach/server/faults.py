"""How a fault of our own is logged: what and where, never its message, which may hold what someone said."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path


def place(error: BaseException) -> str:
    """E.g. `KeyError at ears.py:80 < live_room.py:160`, innermost first."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    way = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {way}" if way else type(error).__name__


class PlacesOnly(logging.Filter):
    """Takes the message and the traceback of an exception out of what a library logs, and leaves its place."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            record.msg, record.args = f"{record.getMessage().strip()}: {place(error)}", ()
            record.exc_info = record.exc_text = None
        return True


def log_places_only(*names: str) -> None:
    """For the loggers of libraries that log faults of ours, each by its name."""
    for name in names:
        logging.getLogger(name).addFilter(PlacesOnly())
