"""A part of the coach that is slow to load: its state, for people and for the status page."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from coach.errors import CoachError

LOG = logging.getLogger(__name__)
Readiness = Literal["ready", "warming", "missing"]


@dataclass(slots=True)
class Warm:
    """`detail` says what is there, or why it is not; `seconds` that loading took."""

    state: Readiness = "warming"
    detail: str = ""
    seconds: float = 0.0

    def warm(self, load: Callable[[], str]) -> None:
        """Loads the part, blocking; `load` returns the detail. Any error makes it missing."""
        began = time.monotonic()
        try:
            self.detail, self.state = load(), "ready"
        except CoachError as error:
            self.detail, self.state = str(error), "missing"
        except Exception as error:
            LOG.exception("a part could not be loaded")
            self.detail, self.state = f"{type(error).__name__}: see the log", "missing"
        self.seconds = time.monotonic() - began
