"""生成的行: 列与 docs/parquet.md 相同, 得分与程序一分不差, 种子定一切."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb

import ziping
from tests.oracle.corpus.parquet_rows import write_rows
from tests.oracle.random_rows import Row
from tests.oracle.scoring_rows import Amounts, data_file
from tests.oracle.worth import method

DOCUMENTED = Path(__file__).parents[2] / "docs" / "parquet.md"
ROWS = 2_000


def made(folder: Path, name: str, what: str = "*") -> list[tuple[Any, ...]]:
    parts = str(folder / name / "*.parquet")
    return duckdb.sql(f"SELECT {what} FROM read_parquet('{parts}')").fetchall()


def columns(folder: Path, name: str) -> list[tuple[str, str]]:
    parts = str(folder / name / "*.parquet")
    made = duckdb.sql(f"DESCRIBE SELECT * FROM read_parquet('{parts}')").fetchall()
    return [(row[0], row[1]) for row in made]


def documented(name: str) -> list[tuple[str, str]]:
    text = DOCUMENTED.read_text("utf-8").partition(f"## `{name}.parquet`")[2]
    table = text.partition("\n## ")[0]
    return re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", table, re.MULTILINE)


def test_generated_columns_are_documented_ones_in_their_order(tmp_path: Path) -> None:
    """What a program makes of the texts of a row (`kind`, the scaled numbers) is left out."""
    (count,) = write_rows(tmp_path, ROWS)
    for name in ("rows", "tables"):
        own = columns(tmp_path, name)
        assert [column for column in documented(name) if column in own] == own
    assert made(tmp_path, "rows", "count(*)") == [(count,)]


def test_generated_points_are_those_of_the_engine(tmp_path: Path) -> None:
    list(write_rows(tmp_path, ROWS))
    what = "name, target, actual, weight, low, high"
    rows = [row for row in made(tmp_path, "rows", what) if row[0] != "预算执行率"]
    by = method("mof-2020")
    drawn = [Row(*row[:3], Fraction(row[3]), None, None, "") for row in rows]
    path = tmp_path / "行.toml"
    path.write_text(data_file(drawn, Amounts(Fraction(1), Fraction(1)), by), "utf-8")
    result = ziping.score(ziping.load(path), ziping.load_policy("mof-2020"))
    found = [(row.low, row.high) for row in result.rows]
    differing = [
        (row, got) for row, got in zip(rows, found, strict=True) if row[4:] != got
    ]
    assert differing == []
    assert len(rows) > ROWS * 3 // 4


def test_known_faults_of_rows_say_by_how_much_they_are_off(tmp_path: Path) -> None:
    list(write_rows(tmp_path, ROWS * 10))
    joined = duckdb.sql(f"""
        SELECT f.code, f.size, r.stated, r.low, r.high, r.weight
        FROM read_parquet('{tmp_path}/faults/*') f
        JOIN read_parquet('{tmp_path}/rows/*') r USING (file, number, row)
    """).fetchall()
    assert {row[0] for row in joined} >= {"P401", "P402", "P404", "P408", "P409"}
    for code, size, stated, low, high, weight in joined:
        nearest = weight if code == "P401" else min(max(stated, low), high)
        assert size == stated - nearest != 0


def test_the_seed_decides_the_rows(tmp_path: Path) -> None:
    for name, seed in (("一", "1"), ("再", "1"), ("二", "2")):
        list(write_rows(tmp_path / name, ROWS, seed))
    one, again, other = (made(tmp_path / name, "rows") for name in ("一", "再", "二"))
    assert one == again != other
