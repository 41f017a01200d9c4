"""恶意和损坏的文件: 处理器十秒内、五百兆内, 以一句清楚的话结束."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from indicators.place import Place
from reading.grid import Cell, sheet_grid
from reading.reader import found_on
from tests.reading.sources.handmade import write_pdf

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
)
SECONDS, MEGABYTES = 10, 500
# Loads a file; says how long the processor worked (a busy machine takes longer, but not
# more work), the peak of memory, and what came out.
PROBE = """
import resource, sys
from pathlib import Path
from indicators.errors import InputError
from reading.sources import load
def worked():
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(sum(resource.getrusage(each)[:2]) for each in who)
begun = worked()
try:
    grids = load(sys.argv[1])
    said = "read " + " ".join(str(len(grid.cells)) for grid in grids[:3])
    said += "".join(f" | {problem}" for problem in grids[0].warnings)
except InputError as error:
    said = str(error)
status = Path("/proc/self/status").read_text()
peak = int(status.partition("VmHWM:")[2].split()[0]) // 1024
print(f"{worked() - begun:.2f}", peak, said)
"""


def outcome(path: Path) -> str:
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(path)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.stderr == ""
    seconds, megabytes, said = done.stdout.strip().split(" ", 2)
    assert float(seconds) <= SECONDS
    assert int(megabytes) <= MEGABYTES
    return said


def package(path: Path, parts: dict[str, bytes]) -> Path:
    """Make a workbook and put parts of our own in it."""
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Sheet1")
    with zipfile.ZipFile(path) as old:
        kept = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in (kept | parts).items():
            new.writestr(name, data)
    return path


def sheet(path: Path, body: str) -> Path:
    xml = f'<worksheet xmlns="{MAIN}">{body}</worksheet>'
    return package(path, {"xl/worksheets/sheet1.xml": xml.encode()})


def test_a_zip_bomb_is_stopped_while_it_unpacks(tmp_path: Path) -> None:
    bomb = b"<worksheet>" + b" " * (300 << 20)
    path = package(tmp_path / "a.xlsx", {"xl/worksheets/sheet1.xml": bomb})
    assert "压缩炸弹" in outcome(path)


def test_a_bomb_with_a_lying_header_is_stopped(tmp_path: Path) -> None:
    bomb = b"<worksheet>" + b" " * (120 << 20)
    path = package(tmp_path / "a.xlsx", {"xl/worksheets/sheet1.xml": bomb})
    size = len(bomb).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (900).to_bytes(4, "little")))
    said = outcome(path)
    assert "压缩炸弹" in said or "损坏" in said or "不是完整的 XML" in said


@pytest.mark.parametrize(("begin", "more"), [(b"", b"  "), (b' x="', b" >")])
def test_a_tag_without_end_is_stopped_before_it_is_read_over_and_over(
    begin: bytes, more: bytes, tmp_path: Path
) -> None:
    bomb = b"<worksheet" + begin + more * (30 << 20)
    noise = os.urandom(1 << 20)  # so that no ratio gives it away
    parts = {"xl/worksheets/sheet1.xml": bomb, "xl/media/image1.png": noise}
    path = package(tmp_path / "a.xlsx", parts)
    assert "过长的标记" in outcome(path)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_entities_are_refused_in_a_workbook(tmp_path: Path, part: str) -> None:
    xml = f"{ENTITIES}<worksheet>&b;</worksheet>".encode()
    assert "DOCTYPE" in outcome(package(tmp_path / "a.xlsx", {part: xml}))


def test_entities_are_refused_in_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as made:
        xml = f'{ENTITIES}<w:document xmlns:w="{WORD}">&b;</w:document>'
        made.writestr("word/document.xml", xml)
    assert "DOCTYPE" in outcome(path)


def test_a_used_range_of_the_whole_sheet_costs_nothing(tmp_path: Path) -> None:
    body = (
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c>'
        '</row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A2:XFC1048576"/></mergeCells>'
    )
    assert outcome(sheet(tmp_path / "a.xlsx", body)) == "read 3"


def test_too_many_cells_are_refused(tmp_path: Path) -> None:
    rows = "".join("<row>" + "<c><v>1</v></c>" * 1000 + "</row>" for _ in range(1100))
    path = sheet(tmp_path / "a.xlsx", f"<sheetData>{rows}</sheetData>")
    said = outcome(path)
    assert "单元格超过" in said or "压缩炸弹" in said


def test_many_overlapping_merges_end(tmp_path: Path) -> None:
    merges = "".join(f'<mergeCell ref="A{n}:B{n + 900}"/>' for n in range(1, 12_000))
    body = f"<sheetData/><mergeCells>{merges}</mergeCells>"
    assert outcome(sheet(tmp_path / "a.xlsx", body)).startswith("read ")


def test_a_row_of_thousands_of_blank_merged_cells_ends() -> None:
    """Each label of a row looks for its value to the right, over what is blank."""
    place = Place("sheet", sheet="表")
    cells = [Cell("经费", 1, column, place) for column in range(1, 16000)]
    cells += [Cell("", 1, column, place, rows=2) for column in range(16000, 32000)]
    heads = ("一级指标", "二级指标", "三级指标", "指标值", "完成值")
    cells += [Cell(text, 3, n, place) for n, text in enumerate(heads, 1)]
    cells += [Cell("甲", 4, n, place) for n in range(1, 6)]
    grid = sheet_grid("表", cells)
    before = time.process_time()
    assert len(found_on((grid,))) == 1
    assert time.process_time() - before <= SECONDS


def test_a_long_exponent_is_no_number(tmp_path: Path) -> None:
    cells = "".join(f"<c><v>{text}</v></c>" for text in ("1e999999", "9" * 5000, "1_0"))
    body = f"<sheetData><row>{cells}</row></sheetData>"
    assert "不是数" in outcome(sheet(tmp_path / "a.xlsx", body))


def test_a_table_of_a_million_columns_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<table>" + "<tr><td rowspan=0 colspan=1000000>x" * 600)
    assert "合并单元格过多" in outcome(path) or "格，不像" in outcome(path)


@pytest.mark.parametrize("broken", ["<!", "<", "</", "<a '", "<table><tr><td>", "<p>"])
def test_a_page_of_broken_tags_ends(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><table><tr><td>1" + broken * ((8 << 20) // len(broken)))
    assert outcome(path)


def test_a_book_of_300_pages_is_searched_for_its_table(tmp_path: Path) -> None:
    line = "0 -12 Td (The quick brown fox jumps over the lazy dog 12345.67) Tj "
    text = f"BT /F1 9 Tf 50 800 Td {line * 60} ET"
    path = write_pdf(tmp_path / "a.pdf", [text] * 300)
    assert "只读取前" in outcome(path)


def test_a_pdf_that_unpacks_without_end_is_stopped(tmp_path: Path) -> None:
    page = "BT /F1 9 Tf 50 700 Td (A) Tj ET" + " " * (400 << 20)
    path = write_pdf(tmp_path / "a.pdf", [page], packed=True)
    assert "没有读完" in outcome(path)


def test_300_thin_pages_of_tables_are_read(tmp_path: Path) -> None:
    rules = " ".join(f"{x} 100 m {x} 700 l S" for x in range(50, 451, 100))
    rules += " ".join(f" 50 {y} m 450 {y} l S" for y in range(100, 701, 30))
    path = write_pdf(
        tmp_path / "a.pdf", [f"{rules} BT /F1 9 Tf 60 690 Td (1) Tj ET"] * 300
    )
    assert outcome(path)
