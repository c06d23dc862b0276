"""The SQL store: the contract, its migrations, and what happens when processes or disks fail."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.adapters.sql_model import METADATA
from coach.adapters.sql_store import SqlStore
from coach.errors import StoreError
from coach.events import FinalTranscript, SpeechStarted
from coach.records.folds import attempt_state
from tests.records.logs import started, whole_log
from tests.records.store_contract import StoreContract

ROOT = Path(__file__).resolve().parents[2]


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'coach.db'}"


class TestSqliteFile(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[SqlStore]:
        store = SqlStore(url(tmp_path))
        yield store
        store.close()


class TestSqliteInMemory(StoreContract):
    @pytest.fixture
    def store(self) -> Iterator[SqlStore]:
        store = SqlStore("sqlite://")
        yield store
        store.close()


def test_what_was_appended_is_there_after_reopening(tmp_path: Path) -> None:
    SqlStore(url(tmp_path)).append("one", whole_log())
    again = SqlStore(url(tmp_path))
    assert again.events("one") == whole_log()
    assert again.attempts()[0].finished


def test_of_a_deleted_attempt_no_word_is_left_in_the_files(tmp_path: Path) -> None:
    words = "Confidential margins at Brightwave"
    store = SqlStore(url(tmp_path))
    store.append("stays", whole_log())
    store.append(
        "goes", [started("goes"), *(FinalTranscript(at=1, text=f"{words} {n}", started=0, ended=1) for n in range(200))]
    )
    reader = SqlStore(url(tmp_path))
    assert reader.events("goes")
    store.remove("goes")
    left = [path.name for path in tmp_path.iterdir() if words.encode() in path.read_bytes()]
    assert left == [], "while it is open"
    reader.close()
    store.close()
    left = [path.name for path in tmp_path.iterdir() if words.encode() in path.read_bytes()]
    assert left == [] and SqlStore(url(tmp_path)).events("stays") == whole_log()


def test_folders_with_odd_names_are_made(tmp_path: Path) -> None:
    folder = tmp_path / "my data, 100%" / "coach"
    store = SqlStore(url(folder))
    store.append("one", [started()])
    assert SqlStore(url(folder)).events("one") == [started()]


def test_sqlite_writes_ahead_and_syncs_fully(tmp_path: Path) -> None:
    store = SqlStore(url(tmp_path))
    with store._reading() as connection:
        pragmas = [connection.exec_driver_sql(f"PRAGMA {p}").scalar() for p in ("journal_mode", "synchronous")]
    assert pragmas == ["wal", 2]


def test_migrations_make_the_tables_of_the_model(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    with SqlStore(url(tmp_path))._reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


WRITER = """
import sys
from coach.adapters.sql_store import SqlStore
from coach.events import SpeechStarted
from tests.records.logs import started
store = SqlStore(sys.argv[1])
store.append("one", [started()])
for number in range(1, 100_000):
    store.append("one", [SpeechStarted(at=float(number))])
    print(number, flush=True)
"""


def test_a_writer_killed_in_the_middle_loses_nothing_it_had_appended(tmp_path: Path) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, url(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=_environment()
    )
    assert writer.stdout is not None
    for line in writer.stdout:
        if int(line) == 25:
            break
    writer.send_signal(signal.SIGKILL)
    confirmed = [25, *(int(line) for line in writer.stdout if line.endswith("\n"))]
    writer.wait()
    events = SqlStore(url(tmp_path)).events("one")
    assert [e.at for e in events] == [float(n) for n in range(len(events))]
    assert len(events) > confirmed[-1]
    assert attempt_state(events).attempt_id == "one"


def test_several_processes_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    opening = "import sys; from coach.adapters.sql_store import SqlStore; SqlStore(sys.argv[1])"
    openers = [
        subprocess.Popen([sys.executable, "-c", opening, url(tmp_path)], cwd=ROOT, env=_environment()) for _ in range(3)
    ]
    assert [opener.wait() for opener in openers] == [0, 0, 0]


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)}


def test_a_full_disk_is_told_and_what_was_there_stays(tmp_path: Path) -> None:
    store = SqlStore(url(tmp_path))
    store.append("one", [started()])
    with store._reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    long = FinalTranscript(at=1, text="word " * 20_000, started=0, ended=1)
    with pytest.raises(StoreError, match="the disk is full; free some space"):
        store.append("one", [long])
    assert store.events("one") == [started()]


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    SqlStore(url(tmp_path)).close()
    with sqlite3.connect(tmp_path / "coach.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError, match="newer version of the coach; update the coach"):
        SqlStore(url(tmp_path))


def test_a_locked_database_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.adapters.sql_store._BUSY_MS", 50)
    store = SqlStore(url(tmp_path))
    store.append("one", [started()])
    other = sqlite3.connect(tmp_path / "coach.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="another program holds the database"):
        store.append("one", [SpeechStarted(at=1)])
    other.execute("ROLLBACK")
    other.close()
    store.append("one", [SpeechStarted(at=1)])
    assert len(store.events("one")) == 2


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "coach.db").write_bytes(b"a letter to my aunt " * 200)
    with pytest.raises(StoreError, match="is no database"):
        SqlStore(url(tmp_path))


def test_an_event_of_a_later_version_is_told(tmp_path: Path) -> None:
    store = SqlStore(url(tmp_path))
    store.append("one", [started()])
    with sqlite3.connect(tmp_path / "coach.db") as connection:
        connection.execute("INSERT INTO events VALUES (99, 'one', 1, 1.0, 'Yawned', '{\"type\": \"Yawned\"}')")
    connection.close()
    with pytest.raises(StoreError, match="cannot read; update the coach"):
        store.events("one")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("nonsense", "URL is not valid"),
        ("nosuch://host/db", "URL is not valid"),
        ("sqlite:////dev/null/coach.db", "folder of the database cannot be made"),
    ],
)
def test_a_wrong_address_is_told(wrong: str, says: str) -> None:
    with pytest.raises(StoreError, match=says):
        SqlStore(wrong)


def test_errors_never_show_a_password() -> None:
    with pytest.raises(StoreError) as told:
        SqlStore("postgresql+nosuchdriver://me:secret@127.0.0.1:1/coach")
    assert "secret" not in str(told.value)


WORDS = "Confidential margins at Brightwave"


def deleted_long_ago(folder: Path) -> None:
    """A database from which an attempt was deleted before that overwrote anything."""
    store = SqlStore(url(folder))
    store.append("stays", whole_log())
    store.append(
        "goes", [started("goes"), *(FinalTranscript(at=1, text=WORDS, started=0, ended=1) for _ in range(200))]
    )
    store.close()
    with sqlite3.connect(folder / "coach.db") as connection:
        connection.execute("PRAGMA secure_delete=OFF")
        connection.execute("DELETE FROM events WHERE attempt_id = 'goes'")
        connection.execute("DELETE FROM attempts WHERE attempt_id = 'goes'")
        connection.execute("PRAGMA user_version=0")
    connection.close()
    assert WORDS in _bytes_in(folder)


def _bytes_in(folder: Path) -> str:
    return "".join(path.read_bytes().decode("latin-1") for path in folder.glob("coach.db*"))


def test_what_was_deleted_before_deleting_overwrote_leaves_the_file_once(tmp_path: Path) -> None:
    deleted_long_ago(tmp_path)
    store = SqlStore(url(tmp_path))
    assert store.overwrite_freed() and not store.overwrite_freed()
    assert WORDS not in _bytes_in(tmp_path), "while it is open"
    assert store.events("stays") == whole_log() and [a.attempt_id for a in store.attempts()] == ["stays"]
    store.append("next", [started("next")])
    store.close()
    assert not SqlStore(url(tmp_path)).overwrite_freed()


def test_a_new_database_and_one_in_memory_have_nothing_to_overwrite(tmp_path: Path) -> None:
    assert not SqlStore(url(tmp_path)).overwrite_freed()
    assert not SqlStore("sqlite://").overwrite_freed()


def test_without_room_for_a_copy_the_file_stays_as_it_is_until_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deleted_long_ago(tmp_path)
    store = SqlStore(url(tmp_path))
    with monkeypatch.context() as full:
        full.setattr("coach.adapters.sqlite_freed.shutil.disk_usage", lambda _: type("", (), {"free": 5000}))
        with pytest.raises(StoreError, match="MB of free space"):
            store.overwrite_freed()
    assert store.events("stays") == whole_log()
    assert store.overwrite_freed() and WORDS not in _bytes_in(tmp_path)


@pytest.mark.parametrize("begin", ["BEGIN IMMEDIATE", "BEGIN"])
def test_while_another_program_has_the_file_it_is_tried_again_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begin: str
) -> None:
    monkeypatch.setattr("coach.adapters.sqlite_freed.BUSY_MS", 50)
    deleted_long_ago(tmp_path)
    store = SqlStore(url(tmp_path))
    other = sqlite3.connect(tmp_path / "coach.db", isolation_level=None)
    other.execute(begin)
    other.execute("SELECT * FROM attempts").fetchall()
    with pytest.raises(StoreError, match=r"in use elsewhere|another program holds"):
        store.overwrite_freed()
    other.execute("ROLLBACK")
    other.close()
    assert store.overwrite_freed() and WORDS not in _bytes_in(tmp_path)
    assert store.events("stays") == whole_log()


FULL = """
import resource, sys
from pathlib import Path
from coach.adapters.sql_store import SqlStore
from coach.errors import StoreError
store = SqlStore(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
try:
    store.overwrite_freed()
except StoreError as told:
    print(told)
"""


def test_a_disk_that_is_full_half_way_loses_nothing(tmp_path: Path) -> None:
    deleted_long_ago(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", FULL, url(tmp_path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=_environment(),
        check=True,
    )
    assert "the disk" in done.stdout and "full" in done.stdout
    store = SqlStore(url(tmp_path))
    assert store.events("stays") == whole_log()
    assert store.overwrite_freed() and WORDS not in _bytes_in(tmp_path)


VACUUM = """
import os, signal, sys
import coach.adapters.sqlite_freed as freed
from coach.adapters.sql_store import SqlStore
freed.mark_clean = lambda _: os.kill(os.getpid(), signal.SIGKILL)
SqlStore(sys.argv[1]).overwrite_freed()
"""


def test_killed_before_it_is_marked_it_is_done_again(tmp_path: Path) -> None:
    deleted_long_ago(tmp_path)
    done = subprocess.run([sys.executable, "-c", VACUUM, url(tmp_path)], cwd=ROOT, env=_environment(), check=False)
    assert done.returncode == -signal.SIGKILL
    store = SqlStore(url(tmp_path))
    assert store.events("stays") == whole_log()
    assert store.overwrite_freed() and not store.overwrite_freed()
