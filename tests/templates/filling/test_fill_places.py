"""Where a blank takes the year, and the funds whose unit has a cell of its own."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from attrs import evolve

from indicators import Evaluation, FundLine, Funds, Goals, Indicator, Quantity
from indicators.quantity import read_value
from reading import read
from templates.filling.fill import fill

ROW = Indicator(("产出指标", "数量指标"), "养护里程", "≥10公里", "10公里")
FULL = Evaluation(
    form="项目支出绩效自评表",
    year=2021,
    project="道路养护",
    goals=Goals("养护10公里", "已养护10公里"),
    indicators=(ROW,),
)
TABLE = (
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    ("产出指标", "数量指标", "养护里程", "≥10公里"),
)
TITLE = ("项目支出绩效自评表",)
Rows = tuple[tuple[str | int | None, ...], ...]


def filled(tmp_path: Path, rows: Rows, evaluation: Evaluation = FULL) -> Path:
    book = openpyxl.Workbook()
    for row in (*rows, *TABLE):
        book.active.append(row)
    path, done = tmp_path / "空表.xlsx", tmp_path / "填好.xlsx"
    book.save(path)
    done.write_bytes(fill(path, evaluation).content)
    return done


def texts(path: Path) -> dict[str, object]:
    sheet = openpyxl.load_workbook(path).active
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return {cell.coordinate: cell.value for cell in cells if cell.value is not None}


@pytest.mark.parametrize(
    "label",
    [
        "年度总体目标",
        "年度目标",
        "年度绩效目标",
        "年度绩效指标完成情况",
        "年度预算执行情况",
        "年度资金总额",
        "全年 年度总体目标",
    ],
)
def test_the_year_is_never_written_into_a_label(label: str, tmp_path: Path) -> None:
    done = filled(tmp_path, (TITLE, ("项目名称",), (label, "预期目标", "实际完成情况")))
    assert texts(done)["A3"] == label
    assert not any("2021" in str(text) for text in texts(done).values())


def test_a_label_keeps_its_words_where_the_form_has_the_years_blank_too(
    tmp_path: Path,
) -> None:
    rows = (
        TITLE,
        ("（    年度）",),
        ("项目名称",),
        ("年度总体目标", "预期目标", "实际完成情况"),
    )
    done = filled(tmp_path, rows)
    assert texts(done)["A2"] == "（2021年度）"
    assert texts(done)["A4"] == "年度总体目标"
    assert read(done).year == 2021


@pytest.mark.parametrize(
    ("blank", "dated"),
    [
        ("（    年度）", "（2021年度）"),
        ("（年度）", "（2021年度）"),
        ("(　　年度)", "(2021年度)"),
        ("（____年度）", "（2021年度）"),
        ("（20  年度）", "（2021年度）"),
        ("（20××年度）", "（2021年度）"),
        ("（      年）", "（2021年）"),
        ("      年度", "2021年度"),
    ],
)
def test_the_line_below_the_title_takes_the_year(
    blank: str, dated: str, tmp_path: Path
) -> None:
    done = filled(tmp_path, (TITLE, (blank,), ("项目名称",)))
    assert texts(done)["A2"] == dated
    assert read(done).year == 2021


@pytest.mark.parametrize(
    ("blank", "dated"),
    [
        ("项目支出绩效自评表（    年度）", "项目支出绩效自评表（2021年度）"),
        ("____年度项目支出绩效自评表", "2021年度项目支出绩效自评表"),
        ("项目支出绩效自评表\n（  年度）", "项目支出绩效自评表\n（2021年度）"),
    ],
)
def test_the_title_takes_the_year(blank: str, dated: str, tmp_path: Path) -> None:
    done = filled(tmp_path, ((blank,), ("项目名称",)))
    assert texts(done)["A1"] == dated
    assert read(done).year == 2021


@pytest.mark.parametrize("label", ["年度", "填报年度", "预算年度"])
def test_a_label_of_the_year_has_the_year_beside_it(label: str, tmp_path: Path) -> None:
    done = filled(tmp_path, (TITLE, ("项目名称", None, None, label)))
    assert texts(done)["D2"] == label
    assert str(texts(done)["E2"]) == "2021"
    assert read(done).year == 2021


def test_a_year_that_is_printed_stays(tmp_path: Path) -> None:
    done = filled(tmp_path, (TITLE, ("（2020年度）",), ("项目名称",)))
    assert texts(done)["A2"] == "（2020年度）"


AMOUNTS = ("年初预算数", "全年预算数", "全年执行数")
LABELS = ("年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金")


def money(text: str) -> Quantity:
    value = read_value(text)
    assert isinstance(value, Quantity)
    return value


FUNDED = evolve(
    FULL,
    funds=Funds(
        tuple(
            FundLine(label, spent=money(str(number)))
            for number, label in enumerate(LABELS, 11)
        ),
        "万元",
    ),
)


@pytest.mark.parametrize("unit", ["（万元）", "单位：万元", "万元"])
def test_funds_are_filled_beside_the_unit_in_its_own_cell(
    unit: str, tmp_path: Path
) -> None:
    heading = ("项目资金", None, *AMOUNTS)
    lines = [(unit if not number else None, each) for number, each in enumerate(LABELS)]
    done = filled(tmp_path, (TITLE, heading, *lines), FUNDED)
    assert [texts(done)[f"E{row}"] for row in range(3, 7)] == [11, 12, 13, 14]
    assert texts(done)["A3"] == unit
    found = read(done).funds
    assert (found.unit, [line.label for line in found.lines]) == ("万元", [*LABELS])


def test_amounts_are_changed_to_the_unit_of_the_blank(tmp_path: Path) -> None:
    heading = ("项目资金", None, *AMOUNTS)
    lines = [("（元）" if each == LABELS[0] else None, each) for each in LABELS]
    done = filled(tmp_path, (TITLE, heading, *lines), FUNDED)
    assert texts(done)["E3"] == 110_000
    assert read(done).funds.unit == "元"
