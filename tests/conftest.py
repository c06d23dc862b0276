"""CI looks for the same counter-examples each time; at a desk hypothesis looks for new ones. Neither is timed.

Where tests are spread over processes, those that speak or hear in a browser begin first and stay in one: they take the
longest, mostly waiting, and two browsers at once would starve each other's sound. All others give way to them on the
processor, stay together by module, or, those of the commands, which share nothing, go wherever there is room.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

BROWSER = "tests/browser/"
SOUNDLESS = tuple(f"{BROWSER}test_{name}.py" for name in ("axe", "axe_size", "sets", "standing"))
WALK = "tests/walk/"
GIVES_WAY = 10
"""Niceness beside sound: a tenth of the processor where both want it."""

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "desk")


class Together(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(WALK):
            return nodeid
        return BROWSER if _sounds(nodeid) else nodeid.partition("::")[0]


def _sounds(nodeid: str) -> bool:
    return nodeid.startswith(BROWSER) and not nodeid.startswith(SOUNDLESS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: (not _sounds(item.nodeid), not item.nodeid.startswith(BROWSER)))


def pytest_runtest_setup(item: pytest.Item) -> None:
    spread = "PYTEST_XDIST_WORKER" in os.environ
    if spread and not _sounds(item.nodeid) and os.getpriority(os.PRIO_PROCESS, 0) < GIVES_WAY:
        os.nice(GIVES_WAY - os.getpriority(os.PRIO_PROCESS, 0))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Any:
    return Together(config, log)
