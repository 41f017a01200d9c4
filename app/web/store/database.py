"""库: 打开、改到新版、读、写. 一次写入要么全成, 要么全不成."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from attrs import frozen
from sqlalchemy import Connection, Engine, create_engine, event

_MIGRATIONS: Final = Path(__file__).parent / "migrations"
_PRAGMAS: Final = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=10000",
)
"""Readers never wait for the writer; what was told to be stored survives a power cut."""


@frozen
class Database:
    """打开的库."""

    engine: Engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """读: each statement by itself."""
        with self.engine.connect() as connection:
            yield connection.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """写: all of it, or nothing where an error is raised; one writer at a time."""
        with self.engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def opened(file: Path) -> Database:
    """打开一个 SQLite 文件, 没有就新建; an older one is brought up to date."""
    engine = create_engine(f"sqlite:///{file}")
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin_to_write)
    migrate(engine)
    return Database(engine)


def migrate(engine: Engine, to: str = "head") -> None:
    """改到一版: every step in between, none of them half."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with engine.begin() as connection:
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
