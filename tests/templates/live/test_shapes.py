"""一行的形状: 输入格怎样显示, 现在存什么, 哪些格由人填."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.evaluation import Deduction, Indicator
from indicators.read_row import read_row
from reading.sources.sheets.number_text import number_text
from scoring.policy import load_policy
from templates.live.row_formula import row_shape
from templates.live.shapes import LiveRow, RowShape, TypedCell

CELLS = LiveRow("F5", "G5", "I5", "J5")
MOF = load_policy("mof-2020")


def shape(
    target: str | None,
    actual: str | None = None,
    name: str = "指标",
    policy: str = "mof-2020",
    shown: str | None = None,
    **values: object,
) -> RowShape:
    row = Indicator(("产出指标",), name, target, actual, weight=Decimal(5), **values)
    given = load_policy(policy)
    return row_shape(read_row(row), given, CELLS, year=2021, shown=shown)


def seen(cell: TypedCell) -> str:
    """What a person sees in the cell."""
    return cell.text if cell.number is None else number_text(cell.number, cell.format)


@pytest.mark.parametrize(
    ("target", "number", "format_"),
    [
        ("≥95%", "0.95", '"≥"0%'),
        ("≥95.50%", "0.955", '"≥"0.00%'),
        ("≤3个工作日", "3", '"≤"0"个工作日"'),
        ("1,200万元", "1200", '#,##0"万元"'),
        ("不低于90%（含）", "0.9", '"不低于"0%"（含）"'),
        ("2021-12-31", "44561", "yyyy-m-d"),
        ("2021年12月底前", "44561", '[=44561]"2021年12月底前";yyyy-m-d'),
        ("三个", "3", '[=3]"三个";General"个"'),
        ("≥-5%", "-0.05", '0.00%;"≥-5%"'),
    ],
)
def test_a_target_is_a_number_and_looks_as_it_was_written(
    target: str, number: str, format_: str
) -> None:
    cell = shape(target).target
    assert (cell.number, cell.format) == (Decimal(number), format_)
    assert seen(cell) == target


@pytest.mark.parametrize(
    ("target", "actual", "number"),
    [
        ("≥95%", "83%", "0.83"),
        ("≥95%", "达到98%", "0.98"),
        ("≥5次", "三次", "3"),
        ("≥90万元", "900000元", "90"),
        ("≥10亩", "8公顷", "120"),
        ("≥95%", "-6%", "-0.06"),
        ("2021年12月底前", "2022年1月5日", "44566"),
        ("2021年12月底前", "2021年11月", "44530"),
        ("≤5次", "无", "0"),
    ],
)
def test_an_actual_is_a_number_of_the_target_and_looks_as_it_was_typed(
    target: str, actual: str, number: str
) -> None:
    cell = shape(target, actual).actual
    assert cell.number == Decimal(number)
    assert seen(cell) == actual


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("≥95%", "较好"),
        ("≥95%", "0.96"),
        ("≥95%", "约95%"),
        ("≥5个", "100%"),
        ("2021年12月15日前", "2021年12月"),
        ("2021年12月底前", "100%"),
    ],
)
def test_what_does_not_compare_stays_a_text_and_leaves_the_row_open(
    target: str, actual: str
) -> None:
    made = shape(target, actual)
    assert made.actual.number is None
    assert made.actual.text == actual
    assert made.points_formula is not None
    assert made.points_formula.value == ""
    assert actual in str(made.status_formula.value)


def test_another_number_is_shown_with_every_digit_that_counts() -> None:
    cell = shape("≥95%", "达到98%").actual
    assert number_text(Decimal("0.98765"), cell.format) == "98.77%"
    assert "ROUND(G5,4)" in shape("≥95%").points_formula.text  # type: ignore[union-attr]
    assert number_text(Decimal("2.5"), shape("≥5次", "3次").actual.format) == "2.5次"


def test_a_form_with_a_cell_for_the_unit_keeps_the_bare_number() -> None:
    made = shape("≥95%", "96%", shown="95")
    assert (made.target.number, made.actual.number) == (Decimal(95), Decimal(96))
    assert seen(made.actual) == "96%"
    assert made.points_formula is not None
    assert made.points_formula.value == Decimal("5.00")


def test_a_recorded_deduction_stands_in_the_formula() -> None:
    made = shape("≥95%", "96%", deduction=Deduction(Decimal("0.5"), "迟报"))
    assert made.points_formula is not None
    assert made.points_formula.value == Decimal("4.50")
    assert "-0.5)" in made.points_formula.text


def test_a_row_without_a_target_stays_open_until_it_has_one() -> None:
    made = shape(None, "5")
    assert (made.kind, made.points_formula and made.points_formula.value) == (
        "open",
        "",
    )
    assert made.status_formula.value == "指标值未填"
    assert "没有公式可用" in made.status_formula.text
    assert shape("/", "/").status_formula.value == ""


def test_points_are_typed_where_a_person_decides() -> None:
    described = shape("优化营商环境", "部分达成", stated=Decimal(4))
    assert described.points_formula is None
    assert described.typed_points
    assert [end.value for end in described.band or ()] == [
        Decimal("3.00"),
        Decimal("3.99"),
    ]
    assert described.status_formula.value == "得分 4 不在 3～3.99 之间"
    assert described.choices == tuple(band.texts[0] for band in MOF.bands.bands)
    late = shape("2021-12-31", "2022-01-05")
    assert late.typed_points
    assert late.status_formula.value == "逾期 5 天，由人评定，请在得分格填 0～5"
    assert not shape("2021-12-31", "2022-01-05", policy="nanchang-2021").typed_points


def test_a_policy_that_scores_nothing_only_asks_for_what_is_blank() -> None:
    made = shape("≥95%", None, policy="transfer-unscored")
    assert made.points_formula is None
    assert not made.typed_points
    assert made.status_formula.value == "实际完成值未填"
    assert shape("≥95%", "96%", policy="transfer-unscored").status_formula.value == ""
