"""上亿行写成 Parquet, 列与 `ziping batch` 的相同 (docs/parquet.md); 一段一段地写, 内存不长.

The rows are drawn by DuckDB in whole numbers (rows.sql): what each is worth by the
national method, what is printed, and the known faults beside. rows/, tables/ and faults/
hold one file a piece. The same seed and the same DuckDB give the same rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

IN_A_PIECE = 20_000
ROWS_OF_A_TABLE = 28.5
"""The mean, with the row of the execution rate."""
PARTS = ("rows", "tables", "faults")
SQL = (Path(__file__).parent / "rows.sql").read_text("utf-8")


def write_rows(
    folder: Path, count: int, seed: str = "1", threads: int = 1
) -> Iterator[int]:
    """Write about so many rows, whole tables; tells after each piece how many there are."""
    tables = max(1, round(count / ROWS_OF_A_TABLE))
    written = 0
    for name in PARTS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number, first in enumerate(range(0, tables, IN_A_PIECE)):
        last = min(first + IN_A_PIECE, tables)
        written += _piece(folder, number, (first, last), seed, threads)
        yield written


def _piece(
    folder: Path, number: int, tables: tuple[int, int], seed: str, threads: int
) -> int:
    """Write the tables from the first to the last, and their rows."""
    with duckdb.connect() as engine:
        engine.execute(f"SET threads = {threads}; SET memory_limit = '1GB'")
        for name, value in zip(("first", "last"), tables, strict=True):
            engine.execute(f"SET VARIABLE {name} = {value}")
        engine.execute(f"SET VARIABLE seed = '{seed.replace(chr(39), '')}'")
        engine.execute(SQL)
        for name in PARTS:
            path = folder / name / f"part-{number:05}.parquet"
            query = f"FROM made_{name}"
            engine.execute(f"COPY ({query}) TO '{path}' (COMPRESSION zstd)")
        made = engine.execute("SELECT count(*) FROM made_rows").fetchone()
    return int(made[0]) if made else 0
