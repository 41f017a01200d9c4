"""读表并审核的快慢与内存: 118 行的南昌表, 与 openpyxl 的普通读取相比.

Run `python benchmarks/bench_audit.py`. All take turns in one run on one file, and every
figure is the fastest. Reading and auditing together must be 12 times as fast as
openpyxl's load_workbook alone. Then a thousand
reads and audits follow in one process, of fifty tables in turn whose names differ, and
the memory is told on the way.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from nanchang import ROOT, fastest, report, workbook

ROUNDS = 20
FILES, TOLD_AT = 1000, (100, 250, 500, 1000)
DIFFERENT = 50
BASELINE = "openpyxl load_workbook"


def resident() -> int:
    """Kilobytes of memory now in use, as Linux tells it."""
    status = Path("/proc/self/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1])


def different_tables(folder: str) -> list[Path]:
    """Write tables whose names and notes differ, so that no cache knows them."""
    from attrs import evolve

    from indicators import load
    from templates.forms.form import load_form
    from templates.writing.writer import write

    evaluation = load(ROOT / "examples/nanchang-2021/evaluation.toml")
    paths = []
    for number in range(DIFFERENT):
        rows = tuple(
            evolve(row, name=f"第{number}项{row.name}") for row in evaluation.indicators
        )
        path = Path(folder) / f"{number}.xlsx"
        table = evolve(evaluation, indicators=rows)
        path.write_bytes(write(table, load_form("national-2020")))
        paths.append(path)
    return paths


def growth(paths: list[Path]) -> Iterator[tuple[int, int]]:
    """Read and audit a thousand files; give the memory after some of them."""
    from auditing.audit import audit
    from reading import read

    for number in range(1, FILES + 1):
        audit(read(paths[number % len(paths)]))
        if number in TOLD_AT:
            yield number, resident()


def main() -> None:
    import openpyxl

    from auditing.audit import audit
    from reading import read

    with tempfile.TemporaryDirectory() as folder:
        path = workbook(folder)
        evaluation = read(path)
        took = fastest(
            {
                BASELINE: lambda: openpyxl.load_workbook(path),
                "读表": lambda: read(path),
                "审核": lambda: audit(evaluation),
                "读表并审核": lambda: audit(read(path)),
            },
            ROUNDS,
        )
        report(took, BASELINE, {"读表": 15, "读表并审核": 12})
        paths = different_tables(folder)
        started = time.perf_counter()
        for number, kilobytes in growth(paths):
            print(f"读并审 {number:4} 份之后，内存 {kilobytes / 1024:.1f} MB")
        each = (time.perf_counter() - started) / FILES * 1000
        print(f"名称各不相同的 {len(paths)} 张表轮流，平均每份 {each:.1f} ms")


if __name__ == "__main__":
    main()
