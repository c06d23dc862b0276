"""What a scene of the web app is played on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.browser.filled import Filled


@dataclass(frozen=True, slots=True)
class Stage:
    """A browser page over a filled server."""

    page: Any
    address: str
    filled: Filled

    def open(self, path: str, seen: str = "main h1") -> None:
        self.page.goto(self.address + path)
        self.page.locator(seen).first.wait_for(timeout=30_000)

    def press(self, testid: str) -> None:
        self.page.get_by_test_id(testid).first.click()


@dataclass(frozen=True, slots=True)
class Scene:
    """`open` leaves the stage's page in the state that `name` says; routes that it sets are taken away afterwards.

    `slow`: it waits for a voice or an ear; looked at, but not read at every test.
    """

    name: str
    open: Callable[[Stage], None]
    slow: bool = False
