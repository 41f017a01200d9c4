"""测试用的真文件: 由真程序写出."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import xlsxwriter
from docx.oxml import OxmlElement

from tests.kept_office import converted

HEADINGS = ["一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
Convert = Callable[[Path, str], Path]


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Convert a file with LibreOffice."""
    folder = tmp_path_factory.mktemp("office")
    return lambda path, kind: converted(path, folder, kind)


@pytest.fixture(scope="session")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small 自评表 with formats, merges and a formula."""
    path = tmp_path_factory.mktemp("made") / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("自评表")
        percent = book.add_format({"num_format": "0.00%", "border": 1})
        sheet.merge_range("A1:C1", "项目支出绩效自评表")
        sheet.write_row("A2", ["执行率", "得分", "时间"])
        sheet.write_number("A3", 0.9863, percent)
        sheet.write_formula("B3", "=4+5.9", None, 9.9)
        sheet.write_number("C3", 44377, book.add_format({"num_format": "yyyy/m/d"}))
    return path


@pytest.fixture(scope="session")
def long_document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of 60 rows over several pages: headings repeat, rows are cut."""
    made = docx.Document()
    made.add_paragraph("项目支出绩效自评表")
    table = made.add_table(62, 6)
    table.style = "Table Grid"
    table.cell(0, 0).merge(table.cell(0, 5)).text = "绩效指标"
    cells = table._cells
    for column, heading in enumerate(HEADINGS):
        cells[6 + column].text = heading
    for row in (0, 1):
        table.rows[row]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in range(2, 62):
        name = f"城市大脑一期第{row}个平台建设与运行维护工作按时完成率及验收合格情况"
        values = ["", name, "≥98.63%", "98.63%", "0.8", f"0.{row:02d}"]
        for column, value in enumerate(values):
            cells[6 * row + column].text = value
    for first in range(2, 62, 15):
        last = min(first + 14, 61)
        table.cell(first, 0).merge(table.cell(last, 0)).text = "产出指标"
    made.add_paragraph("填表人：张三")
    path = tmp_path_factory.mktemp("made") / "long.docx"
    made.save(str(path))
    return path
