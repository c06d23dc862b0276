"""How a fault of our own is logged: what and where, never its message, which may hold what someone said."""

from __future__ import annotations

import traceback
from pathlib import Path


def place(error: BaseException) -> str:
    """E.g. `KeyError at ears.py:80 < live_room.py:160`, innermost first."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    way = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {way}" if way else type(error).__name__
