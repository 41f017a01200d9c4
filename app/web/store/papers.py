"""存下的表: 添一张, 找一张, 列出来."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from secrets import token_urlsafe
from typing import Any

from attrs import fields, frozen
from sqlalchemy import Connection, Row, delete, desc, insert, select, update

from app.web.store.database import Database
from app.web.store.noting import note, now
from app.web.store.schema import PAPERS
from reading.grid import Grid
from reading.sources import carried

_PLAIN = ("title", "file", "number", "policy", "suffix", "handed", "remark", "unit")


@frozen
class KeptPaper:
    """存下的一张表, 没有文件的内容; `number` 为文件里的第几张, 从 0 起.

    `handed` is the version that was handed in, None while it is worked on.
    """

    id: str
    title: str
    file: str
    number: int
    policy: str | None
    suffix: str
    handed: int | None
    remark: str | None
    unit: str | None


@frozen
class ListedPaper:
    """列出的一张表."""

    id: str
    title: str
    file: str
    made: str
    handed: int | None
    remark: str | None
    unit: str | None


@frozen
class Brought:
    """读好、要存下的文件: 叫什么, 内容, 格子, 其中各张表的名称."""

    file: str
    suffix: str
    origin: bytes
    grids: Sequence[dict[str, Any]]
    titles: tuple[str, ...]


def add(database: Database, brought: Brought, unit: str | None = None) -> list[str]:
    """存下一个文件里的各张表, all or none; gives their ids."""
    with database.writing() as connection:
        return add_in(connection, brought, unit)


def add_in(
    connection: Connection, brought: Brought, unit: str | None = None
) -> list[str]:
    """同上, 在一次写入之中."""
    ids = [token_urlsafe(12) for _ in brought.titles]
    packed = zlib.compress(json.dumps(list(brought.grids)).encode(), 6)
    rows = [
        {
            "id": id_,
            "title": title,
            "file": brought.file,
            "number": number,
            "suffix": brought.suffix,
            "origin": brought.origin,
            "grids": packed,
            "made": now(),
            "unit": unit,
        }
        for number, (id_, title) in enumerate(zip(ids, brought.titles, strict=True))
    ]
    connection.execute(insert(PAPERS), rows)
    return ids


def find(database: Database, id_: str) -> KeptPaper | None:
    """找一张表; None where there is none."""
    found = _one(database, id_, *(PAPERS.c[name] for name in _PLAIN))
    return None if found is None else KeptPaper(id_, **found._asdict())


def grids(database: Database, id_: str) -> tuple[Grid, ...]:
    """文件的格子; () where there is none."""
    found = _one(database, id_, PAPERS.c.grids)
    return () if found is None else carried.read(json.loads(zlib.decompress(found[0])))


def origin(database: Database, id_: str) -> bytes | None:
    """文件原来的内容."""
    found = _one(database, id_, PAPERS.c.origin)
    return None if found is None else bytes(found[0])


def listed(database: Database) -> list[ListedPaper]:
    """列出各张表, 新的在先."""
    names = (each.name for each in fields(ListedPaper))
    asked = select(*(PAPERS.c[name] for name in names))
    with database.reading() as connection:
        found = connection.execute(asked.order_by(desc(PAPERS.c.made), PAPERS.c.id))
        return [ListedPaper(*row) for row in found]


def choose_policy(database: Database, id_: str, policy: str | None) -> None:
    """按哪种评分办法; None for the one that follows from the form."""
    with database.writing() as connection:
        here = PAPERS.c.id == id_
        connection.execute(update(PAPERS).where(here).values(policy=policy))


def retitle(database: Database, id_: str, title: str) -> None:
    """换个名称: that of the project."""
    with database.writing() as connection:
        here = PAPERS.c.id == id_
        connection.execute(update(PAPERS).where(here).values(title=title))


def remove(database: Database, paper: KeptPaper, by: str) -> None:
    """删去一张表, and note who did."""
    with database.writing() as connection:
        connection.execute(delete(PAPERS).where(PAPERS.c.id == paper.id))
        note(connection, by, "删去", f"{paper.title}（{paper.file}）")


def _one(database: Database, id_: str, *columns: Any) -> Row[Any] | None:
    with database.reading() as connection:
        return connection.execute(select(*columns).where(PAPERS.c.id == id_)).first()
