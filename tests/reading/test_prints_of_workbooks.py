"""由 LibreOffice 印成 PDF 的工作簿: 行太低的, 被分页切断的, 太宽而从列间切成几页的."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.properties import PageSetupProperties

from indicators import dump
from reading import read
from reading.locating.page_labels import PageLabels
from reading.sources.notices import Notices
from reading.sources.pages.column_breaks import beside
from reading.sources.pages.drawing import PageDrawing
from reading.sources.pages.page import PrintedPage, read_page
from reading.sources.pages.text import lines_of
from tests.drawn.test_drawn_tables import HERE, fields
from tests.kept_office import convert
from tests.reading.test_texts_over_rules import chars_of, rules_of

CROWDED = ["x06", "x10", "x63", "x73", "x89", "x98", "x100", "x101"]
"""Printed one page wide: rows too low for their texts, or cut by a page break."""
WIDE = ["x01", "x03", "x08", "x10", "x11", "x13", "x127"]
"""Printed as they are: two or three pages beside one another."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbooks as LibreOffice prints them, in one start."""
    folder = tmp_path_factory.mktemp("printed")
    for name, fit in [(n, True) for n in CROWDED] + [(n, False) for n in WIDE]:
        book = openpyxl.load_workbook(workbook(name))
        for sheet in book if fit else ():
            sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
            sheet.page_setup.fitToHeight = 0
            sheet.page_setup.orientation = "landscape"
            sheet.page_setup.paperSize = 9
        book.save(folder / f"{'fit' if fit else 'wide'}-{name}.xlsx")
    convert(sorted(folder.iterdir()), folder, "pdf")
    return folder


def workbook(name: str) -> Path:
    (path,) = (HERE / "files").glob(f"{name}-*.xlsx")
    return path


def told(path: Path) -> dict[str, str]:
    return {n: value for n, value in fields(dump(read(path))) if value}


@pytest.mark.parametrize("name", CROWDED)
def test_a_crowded_workbook_is_read_from_its_print(name: str, pages: Path) -> None:
    wanted, found = told(workbook(name)), told(pages / f"fit-{name}.pdf")
    assert {n: found.get(n) for n in wanted} == wanted


@pytest.mark.parametrize("name", WIDE)
def test_pages_beside_one_another_are_read_as_one(name: str, pages: Path) -> None:
    path = pages / f"wide-{name}.pdf"
    wanted, found = told(workbook(name)), told(path)
    assert {n: found.get(n) for n in wanted} == wanted
    assert any("从列间切成几页" in each.message for each in read(path).warnings)


def page(number: int, columns: tuple[float, ...], texts: dict[int, str]) -> PrintedPage:
    """A page of eight rows; texts stand in the first column of their rows."""
    lines = [(text, columns[0] + 2, 12.0 * row + 2) for row, text in texts.items()]
    return read_page(
        PageDrawing(
            number,
            (0.0, 0.0, 500.0, 500.0),
            chars_of(lines),
            rules_of(8, 12.0, columns),
        )
    )


def test_a_table_of_other_columns_that_a_page_lies_between_is_not_put_beside() -> None:
    """Page 3 has the rows of page 1, page 2 has not: something is not understood."""
    first = page(1, (0, 100, 200), {0: "一级指标", 1: "产出指标"})
    other = page(3, (0, 60), {0: "得分", 1: "10"})
    between = read_page(PageDrawing(2, (0.0, 0.0, 500.0, 500.0), [], []))
    made = beside([first, between, other], Notices(), PageLabels())
    assert [each.number for each in made] == [1, 2, 3]
    both = beside([first, other], Notices(), PageLabels())
    assert [each.number for each in both] == [1]
    assert [row[:2] for row in both[0].tables[0].rows[:2]] == [
        ("一级指标", "得分"),
        ("产出指标", "10"),
    ]


def test_a_line_beside_a_table_that_no_cell_takes_is_kept() -> None:
    first = page(1, (0, 100, 200), {0: "一级指标", 1: "产出指标"})
    other = page(2, (0, 60), {0: "得分", 1: "10"})
    (stray,) = lines_of(chars_of([("盖章", 2, 62)]))
    other.lines.append(stray)
    (both,) = beside([first, other], Notices(), PageLabels())
    assert "盖章" in [line.text for line in (*both.head, *both.foot)]


def test_a_table_that_goes_on_below_is_not_put_beside() -> None:
    columns = (0.0, 100.0, 200.0)
    first = page(1, columns, {0: "一级指标", 1: "产出指标"})
    below = page(2, columns, {0: "效益指标"})
    made = beside([first, below], Notices(), PageLabels())
    assert [each.number for each in made] == [1, 2]
