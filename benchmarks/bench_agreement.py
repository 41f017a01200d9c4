"""三个引擎逐行相同: 精确的引擎、DuckDB、Spark local[2], 同样的行, 每种办法.

Run `python benchmarks/bench_agreement.py [ROWS] [--policy ID …] [--duckdb-only]`.

`ROWS` (200,000) are dealt out to the policies, half of them ordinary rows, in a file whose
footer proves the bounds (no row is asked), half made of ties, noughts, nothing at all,
limits and what lies beyond them (every row is asked). Each engine writes what it scores
as Parquet, by the text that `ziping batch score` takes for that file; the exact engine
scores every row; all columns are compared. 10,000,000 rows take about an hour on two
cores that do other things as well.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from batch.columns.engines import (  # noqa: E402
    CARRIED,
    NEEDED,
    SOURCE,
    DuckEngine,
    Engine,
    SparkEngine,
)
from batch.columns.exact_rows import scored_columns  # noqa: E402
from batch.columns.footers import read_footer  # noqa: E402
from batch.columns.policy_sql import policy_sql  # noqa: E402
from scoring import load_policy, policy_ids  # noqa: E402
from scoring.policy import Policy  # noqa: E402
from tests.generated_rows import write_rows  # noqa: E402

SCORED = (
    *("weight_scaled", "stated_scaled", "outcome", "code"),
    *("low_scaled", "high_scaled", "points_scaled"),
)
KEY = "file, row"


class Agreed(NamedTuple):
    """What was compared: rows, those left to the exact engine, and what differs."""

    rows: int = 0
    left: int = 0
    unlike_exact: int = 0
    unlike_spark: int = 0

    def plus(self, other: Agreed) -> Agreed:
        """Both together."""
        return Agreed(*(a + b for a, b in zip(self, other, strict=True)))

    def told(self, name: str) -> str:
        """One line to print."""
        return (
            f"{name}: {self.rows} rows, {self.left} left to the exact engine; differences: "
            f"exact and DuckDB {self.unlike_exact}, DuckDB and Spark {self.unlike_spark}"
        )


def written(engine: Engine, path: Path, query: str, folder: Path) -> str:
    """Let an engine score a file; gives what it wrote, to be read."""
    folder.mkdir()
    engine.open((path,))
    engine.write(query, folder)
    return f"read_parquet('{folder}/*.parquet')"


def compared(duck: DuckEngine, result: str, policy: Policy) -> Iterator[bool]:
    """Each row: whether it is left to the exact engine, else whether both are alike."""
    needed = ", ".join(f"given.{name}" for name in NEEDED)
    got = ", ".join(f"scored.{name} AS got_{name}" for name in (*SCORED, "beyond"))
    query = (
        f"SELECT {needed}, {got} FROM {SOURCE} AS given "  # noqa: S608
        f"JOIN {result} AS scored USING ({KEY})"
    )
    for row in duck.rows(query):
        if not row["got_beyond"]:
            exact = scored_columns(row, policy)
            alike = all(row[f"got_{name}"] == exact[name] for name in SCORED)
            if not alike:
                print("  ", row, exact)
            yield alike


def count(duck: DuckEngine, source: str) -> int:
    """How many rows there are."""
    found = duck.engine.execute(f"SELECT count(*) FROM {source}").fetchall()  # noqa: S608
    return int(found[0][0])


def agreement(
    name: str, path: Path, duck: DuckEngine, spark: SparkEngine | None
) -> Agreed:
    """Compare the three engines on one file under one policy."""
    policy, folder = load_policy(name), path.parent
    query = policy_sql(policy, SOURCE, CARRIED, read_footer(path))
    result = written(duck, path, query, folder / "duckdb")
    asked = "" if policy.scored else " WHERE room_scaled IS NULL"
    rows = count(duck, f"{SOURCE}{asked}")
    unlike_spark = 0
    if spark is not None:
        other = written(spark, path, query, folder / "spark")
        every = ", ".join((*CARRIED, *SCORED, "beyond"))
        for first, second in ((result, other), (other, result)):
            every_of = f"FROM {first} SELECT {every}", f"FROM {second} SELECT {every}"
            unlike_spark += count(duck, f"({' EXCEPT ALL '.join(every_of)})")
    alike = list(compared(duck, result, policy))
    left = count(duck, f"{result} WHERE beyond")
    missed = rows - left - len(alike)
    return Agreed(rows, left, alike.count(False) + abs(missed), unlike_spark)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="?", type=int, default=200_000)
    parser.add_argument("--policy", action="append", choices=policy_ids())
    parser.add_argument("--duckdb-only", action="store_true")
    asked = parser.parse_args()
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    spark = None if asked.duckdb_only else SparkEngine("local[2]")
    duck, names, whole = DuckEngine(threads=2), policy_ids(), Agreed()
    share = asked.rows // len(names) // 2
    for number, name in enumerate(names):
        if asked.policy and name not in asked.policy:
            continue
        start, found = time.perf_counter(), Agreed()
        for plain in (False, True):
            with TemporaryDirectory() as folder:
                path = Path(folder) / "rows.parquet"
                write_rows(path, share, first=number * share, plain=plain)
                found = found.plus(agreement(name, path, duck, spark))
        taken = time.perf_counter() - start
        print(f"{found.told(name)} ({taken:.0f} s)", flush=True)
        whole = whole.plus(found)
    print(f"{whole.told(f'{len(asked.policy or names)} policies')}（应 0、0）")


if __name__ == "__main__":
    main()
