"""审核人对一格说的: 只添不改, 后说的算, 说空的是收回."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen
from sqlalchemy import insert, select

from app.web.store.database import Database
from app.web.store.noting import note, now
from app.web.store.schema import REMARKS


@frozen
class Remark:
    """对一格说的: 页上的称呼, 人怎样叫它, 说什么, 谁说的."""

    cell: str
    name: str
    text: str
    who: str
    made: str


def add(
    database: Database,
    table: tuple[str, str],
    cell: tuple[str, str],
    text: str,
    by: str,
) -> None:
    """说一格; `table` is the run and the table in it, `cell` its key and its name."""
    (source, id_), (key, name) = table, cell
    row = {
        "source": source,
        "table": id_,
        "cell": key,
        "name": name,
        "text": text,
        "who": by,
        "made": now(),
    }
    with database.writing() as connection:
        connection.execute(insert(REMARKS).values(row))
        note(connection, by, "批注", f"{name}（{source}/{id_}）{text or '收回'}")


def of_table(database: Database, source: str, id_: str) -> Mapping[str, Remark]:
    """一张表的各格, 最后怎么说的."""
    columns = (REMARKS.c[name] for name in ("cell", "name", "text", "who", "made"))
    asked = select(*columns).where(
        (REMARKS.c.source == source) & (REMARKS.c.table == id_)
    )
    with database.reading() as connection:
        rows = connection.execute(asked.order_by(REMARKS.c.id)).all()
    last = {row.cell: Remark(*row) for row in rows}
    return {cell: remark for cell, remark in last.items() if remark.text}
