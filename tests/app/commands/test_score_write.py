"""score --write: 得分写进自己那张表的副本, 别的一格不动."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from shutil import copy
from typing import Any

import openpyxl
import pytest

from auditing import audit
from reading import read

FILES = Path(__file__).parents[2] / "files"
BOOKS = sorted(path for path in FILES.glob("*.xlsx") if "by-hand" not in path.name)
Said = tuple[int, str, str]


def cells(path: Path) -> dict[str, object]:
    sheet: Any = openpyxl.load_workbook(path).active
    return {c.coordinate: c.value for row in sheet.iter_rows() for c in row}


def emptied(source: Path, folder: Path) -> Path:
    """A copy whose points are gone: those of the rows, the execution and the total."""
    table, path = read(source), folder / "我的表.xlsx"
    copy(source, path)
    book = openpyxl.load_workbook(path)
    sheet: Any = book.active
    places = [row.places.get("stated") for row in table.indicators]
    line = table.funds.total
    places += [line.places.get("stated") if line else None, table.total.place]
    for place in filter(None, places):
        if sheet[place.address].data_type == "n":
            sheet[place.address].value = None
    book.save(path)
    return path


@pytest.mark.parametrize("source", BOOKS, ids=lambda path: path.name)
def test_the_points_come_back_and_no_other_cell_changes(
    source: Path, tmp_path: Path, ziping: Callable[..., Said]
) -> None:
    mine, out = emptied(source, tmp_path), tmp_path / "写回.xlsx"
    before = hashlib.sha256(mine.read_bytes()).hexdigest()
    code, _, err = ziping("score", str(mine), "--write", str(out), "--summary")
    assert code in {0, 1}
    assert "已写出" in err
    assert hashlib.sha256(mine.read_bytes()).hexdigest() == before
    old, new = cells(mine), cells(out)
    changed = {place for place in new if new[place] != old.get(place)}
    points = {
        row.places["stated"].address for row in read(out).indicators if row.stated
    }
    funds = read(out).funds.total
    extra = [funds.places.get("stated") if funds else None, read(out).total.place]
    assert changed <= points | {place.address for place in extra if place}
    found = audit(read(out)).of("P")
    assert [f.code for f in found if f.severity != "info"] == []


def test_a_table_that_is_right_is_written_as_it_is(
    tmp_path: Path, ziping: Callable[..., Said]
) -> None:
    source, out = FILES / "national-openpyxl.xlsx", tmp_path / "写回.xlsx"
    code, _, err = ziping("score", str(source), "--write", str(out))
    assert (code, err) == (0, f"已写出 {out}\n")
    assert cells(out) == cells(source)


def test_points_of_an_open_row_go_and_are_said(
    tmp_path: Path, ziping: Callable[..., Said]
) -> None:
    mine, out = tmp_path / "我的表.xlsx", tmp_path / "写回.xlsx"
    book = openpyxl.load_workbook(FILES / "national-openpyxl.xlsx")
    sheet: Any = book.active
    sheet["F16"], sheet["G16"] = "有效改善", "效果不好说"
    book.save(mine)
    code, said, err = ziping("score", str(mine), "--write", str(out))
    assert code == 1
    assert "没有定分的 1 行" in said
    assert "总分没有写" in err
    assert read(out).total.stated is None
    by_name = {row.name: row.stated for row in read(out).indicators}
    assert by_name["惠及行政村数"] is None
    assert by_name["养护里程"] == Decimal("14.75")


@pytest.mark.parametrize("name", ["national-libreoffice.xls", "hubei-gbk-by-hand.csv"])
def test_a_file_that_is_no_workbook_is_refused_before_anything_is_written(
    name: str, tmp_path: Path, ziping: Callable[..., Said]
) -> None:
    out = tmp_path / "写回.xlsx"
    code, said, err = ziping("score", str(FILES / name), "--write", str(out))
    assert (code, said) == (2, "")
    assert "不是 .xlsx 工作簿" in err
    assert not out.exists()


def test_the_file_itself_is_never_written_over(
    tmp_path: Path, ziping: Callable[..., Said]
) -> None:
    mine = Path(copy(FILES / "national-openpyxl.xlsx", tmp_path))
    before = mine.read_bytes()
    code, _, err = ziping("score", str(mine), "--write", str(mine), "--force")
    assert code == 2
    assert "同一个文件" in err
    assert mine.read_bytes() == before


def test_a_data_file_has_no_cells_to_write_into(
    tmp_path: Path, ziping: Callable[..., Said]
) -> None:
    data = Path(__file__).parents[3] / "examples/nanchang-2021/evaluation.toml"
    code, _, err = ziping("score", str(data), "--write", str(tmp_path / "x.xlsx"))
    assert code == 2
    assert "数据文件不是工作簿" in err
