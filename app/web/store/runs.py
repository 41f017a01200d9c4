"""审核的队列: 一次上传一次审核; 排着的、在做的、做完的."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Final

from attrs import frozen
from sqlalchemy import desc, insert, select, update

from app.web.store.database import Database
from app.web.store.noting import note, now
from app.web.store.schema import RUNS

WAITING, DOING, DONE, FAILED = "waiting", "doing", "done", "failed"
FOLDER, UPLOAD, RESULT = "runs", "上传.zip", "结果"
"""Where a run is kept in the folder of the data, what was brought, what came of it."""
_COLUMNS: Final = ("id", "title", "count", "state", "told", "made")


@frozen
class KeptRun:
    """一次审核: 名称, 上传了几个文件, 做到哪里; `told` 为做完时说的."""

    id: str
    title: str
    count: int
    state: str
    told: str
    made: str

    @property
    def open(self) -> bool:
        """还没有做完."""
        return self.state in {WAITING, DOING}


def new_id() -> str:
    """一次新的审核的编号."""
    return token_urlsafe(12)


def add(database: Database, id_: str, title: str, count: int, by: str) -> None:
    """排上: what was brought stands in its folder already."""
    row = {
        "id": id_,
        "title": title,
        "count": count,
        "state": WAITING,
        "told": "",
        "made": now(),
    }
    with database.writing() as connection:
        connection.execute(insert(RUNS).values(row))
        note(connection, by, "上传一批", f"{title}，{count} 个文件")


def find(database: Database, id_: str) -> KeptRun | None:
    """找一次审核."""
    found = [run for run in listed(database) if run.id == id_]
    return found[0] if found else None


def listed(database: Database) -> list[KeptRun]:
    """各次审核, 新的在先."""
    asked = select(*(RUNS.c[name] for name in _COLUMNS)).order_by(desc(RUNS.c.made))
    with database.reading() as connection:
        return [KeptRun(*row) for row in connection.execute(asked)]


def mark(database: Database, id_: str, state: str, told: str = "") -> None:
    """记下做到哪里."""
    with database.writing() as connection:
        here = RUNS.c.id == id_
        connection.execute(update(RUNS).where(here).values(state=state, told=told))
