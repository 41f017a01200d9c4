"""审核人对各处发现说的: 只添不改, 后说的算."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import frozen
from sqlalchemy import insert, select

from app.web.store.database import Database
from app.web.store.noting import note, now
from app.web.store.schema import DECISIONS

FindingKey = tuple[str, str, str]
"""编号, 指标, 位置: by these a finding is known again."""
PAPERS: Final = "papers"
"""How the tables are called that clerks handed in; a run has its own id."""
_SAID: Final = ("code", "name", "place", "verdict", "remark", "made", "who")


@frozen
class Decision:
    """说的一句: accepted 属实, rejected 不采纳, asked 请单位说明; 与说明, 谁说的."""

    verdict: str
    remark: str
    made: str
    who: str | None


def add(
    database: Database,
    table: tuple[str, str],
    key: FindingKey,
    said: tuple[str, str],
    by: str,
) -> None:
    """说一处发现; `table` is the run and the table in it, `said` verdict and remark."""
    (source, id_), (code, name, place), (verdict, remark) = table, key, said
    row = {
        "source": source,
        "table": id_,
        "code": code,
        "name": name,
        "place": place,
        "verdict": verdict,
        "remark": remark,
        "made": now(),
        "who": by,
    }
    with database.writing() as connection:
        connection.execute(insert(DECISIONS).values(row))
        note(connection, by, verdict, f"{code} {name}（{source}/{id_}）{remark}")


def of_table(
    database: Database, source: str, id_: str
) -> Mapping[FindingKey, Decision]:
    """一张表的各处发现, 最后怎么说的."""
    asked = select(*(DECISIONS.c[name] for name in _SAID)).where(
        (DECISIONS.c.source == source) & (DECISIONS.c.table == id_)
    )
    with database.reading() as connection:
        found = connection.execute(asked.order_by(DECISIONS.c.id)).all()
    return {(row[0], row[1], row[2]): Decision(*row[3:]) for row in found}
