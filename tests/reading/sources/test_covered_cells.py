"""合并单元格盖住的内容: 看不见, 也不悄悄丢掉 — 每种文件都说在哪一格、是什么."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from reading.grid import Grid
from reading.sources import load
from reading.sources.notices import COVERED
from reading.sources.sheets.xls import _XlsSheet

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OPEN = "urn:oasis:names:tc:opendocument:xmlns:"


def told(grid: Grid) -> list[tuple[str, str | None]]:
    return [(str(w.where), w.value) for w in grid.warnings if w.message == COVERED]


@pytest.mark.parametrize("hidden", ["12.5", "暂缺"])
def test_a_workbook_says_what_a_merge_covers(tmp_path: Path, hidden: str) -> None:
    path = tmp_path / "表.xlsx"
    book = xlsxwriter.Workbook(path, {"strings_to_numbers": True})
    sheet = book.add_worksheet("表")
    sheet.merge_range("A1:A2", "10")
    sheet.write("A2", hidden)
    sheet.write("B2", "得分")
    book.close()
    assert told(load(path)[0]) == [("表!A2", hidden)]


@pytest.mark.parametrize(("kind", "hidden"), [("n", "12.5"), ("t", "暂缺")])
def test_an_old_workbook_says_it_too(kind: str, hidden: str) -> None:
    cells = [(1, 1, "t", "分值"), (2, 1, kind, hidden)]
    merges = [((0, 0), (1, 0))]
    stated = {"name": "表", "cells": cells, "merges": merges, "hidden": False}
    assert told(_XlsSheet(stated).grid()) == [("表!A2", hidden)]


@pytest.mark.parametrize("hidden", ["12.5", "暂缺"])
def test_an_open_document_says_it_too(tmp_path: Path, hidden: str) -> None:
    rows = (
        '<t:table-row><t:table-cell t:number-rows-spanned="2"><x:p>甲</x:p>'
        "</t:table-cell></t:table-row><t:table-row><t:covered-table-cell>"
        f"<x:p>{hidden}</x:p></t:covered-table-cell></t:table-row>"
    )
    names = f'xmlns:t="{OPEN}table:1.0" xmlns:x="{OPEN}text:1.0"'
    body = f'<o:body xmlns:o="{OPEN}office:1.0" {names}><t:table t:name="表">{rows}'
    with zipfile.ZipFile(tmp_path / "表.ods", "w") as package:
        package.writestr("content.xml", f"{body}</t:table></o:body>")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    assert told(load(tmp_path / "表.ods")[0]) == [("表!A2", hidden)]


@pytest.mark.parametrize(
    ("hidden", "expected"),
    [("12.5", [("表1第2行第1列", "12.5")]), ("甲", []), ("", [])],
)
def test_a_word_table_says_it_but_for_the_same_text_again(
    tmp_path: Path, hidden: str, expected: list[tuple[str, str]]
) -> None:
    first, rest = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = "".join(
        f"<w:tr><w:tc><w:tcPr>{merge}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        "</w:tc></w:tr>"
        for merge, text in ((first, "甲"), (rest, hidden))
    )
    with zipfile.ZipFile(tmp_path / "表.docx", "w") as package:
        xml = f'<w:document xmlns:w="{WORD}"><w:body><w:tbl>{rows}</w:tbl></w:body>'
        package.writestr("word/document.xml", f"{xml}</w:document>")
    assert told(load(tmp_path / "表.docx")[0]) == expected


def test_a_web_page_covers_nothing(tmp_path: Path) -> None:
    path = tmp_path / "表.html"
    page = "<html><table><tr><td rowspan=2>甲<td>乙<tr><td>丙<td>丁</table>"
    path.write_text(page, encoding="utf-8")
    grid = load(path)[0]
    assert [cell.text for cell in grid.cells] == ["甲", "乙", "丙", "丁"]
    assert told(grid) == []
