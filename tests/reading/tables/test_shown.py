"""印出的算数: 存下的数使结论不同的, 那一行说明; 其余不打扰."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from auditing import audit
from indicators import Evaluation, Indicator, dump
from indicators.codec import structure
from indicators.place import Place
from reading import read
from reading.grid import Cell
from reading.tables.shown import behind, changed_by_rounding

HEADING = ("一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分")


def told(number: str, shown: str, target: str) -> str | None:
    cell = Cell(shown, 1, 1, Place("sheet", sheet="表"), number=Decimal(number))
    row = Indicator((), "合格率", target, shown)
    stored = behind(cell, row)
    return stored and changed_by_rounding(row, stored)


@pytest.mark.parametrize(
    ("number", "shown", "target"),
    [
        ("0.9465", "95%", "≥95%"),
        ("0.996", "100%", "100%"),
        ("94.65", "95", "≥95%"),
        ("4.6", "5个", "≥5个"),
        ("3.4", "3天", "≤3天"),
        ("0.9535", "95%", ">95%"),
    ],
)
def test_a_stored_figure_that_decides_otherwise_is_told(
    number: str, shown: str, target: str
) -> None:
    doubt = told(number, shown, target)
    assert doubt is not None
    assert shown in doubt


@pytest.mark.parametrize(
    ("number", "shown", "target"),
    [
        ("0.95", "95%", "≥95%"),
        ("0.9465", "95%", "≥90%"),
        ("0.94999999999999996", "95%", "≥95%"),
        ("0.9465", "95%", "显著提升"),
        ("12345", "1.2", "≥5"),
        ("0.9465", "95%", "≥5个"),
        ("44926", "2022年12月31日", "2022年12月"),
    ],
)
def test_a_stored_figure_that_changes_nothing_is_not_told(
    number: str, shown: str, target: str
) -> None:
    assert told(number, shown, target) is None


def test_a_workbook_that_shows_a_rounded_percent_says_so_at_the_cell(
    tmp_path: Path,
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for line in (
        ("项目支出绩效自评表",),
        ("项目名称", "路灯"),
        HEADING,
        ("产出指标", "质量指标", "合格率", "≥95%", 0.9465, 50, 50),
        ("产出指标", "质量指标", "亮灯率", "≥90%", 0.9465, 50, 50),
    ):
        sheet.append(line)
    sheet["E4"].number_format = sheet["E5"].number_format = "0%"
    book.save(tmp_path / "表.xlsx")
    table = read(tmp_path / "表.xlsx")
    assert [row.actual for row in table.indicators] == ["95%", "95%"]
    told_at = [w for w in table.warnings if "94.65" in w.message]
    assert [str(w.where) for w in told_at] == ["Sheet!E4"]


def with_actual(folder: Path, target: str, number: float, code: str) -> Evaluation:
    book = openpyxl.Workbook()
    sheet = book.active
    for line in (
        ("项目支出绩效自评表",),
        ("项目名称", "路灯"),
        HEADING,
        ("产出指标", "质量指标", "合格率", target, number, 50, 50),
    ):
        sheet.append(line)
    sheet["E4"].number_format = code
    book.save(folder / "表.xlsx")
    return read(folder / "表.xlsx")


@pytest.mark.parametrize(
    ("target", "number", "code", "stored"),
    [
        ("≥95%", 0.9465, "0%", "94.65%"),  # met as shown, missed as stored
        ("≥100%", 0.9465, "0%", "94.65%"),  # other points
        ("≤3天", 3.4, '0"天"', "3.4天"),
        ("100%", 0.99996, "0.00%", "99.996%"),
    ],
)
def test_the_row_says_which_figure_counts(
    target: str, number: float, code: str, stored: str, tmp_path: Path
) -> None:
    table = with_actual(tmp_path, target, number, code)
    assert table.indicators[0].actual_stored == stored
    (row,) = audit(table).result.rows
    assert any(f"格里存的是 {stored}" in str(each) for each in row.assumptions)
    again = structure(dump(table), Evaluation, "表")
    assert again.indicators[0].actual_stored == stored


@pytest.mark.parametrize(
    ("target", "number", "code"),
    [("≥90%", 0.9465, "0%"), ("≥95%", 0.95, "0%"), ("显著提升", 0.9465, "0%")],
)
def test_a_row_on_which_nothing_turns_says_nothing(
    target: str, number: float, code: str, tmp_path: Path
) -> None:
    table = with_actual(tmp_path, target, number, code)
    assert table.indicators[0].actual_stored is None
    (row,) = audit(table).result.rows
    assert not any("格里存的是" in str(each) for each in row.assumptions)
