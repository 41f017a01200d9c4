"""添的行: 添一行, 删一行添的. 一行也是改过的一格, 版本里也一样.

Each says which row it stands right below: who adds one changes no other one's name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from secrets import randbelow
from typing import Final

from attrs import frozen
from sqlalchemy import Connection, delete, insert, update

from app.web.store.cells import RowGone, cells_of, refuse_handed, stamp
from app.web.store.database import Database
from app.web.store.noting import now
from app.web.store.row_keys import FIRST_ADDED, RowKey, added_rows
from app.web.store.schema import CELLS
from app.web.store.versions import keep_in

MOST: Final = 100
"""So many rows may be added to a table."""


class TooManyRows(Exception):  # noqa: N818 - told to a person, not a fault
    """添的行太多了."""


@frozen
class RemovedRow:
    """删去的一行: 它上面的那一行; 删去之前存作第几版, None 为行里没有写什么."""

    above: RowKey
    version: int | None


def add(database: Database, paper: str, above: RowKey) -> RowKey:
    """在一行下面添一行. Raises `HandedIn`, `RowGone`, `TooManyRows`."""
    with database.writing() as connection:
        refuse_handed(connection, paper)
        known = dict(added_rows(cells_of(connection, paper)))
        if above.added and above not in known:
            raise RowGone
        if len(known) >= MOST:
            raise TooManyRows
        new = RowKey(above.grid, FIRST_ADDED + randbelow(8 * FIRST_ADDED))
        while new in known:
            new = RowKey(above.grid, FIRST_ADDED + randbelow(8 * FIRST_ADDED))
        _put_below(connection, paper, known, above, new)
        row = {"paper": paper, "cell": new.key, "text": str(above.row)}
        connection.execute(insert(CELLS).values(row | {"changed": now()}))
    return new


def with_row(cells: Mapping[str, str], above: RowKey, new: RowKey) -> dict[str, str]:
    """改过的各格, 好像在一行下面添了一行."""
    moved = {
        row.key: str(new.row) for row, upper in added_rows(cells) if upper == above
    }
    return {**cells, **moved, new.key: str(above.row)}


def remove(
    database: Database, paper: str, row: RowKey, seen: str
) -> RemovedRow | dict[str, str]:
    """删一行添的, and keep a version first where something was written into it.

    Where it is not as a page has `seen` it nothing is removed: its cells are given. Raises
    `HandedIn`, `RowGone`.
    """
    with database.writing() as connection:
        refuse_handed(connection, paper)
        cells = cells_of(connection, paper)
        known = dict(added_rows(cells))
        if row not in known:
            raise RowGone
        own = written_in(row, cells)
        if stamp_of(own) != seen:
            return own
        version = keep_in(connection, paper, "删去一行之前") if own else None
        _put_below(connection, paper, known, row, known[row])
        gone = [row.key, *(key for key in cells if row.holds(key))]
        here = (CELLS.c.paper == paper) & CELLS.c.cell.in_(gone)
        connection.execute(delete(CELLS).where(here))
    return RemovedRow(known[row], version)


def written_in(row: RowKey, cells: Mapping[str, str]) -> dict[str, str]:
    """一行添的里写着的."""
    return {key: text for key, text in cells.items() if row.holds(key) and text}


def stamp_of(written: Mapping[str, str]) -> str:
    """一行里写着的的记号: by it a page says what it has seen."""
    return stamp(json.dumps(written, sort_keys=True))


def _put_below(
    connection: Connection,
    paper: str,
    known: Mapping[RowKey, RowKey],
    above: RowKey,
    new: RowKey,
) -> None:
    """Whatever stood right below one row stands right below another now."""
    for row, upper in known.items():
        if upper == above:
            here = (CELLS.c.paper == paper) & (CELLS.c.cell == row.key)
            values = {"text": str(new.row), "changed": now()}
            connection.execute(update(CELLS).where(here).values(values))
