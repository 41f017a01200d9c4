"""列上的计分: 比从前的 SQL、手写的 SQL、只读不算快慢多少.

Run `python benchmarks/bench_columns.py [ROWS]` (2,000,000; needs pyarrow): rows of ordinary
tables, one thread of DuckDB, seconds of the processor, by turns, the fastest run counts.

Rules: the text for what the footer proves (`proved`) and the one that asks every row
(`asked`), against the text up to July (remainders in BIGINT, LEAST and GREATEST; bar: at
least twice as fast) and SQL by hand. What a bare scan of the same columns takes stands in
both sides of such a quotient and says nothing of a text: the bar is held on the time above
it, and the whole quotient is printed beside.

A whole policy from Parquet: the points against SQL by hand (bar: at most 1.25 times as
long), and against pyarrow, which only decodes (bar: half as fast). The latter is held on
the points, for the columns that they need: a number a row is what is asked of a year, and
both sides then do the same reading. All that `ziping batch score` writes (outcome, code,
both ends, points) reads six columns more and makes two columns of text; it is measured
against decoding all that it reads, where it reaches two fifths, and against decoding the
file. A bare scan of these columns takes DuckDB two thirds of pyarrow's time, which leaves
the text twice the scan; it takes two and a half times as long, for each of its CASEs
copies every row once, and stated points are compared with the ends of their band.

That all engines agree, see `bench_agreement.py`.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from batch.columns.engines import (  # noqa: E402
    CARRIED,
    SOURCE,
    DuckEngine,
)
from batch.columns.footers import (  # noqa: E402
    NOTHING_PROVED,
    Footer,
    read_footer,
)
from batch.columns.kind_sql import NEAR, KindSql, kinds_of  # noqa: E402
from batch.columns.policy_sql import policy_sql  # noqa: E402
from scoring import load_policy  # noqa: E402
from scoring.readings.sql import Points, to_sql  # noqa: E402
from scoring.readings.sql_leaves import SqlColumn  # noqa: E402
from scoring.rules import RULES  # noqa: E402
from tests.generated_rows import write_rows  # noqa: E402

ROUNDS = 7
OF_POINTS = (
    *("kind", "target_number", "actual_number", "low_number", "high_number"),
    *("late_days", "spent_number", "budget_number", "weight_scaled"),
)
OF_OUTCOMES = ("reason", "answer", "same", "exact", "stated_scaled", "room_scaled")
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
            for _ in range(4):
                duck.execute("INSERT INTO t SELECT * FROM t")
            found = kinds_of(load_policy("mof-2020"))[kind]
            points = Points(HUNDREDTHS, found.rounding)
            texts = {
                "proved": rule_text(kind, points, 0),
                "asked": rule_text(kind, points, None),
                "before": before.format(a="a", b="b"),
                "by hand": BY_HAND[kind].format(a="a", b="b"),
            }
            asked = {n: f"SELECT max({text}) FROM t" for n, text in texts.items()}
            asked["scan"] = "SELECT max(w + a + b) FROM t"
            took = fastest(
                {n: lambda q=q: duck.execute(q).fetchall() for n, q in asked.items()}
            )
            told(f"{kind}, {rows} rows: proved", took["proved"], took, {})
            above = {n: seconds - took["scan"] for n, seconds in took.items()}
            told("  above the scan", above["proved"], above, {"before": "≥ 2"})


def rule_text(kind: str, points: Points, least: int | None) -> str:
    """The text of a rule for numbers from `least`, or from below 0."""
    names = {
        "target": SqlColumn("a", 0, NEAR, least),
        "actual": SqlColumn("b", 0, NEAR, least),
    }
    return to_sql(RULES[RULE[kind]].formula({}), names, points)


def whole(path: Path) -> None:
    """A whole policy from Parquet: the points, everything, and only reading."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    pa.set_cpu_count(1)
    engine = DuckEngine(threads=1)
    engine.open((path,))
    asked = {"points by hand": f"SELECT sum({POINTS_BY_HAND}) FROM {SOURCE}"}
    for name, footer in (("proved", read_footer(path)), ("asked", NOTHING_PROVED)):
        asked[f"points, {name}"] = points_of(footer)
        asked[f"everything, {name}"] = everything_of(footer)
    actions: dict[str, Callable[[], Any]] = {
        n: lambda q=q: engine.engine.execute(q).fetchall() for n, q in asked.items()
    }

    def reading(columns: tuple[str, ...] | None) -> Callable[[], Any]:
        return lambda: pq.read_table(
            path, columns=columns and list(columns), use_threads=False
        )

    actions["pyarrow, these columns"] = reading(OF_POINTS)
    actions["pyarrow, all that is scored"] = reading((*OF_POINTS, *OF_OUTCOMES))
    actions["pyarrow, the file"] = reading(None)
    took = fastest(actions)
    bars = {"points by hand": "≥ 0.8", "pyarrow, these columns": "≥ 0.5"}
    told("points, proved", took["points, proved"], took, bars)
    told("everything, proved", took["everything, proved"], took, {})


def points_of(footer: Footer) -> str:
    """The points of the rules of a policy, nothing else."""
    arms = " ".join(
        f"WHEN '{kind}' THEN {each.low()}"
        for kind, each in kinds_of(load_policy("mof-2020"), footer).items()
        if isinstance(each, KindSql)
    )
    return (
        f"SELECT sum(CASE kind {arms} END) FROM (SELECT *, weight_scaled AS weight "
        f"FROM {SOURCE})"
    )


def everything_of(footer: Footer) -> str:
    """All that `ziping batch score` writes of a row, beside what names it."""
    text = policy_sql(load_policy("mof-2020"), SOURCE, CARRIED, footer)
    ends = ", ".join(f"max({n}_scaled)" for n in ("low", "high", "points", "weight"))
    return f"SELECT {ends}, count(outcome), count(code) FROM ({text})"


def told(
    name: str, seconds: float, took: dict[str, float], bars: dict[str, str]
) -> None:
    """Print how often a time fits into the others."""
    print(f"{name}: {seconds:.3f} s")
    for other, value in took.items():
        if value != seconds:
            bar = f"（应 {bars[other]}）" if other in bars else ""
            print(f"  {other:28} {value:7.3f} s  ÷ = {value / seconds:5.2f}{bar}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", nargs="?", type=int, default=2_000_000)
    asked = parser.parse_args()
    with TemporaryDirectory() as made:
        path = Path(made) / "rows.parquet"
        write_rows(path, asked.rows, plain=True)
        rules(path)
        whole(path)


if __name__ == "__main__":
    main()
