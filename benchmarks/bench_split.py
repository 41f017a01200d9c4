"""一个文件的处理器时间怎样分: 读、审、写一页、记录, 各几毫秒; 离重算的程序还能快几倍.

Run `python benchmarks/bench_split.py [FILES]`. The workbooks are those of
`benchmarks/bench_folder.py`; the task of `ziping batch` is done with each in this
process, and the time of its parts is taken. The first tables warm the caches and do not
count. Printed is how many times faster a program would be that only read, or that read
and audited: what is out of reach for one that writes a page for every table.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from app.commands.results import copies, task  # noqa: E402
from app.commands.results.task import RecordTask  # noqa: E402
from app.report import kept_lines  # noqa: E402
from batch import run  # noqa: E402
from batch.accepted import Accepted  # noqa: E402
from batch.chain import Chain  # noqa: E402
from batch.results.keys import Job, key  # noqa: E402
from batch.results.records import row_records  # noqa: E402
from batch.run import Order, hashed  # noqa: E402
from batch.sources.found_file import FoundFile  # noqa: E402
from benchmarks.bench_folder import generated  # noqa: E402
from benchmarks.watched_run import machine  # noqa: E402

FILES, WARM = 300, 60
READ, AUDIT, PAGE, ROWS, WRITE, PACK = (
    "读",
    "审",
    "一页",
    "各行的记录",
    "写文件",
    "压缩",
)
REST = "其余"
spent: Counter[str] = Counter()


def timed(where: Any, name: str, part: str) -> None:
    """Have the time of a function counted as a part."""
    function: Callable[..., Any] = getattr(where, name)

    def counted(*given: Any, **named: Any) -> Any:
        began = time.process_time_ns()
        try:
            return function(*given, **named)
        finally:
            spent[part] += time.process_time_ns() - began

    setattr(where, name, counted)


def main() -> None:
    files = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    task.row_records = lambda *given: list(row_records(*given))  # type: ignore[assignment, return-value]
    for where, name, part in (
        (run, "read_tables", READ),
        (run, "audit", AUDIT),
        (kept_lines, "page_of", PAGE),
        (task, "row_records", ROWS),
        (task, "save", WRITE),
        (task, "packed", PACK),
    ):
        timed(where, name, part)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        generated(place / "表", files + WARM)
        (place / "果" / copies.INSIDE).mkdir(parents=True)
        order = Order(None, None)
        do = RecordTask(
            order, Chain(order.chained), Accepted(), place / "果", annotated=False
        )
        paths = sorted((place / "表").rglob("*.xlsx"))
        for number, path in enumerate(paths):
            if number == WARM:
                spent.clear()
                began = time.process_time_ns()
            digest = hashed(path)
            do(Job(FoundFile(path, path), digest, key(digest, "一次")))
        whole = time.process_time_ns() - began
    spent[REST] = whole - spent.total()
    print(machine())
    told = "，".join(f"{part} {ms(time, files)}" for part, time in spent.most_common())
    print(f"{files} 个工作簿，每个 {ms(whole, files)} 毫秒：{told}")
    print(
        f"只读 {whole / spent[READ]:.1f} 倍快，读和审 "
        f"{whole / (spent[READ] + spent[AUDIT]):.1f} 倍快"
    )


def ms(nanoseconds: int, files: int) -> str:
    return f"{nanoseconds / files / 1e6:.2f}"


if __name__ == "__main__":
    main()
