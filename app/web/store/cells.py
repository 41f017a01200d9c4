"""改过的格: 改一格, 全换成另一版的. 两个人改同一格, 后来的那个先看到前一个写的."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from attrs import frozen
from sqlalchemy import Connection, delete, insert, select, update

from app.web.store.database import Database
from app.web.store.noting import now
from app.web.store.row_keys import row_of
from app.web.store.schema import CELLS, PAPERS

_STAMP: Final = 16


class HandedIn(Exception):  # noqa: N818 - told to a person, not a fault
    """已报送的表不能改."""


class RowGone(Exception):  # noqa: N818 - told to a person, not a fault
    """添的这一行已经删去."""


@frozen
class Retyping:
    """要改的一格: 改成什么, 页面上原来写着什么 (记号), 文件里写着什么."""

    cell: str
    text: str
    seen: str
    printed: str


def cells(database: Database, paper: str) -> dict[str, str]:
    """一张表里改过的各格."""
    with database.reading() as connection:
        return cells_of(connection, paper)


def cells_of(connection: Connection, paper: str) -> dict[str, str]:
    """同上, 在一次写入之中."""
    asked = select(CELLS.c.cell, CELLS.c.text).where(CELLS.c.paper == paper)
    found = connection.execute(asked.order_by(CELLS.c.cell))
    return {str(cell): str(text) for cell, text in found}


@frozen
class CellAnswer:
    """改了一格之后: 改过的各格; `stands` 为别人写在那里的, 有就没有存."""

    cells: dict[str, str]
    stands: str | None = None


def retype(database: Database, paper: str, wanted: Retyping) -> str | None:
    """改一格; where somebody else wrote something else there, what stands there now.

    None where it is stored. Raises `HandedIn`, `RowGone`.
    """
    return retyped(database, paper, wanted).stands


def retyped(database: Database, paper: str, wanted: Retyping) -> CellAnswer:
    """同上, with all cells as they are then."""
    row = row_of(wanted.cell)
    with database.writing() as connection:
        refuse_handed(connection, paper)
        known = cells_of(connection, paper)
        if row is not None and row.added and row.key not in known:
            raise RowGone
        stands = known.get(wanted.cell, wanted.printed)
        if stands != wanted.text and stamp(stands) != wanted.seen:
            return CellAnswer(known, stands)
        _put(connection, paper, wanted, known=wanted.cell in known)
    left = {cell: text for cell, text in known.items() if cell != wanted.cell}
    if wanted.text == wanted.printed:
        return CellAnswer(left)
    return CellAnswer(left | {wanted.cell: wanted.text})


def _put(connection: Connection, paper: str, wanted: Retyping, *, known: bool) -> None:
    """Store the text; what stands in the file need not be stored."""
    here = (CELLS.c.paper == paper) & (CELLS.c.cell == wanted.cell)
    values: dict[str, Any] = {"text": wanted.text, "changed": now()}
    if wanted.text == wanted.printed:
        connection.execute(delete(CELLS).where(here))
    elif known:
        connection.execute(update(CELLS).where(here).values(values))
    else:
        named = {"paper": paper, "cell": wanted.cell}
        connection.execute(insert(CELLS).values(values | named))


def replace(connection: Connection, paper: str, cells: Mapping[str, str]) -> None:
    """全换成这些, in a transaction of somebody."""
    connection.execute(delete(CELLS).where(CELLS.c.paper == paper))
    common = {"paper": paper, "changed": now()}
    rows = [common | {"cell": cell, "text": text} for cell, text in cells.items()]
    if rows:
        connection.execute(insert(CELLS), rows)


def stamp(text: str) -> str:
    """一格的字的记号: by it a page says what it has seen."""
    return sha256(text.encode()).hexdigest()[:_STAMP]


def held(connection: Connection, paper: str) -> int | None:
    """A table is nobody else's until this is written; the version that was handed in."""
    asked = select(PAPERS.c.handed).where(PAPERS.c.id == paper)
    found: int | None = connection.execute(asked.with_for_update()).scalar()
    return found


def refuse_handed(connection: Connection, paper: str) -> None:
    """Hold a table, and raise `HandedIn` where it was handed in."""
    if held(connection, paper) is not None:
        raise HandedIn
