"""读表的快慢: 118 行的南昌表, 与 openpyxl 的普通读取、calamine 的裸读相比.

Run `python benchmarks/bench_read.py`. All take turns in one run on one file, and every
figure is the fastest; ratios are what counts. Reading must be 15 times as fast as
openpyxl's load_workbook, which gives cells and no table.
"""

from __future__ import annotations

import tempfile

from nanchang import fastest, report, workbook

ROUNDS = 20
BASELINE = "openpyxl load_workbook"


def main() -> None:
    import openpyxl
    from python_calamine import CalamineWorkbook

    from reading import read
    from reading.sources import load
    from reading.tables.recognise import recognise

    with tempfile.TemporaryDirectory() as folder:
        path = workbook(folder)
        grid = load(path)[0]

        def calamine() -> object:
            return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()

        took = fastest(
            {
                BASELINE: lambda: openpyxl.load_workbook(path),
                "calamine 裸读": calamine,
                "读格子": lambda: load(path),
                "认表": lambda: recognise(grid),
                "读表 (格子 + 认表)": lambda: read(path),
            },
            ROUNDS,
        )
    report(took, BASELINE, {"读表 (格子 + 认表)": 15})


if __name__ == "__main__":
    main()
