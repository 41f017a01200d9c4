"""认文件: 看内容, 不看扩展名; 读不了的说清楚."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from indicators.errors import InputError
from reading.sources import load
from reading.sources.sheets import xls
from reading.sources.sheets.calamine_process import sheets_of
from tests.reading.sources.handmade import write_pdf

Convert = Callable[[Path, str], Path]


def test_an_open_document_sheet_shows_what_a_person_sees(
    convert: Convert, workbook: Path
) -> None:
    grid, original = load(convert(workbook, "ods"))[0], load(workbook)[0]
    seen = [(c.text, str(c.place), c.rows, c.columns, c.number) for c in grid.cells]
    assert seen[:6] == [
        (c.text, str(c.place), c.rows, c.columns, c.number) for c in original.cells[:6]
    ]
    assert grid.text(3, 3) == "2021/6/30"
    assert grid.cells[5].formula == "of:=4+5.9"
    assert grid.warnings == ()


def test_an_older_workbook_shows_what_a_person_sees(
    convert: Convert, workbook: Path
) -> None:
    """97% stays 97%, and no doubt is needed."""
    grid, original = load(convert(workbook, "xls"))[0], load(workbook)[0]
    seen = [(c.text, str(c.place), c.rows, c.columns, c.number) for c in grid.cells]
    assert seen == [
        (c.text, str(c.place), c.rows, c.columns, c.number) for c in original.cells
    ]
    assert (grid.text(3, 1), grid.text(3, 3)) == ("98.63%", "2021/6/30")
    assert grid.warnings == ()


def test_hidden_rows_columns_and_sheets_of_an_older_workbook_are_marked(
    convert: Convert, tmp_path: Path
) -> None:
    path = tmp_path / "hidden.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("一")
        sheet.write_row(0, 0, ["甲", "乙", "丙"])
        sheet.write_row(1, 0, ["丁"])
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.set_row(1, None, None, {"hidden": True})
        date = book.add_format({"num_format": "m/d/yyyy"})
        other = book.add_worksheet("二")
        other.hide()
        other.write_number(0, 0, 44926, date)
        other.write_boolean(0, 1, bool(1))
        other.write_formula(0, 2, "=1/0", None, "#DIV/0!")
    first, second = load(convert(path, "xls"))
    assert {c.text: c.hidden for c in first.cells} == {
        "甲": False,
        "乙": True,
        "丙": False,
        "丁": True,
    }
    assert second.hidden
    assert [c.text for c in second.cells] == ["2022/12/31", "TRUE", "#DIV/0!"]
    assert [str(p.where) for p in second.warnings] == ["二!A1"]


def test_a_workbook_read_without_its_formats_says_so(
    convert: Convert, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What xlrd cannot read calamine may read, as it reads every .xlsb."""
    path = convert(workbook, "xls")
    kept = xls.ask
    monkeypatch.setattr(
        xls,
        "ask",
        lambda module, given: None if "biff" in module else kept(module, given),
    )
    grid = load(path)[0]
    assert len(sheets_of(str(path))["sheets"][0]["cells"]) == len(grid.cells)
    assert grid.text(3, 1) == "0.9863"
    assert grid.text(3, 3) == "2021-06-30"
    assert "数字格式未知" in grid.warnings[0].message


def test_merges_that_overlap_and_what_lies_under_them_are_said() -> None:
    cells = [(1, 1, "t", "甲", "General"), (2, 2, "t", "乙", "General")]
    stated = {
        "name": "表",
        "hidden": False,
        "from_1904": False,
        "cells": cells,
        "merges": [[[0, 0], [1, 1]], [[1, 1], [2, 2]], [[5, 5], [4, 4]]],
    }
    grid = xls._XlsSheet(stated).grid()
    assert [(c.text, c.rows, c.columns) for c in grid.cells] == [("甲", 2, 2)]
    assert [(str(p.where), p.message[:5]) for p in grid.warnings] == [
        ("表!B2", "合并区与 "),
        ("表!B2", "合并单元格"),
    ]


def test_a_renamed_workbook_is_read_by_its_content(
    workbook: Path, tmp_path: Path
) -> None:
    for suffix in (".pdf", ".csv", ".xls", ".docx", ".txt", ".doc"):
        renamed = shutil.copy(workbook, tmp_path / f"表{suffix}")
        grid = load(renamed)[0]
        assert grid.text(3, 1) == "98.63%"
        assert f"扩展名是 {suffix}" in grid.warnings[0].message


def test_a_file_without_extension_needs_no_warning(
    workbook: Path, tmp_path: Path
) -> None:
    assert load(shutil.copy(workbook, tmp_path / "表"))[0].warnings == ()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("空.xlsx", b"", "文件是空的"),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(99), "图片不完整或已损坏"),
        ("照.pdf", b"\xff\xd8\xff\xe0" + bytes(99), "图片不完整或已损坏"),
        ("包.xlsx", b"Rar!\x1a\x07" + bytes(99), "文件是压缩包"),
        ("旧.doc", OLE + "WordDocument".encode("utf-16-le"), "另存为 .docx"),
        ("密.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "已加密"),
        ("演.ppt", OLE + "PowerPoint Document".encode("utf-16-le"), "演示文稿"),
        ("残.xls", OLE, "不完整"),
        ("坏.xls", OLE + "Workbook".encode("utf-16-le"), "损坏"),
        ("字节.dat", bytes(range(256)), "无法识别"),
        ("残.xlsx", b"PK\x03\x04" + bytes(99), "损坏"),
        ("残.pdf", b"%PDF-1.4\n%%EOF", "损坏"),
        (
            "表.xls",
            (
                b'<?xml version="1.0"?><Workbook xmlns='
                b'"urn:schemas-microsoft-com:office:spreadsheet"/>'
            ),
            "XML 表格 2003",
        ),
        (
            "文.doc",
            (
                b'<?xml version="1.0"?><w:wordDocument xmlns:w='
                b'"http://schemas.microsoft.com/office/word/2003/wordml"/>'
            ),
            "Word 的 XML 文档.*另存为 .docx",
        ),
    ],
)
def test_what_cannot_be_read_is_said(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=said):
        load(path)


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="找不到文件"):
        load(tmp_path / "无.xlsx")
    with pytest.raises(InputError, match="是文件夹"):
        load(tmp_path)
    with pytest.raises(InputError, match="无法打开"):
        load("a\0b")


def test_a_file_that_may_not_be_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "表.csv"
    path.write_text("1,2")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="没有权限"):
        load(path)


def test_a_file_of_more_than_200_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "大.xlsx"
    with path.open("wb") as file:
        file.truncate((200 << 20) + 1)
    with pytest.raises(InputError, match="超过 200 MB"):
        load(path)


def test_a_pdf_may_begin_behind_a_few_bytes(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", ["BT /F1 9 Tf 50 700 Td (A) Tj ET"])
    path.write_bytes(b"\n\n" + path.read_bytes())
    assert load(path)[0].lines == ("A",)
