"""一种评分办法的 SQL 与精确的引擎逐行相同: 临界、零、空、界限内外, 每种办法, 两个引擎.

More than a million rows in all: for each policy a file of ordinary ones, whose footer
proves the bounds (no row is asked), and a file of every sort (each row is asked). DuckDB
and Spark score every row, and all columns of every row are compared. The exact engine
scores each input once, 225,000 in all (some 50 are told twice): the others say the same
as those, and stand elsewhere in the file.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from batch.columns.engines import CARRIED, SOURCE, DuckEngine, Engine, SparkEngine
from batch.columns.exact_rows import scored_columns
from batch.columns.footers import read_footer
from batch.columns.policy_sql import policy_sql
from scoring import load_policy, policy_ids
from scoring.policy import Policy
from tests.generated_rows import write_rows

MILLION = 1_000_000
INPUTS, TIMES = 12_500, 5
"""Of a file: what its rows say, and how often each of them comes."""
SAMPLE = 2_000
SCORED = (
    *("weight_scaled", "stated_scaled", "outcome", "code"),
    *("low_scaled", "high_scaled", "points_scaled"),
)
INPUT = ("file", "row")
TEXTS = ("file", "outcome", "code")
JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Java starts in half the time; what is computed once need not be compiled well."""


class Agreed(NamedTuple):
    """How many rows were compared, were left to the exact engine, and are not alike."""

    compared: int
    left: int
    unlike: int


@pytest.fixture(scope="module")
def duck() -> DuckEngine:
    return DuckEngine(threads=1)


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkEngine]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("JDK_JAVA_OPTIONS", JAVA)
        engine = SparkEngine("local[2]")
    yield engine
    engine.session.stop()


def scored_exactly(duck: DuckEngine, policy: Policy, folder: Path) -> str:
    """Let the exact engine score each input of an opened file; gives what to read."""
    path = folder / "exact.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for row in duck.rows(f"SELECT * FROM {SOURCE} WHERE number = 1"):
            exact = scored_columns(row, policy)
            writer.writerow([*(row[c] for c in INPUT), *(exact[c] for c in SCORED)])
    columns = {c: "VARCHAR" if c in TEXTS else "BIGINT" for c in (*INPUT, *SCORED)}
    return f"read_csv('{path}', header = false, columns = {columns})"


def agreed(
    engine: Engine, query: str, folder: Path, exact: str, duck: DuckEngine
) -> Agreed:
    """Let an engine score the opened file and write it; every row beside the exact one."""
    folder.mkdir()
    engine.write(query, folder)
    unlike = " OR ".join(f"got.{c} IS DISTINCT FROM exact.{c}" for c in SCORED)
    ((compared, left, wrong),) = duck.run(
        "SELECT count(*) FILTER (NOT beyond), count(*) FILTER (beyond), "
        f"count(*) FILTER (NOT beyond AND ({unlike})) "
        f"FROM read_parquet('{folder}/*.parquet') got JOIN {exact} exact "
        f"USING ({', '.join(INPUT)})"
    )
    return Agreed(compared, left, wrong)


def all_agreed(
    engines: Mapping[str, Engine], name: str, folder: Path, *, plain: bool
) -> list[Agreed]:
    """Write a file for a policy, and let each engine score it."""
    path, policy, duck = folder / "rows.parquet", load_policy(name), DuckEngine()
    first = (policy_ids().index(name) * 2 + plain) * INPUTS
    write_rows(path, INPUTS, first, times=TIMES, plain=plain)
    query = policy_sql(policy, SOURCE, CARRIED, read_footer(path))
    duck.open((path,))
    exact = scored_exactly(duck, policy, folder)
    found = []
    for kind, engine in engines.items():
        engine.open((path,))
        found.append(agreed(engine, query, folder / kind, exact, duck))
    return found


@pytest.mark.parametrize("name", policy_ids())
def test_duckdb_and_spark_give_what_the_exact_engine_gives(
    name: str, duck: DuckEngine, spark: SparkEngine, tmp_path: Path
) -> None:
    engines = {"duckdb": duck, "spark": spark}
    unscored = name == "transfer-unscored"
    count = (INPUTS - INPUTS // 20 * unscored) * TIMES
    together = 0
    for plain in (True, False):
        folder = tmp_path / f"plain-{plain}"
        folder.mkdir()
        found = all_agreed(engines, name, folder, plain=plain)
        assert found[0] == found[1]
        assert found[0].unlike == 0
        assert found[0].compared + found[0].left == count
        assert found[0].left <= count // (999 if plain else 20)
        assert plain or found[0].left > 0
        together += found[0].compared
    assert together * len(policy_ids()) >= MILLION


def test_the_rows_that_spark_hands_over_are_those_that_it_writes(
    spark: SparkEngine, tmp_path: Path
) -> None:
    write_rows(tmp_path / "rows.parquet", SAMPLE, plain=True)
    spark.open((tmp_path / "rows.parquet",))
    policy = load_policy("mof-2020")
    rows = {(r["file"], r["row"]): r for r in spark.rows(f"SELECT * FROM {SOURCE}")}
    text = policy_sql(policy, SOURCE, CARRIED, read_footer(tmp_path / "rows.parquet"))
    got = [row for row in spark.rows(text) if not row["beyond"]]
    assert len(got) >= SAMPLE - SAMPLE // 999
    for row in got:
        exact = scored_columns(rows[row["file"], row["row"]], policy)
        assert {c: row[c] for c in SCORED} == {c: exact[c] for c in SCORED}
