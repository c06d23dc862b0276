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


def another_user() -> list[str]:
    """What runs a command as the user postgres, since PostgreSQL refuses root: a user namespace where there is one."""
    if os.geteuid() != 0:
        return []
    namespace = ["unshare", "--user", "--map-user=postgres", "--map-group=postgres"]
    if shutil.which("unshare") and subprocess.run([*namespace, "true"], capture_output=True).returncode == 0:
        return namespace
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def run(*command: str) -> None:
    ended = subprocess.run(command, capture_output=True, cwd="/", text=True)
    assert ended.returncode == 0, ended.stderr


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    other = another_user()
    with tempfile.TemporaryDirectory(prefix="coach-postgres-", ignore_cleanup_errors=True) as folder:
        if "setpriv" in other:
            shutil.chown(folder, "postgres", "postgres")
        port = free_port()
        run(*other, f"{BIN}/initdb", "-D", f"{folder}/data", "-U", "coach", "--auth=trust")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        run(*other, f"{BIN}/pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o", options, "start")
        try:
            yield f"postgresql+psycopg://coach@127.0.0.1:{port}"
        finally:
            run(*other, f"{BIN}/pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop")


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
