"""`coach version`."""

from __future__ import annotations

from coach.app import coach_version


def version() -> None:
    """Print the version."""
    print(coach_version())
