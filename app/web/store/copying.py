"""抄库: 一个库在同一时刻的全部各行, 抄进另一个空的."""

from __future__ import annotations

from sqlalchemy import Connection, Table, func, insert, select

from app.web.store.database import POSTGRESQL, Database
from app.web.store.schema import METADATA

_ROWS = 20
"""So many rows at a time: each may hold a file."""


def is_empty(database: Database) -> bool:
    """库里什么也没有."""
    with database.reading() as connection:
        return not any(
            connection.execute(select(func.count()).select_from(table)).scalar()
            for table in METADATA.sorted_tables
        )


def copied(source: Database, target: Database) -> None:
    """抄过去, all or nothing."""
    with source.as_it_stands() as one, target.writing() as other:
        for table in METADATA.sorted_tables:
            _rows_copied(one, other, table)


def _rows_copied(one: Connection, other: Connection, table: Table) -> None:
    found = one.execution_options(yield_per=_ROWS).execute(select(table))
    for part in found.mappings().partitions():
        other.execute(insert(table), [dict(row) for row in part])
    if other.dialect.name == POSTGRESQL:
        _numbered_on(other, table)


def _numbered_on(connection: Connection, table: Table) -> None:
    """Let the numbers that a database gives go on behind those that were copied."""
    column = table.autoincrement_column
    if column is None:
        return
    last = connection.execute(select(func.max(column))).scalar()
    if last is not None:
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        connection.execute(select(func.setval(sequence, last)))
