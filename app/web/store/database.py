"""库: 打开、改到新版、读、写. 一次写入要么全成, 要么全不成."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any, Final

from alembic import command
from alembic.config import Config
from attrs import frozen
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError

SQLITE, POSTGRESQL = "sqlite", "postgresql"
_MIGRATIONS: Final = Path(__file__).parent / "migrations"
_PRAGMAS: Final = (
    "busy_timeout=10000",
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
)
"""Readers never wait for the writer, and nobody waits for the disk.

What was told to be stored is with the system, so that it survives the end of the program;
`flush` brings it to the disk, once a second while the pages are open.
"""
_MIGRATING: Final = 8701
"""The lock under which PostgreSQL lets one program alone bring its schema up to date."""
_FREE: Final = nullcontext()
_LEFT: Final = "left"
RESTED: Final = 1.0
"""Seconds after which a connection is asked whether it is still there."""
_AT_ONCE: Final = 40
"""So many ask at once: as many as there are threads that answer."""


@frozen
class Database:
    """打开的库. Who writes to a file waits for `turn`, woken at once when it comes."""

    engine: Engine
    turn: AbstractContextManager[object]

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """读: each statement by itself."""
        with self.engine.connect() as connection:
            yield connection.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """写: all of it, or nothing where an error is raised.

        SQLite lets one write at a time; in PostgreSQL who changes a table holds its row.
        """
        with self.turn, self.engine.begin() as connection:
            yield connection

    @contextmanager
    def as_it_stands(self) -> Iterator[Connection]:
        """读: all of it as it stood at one moment."""
        with self.engine.connect() as connection:
            if connection.dialect.name == POSTGRESQL:
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    def flush(self) -> None:
        """写到磁盘上, for a power cut. PostgreSQL does so itself, before it answers."""
        file = self.engine.url.database
        if self.engine.dialect.name != SQLITE or file is None:
            return
        with suppress(FileNotFoundError), Path(f"{file}-wal").open("rb") as log:
            os.fsync(log.fileno())

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def of_file(file: Path) -> URL:
    """一个 SQLite 文件的地址."""
    return URL.create(SQLITE, database=str(file))


def opened(address: URL) -> Database:
    """打开库, 没有就新建; an older one is brought up to date."""
    if address.get_backend_name() == SQLITE:
        engine = create_engine(address)
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin_to_write)
    else:
        engine = create_engine(address, pool_size=_AT_ONCE, pool_use_lifo=True)
        event.listen(engine, "checkin", _left)
        event.listen(engine, "checkout", partial(_still_there, engine))
        event.listen(engine, "before_cursor_execute", _without_nul, retval=True)
    try:
        migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine, Lock() if address.get_backend_name() == SQLITE else _FREE)


def migrate(engine: Engine, to: str = "head") -> None:
    """改到一版: every step in between, none of them half."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with engine.begin() as connection:
        if connection.dialect.name == POSTGRESQL:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATING})")
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def _set_up(connection: Any, record: Any) -> None:
    """A new connection: we begin our transactions ourselves."""
    del record
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_to_write(connection: Connection) -> None:
    """A transaction that is to write waits its turn at its beginning, not in the midst."""
    options = connection.get_execution_options()
    if options.get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _left(connection: Any, record: Any) -> None:
    """A connection is not used any more, for a while."""
    del connection
    record.info[_LEFT] = monotonic()


def _still_there(engine: Engine, connection: Any, record: Any, proxy: Any) -> None:
    """Whether the server has not ended a connection that nobody has used for a while.

    One that was used just now is not asked: that would be one more way there and back.
    """
    del proxy
    if monotonic() - record.info.get(_LEFT, monotonic()) <= RESTED:
        return
    try:
        engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error as error:
        raise DisconnectionError from error


def _without_nul(*asked: Any) -> tuple[str, Any]:
    """PostgreSQL holds no NUL in a text: the picture of one stands for it."""
    _, _, statement, parameters, _, several = asked
    return statement, list(map(_shown, parameters)) if several else _shown(parameters)


def _shown(values: Any) -> Any:
    if not isinstance(values, dict):
        return values
    return {name: _pictured(value) for name, value in values.items()}


def _pictured(value: Any) -> Any:
    return value.replace("\0", "\u2400") if isinstance(value, str) else value
