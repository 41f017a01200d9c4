"""认文件: 看内容, 不看扩展名; 读不了的说清楚."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from indicators.errors import InputError
from templates.sources import load
from templates.sources.calamine_process import sheets_of
from tests.templates.sources.handmade import write_pdf

Convert = Callable[[Path, str], Path]


def test_an_open_document_sheet_shows_what_a_person_sees(
    convert: Convert, workbook: Path
) -> None:
    grid, original = load(convert(workbook, "ods"))[0], load(workbook)[0]
    seen = [(c.text, c.place, c.rows, c.columns, c.number) for c in grid.cells]
    assert seen[:6] == [
        (c.text, c.place, c.rows, c.columns, c.number) for c in original.cells[:6]
    ]
    assert grid.text(3, 3) == "2021/6/30"
    assert grid.cells[5].formula == "of:=4+5.9"
    assert grid.warnings == ()


def test_older_workbooks_say_that_their_formats_are_unknown(
    convert: Convert, workbook: Path
) -> None:
    path = convert(workbook, "xls")
    grid = load(path)[0]
    assert len(sheets_of(str(path))["sheets"][0]["cells"]) == len(grid.cells)
    assert grid.at(1, 3) == grid.cells[0]
    assert grid.text(1, 1) == "项目支出绩效自评表"
    assert grid.text(3, 1) == "0.9863"
    assert grid.text(3, 2) == "9.9"
    assert grid.text(3, 3) == "2021-06-30"
    assert "数字格式未知" in grid.warnings[0].message


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
        ("图.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(99), "文件是图片"),
        ("照.pdf", b"\xff\xd8\xff\xe0" + bytes(99), "文件是图片"),
        ("包.xlsx", b"Rar!\x1a\x07" + bytes(99), "文件是压缩包"),
        ("旧.doc", OLE + "WordDocument".encode("utf-16-le"), "另存为 .docx"),
        ("密.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "已加密"),
        ("演.ppt", OLE + "PowerPoint Document".encode("utf-16-le"), "演示文稿"),
        ("残.xls", OLE, "不完整"),
        ("坏.xls", OLE + "Workbook".encode("utf-16-le"), "损坏"),
        ("富.doc", b"{\\rtf1 x}", "RTF"),
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
