"""一览的工作簿: 文字按文字写, 行太多的说出来, 同样的单子同样的字节."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from templates.writing import list_book
from templates.writing.list_book import FileLink, ListColumn, ListSheet, write_lists

COLUMNS = (ListColumn("项目", 10), ListColumn("得分", 8), ListColumn("文件", 20))
ROWS = [
    ("=1+1", Decimal("97.74"), FileLink("甲 一.xlsx", "../上报/甲 一.xlsx")),
    ("http://x", 3, FileLink("长", "x" * 3000)),
    (None, None, FileLink("井", "../a#b.xlsx")),
]


def sheet(rows: int) -> ListSheet:
    return ListSheet("单子", "说明", COLUMNS, iter(ROWS[:rows]), rows)


def test_text_stays_text_numbers_stay_exact_and_only_links_that_fit_are_links() -> None:
    page = load_workbook(BytesIO(write_lists([sheet(3)], "题")))["单子"]
    assert [cell.value for cell in page["A"]] == [
        "说明",
        "项目",
        "=1+1",
        "http://x",
        None,
    ]
    assert page["A3"].data_type == "s"
    assert str(page["B3"].value) == "97.74"
    links = [page[f"C{row}"].hyperlink for row in (3, 4, 5)]
    assert [link is not None for link in links] == [True, False, False]
    assert page["C4"].value == "长"
    assert page.auto_filter.ref == "A2:C5"


def test_rows_that_do_not_fit_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_book, "MOST_ROWS", 2)
    page = load_workbook(BytesIO(write_lists([sheet(3)], "题")))["单子"]
    assert page["A5"].value == "另有 1 行没有写在这里，见 findings.parquet"
    assert write_lists([sheet(0)], "题") == write_lists([sheet(0)], "题")


def test_links_that_do_not_fit_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_book, "MOST_LINKS", 1)
    page = load_workbook(BytesIO(write_lists([sheet(3)], "题")))["单子"]
    assert [bool(page[f"C{row}"].hyperlink) for row in (3, 4, 5)] == [
        True,
        False,
        False,
    ]
    told = "一张工作表容不下更多链接，末尾 2 格只写了路径，不能点开"
    assert page["A6"].value == told
