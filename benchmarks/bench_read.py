"""读表的快慢: 118 行的南昌表, 与 calamine 的裸读、openpyxl 的普通读取相比.

Run `python benchmarks/bench_read.py`. Every figure is the best of several, taken in one
run; ratios are what counts.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from templates import read
from templates.recognise import recognise
from templates.sources import load
from tests.published.rendering import as_xlsx, rendered
from tests.published.tables import table

ROUNDS = 40


def best(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Milliseconds of the fastest run."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def main() -> None:
    import openpyxl
    from python_calamine import CalamineWorkbook

    evaluation, style = table("nanchang-2021")
    with tempfile.TemporaryDirectory() as folder:
        path = as_xlsx(rendered(evaluation, style), Path(folder) / "南昌.xlsx")

        def calamine() -> object:
            return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()

        grid = load(path)[0]
        bare = best(calamine)
        rows = (
            ("calamine 裸读", bare),
            ("读格子", best(lambda: load(path))),
            ("认表", best(lambda: recognise(grid))),
            ("读表 (格子 + 认表)", best(lambda: read(path))),
            ("openpyxl load_workbook", best(lambda: openpyxl.load_workbook(path), 8)),
        )
        print(f"{'':24} 毫秒   ÷ calamine")
        for name, took in rows:
            print(f"{name:24} {took:6.2f} {took / bare:6.1f}")
        print(f"openpyxl ÷ 读表 = {rows[4][1] / rows[3][1]:.1f}")


if __name__ == "__main__":
    main()
