"""正在读的文件: 收下、读到哪里、读好了、没有读成."""

from __future__ import annotations

import json
from secrets import token_urlsafe
from typing import Any, Final

from attrs import frozen
from sqlalchemy import delete, desc, insert, select, update

from app.web.store.database import Database
from app.web.store.noting import note, now
from app.web.store.papers import Brought, add_in
from app.web.store.schema import READINGS

READING, DONE, FAILED = "reading", "done", "failed"
_COLUMNS: Final = ("id", "file", "state", "told", "papers", "unit", "who", "made")


@frozen
class KeptReading:
    """收下的一个文件: 读到哪里 (told), 或为什么没有读成; 读好了的是哪几张表."""

    id: str
    file: str
    state: str
    told: str
    papers: tuple[str, ...]
    unit: str | None
    who: str
    made: str


def add(
    database: Database, file: str, content: bytes, unit: str | None, who: str
) -> str:
    """收下; gives its id."""
    row = {
        "id": token_urlsafe(12),
        "file": file,
        "content": content,
        "state": READING,
        "told": "",
        "papers": "[]",
        "unit": unit,
        "who": who,
        "made": now(),
    }
    with database.writing() as connection:
        connection.execute(insert(READINGS).values(row))
    return str(row["id"])


def find(database: Database, id_: str) -> KeptReading | None:
    """找一个; None where there is none."""
    return next((each for each in listed(database) if each.id == id_), None)


def listed(database: Database) -> list[KeptReading]:
    """收下的各个, 新的在先."""
    asked = select(*(READINGS.c[name] for name in _COLUMNS))
    with database.reading() as connection:
        rows = connection.execute(asked.order_by(desc(READINGS.c.made))).all()
    return [
        KeptReading(id_, file, state, told, tuple(json.loads(tables)), *rest)
        for id_, file, state, told, tables, *rest in rows
    ]


def content(database: Database, id_: str) -> bytes:
    """收下的内容."""
    asked = select(READINGS.c.content).where(READINGS.c.id == id_)
    with database.reading() as connection:
        return bytes(connection.execute(asked).scalar() or b"")


def tell(database: Database, id_: str, told: str) -> None:
    """读到哪里."""
    _put(database, id_, told=told)


def fail(database: Database, id_: str, told: str) -> None:
    """没有读成, 为什么; the content is not kept."""
    _put(database, id_, state=FAILED, told=told, content=b"")


def finish(database: Database, reading: KeptReading, brought: Brought) -> None:
    """读好了: its tables are stored, and nothing of it is left here. All, or nothing."""
    here = READINGS.c.id == reading.id
    values: dict[str, Any] = {"state": DONE, "told": "", "content": b""}
    open_ = update(READINGS).where(here & (READINGS.c.state == READING))
    with database.writing() as connection:
        if not connection.execute(open_.values(values)).rowcount:
            return
        ids = add_in(connection, brought, reading.unit)
        known = update(READINGS).where(here).values(papers=json.dumps(ids))
        connection.execute(known)
        note(connection, reading.who, "添表", f"{len(ids)} 张")


def forget(database: Database, id_: str) -> None:
    """不再列出一个没有读成的."""
    here = (READINGS.c.id == id_) & (READINGS.c.state == FAILED)
    with database.writing() as connection:
        connection.execute(delete(READINGS).where(here))


def _put(database: Database, id_: str, **values: Any) -> None:
    with database.writing() as connection:
        here = READINGS.c.id == id_
        connection.execute(update(READINGS).where(here).values(values))
