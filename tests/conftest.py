"""CI looks for the same counter-examples each time; at a desk hypothesis looks for new ones. Neither is timed.

Where tests are spread over processes, those in a browser begin first and stay in one: they take the longest, mostly
waiting, and two browsers at once would starve each other's sound. The others stay together by module, but for those
of the commands, which share nothing and go wherever there is room.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

BROWSER = "tests/browser/"
WALK = "tests/walk/"

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "desk")


class Together(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(WALK):
            return nodeid
        return BROWSER if nodeid.startswith(BROWSER) else nodeid.partition("::")[0]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(BROWSER))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Any:
    return Together(config, log)
