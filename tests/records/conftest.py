"""Two installations between which practice sets, answers and reviews go."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.records.set_places import Places


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path)
