"""两次计分之差: 哪些行、哪些表、哪些单位变了, 变了多少, 变得多的在先."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from batch.columns.engines import DuckEngine, literal
from batch.columns.scored import FOLDER, NOTE, TABLES_FOLDER
from indicators.errors import InputError

_KEY: Final = "part, file, number"
_KINDS: Final = ("rows", "tables", "units")
_POINT: Final = "CAST(0.0001 AS DECIMAL(5, 4))"
_NO_UNIT: Final = "（没有写明单位）"


@frozen
class ColumnDifference:
    """两次计分之差, 在一个数据库里."""

    engine: DuckEngine

    def count(self, kind: str, *, changed: bool = False) -> int:
        """How many rows, tables or units there are, or changed."""
        only = " WHERE changed > 0" if changed else ""
        ((count,),) = self.engine.run(f"SELECT count(*) FROM {kind}{only}")
        return int(count)

    def worst(self, kind: str, most: int) -> Iterator[dict[str, Any]]:
        """Give what changed most."""
        yield from self.engine.rows(f"{self._changed(kind)} LIMIT {most}")

    def write(self, folder: Path) -> None:
        """Write all that changed: rows.parquet, tables.parquet, units.parquet."""
        for kind in _KINDS:
            new, target = folder / f".{kind}.new", folder / f"{kind}.parquet"
            self.engine.copy(self._changed(kind), new)
            new.replace(target)

    def _changed(self, kind: str) -> str:
        order = f"{_KEY}, row" if kind == "rows" else _KEY
        order = "unit" if kind == "units" else order
        return (
            f"SELECT * EXCLUDE (at_stake) FROM {kind} WHERE changed > 0 "
            f"ORDER BY at_stake DESC, {order}"
        )


def difference(first: Path, second: Path, memory: str) -> ColumnDifference:
    """比较两个 `ziping batch score` 写出的文件夹. Raises `InputError` for another."""
    engine = DuckEngine(memory)
    for name, folder in (("a", first), ("b", second)):
        engine.run(f"CREATE VIEW {name} AS {_points(folder)}")
    engine.run(f"CREATE VIEW whose AS {_whose(first, second)}")
    engine.run(f"CREATE TABLE rows AS {_ROWS}")
    engine.run(f"CREATE TABLE tables AS {_TABLES}")
    engine.run(f"CREATE TABLE units AS {_UNITS}")
    return ColumnDifference(engine)


def _points(folder: Path) -> str:
    """The rows of one side; points in points, those kept as text too."""
    root = folder / FOLDER
    if not (folder / NOTE).is_file():
        remedy = "请给出 ziping batch score 写出的文件夹"
        message = "不是计过分的数据" if folder.exists() else "找不到这个文件夹"
        raise InputError.of(str(folder), message, remedy=remedy)
    ends = ", ".join(
        f"COALESCE(CAST(CAST({n}_scaled AS DECIMAL(24, 0)) * {_POINT} "
        f"AS DECIMAL(38, 10)), CAST(json_extract_string(exact, '$.{n}') "
        f"AS DECIMAL(38, 10))) AS {n}"
        for n in ("low", "high", "points")
    )
    return (
        f"SELECT {_part(root)} AS part, file, number, row, outcome, code, {ends} "
        f"FROM {_files(root)}"
    )


def _whose(*folders: Path) -> str:
    """Whose table each is, as far as it is told."""
    roots = [folder / TABLES_FOLDER for folder in folders]
    told = [
        f"SELECT {_part(root)} AS part, file, number, unit, project FROM {_files(root)}"
        for root in roots
        if any(root.rglob("*.parquet"))
    ]
    nobody = (
        "SELECT '' AS part, '' AS file, 0 AS number, NULL::VARCHAR AS unit, "
        "NULL::VARCHAR AS project WHERE FALSE"
    )
    every = " UNION ALL ".join([*told, nobody])
    return (
        f"SELECT {_KEY}, any_value(unit) AS unit, any_value(project) AS project "
        f"FROM ({every}) GROUP BY {_KEY}"
    )


def _files(root: Path) -> str:
    return (
        f"read_parquet({literal(root / '**/*.parquet')}, hive_partitioning = false, "
        "filename = true)"
    )


def _part(root: Path) -> str:
    """The name of the part that a file belongs to: the folders below the root."""
    return f"parse_dirpath(substr(filename, {len(str(root)) + 2}))"


_ROWS: Final = f"""
SELECT {_KEY}, row, a.outcome AS outcome_a, b.outcome AS outcome_b,
  a.code AS code_a, b.code AS code_b, a.low AS low_a, b.low AS low_b,
  a.high AS high_a, b.high AS high_b, a.points AS points_a, b.points AS points_b,
  CAST(a.outcome IS DISTINCT FROM b.outcome OR a.low IS DISTINCT FROM b.low
    OR a.high IS DISTINCT FROM b.high OR a.points IS DISTINCT FROM b.points
    AS INTEGER) AS changed,
  GREATEST(abs(COALESCE(b.low, 0) - COALESCE(a.low, 0)),
    abs(COALESCE(b.high, 0) - COALESCE(a.high, 0))) AS at_stake
FROM a FULL JOIN b USING ({_KEY}, row)
"""
_TABLES: Final = f"""
SELECT {_KEY}, any_value(unit) AS unit, any_value(project) AS project,
  sum(low_a) AS low_a, sum(low_b) AS low_b, sum(high_a) AS high_a,
  sum(high_b) AS high_b, CAST(sum(changed) AS BIGINT) AS changed,
  GREATEST(abs(COALESCE(sum(low_b), 0) - COALESCE(sum(low_a), 0)),
    abs(COALESCE(sum(high_b), 0) - COALESCE(sum(high_a), 0))) AS at_stake
FROM rows LEFT JOIN whose USING ({_KEY}) GROUP BY {_KEY}
"""
_UNITS: Final = f"""
SELECT COALESCE(unit, '{_NO_UNIT}') AS unit, count(*) AS tables,
  CAST(sum(CAST(changed > 0 AS INTEGER)) AS BIGINT) AS changed,
  sum(low_a) AS low_a, sum(low_b) AS low_b, sum(high_a) AS high_a,
  sum(high_b) AS high_b, max(at_stake) AS most, sum(at_stake) AS at_stake
FROM tables GROUP BY COALESCE(unit, '{_NO_UNIT}')
"""
