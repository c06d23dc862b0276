"""The record in a SQL database: SQLite by default, any SQLAlchemy URL by setting. Migrates itself when opened."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, delete, event, func, insert, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from coach.adapters.sql_model import ATTEMPTS, EVENTS
from coach.adapters.sqlite_freed import holds_freed, mark_clean, write_anew
from coach.errors import AttemptNotFound, CoachError, StoreError
from coach.events import AttemptFinished, AttemptStarted, Event, PartialTranscript, from_json, to_json
from coach.records.store import Added, AttemptSummary

_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_MS = 10_000
_TRIES = 3


def _utc_now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class SqlStore:
    """Fits `Store`. `url`: e.g. `sqlite:////home/me/coach.db`, `postgresql+psycopg://…`. `now`: UTC ISO 8601.

    Thread-safe; several processes may share one database. Raises StoreError when it cannot be opened or migrated.
    """

    def __init__(self, url: str, now: Callable[[], str] = _utc_now) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._engine, self._place = _open(url)
        with _told(self._place):
            _migrate(self._engine, self._place)

    def append(self, attempt_id: str, events: Sequence[Event]) -> None:
        kept = _without_partials(events)
        if not kept:
            return
        with self._lock, _told(self._place):
            for tries_left in reversed(range(_TRIES)):
                try:
                    with _writing(self._engine) as connection:
                        self._add(connection, attempt_id, kept)
                    return
                except IntegrityError:  # another process took the same seq
                    if not tries_left:
                        raise

    def extend(self, attempt_id: str, added: Added) -> list[Event]:
        while True:
            log = self.events(attempt_id)
            kept = _without_partials(added(log))
            if not kept:
                return []
            with self._lock, _told(self._place):
                try:
                    with _writing(self._engine) as connection:
                        self._add(connection, attempt_id, kept, known=len(log))
                    return kept
                except (_MovedOn, IntegrityError):  # somebody else added something: made anew from that
                    continue

    def events(self, attempt_id: str) -> list[Event]:
        query = select(EVENTS.c.body).where(EVENTS.c.attempt_id == attempt_id).order_by(EVENTS.c.seq)
        with self._reading() as connection:
            bodies = list(connection.scalars(query))
        if not bodies:
            raise _not_found(attempt_id)
        return [_event(attempt_id, body) for body in bodies]

    def attempts(self) -> list[AttemptSummary]:
        created = select(ATTEMPTS.c.attempt_id, ATTEMPTS.c.created).order_by(ATTEMPTS.c.number.desc())
        ends = select(EVENTS.c.attempt_id, EVENTS.c.body).where(
            EVENTS.c.type.in_(["AttemptStarted", "AttemptFinished"])
        )
        with self._reading() as connection:
            rows = list(connection.execute(created))
            found: dict[str, list[Event]] = {}
            for attempt_id, body in connection.execute(ends.order_by(EVENTS.c.seq)):
                found.setdefault(attempt_id, []).append(_event(attempt_id, body))
        return [_summary(attempt_id, at, found.get(attempt_id, [])) for attempt_id, at in rows]

    def remove(self, attempt_id: str) -> None:
        with self._lock, _told(self._place), _writing(self._engine) as connection:
            connection.execute(delete(EVENTS).where(EVENTS.c.attempt_id == attempt_id))
            if connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.attempt_id == attempt_id)).rowcount == 0:
                raise _not_found(attempt_id)
        with self._lock, _told(self._place):
            _forget_written_ahead(self._engine)

    def overwrite_freed(self) -> bool:
        """What was deleted before deleting overwrote leaves the file, once; False where that was done or is nothing to
        do here. Raises StoreError where it cannot be done now: nothing is lost, and the next call tries again."""
        file = self._engine.url.database
        if not _is_sqlite(self._engine.url) or not file or not Path(file).is_file():
            return False
        with self._lock, _told(self._place):
            try:
                with _raw(self._engine) as connection:
                    if not holds_freed(connection):
                        return False
                    write_anew(connection, Path(file))
            finally:
                self._engine.dispose()  # with what was set for this alone
        return True

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._lock, _told(self._place), self._engine.connect() as connection:
            yield connection

    def _add(self, connection: Connection, attempt_id: str, events: Sequence[Event], known: int | None = None) -> None:
        """`known`: how many events there are, where that was read before. Raises _MovedOn where there are others."""
        last = connection.scalar(select(func.max(EVENTS.c.seq)).where(EVENTS.c.attempt_id == attempt_id))
        first = events[0]
        if known is not None and last is not None and last + 1 != known:
            raise _MovedOn
        if last is None:
            if not isinstance(first, AttemptStarted):
                raise _not_found(attempt_id)
            connection.execute(insert(ATTEMPTS).values(attempt_id=attempt_id, created=self._now()))
        elif any(isinstance(e, AttemptStarted) for e in events):
            raise StoreError(f"attempt {attempt_id} was begun before; resume it or begin another")
        rows = [
            {"attempt_id": attempt_id, "seq": seq, "at": e.at, "type": e.type, "body": to_json(e)}
            for seq, e in enumerate(events, start=0 if last is None else last + 1)
        ]
        connection.execute(insert(EVENTS), rows)


class _MovedOn(Exception):
    """The log is longer than it was when it was read."""


def _without_partials(events: Sequence[Event]) -> list[Event]:
    return [e for e in events if not isinstance(e, PartialTranscript)]


def _event(attempt_id: str, body: str) -> Event:
    try:
        return from_json(body)
    except ValueError:
        raise StoreError(
            f"attempt {attempt_id} holds an event that this version cannot read; update the coach"
        ) from None


def _summary(attempt_id: str, created: str, ends: Sequence[Event]) -> AttemptSummary:
    started = next((e for e in ends if isinstance(e, AttemptStarted)), None)
    finished = next((e for e in reversed(ends) if isinstance(e, AttemptFinished)), None)
    return AttemptSummary(
        attempt_id=attempt_id,
        created=created,
        bank_id=started.bank_id if started else "",
        profile_id=started.profile_id if started else "",
        question_ids=started.question_ids if started else (),
        finished=finished is not None,
        overall=finished.report.overall if finished else None,
    )


def _not_found(attempt_id: str) -> AttemptNotFound:
    return AttemptNotFound(f"no attempt {attempt_id!r}; `coach attempts` lists those there are")


def _open(url: str) -> tuple[Engine, str]:
    """The engine, and the database's place for messages (never the password)."""
    try:
        parsed = make_url(url)
        place = parsed.database or "in memory" if _is_sqlite(parsed) else parsed.render_as_string(hide_password=True)
        if not _is_sqlite(parsed):
            return create_engine(parsed, pool_pre_ping=True), place
        return _open_sqlite(parsed), place
    except (ArgumentError, NoSuchModuleError):
        raise StoreError("the database URL is not valid; expected something like sqlite:////home/me/coach.db") from None
    except ModuleNotFoundError as wrong:
        raise StoreError(f"the database URL needs the package {wrong.name}; run: pip install {wrong.name}") from None
    except OSError as wrong:
        raise StoreError(f"the folder of the database cannot be made: {wrong}; set another place for it") from None


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _open_sqlite(url: URL) -> Engine:
    in_memory = url.database in (None, "", ":memory:")
    if in_memory:
        engine = create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, connect_args={"timeout": _BUSY_MS / 1000})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(dbapi_connection: Any, _record: Any) -> None:
    dbapi_connection.isolation_level = None  # transactions are begun by _begin_sqlite
    kept_whole = (f"busy_timeout={_BUSY_MS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
    for pragma in (*kept_whole, "secure_delete=ON"):  # what is deleted is overwritten
        dbapi_connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _forget_written_ahead(engine: Engine) -> None:
    """What was deleted also goes from SQLite's write-ahead log; where somebody reads just now, once the last closes."""
    if not _is_sqlite(engine.url):
        return
    with _raw(engine) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()


@contextmanager
def _raw(engine: Engine) -> Iterator[Any]:
    """SQLite's own connection, outside of a transaction. Its errors are told like those of the engine."""
    pooled = engine.raw_connection()
    try:
        yield pooled.driver_connection
    except sqlite3.Error as wrong:
        raise DBAPIError("", None, wrong) from wrong
    finally:
        pooled.close()


@contextmanager
def _writing(engine: Engine) -> Iterator[Connection]:
    with engine.execution_options(writes=True).begin() as connection:
        yield connection


def _migrate(engine: Engine, place: str) -> None:
    """Bring the schema up to date; does nothing but one read when it is."""
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == scripts.get_current_head():
        return
    if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
        raise StoreError(f"the database ({place}) was written by a newer version of the coach; update the coach")
    with _writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if current is None and _is_sqlite(engine.url):
            mark_clean(connection.connection.driver_connection)


@contextmanager
def _told(place: str) -> Iterator[None]:
    """Database errors become a StoreError that says what to do."""
    try:
        yield
    except CoachError:
        raise
    except DBAPIError as wrong:
        raise StoreError(_what_to_do(str(wrong.orig), place)) from wrong
    except SQLAlchemyError as wrong:
        raise StoreError(f"the database ({place}) failed: {type(wrong).__name__}; check it and try again") from wrong


_REMEDIES = {
    "disk is full": "the disk is full; free some space, then go on with the attempt: what was said so far is kept",
    "disk i/o error": "the disk failed or is full; check it, then go on with the attempt",
    "is locked": "another program holds the database; close it and try again",
    "unable to open": "the file cannot be opened; check that its folder exists and may be written",
    "readonly": "the file may not be written; check its permissions",
    "not a database": "the file is no database; move it away or set another place",
    "malformed": "the file is damaged; restore a copy or set another place",
}


def _what_to_do(message: str, place: str) -> str:
    for sign, remedy in _REMEDIES.items():
        if sign in message.lower():
            return f"the database ({place}): {remedy}"
    return f"the database ({place}) cannot be reached or refused: check that it runs and that its URL is right"
