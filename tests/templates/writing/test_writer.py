from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from indicators import Evaluation, FundLine, Funds, Goals, Indicator, Quantity, load
from indicators.errors import InputError
from reading import read
from reading.reader import tables
from scoring import load_policy, score
from templates.forms.blank import blank
from templates.forms.form import load_form
from templates.writing.page import TALLEST
from templates.writing.writer import write

FORM = load_form()
NANCHANG = load("examples/nanchang-2021/evaluation.toml")


def sheet(content: bytes, name: str = "自评表") -> Worksheet:
    return openpyxl.load_workbook(BytesIO(content))[name]


def texts(page: Worksheet) -> list[str]:
    return [str(c.value) for row in page for c in row if c.value is not None]


def found(page: Worksheet, text: str) -> Cell:
    cells = (c for row in page for c in row if c.value == text)
    return next(cells)


@pytest.fixture(scope="module")
def scored_page() -> Workbook:
    result = score(NANCHANG, load_policy("nanchang-2021"))
    return openpyxl.load_workbook(BytesIO(write(NANCHANG, FORM, result)))


def test_the_nanchang_table_is_written_with_its_published_total(
    scored_page: Workbook,
) -> None:
    page = scored_page["自评表"]
    total = found(page, "总分").row
    assert [c.value for c in page[total] if c.value is not None] == [
        "总分",
        100,
        97.74,
        "优",
    ]


def test_every_indicator_of_the_table_is_on_the_sheet(scored_page: Workbook) -> None:
    page = scored_page["自评表"]
    first = found(page, "一级指标").row + 1
    names = [page.cell(row, 4).value for row in range(first, first + 118)]
    assert names == [row.name for row in NANCHANG.indicators]


def test_the_second_sheet_explains_every_row_and_names_every_concession(
    scored_page: Workbook,
) -> None:
    page = scored_page["计分说明"]
    said = texts(page)
    assert "nanchang-2021　南昌市 2021 年度项目支出绩效自评（推得）" in said
    assert said.count("让步") == 4
    head = found(page, "序号").row
    assert page.max_row - head == 119
    assert found(page, "0.664，进位保留 2 位小数，得 0.67 分")


def test_a_row_left_to_a_person_is_blank_and_its_range_is_explained() -> None:
    row = Indicator(("效益指标",), "群众获得感", "提升", "有所提升", Decimal(10))
    table = Evaluation(indicators=(row,))
    content = write(table, FORM, score(table, load_policy("mof-2020")))
    page = sheet(content)
    assert page.cell(found(page, "群众获得感").row, 9).value is None
    assert "0.00～10.00（待定）" in texts(sheet(content, "计分说明"))


def test_the_sheet_that_explains_the_points_is_no_table_of_its_own(
    tmp_path: Path,
) -> None:
    path = tmp_path / "表.xlsx"
    result = score(NANCHANG, load_policy("nanchang-2021"))
    path.write_bytes(write(NANCHANG, FORM, result))
    ((grid, found),) = tables(path)
    assert grid.name == "自评表"
    assert len(found.indicators) == len(NANCHANG.indicators)
    assert read(path).warnings == found.warnings


def test_without_a_result_the_stated_points_are_written() -> None:
    page = sheet(write(NANCHANG, FORM))
    row = found(page, "城市大脑一期建设完成率").row
    assert page.cell(row, 9).value == 0.67
    assert page.cell(row, 9).number_format == "0.00"


def test_printed_decimals_are_kept_by_the_number_format() -> None:
    row = Indicator(("产出指标",), "甲", "1", "1", Decimal("2.50"), Decimal("2.5"))
    line = FundLine("年度资金总额", rate=Quantity(Decimal("98.60"), "%"))
    page = sheet(write(Evaluation(indicators=(row,), funds=Funds((line,))), FORM))
    weight, stated = (page.cell(found(page, "甲").row, column) for column in (8, 9))
    assert (weight.number_format, stated.number_format) == ("0.00", "0.0")
    rate = page.cell(found(page, "年度资金总额").row, 9)
    assert (rate.value, rate.number_format) == (0.986, "0.00%")


def test_a_number_that_a_spreadsheet_cannot_hold_exactly_is_written_as_text() -> None:
    line = FundLine("年度资金总额", budget=Quantity(Decimal("1234567890123456.78")))
    page = sheet(write(Evaluation(funds=Funds((line,))), FORM))
    assert "1234567890123456.78" in texts(page)


@pytest.mark.parametrize("text", ["=1+1", "+8", "-3", "@cmd", "=HYPERLINK(1)"])
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    row = Indicator(("产出指标",), text, text, text, variance_note=text)
    page = sheet(write(Evaluation(indicators=(row,), project=text), FORM))
    cells = [c for line in page for c in line if c.value == text]
    assert {c.data_type for c in cells} == {"s"}
    assert len(cells) == 5


def test_neighbouring_rows_of_one_group_share_one_merged_cell() -> None:
    page = sheet(write(NANCHANG, FORM))
    first = found(page, "数量指标\n（20分）")
    spans = {str(span) for span in page.merged_cells.ranges}
    assert f"C{first.row}:C{first.row + 31}" in spans
    assert found(page, "可持续影响指标").row


def test_the_sheet_prints_on_a4_landscape_one_page_wide_with_repeated_headings() -> (
    None
):
    page = sheet(write(NANCHANG, FORM))
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.page_setup.fitToHeight == 0
    heading = found(page, "一级指标").row
    assert page.print_title_rows == f"${heading}:${heading}"
    assert "&P" in page.oddFooter.center.text


def test_a_long_text_is_spread_over_rows_that_a_sheet_can_hold() -> None:
    goals = Goals("完成各项工作任务。" * 800, "完成")
    page = sheet(write(Evaluation(goals=goals), FORM))
    cell = found(page, "完成各项工作任务。" * 800)
    span = next(s for s in page.merged_cells.ranges if cell.coordinate in s)
    heights = [
        page.row_dimensions[row].height for row in range(span.min_row, span.max_row + 1)
    ]
    assert len(heights) > 1
    assert all(height <= TALLEST for height in heights)


def test_a_text_longer_than_a_cell_is_refused_and_not_cut() -> None:
    row = Indicator((), "字" * 32768)
    with pytest.raises(InputError, match="32768 字，一格最多 32767 字"):
        write(Evaluation(indicators=(row,)), FORM)


def test_the_same_data_gives_the_same_bytes() -> None:
    assert write(NANCHANG, FORM) == write(NANCHANG, FORM)


def test_a_blank_form_lists_its_groups_and_holds_no_values() -> None:
    page = sheet(write(blank(FORM), FORM))
    assert found(page, "（    年度）")
    assert found(page, "满意度指标\n（10分）")
    assert not [c for row in page for c in row if c.data_type == "n" and c.value]


def test_the_execution_rate_follows_the_amounts_unless_the_printed_one_is_conceded() -> (
    None
):
    strict = evolve(
        NANCHANG,
        funds=evolve(
            NANCHANG.funds,
            lines=(
                evolve(NANCHANG.funds.lines[0], accept_stated_rate=False),
                *NANCHANG.funds.lines[1:],
            ),
        ),
    )
    page = sheet(write(strict, FORM, score(strict, load_policy("nanchang-2021"))))
    row = found(page, "年度资金总额").row
    assert (page.cell(row, 9).value, page.cell(row, 10).value) == (0.6086, 6.1)
