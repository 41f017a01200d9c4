"""打开一次批量审核的结果: 各张表, 重的在先; 一张表的发现; 没有审成的文件. 只读, 一次只取一页."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from batch.results.columns import FILES
from indicators.errors import InputError

if TYPE_CHECKING:
    import duckdb

_ID: Final = re.compile(r"[0-9a-f]{12}\d{1,6}")
_WEIGHT: Final = """
    CASE WHEN errors > 0 THEN 0 WHEN inconsistencies > 0 THEN 1
         WHEN warnings > 0 THEN 2 WHEN notes > 0 THEN 3 ELSE 4 END,
    CASE WHEN at_stake LIKE '%/%'
         THEN CAST(split_part(at_stake, '/', 1) AS DOUBLE)
            / CAST(split_part(at_stake, '/', 2) AS DOUBLE)
         ELSE CAST(at_stake AS DOUBLE) END DESC,
    errors + inconsistencies + warnings + notes DESC, file, number
"""
"""Worst first; a finding of 2/3 of a point stands by its size."""
UNIT: Final = "coalesce(unit, department, '（没有写）')"
_FILTERS: Final[Mapping[str, str]] = {
    "unit": f"{UNIT} = ?",
    "verdict": "conclusion = ?",
    "year": "CAST(year AS VARCHAR) = ?",
    "policy": "policy = ?",
    "code": "EXISTS (FROM findings f WHERE f.file = tables.file "
    "AND f.number = tables.number AND f.code = ? AND NOT f.accepted)",
    "search": "contains(lower(concat_ws(' ', project, unit, department, file)), lower(?))",
}
_CHOICES: Final[Mapping[str, str]] = {
    "unit": f"FROM tables SELECT {UNIT}, count(*) GROUP BY 1 ORDER BY 2 DESC, 1",
    "verdict": "SELECT conclusion, count(*) FROM tables GROUP BY 1 ORDER BY 2 DESC, 1",
    "year": "SELECT CAST(year AS VARCHAR), count(*) FROM tables "
    "WHERE year IS NOT NULL GROUP BY 1 ORDER BY 1 DESC",
    "policy": "SELECT policy, count(*) FROM tables GROUP BY 1 ORDER BY 2 DESC, 1",
    "code": "SELECT code, count(DISTINCT (file, number)) FROM findings "
    "WHERE NOT accepted AND file IS NOT NULL GROUP BY 1 ORDER BY 1",
}
MOST_CHOICES: Final = 300


@frozen
class ListedTables:
    """一页: 这一页的各张表, 与合乎条件的共有几张."""

    tables: Sequence[Mapping[str, Any]]
    count: int


@frozen
class UnreadFiles:
    """没有审成的: 各种几个, 与列出的各个."""

    kinds: Sequence[tuple[str, int]]
    listed: Sequence[Mapping[str, Any]]

    @property
    def count(self) -> int:
        """共几个."""
        return sum(count for _, count in self.kinds)


class ResultFolder:
    """一次批量审核的结果."""

    def __init__(self, folder: Path) -> None:
        """Raise `InputError` where the folder holds no results."""
        import duckdb

        self.folder = folder
        self.engine = duckdb.connect()
        self.engine.execute("SET threads = 2; SET memory_limit = '1GB'")
        for name in FILES:
            path = str(folder / f"{name}.parquet").replace("'", "''")
            try:
                self.engine.execute(
                    f"CREATE VIEW {name} AS FROM read_parquet('{path}')"
                )
            except duckdb.Error:
                told = "这里不是 ziping batch 的结果，或结果不全"
                remedy = "请先运行 ziping batch 文件夹 --out 结果"
                raise InputError.of(str(folder), told, name, remedy) from None
        self.choices = {name: self._choices(sql) for name, sql in _CHOICES.items()}

    def listed(
        self, asked: Mapping[str, str], first: int = 0, most: int = 100
    ) -> ListedTables:
        """合乎条件的表, 重的在先. `asked`: unit, verdict, year, policy, code, search."""
        wanted = {name: value for name, value in asked.items() if value}
        known = [name for name in wanted if name in _FILTERS]
        where = " AND ".join(_FILTERS[name] for name in known) or "true"
        values = [wanted[name] for name in known]
        counted = self._rows(f"FROM tables SELECT count(*) AS n WHERE {where}", values)
        page = f"FROM tables WHERE {where} ORDER BY {_WEIGHT} LIMIT {most:d} OFFSET {first:d}"
        return ListedTables(self._rows(page, values), counted[0]["n"])

    def table(self, id_: str) -> Mapping[str, Any] | None:
        """一张表, 由它那一页的编号; None where there is none."""
        if not _ID.fullmatch(id_):
            return None
        found = self._rows("FROM tables WHERE ends_with(page, ?)", [f"{id_}.html"])
        return found[0] if len(found) == 1 else None

    def findings(self, table: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """一张表的发现, 先后照审核的."""
        asked = "FROM findings WHERE file = ? AND number = ?"
        return self._rows(asked, [table["file"], table["number"]])

    def unread(self, most: int) -> UnreadFiles:
        """没有审成的文件: 读不了的在先; 各种几个, 前几个的缘由."""
        order = "array_position(['读不了', '没有自评表', '空表'], kind)"
        kinds = f"FROM unread SELECT kind, count(*) GROUP BY 1 ORDER BY {order}"
        listed = f"FROM unread ORDER BY {order}, file, sheet LIMIT {most:d}"
        return UnreadFiles(self._choices(kinds), self._rows(listed, []))

    def pages_of(self, unit: str) -> list[str]:
        """一个单位的各页."""
        asked = f"FROM tables SELECT page WHERE {UNIT} = ? ORDER BY {_WEIGHT}"
        return [row["page"] for row in self._rows(asked, [unit])]

    def close(self) -> None:
        """Close it."""
        self.engine.close()

    def _choices(self, sql: str) -> list[tuple[str, int]]:
        found = self._cursor().execute(f"{sql} LIMIT {MOST_CHOICES}").fetchall()
        return [(str(value), count) for value, count in found]

    def _rows(self, sql: str, values: Sequence[Any]) -> list[Mapping[str, Any]]:
        made = self._cursor().execute(sql, values)
        names = [column[0] for column in made.description or ()]
        return [dict(zip(names, row, strict=True)) for row in made.fetchall()]

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """Each asks by itself: several threads do at once."""
        return self.engine.cursor()


def id_of(table: Mapping[str, Any]) -> str:
    """一张表的编号: the end of the name of its page."""
    return Path(table["page"]).stem.rpartition("-")[2]
