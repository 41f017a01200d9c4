"""列上的计分: 与精确的引擎逐行相同, 比从前的 SQL、手写的 SQL、只读不算快慢多少.

Run `python benchmarks/bench_columns.py [ROWS] [--agree ROWS] [--spark ROWS]`.

Speed: `ROWS` (2,000,000) rows of ordinary tables, one thread of DuckDB, seconds of the
processor, by turns, the fastest run counts. Bars: a rule at least twice as fast as by
the text up to July (remainders in BIGINT, LEAST and GREATEST), the points of a policy at
most 1.25 times as long as by SQL written by hand, and at least half as fast as pyarrow
only reads the columns. What the whole of a policy's text costs (outcome, code, both ends,
points) is printed beside it.

Agreement: `--agree` rows, dealt out to all policies, of ties, noughts, nothing at all,
limits and what lies beyond them, by DuckDB and by the exact engine; `--spark` as many by
Spark on two cores. 10,000,000 take about a quarter of an hour.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from batch.columns.engines import (  # noqa: E402
    CARRIED,
    SOURCE,
    DuckEngine,
    Engine,
    SparkEngine,
)
from batch.columns.exact_rows import scored_columns  # noqa: E402
from batch.columns.kind_sql import NEAR, KindSql, kinds_of  # noqa: E402
from batch.columns.parts import RowsPart  # noqa: E402
from batch.columns.policy_sql import policy_sql  # noqa: E402
from scoring import load_policy, policy_ids  # noqa: E402
from scoring.readings.sql import Points, to_sql  # noqa: E402
from scoring.readings.sql_leaves import SqlColumn  # noqa: E402
from scoring.rules import RULES  # noqa: E402
from tests.generated_rows import write_rows  # noqa: E402

ROUNDS = 7
SCORED = (
    *("weight_scaled", "stated_scaled", "outcome", "code"),
    *("low_scaled", "high_scaled", "points_scaled"),
)
BEFORE = {
    "at_least": "CASE WHEN {b} >= {a} THEN w ELSE CASE WHEN {a} <= 0 THEN 0 ELSE "
    "GREATEST(CAST(FLOOR((((2 * w * {b} + {a})) - ((2 * w * {b} + {a})) % (2 * {a})) "
    "/ (2 * {a}) + 0.5) AS BIGINT), 0) END END",
    "at_most": "CASE WHEN {b} <= {a} THEN w ELSE CASE WHEN {a} <= 0 THEN 0 ELSE "
    "CAST(FLOOR((((2 * w * {a} + {b})) - ((2 * w * {a} + {b})) % (2 * {b})) "
    "/ (2 * {b}) + 0.5) AS BIGINT) END END",
}
"""The texts up to July, for hundredths of a point."""
BY_HAND = {
    "at_least": "CASE WHEN {b} >= {a} THEN w WHEN {a} > 0 AND {b} > 0 THEN "
    "CAST(FLOOR(w * {b} / {a} + 0.5e0) AS BIGINT) ELSE 0 END",
    "at_most": "CASE WHEN {b} <= {a} THEN w WHEN {a} > 0 THEN "
    "CAST(FLOOR(w * {a} / {b} + 0.5e0) AS BIGINT) ELSE 0 END",
}
RULE = {"at_least": "ratio", "at_most": "inverse_ratio"}
HUNDREDTHS = SqlColumn("w", 2, 10_000)
POINTS_BY_HAND = """CASE kind
WHEN 'at_least' THEN CASE WHEN actual_number >= target_number THEN weight_scaled
  WHEN target_number > 0 AND actual_number > 0 THEN LEAST(100 * CAST(FLOOR(
  weight_scaled * actual_number / (100 * target_number) + 0.5e0) AS BIGINT),
  weight_scaled) ELSE 0 END
WHEN 'at_most' THEN CASE WHEN actual_number <= target_number THEN weight_scaled
  WHEN target_number > 0 THEN LEAST(100 * CAST(FLOOR(
  weight_scaled * target_number / (100 * actual_number) + 0.5e0) AS BIGINT),
  weight_scaled) ELSE 0 END
WHEN 'exactly' THEN CASE WHEN target_number <= 0 THEN CASE WHEN actual_number <=
  target_number THEN weight_scaled ELSE 0 END WHEN actual_number >= target_number
  THEN weight_scaled WHEN actual_number > 0 THEN LEAST(100 * CAST(FLOOR(
  weight_scaled * actual_number / (100 * target_number) + 0.5e0) AS BIGINT),
  weight_scaled) ELSE 0 END
WHEN 'between' THEN CASE WHEN actual_number BETWEEN low_number AND high_number
  THEN weight_scaled ELSE 0 END
WHEN 'deadline' THEN CASE WHEN late_days <= 0 THEN weight_scaled ELSE 0 END
WHEN 'execution' THEN CASE WHEN spent_number >= budget_number THEN weight_scaled
  WHEN spent_number > 0 AND budget_number > 0 THEN LEAST(100 * CAST(FLOOR(
  weight_scaled * spent_number / (100 * budget_number) + 0.5e0) AS BIGINT),
  weight_scaled) ELSE 0 END END"""


def fastest(actions: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Seconds of the processor of the fastest run of each, taken by turns."""
    times: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(ROUNDS):
        for name, action in actions.items():
            start = time.process_time()
            action()
            times[name].append(time.process_time() - start)
    return {name: min(taken) for name, taken in times.items()}


def rules(path: Path) -> None:
    """Each rule alone, on all its rows and on those that divide: now, before, by hand."""
    duck = DuckEngine(threads=1).engine
    for kind, before in BEFORE.items():
        missed = "b < a" if kind == "at_least" else "b > a"
        for rows, where in (("all", "TRUE"), ("missed", missed)):
            duck.execute(
                "CREATE OR REPLACE TABLE t AS SELECT * FROM (SELECT weight_scaled // 100 "
                f"AS w, target_number AS a, actual_number AS b FROM '{path}' WHERE kind = "
                f"'{kind}') WHERE {where}"
            )
            duck.execute("INSERT INTO t SELECT * FROM t")
            duck.execute("INSERT INTO t SELECT * FROM t")
            found = kinds_of(load_policy("mof-2020"))[kind]
            names = {
                "target": SqlColumn("a", 0, NEAR),
                "actual": SqlColumn("b", 0, NEAR),
            }
            points = Points(HUNDREDTHS, found.rounding)
            texts = {
                "now": to_sql(RULES[RULE[kind]].formula({}), names, points),
                "before": before.format(a="a", b="b"),
                "by hand": BY_HAND[kind].format(a="a", b="b"),
            }
            asked = {n: f"SELECT sum({text}) FROM t" for n, text in texts.items()}
            asked["scan"] = "SELECT sum(w + a + b) FROM t"
            took = fastest(
                {n: lambda q=q: duck.execute(q).fetchall() for n, q in asked.items()}
            )
            bars = {"before": "≥ 2", "by hand": "≥ 0.8"}
            told(f"{kind}, {rows} rows: now", took["now"], took, bars)


def whole(path: Path) -> None:
    """A whole policy from Parquet: the points, everything, and only reading."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    pa.set_cpu_count(1)
    policy = load_policy("mof-2020")
    engine = DuckEngine(threads=1)
    engine.open(RowsPart(".", (path,)))
    text = policy_sql(policy, SOURCE, CARRIED)
    near = " ".join(
        f"WHEN '{kind}' THEN " + each.low
        for kind, each in kinds_of(policy).items()
        if isinstance(each, KindSql)
    )
    only = (
        *("kind", "target_number", "actual_number", "low_number", "high_number"),
        *("late_days", "spent_number", "budget_number", "weight_scaled"),
    )
    more = (*only, "reason", "answer", "same", "exact", "stated_scaled", "room_scaled")
    sums = ", ".join(f"sum({n}_scaled)" for n in ("low", "high", "points", "weight"))
    asked = {
        "points": f"SELECT sum(CASE kind {near} END) FROM "
        f"(SELECT *, weight_scaled AS weight FROM (SELECT {', '.join(only)} FROM {SOURCE}))",
        "points by hand": f"SELECT sum({POINTS_BY_HAND}) FROM {SOURCE}",
        "everything": f"SELECT {sums}, count(outcome), count(code) FROM ({text})",
    }
    actions: dict[str, Callable[[], Any]] = {
        n: lambda q=q: engine.engine.execute(q).fetchall() for n, q in asked.items()
    }

    def reading(columns: tuple[str, ...] | None) -> Callable[[], Any]:
        return lambda: pq.read_table(
            path, columns=columns and list(columns), use_threads=False
        )

    actions["pyarrow, these columns"] = reading(only)
    actions["pyarrow, all that is scored"] = reading(more)
    actions["pyarrow, the file"] = reading(None)
    took = fastest(actions)
    bars = {"points by hand": "≥ 0.8", "pyarrow, these columns": "≥ 0.5"}
    told("points", took["points"], took, bars)
    told("everything", took["everything"], took, {})


def told(
    name: str, seconds: float, took: dict[str, float], bars: dict[str, str]
) -> None:
    """Print how often a time fits into the others."""
    print(f"{name}: {seconds:.3f} s")
    for other, value in took.items():
        if value != seconds:
            bar = f"（应 {bars[other]}）" if other in bars else ""
            print(f"  {other:28} {value:7.3f} s  ÷ = {value / seconds:5.2f}{bar}")


def agreement(engine: Engine, count: int, folder: Path) -> None:
    """Compare an engine with the exact one, row by row, over every policy."""
    start, wrong, seen, left = time.perf_counter(), 0, 0, 0
    names = policy_ids()
    for number, name in enumerate(names):
        share = count // len(names)
        path = folder / f"{name}.parquet"
        write_rows(path, share, first=number * share)
        engine.open(RowsPart(".", (path,)))
        for row, exact in compared(engine, name):
            seen += 1
            left += exact is None
            if exact is not None and any(row[c] != exact[c] for c in SCORED):
                wrong += 1
                print(f"  {name}: {row} {exact}")
        path.unlink()
    taken = time.perf_counter() - start
    print(
        f"{type(engine).__name__}: {seen} rows over {len(names)} policies, {left} left to "
        f"the exact engine, {wrong} differences（应 0）, {taken:.0f} s"
    )


def compared(
    engine: Engine, name: str
) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Each row as the engine scores it, and as the exact engine does."""
    policy = load_policy(name)
    text = policy_sql(policy, SOURCE, CARRIED)
    order = "ORDER BY file, number, row"
    where = " WHERE room_scaled IS NULL" if not policy.scored else ""
    got = engine.rows(f"SELECT * FROM ({text}) AS scored {order}")
    rows = engine.rows(f"SELECT * FROM {SOURCE}{where} {order}")
    for row, given in zip(got, rows, strict=True):
        yield row, None if row["beyond"] else scored_columns(given, policy)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", nargs="?", type=int, default=2_000_000)
    parser.add_argument("--agree", type=int, default=200_000)
    parser.add_argument("--spark", type=int, default=0)
    asked = parser.parse_args()
    with TemporaryDirectory() as made:
        folder = Path(made)
        if asked.rows:
            path = folder / "rows.parquet"
            write_rows(path, asked.rows, plain=True)
            rules(path)
            whole(path)
        if asked.agree:
            agreement(DuckEngine(), asked.agree, folder)
        if asked.spark:
            agreement(SparkEngine("local[2]"), asked.spark, folder)


if __name__ == "__main__":
    main()
