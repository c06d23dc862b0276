"""The fake keeps the contract, so that tests on it speak for the real one."""

from __future__ import annotations

import pytest

from tests.records.fakes import MemoryStore
from tests.records.store_contract import StoreContract


class TestMemoryStore(StoreContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()
