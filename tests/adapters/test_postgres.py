"""The same store contract on PostgreSQL, where psycopg and the server's programs are there; skipped elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from coach.adapters.sql_store import SqlStore
from tests.browser.conftest import free_port
from tests.records.store_contract import StoreContract


def programs() -> Path | None:
    found = shutil.which("pg_ctl")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    return Path(found).parent if found else installed[-1].parent if installed else None


BIN = programs()
if BIN is None or find_spec("psycopg") is None:
    pytest.skip("no PostgreSQL programs or no psycopg here", allow_module_level=True)


def as_postgres(*command: str) -> None:
    """PostgreSQL refuses root."""
    other = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    subprocess.run([*other, *command], check=True, capture_output=True, cwd="/")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="coach-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    port = free_port()
    as_postgres(f"{BIN}/initdb", "-D", str(folder / "data"), "-U", "coach", "--auth=trust")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    as_postgres(f"{BIN}/pg_ctl", "-D", str(folder / "data"), "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgresql+psycopg://coach@127.0.0.1:{port}"
    finally:
        as_postgres(f"{BIN}/pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def store(server: str, request: pytest.FixtureRequest) -> Iterator[SqlStore]:
    import psycopg

    name = f"test_{abs(hash(request.node.nodeid))}"
    with psycopg.connect(server.replace("+psycopg", "") + "/postgres", autocommit=True) as connection:
        connection.execute(f'create database "{name}"')  # type: ignore[arg-type]
    opened = SqlStore(f"{server}/{name}")
    yield opened
    opened.close()


class TestPostgres(StoreContract):
    pass
