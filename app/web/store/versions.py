"""版本: 存一版, 回到一版, 报送, 退回."""

from __future__ import annotations

import json
from collections.abc import Mapping

from attrs import frozen
from sqlalchemy import Connection, func, insert, select, update

from app.web.store.cells import cells_of, held, refuse_handed, replace
from app.web.store.database import Database
from app.web.store.noting import note, now
from app.web.store.papers import KeptPaper
from app.web.store.schema import PAPERS, VERSIONS

NOW = 0
"""The number by which the cells as they stand are asked for."""


@frozen
class KeptVersion:
    """存下的一版."""

    number: int
    note: str
    made: str


def versions(database: Database, paper: str) -> list[KeptVersion]:
    """各版, 新的在先."""
    columns = (VERSIONS.c.number, VERSIONS.c.note, VERSIONS.c.made)
    asked = select(*columns).where(VERSIONS.c.paper == paper)
    with database.reading() as connection:
        found = connection.execute(asked.order_by(VERSIONS.c.number.desc()))
        return [KeptVersion(*row) for row in found]


def cells_in(database: Database, paper: str, number: int) -> dict[str, str] | None:
    """那一版改过的各格; None where there is no such version."""
    with database.reading() as connection:
        if number == NOW:
            return cells_of(connection, paper)
        return _cells(connection, paper, number)


def keep(database: Database, paper: str, note: str) -> int:
    """存一版, and give its number; what is the same as the last one is that one."""
    with database.writing() as connection:
        held(connection, paper)
        return keep_in(connection, paper, note)


def go_back(database: Database, paper: str, number: int) -> bool:
    """回到一版: what stands now is kept first. False where there is no such version.

    Raises `HandedIn`.
    """
    with database.writing() as connection:
        refuse_handed(connection, paper)
        wanted = _cells(connection, paper, number)
        if wanted is None:
            return False
        keep_in(connection, paper, f"回到第 {number} 版之前")
        replace(connection, paper, wanted)
        keep_in(connection, paper, f"同第 {number} 版")
    return True


def hand_in(database: Database, paper: KeptPaper, by: str) -> int:
    """报送: the version is fixed, and nothing can be changed. Raises `HandedIn`."""
    with database.writing() as connection:
        refuse_handed(connection, paper.id)
        number = keep_in(connection, paper.id, "报送")
        values = {"handed": number, "remark": None}
        connection.execute(update(PAPERS).where(PAPERS.c.id == paper.id).values(values))
        note(connection, by, "报送", f"{paper.title}，第 {number} 版")
    return number


def give_back(database: Database, paper: KeptPaper, remark: str, by: str) -> None:
    """退回, 附意见: it can be changed again."""
    values = {"handed": None, "remark": remark}
    with database.writing() as connection:
        connection.execute(update(PAPERS).where(PAPERS.c.id == paper.id).values(values))
        note(connection, by, "退回", f"{paper.title}：{remark}")


def keep_in(connection: Connection, paper: str, note: str) -> int:
    """存一版, as `keep`, in a transaction of somebody who holds the table."""
    asked = select(func.max(VERSIONS.c.number)).where(VERSIONS.c.paper == paper)
    last = connection.execute(asked).scalar() or 0
    cells = cells_of(connection, paper)
    if last and _cells(connection, paper, last) == cells:
        return last
    row = {"paper": paper, "number": last + 1, "note": note, "made": now()}
    connection.execute(insert(VERSIONS).values(row | {"cells": _written(cells)}))
    return last + 1


def _written(cells: Mapping[str, str]) -> str:
    return json.dumps(cells, ensure_ascii=False)


def _cells(connection: Connection, paper: str, number: int) -> dict[str, str] | None:
    here = (VERSIONS.c.paper == paper) & (VERSIONS.c.number == number)
    found = connection.execute(select(VERSIONS.c.cells).where(here)).scalar()
    return None if found is None else dict(json.loads(found))
