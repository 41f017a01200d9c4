"""干净的官方表: 填好了的, 读来一处存疑也没有; 空表只说哪些样行没有填."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from indicators import Evaluation, FundLine, Funds, Goals, Indicator, Quantity, Total
from indicators.reasons import Doubt
from reading import read
from templates.forms.blank import blank
from templates.forms.form import form_ids, load_form
from templates.writing.writer import write
from tests.templates.forms_data import kept

TEN = Decimal(10)
LINES = tuple(
    FundLine(
        label, *(Quantity(Decimal(n)) for n in (100, 110, 99)), weight, rate, stated
    )
    for label, weight, rate, stated in (
        ("年度资金总额", TEN, Quantity(Decimal(90), "%"), Decimal(9)),
        ("其中：当年财政拨款", None, Quantity(Decimal(90), "%"), None),
    )
)
FILLED = Evaluation(
    year=2023,
    project="道路养护",
    department="交通局",
    unit="养护中心",
    funds=Funds(LINES, "万元"),
    goals=Goals("养护道路", "已养护"),
    indicators=(
        Indicator(
            ("产出指标", "数量指标"),
            "里程",
            "≥12公里",
            "12公里",
            Decimal(50),
            Decimal(50),
            extra=tuple(
                (title, "好")
                for title in (
                    "完成情况简要描述（定性必填）",
                    "全年预计完成情况",
                    "备注",
                    "得分计算方法",
                    "经费保障",
                    "确定能",
                )
            ),
        ),
        Indicator(
            ("产出指标", "时效指标"),
            "完工时间",
            "2023年12月底前",
            "2023年12月20日",
            Decimal(10),
            Decimal(10),
        ),
        Indicator(
            ("满意度指标", "服务对象满意度指标"),
            "满意度",
            "≥90%",
            "80%",
            Decimal(30),
            Decimal("26.67"),
            variance_note="灯具老化",
        ),
    ),
    total=Total(Decimal(100), Decimal("95.67"), "优"),
)
TOLD_BY_DESIGN = {"target-declaration": ["资金没有列名，按预算数读取"]}


@pytest.mark.parametrize("name", form_ids())
def test_a_filled_official_form_gives_no_doubt(name: str, tmp_path: Path) -> None:
    form, path = load_form(name), tmp_path / "表.xlsx"
    path.write_bytes(write(kept(FILLED, form), form))
    doubts = [problem.message for problem in read(path).warnings]
    assert doubts == TOLD_BY_DESIGN.get(name, [])


@pytest.mark.parametrize("name", form_ids())
def test_of_a_blank_official_form_only_unfilled_rows_are_told(
    name: str, tmp_path: Path
) -> None:
    form, path = load_form(name), tmp_path / "表.xlsx"
    path.write_bytes(write(blank(form), form))
    doubts = read(path).warnings
    assert {problem.reason for problem in doubts} == {Doubt.UNFILLED_ROW}
    assert all(problem.value and "!" in str(problem.where) for problem in doubts)
