"""Text that SQLite freed before it overwrote what is deleted: once, the file is written anew without it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from coach.errors import StoreError

DONE = 1
"""`user_version` of a file in which all that was deleted is overwritten."""
IN_MEMORY = 64 * 2**20
"""Bytes of a file up to which it is gathered in memory and not in a temporary file."""
ROOM = 3
"""Times the file's size that must be free: the temporary copy, the write-ahead log, and some to go on with."""
BUSY_MS = 1000


def holds_freed(connection: Any) -> bool:
    return int(connection.execute("PRAGMA user_version").fetchone()[0]) < DONE


def mark_clean(connection: Any) -> None:
    connection.execute(f"PRAGMA user_version={DONE}")


def write_anew(connection: Any, file: Path) -> None:
    """`connection`: of sqlite3, outside of a transaction. Whole or not at all, also when the process is killed; marked
    once nothing of the old pages is left. Raises StoreError where there is too little room or somebody still reads."""
    size = file.stat().st_size
    if shutil.disk_usage(file.parent).free < ROOM * size:
        raise StoreError(f"{file.name} is not written anew: that takes {ROOM * size / 2**20:.0f} MB of free space")
    connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    connection.execute(f"PRAGMA temp_store={'MEMORY' if size <= IN_MEMORY else 'DEFAULT'}")
    connection.execute("VACUUM")
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StoreError(f"{file.name} is in use elsewhere")
    mark_clean(connection)
