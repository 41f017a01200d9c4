"""会自己计分的工作簿, 由 LibreOffice 填写并重算: 三百张任意的表, 与引擎逐格相比 (应无差别).

Points, execution, total, grade and the check sheet of each table; `--tables N` for
another number, `--seed N` for others.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from scoring import load_policy, policy_ids  # noqa: E402
from tests.live_tables import (  # noqa: E402
    FORM,
    DrawnTable,
    differences,
    draw_table,
    in_office,
    value_at,
)

FORMS = ("national-2020", "mof-2021", "hainan", "yunnan-14")
AT_ONCE = 50
"""How many tables one office fills before another takes over."""


def drawn(seeds: range) -> list[DrawnTable]:
    """Tables of every policy with points, in forms of both kinds of target cells."""
    policies = [p for p in map(load_policy, policy_ids()) if p.scored]
    return [
        draw_table(seed, policies[seed % len(policies)], FORMS[seed % len(FORMS)])
        for seed in seeds
    ]


def filled(tables: list[DrawnTable]) -> tuple[int, list[str]]:
    """Have them filled; how many totals are settled, and all differences."""
    with TemporaryDirectory() as folder:
        jobs = []
        for count, table in enumerate(tables):
            path = Path(folder) / f"{count}.xlsx"
            path.write_bytes(table.book())
            jobs.append({"path": str(path), "typed": table.typed})
        found = list(zip(tables, in_office(jobs), strict=True))
    totals = [
        value_at(cells[FORM], table.live.cells.at("total", "stated"))
        for table, cells in found
    ]
    told = [said for table, cells in found for said in differences(table, cells)]
    return sum(isinstance(total, float) for total in totals), told


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--tables", type=int, default=300)
    asked.add_argument("--seed", type=int, default=0)
    given = asked.parse_args()
    start, settled, told, rows = time.perf_counter(), 0, list[str](), 0
    for first in range(given.seed, given.seed + given.tables, AT_ONCE):
        last = min(first + AT_ONCE, given.seed + given.tables)
        tables = drawn(range(first, last))
        rows += sum(len(table.meant.indicators) for table in tables)
        whole, said = filled(tables)
        settled, told = settled + whole, [*told, *said]
    print(f"{given.tables} 张表，{rows} 行，{settled} 张的总分已定")
    print(f"与引擎不同的 {len(told)} 处；用时 {time.perf_counter() - start:.0f} 秒")
    print("\n".join(told[:20]))
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
