"""一种评分办法的 SQL 与精确的引擎逐行相同: 临界、零、空、界限内外, 每种办法, 两个引擎."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from batch.columns.engines import CARRIED, SOURCE, DuckEngine, Engine, SparkEngine
from batch.columns.exact_rows import scored_columns
from batch.columns.policy_sql import policy_sql
from scoring import load_policy, policy_ids
from tests.generated_rows import write_rows

COUNT, SPARK_COUNT = 12_000, 3_000
SCORED = (
    *("weight_scaled", "stated_scaled", "outcome", "code"),
    *("low_scaled", "high_scaled", "points_scaled"),
)


def given(folder: Path, count: int) -> tuple[Path]:
    path = folder / "rows.parquet"
    write_rows(path, count)
    return (path,)


@pytest.fixture(scope="module")
def duck(tmp_path_factory: pytest.TempPathFactory) -> DuckEngine:
    engine = DuckEngine(threads=1)
    engine.open(given(tmp_path_factory.mktemp("duck"), COUNT))
    return engine


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkEngine]:
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    engine = SparkEngine("local[2]")
    engine.open(given(tmp_path_factory.mktemp("spark"), SPARK_COUNT))
    yield engine
    engine.session.stop()


def differences(engine: Engine, name: str) -> tuple[int, int, list[Any]]:
    """Count the rows and those left to the exact engine, and list what differs."""
    policy = load_policy(name)
    rows = {(r["file"], r["row"]): r for r in engine.rows(f"SELECT * FROM {SOURCE}")}
    got = list(engine.rows(policy_sql(policy, SOURCE, CARRIED)))
    wrong = []
    for row in got:
        if row["beyond"]:
            continue
        exact = scored_columns(rows[row["file"], row["row"]], policy)
        if any(row[column] != exact[column] for column in SCORED):
            wrong.append((row, exact))
    return len(got), sum(row["beyond"] for row in got), wrong


@pytest.mark.parametrize("name", policy_ids())
def test_duckdb_gives_what_the_exact_engine_gives(name: str, duck: DuckEngine) -> None:
    count, beyond, wrong = differences(duck, name)
    unscored = name == "transfer-unscored"
    assert count == COUNT - (COUNT // 20) * unscored
    assert 0 < beyond < count // 20
    assert wrong == []


@pytest.mark.parametrize("name", ["mof-2021", "nanchang-2021", "yitihua"])
def test_spark_gives_what_the_exact_engine_gives(name: str, spark: SparkEngine) -> None:
    count, beyond, wrong = differences(spark, name)
    assert count == SPARK_COUNT
    assert 0 < beyond < count // 20
    assert wrong == []
