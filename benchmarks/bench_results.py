"""三万张表的结果: 造出的记录写成汇总表、网页、数据; Excel 的限度没有超过, LibreOffice 打得开.

Run `python benchmarks/bench_results.py [TABLES]`. The records are those of generated
tables (`benchmarks/corpus.py rows`), noted as `ziping batch` notes them; the results
are written from them by the code of the command. Printed are the time, the peak memory
of the process that collects and of those that write, and of each sheet of the workbook
its rows and links. Ends with 1 where a sheet has more than Excel takes.
"""

from __future__ import annotations

import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any
from zipfile import ZipFile

sys.path.insert(0, str(Path(__file__).parents[1]))

import duckdb
from attrs import evolve

from app.commands.results.collected import BatchResults
from app.commands.results.task import counted
from app.commands.results.writing import (
    BOOK,
    Part,
    PartWriting,
    Wanted,
    write_results,
)
from app.report import kept_lines
from auditing.registry import CHECKS
from batch.results.journal import NAME, Answer, Journal, Used, packed
from tests.app.report.many_lines import line
from tests.oracle.corpus.parquet_rows import ROWS_OF_A_TABLE, write_rows

TABLES, ROWS_BAR, LINKS_BAR = 30_000, 1_048_576, 65_530
FINDING = """
    SELECT f.code, r.name, r.level1, r.level2, r.row, r.stated, r.weight AS expected,
        r.place, r.place_kind, r.place_sheet, r.place_address, r.place_page,
        r.place_table, r.place_row, r.place_column, f.file, r.sheet, r.number
    FROM '{0}/faults/*.parquet' f JOIN '{0}/rows/*.parquet' r USING (file, number, row)
"""


def records(drawn: Path, sql: str) -> Iterator[dict[str, Any]]:
    """Rows of a query as records: numbers as their text."""
    made = duckdb.connect().execute(sql.format(drawn))
    names = [column[0] for column in made.description or ()]
    while rows := made.fetchmany(10_000):
        for row in rows:
            pairs = zip(names, row, strict=True)
            yield {n: v if isinstance(v, int | None) else str(v) for n, v in pairs}


def grouped(each: Iterator[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for record in each:
        found.setdefault(record["file"], []).append(record)
    return found


def noted(drawn: Path, folder: Path) -> list[Used]:
    """Note every table in the journal, as the command does when it is audited."""
    journal, used = Journal(folder / ".ziping" / NAME, anew=True), []
    chance = random.Random(7)
    faults = grouped(records(drawn, FINDING))
    rows = records(drawn, "SELECT * FROM '{0}/rows/*.parquet' ORDER BY file, row")
    waiting = next(rows)
    tables = records(drawn, "SELECT * FROM '{0}/tables/*.parquet' ORDER BY file")
    for number, table in enumerate(tables):
        own = []
        while waiting and waiting["file"] == table["file"]:
            own.append(waiting)
            waiting = next(rows, {})
        name = f"pages/{table['unit']}-{number}.html"
        table |= {
            "conclusion": "不一致",
            "at_stake": "0",
            "page": name,
            "copy_of": None,
        }
        found = [told(each) for each in faults.get(table["file"], [])]
        record = {
            "tables": [table],
            **counted(found),
            "lines": [kept_lines.written(contents(number, table, chance))],
            "checks": [{each["code"]: [0, 1, 0, []] for each in found}],
            "unread": [],
            "doubts": [],
            "content": "",
        }
        key = f"{number:064x}"
        told_ = packed(json.dumps(record, ensure_ascii=False))
        journal.add(key, Answer("", "[]", told_, *map(packed, map(said, (own, found)))))
        used.append(Used(key, table["file"]))
    journal.close()
    return used


def said(records: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records)


def told(fault: dict[str, Any]) -> dict[str, Any]:
    check = CHECKS[fault["code"]]
    said = {"severity": check.severity, "message": check.title_failed}
    said |= {"remedy": check.remedy, "basis": check.basis}
    return fault | said | {"at_stake": "0", "accepted": False}


def contents(number: int, table: dict[str, Any], chance: random.Random) -> Any:
    made = line(number, chance)
    names = {"title": table["project"], "unit": table["unit"]}
    return evolve(made, file=table["file"], label=table["file"], **names)


def sheets(book: Path) -> Iterator[tuple[int, int]]:
    """Rows and links of each sheet of a workbook."""
    with ZipFile(book) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                text = archive.read(name)
                last = re.findall(rb'<row r="(\d+)"', text)
                yield int(last[-1]) if last else 0, text.count(b"<hyperlink ")


def opened(book: Path, place: Path) -> tuple[float, int]:
    """Seconds that LibreOffice takes to open the workbook and write its first sheet."""
    began = time.perf_counter()
    command = ["soffice", f"-env:UserInstallation=file://{place}/profile", "--headless"]
    command += ["--convert-to", "csv", "--outdir", str(place), str(book)]
    subprocess.run(command, check=True, capture_output=True)
    taken = time.perf_counter() - began
    lines = (place / book.name).with_suffix(".csv").read_text("utf-8")
    return taken, len(re.findall(r"^\d+,", lines, re.MULTILINE))


def note_peaks(told: Path) -> None:
    """Have each process that writes note its peak memory, in MB, when it has written."""
    write = PartWriting.__call__

    def noted_when_written(writing: PartWriting, part: Part | int) -> None:
        write(writing, part)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        with told.open("a", encoding="utf-8") as file:
            file.write(f"{writing.name(part)} {most} MB\n")

    PartWriting.__call__ = noted_when_written  # type: ignore[method-assign]


def main() -> None:
    tables = int(sys.argv[1]) if len(sys.argv) > 1 else TABLES
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        folder = place / "果"
        (folder / "pages").mkdir(parents=True)
        for _ in write_rows(place / "行", round(tables * ROWS_OF_A_TABLE)):
            pass
        with ProcessPoolExecutor(1) as other:  # what it holds is not counted here
            used = other.submit(noted, place / "行", folder).result()
        results = BatchResults(folder, Journal(folder / ".ziping" / NAME), used)
        before, began = rss(), time.perf_counter()
        results.take()
        after, taken = rss(), time.perf_counter() - began
        print(f"{len(results.tables)} 张表，发现 {results.counts.whole} 处")
        print(f"收下 {taken:.0f} 秒，主进程的内存多 {after - before} MB")
        note_peaks(place / "内存")
        began = time.perf_counter()
        write_results(results, Wanted((), lines=False, per_unit=False, jobs=2))
        taken = time.perf_counter() - began
        peaks = "，".join((place / "内存").read_text("utf-8").splitlines())
        print(f"写出 {taken:.0f} 秒，写的进程的内存至多：{peaks}")
        for path in sorted(folder.iterdir()):
            if path.is_file():
                print(f"  {path.name} {path.stat().st_size / 2**20:.1f} MB")
        found = list(sheets(folder / BOOK))
        for number, (rows, links) in enumerate(found, 1):
            print(f"  汇总表第 {number} 张：{rows} 行，{links} 个链接")
        seconds, lines = opened(folder / BOOK, place)
        print(f"LibreOffice {seconds:.0f} 秒打开，第一张单子 {lines} 张表")
    beyond = [one for one in found if one[0] > ROWS_BAR or one[1] > LINKS_BAR]
    sys.exit(bool(beyond) or lines != min(tables, lines))


def rss() -> int:
    status = Path("/proc/self/status").read_text("utf-8")
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) >> 10


if __name__ == "__main__":
    main()
