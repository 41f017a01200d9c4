"""一种评分办法的 SQL 与精确的引擎逐行相同: 临界、零、空、界限内外, 每种办法, 两个引擎."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from batch.columns.engines import CARRIED, SOURCE, DuckEngine, Engine, SparkEngine
from batch.columns.exact_rows import scored_columns
from batch.columns.footers import read_footer
from batch.columns.policy_sql import policy_sql
from scoring import load_policy, policy_ids
from tests.generated_rows import write_rows

COUNT, SPARK_COUNT = 12_000, 3_000
SCORED = (
    *("weight_scaled", "stated_scaled", "outcome", "code"),
    *("low_scaled", "high_scaled", "points_scaled"),
)


PLAIN_COUNT = 2_000
JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Java starts in half the time; what is computed once need not be compiled well."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Rows of every sort, and ordinary ones whose footer proves the bounds."""
    folder = tmp_path_factory.mktemp("rows")
    found = {name: folder / f"{name}.parquet" for name in ("every", "few", "plain")}
    write_rows(found["every"], COUNT)
    write_rows(found["few"], SPARK_COUNT)
    write_rows(found["plain"], PLAIN_COUNT, plain=True)
    return found


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


def differences(engine: Engine, name: str, path: Path) -> tuple[int, int, list[Any]]:
    """Count the rows and those left to the exact engine, and list what differs."""
    engine.open((path,))
    policy = load_policy(name)
    rows = {(r["file"], r["row"]): r for r in engine.rows(f"SELECT * FROM {SOURCE}")}
    text = policy_sql(policy, SOURCE, CARRIED, read_footer(path))
    got = list(engine.rows(text))
    wrong = []
    for row in got:
        if row["beyond"]:
            continue
        exact = scored_columns(rows[row["file"], row["row"]], policy)
        if any(row[column] != exact[column] for column in SCORED):
            wrong.append((row, exact))
    return len(got), sum(row["beyond"] for row in got), wrong


@pytest.mark.parametrize("name", policy_ids())
def test_duckdb_gives_what_the_exact_engine_gives(
    name: str, duck: DuckEngine, files: dict[str, Path]
) -> None:
    unscored = name == "transfer-unscored"
    count, beyond, wrong = differences(duck, name, files["every"])
    assert count == COUNT - (COUNT // 20) * unscored
    assert 0 < beyond < count // 20
    assert wrong == []
    count, beyond, wrong = differences(duck, name, files["plain"])
    assert count == PLAIN_COUNT - (PLAIN_COUNT // 20) * unscored
    assert beyond <= count // 999
    assert wrong == []


@pytest.mark.parametrize("name", ["mof-2021", "nanchang-2021", "yitihua"])
def test_spark_gives_what_the_exact_engine_gives(
    name: str, spark: SparkEngine, files: dict[str, Path]
) -> None:
    count, beyond, wrong = differences(spark, name, files["few"])
    assert count == SPARK_COUNT
    assert 0 < beyond < count // 20
    assert wrong == []


def test_spark_gives_it_by_the_text_that_asks_no_row(
    spark: SparkEngine, files: dict[str, Path]
) -> None:
    count, beyond, wrong = differences(spark, "mof-2020", files["plain"])
    assert count == PLAIN_COUNT
    assert beyond <= count // 999
    assert wrong == []
