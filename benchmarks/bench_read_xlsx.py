"""基准: 自己的 .xlsx 读取 与 openpyxl 的 load_workbook, 同一份 118 行的表, 同一次运行.

Run: python benchmarks/bench_read_xlsx.py
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import xlsxwriter

from templates.sources import load

ROWS, ROUNDS = 118, 15
HEADINGS = (
    "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施"
)
# The first and the last column of each of the eight headings, of ten in all.
COLUMNS = ((0, 0), (1, 1), (2, 3), (4, 4), (5, 5), (6, 6), (7, 7), (8, 9))


def make(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("自评表")
        text = book.add_format({"border": 1, "text_wrap": True, "font_name": "宋体"})
        percent = book.add_format({"border": 1, "num_format": "0.00%"})
        sheet.merge_range(0, 0, 0, 9, "项目支出绩效自评表", text)
        for (first, last), heading in zip(COLUMNS, HEADINGS.split(), strict=True):
            if first < last:
                sheet.merge_range(1, first, 1, last, heading, text)
            else:
                sheet.write_string(1, first, heading, text)
        for row in range(2, ROWS + 2):
            sheet.merge_range(row, 2, row, 3, f"平台{row}建设完成率", text)
            sheet.write_number(row, 4, 1, percent)
            sheet.write_number(row, 5, 0.9 + row / 10_000, percent)
            sheet.write_number(row, 6, 0.8, text)
            sheet.write_number(row, 7, 0.72, text)
            sheet.merge_range(row, 8, row, 9, f"原因{row}", text)
        for row in range(2, ROWS + 2, 30):
            last = min(row + 29, ROWS + 1)
            sheet.merge_range(row, 0, last, 0, "产出指标(50分)", text)
            sheet.merge_range(row, 1, last, 1, "数量指标(20分)", text)


def best(work: Callable[[], object]) -> float:
    """The fastest of several rounds, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times) * 1000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "表.xlsx"
        make(path)
        ours = best(lambda: load(path))
        theirs = best(lambda: openpyxl.load_workbook(path))
    print(f"templates.sources.load   {ours:7.2f} ms")
    print(f"openpyxl.load_workbook   {theirs:7.2f} ms")
    print(f"ratio                    {theirs / ours:7.1f} ×")


if __name__ == "__main__":
    main()
