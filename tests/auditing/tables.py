"""A small table in which everything holds, to be changed in one place at a time."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from attrs import evolve

from indicators import Evaluation, FundLine, Funds, Goals, Indicator, Quantity, Total
from indicators.place import Place

TEN = Decimal(10)


def cell(row: int, column: int) -> Place:
    """A cell of the sheet on which the table stands."""
    return Place("sheet", "表", row=row, column=column)


def row(path: str, name: str, target: str, actual: str, **more: Any) -> Indicator:
    """One indicator of 10 points with full marks."""
    first, second, weights = {
        "数量": ("产出指标", "数量指标", (Decimal(50), Decimal(20))),
        "质量": ("产出指标", "质量指标", (Decimal(50), Decimal(30))),
        "效益": ("效益指标", "社会效益指标", (Decimal(30), Decimal(30))),
        "满意": ("满意度指标", "服务对象满意度指标", (TEN, TEN)),
    }[path]
    given = {"weight": TEN, "stated": TEN, "path_weights": weights} | more
    return Indicator((first, second), name, target, actual, **given)


def sound() -> Evaluation:
    """A table of 100 points without any fault."""
    money = Quantity(Decimal(200))
    return Evaluation(
        form="项目支出绩效自评表",
        year=2022,
        project="示例",
        department="示例局",
        unit="示例中心",
        funds=Funds(
            (
                FundLine(
                    "年度资金总额",
                    money,
                    money,
                    money,
                    TEN,
                    Quantity(Decimal(100), "%"),
                    TEN,
                    cell(1, 1),
                ),
                FundLine("其中：当年财政拨款", money, money, money),
                FundLine("其他资金"),
            ),
            "万元",
        ),
        goals=Goals("1、建成平台；2、完成培训。", "1、建成平台；2、完成培训。"),
        indicators=(
            row("数量", "修缮校舍", "≥5个", "5个", place=cell(2, 7)),
            row("数量", "培训教师", "≥200人次", "210人次", place=cell(3, 7)),
            row("质量", "工程合格率", "≥95%", "98%", place=cell(4, 7)),
            row("质量", "系统故障率", "≤5%", "1%", place=cell(5, 7)),
            row("质量", "完工时间", "2022年12月", "2022年11月", place=cell(6, 7)),
            row("效益", "惠及群众", "≥1000户", "1000户", place=cell(7, 7)),
            row("效益", "示范作用", "形成可推广的做法 3 条", "达成", place=cell(8, 7)),
            row("效益", "节约用水", "≥10%", "12%", place=cell(9, 7)),
            row("满意", "群众满意度", "≥90%", "95%", place=cell(10, 7)),
        ),
        total=Total(Decimal(100), Decimal(100), "优", "表!G11"),
    )


def line(**changes: Any) -> Evaluation:
    """The sound table with its total fund line changed."""
    table = sound()
    first, *others = table.funds.lines
    lines = (evolve(first, **changes), *others)
    return evolve(table, funds=evolve(table.funds, lines=lines))


def with_row(number: int, **changes: Any) -> Evaluation:
    """The sound table with one row changed, and its total following the points."""
    table = sound()
    rows = list(table.indicators)
    old = rows[number]
    rows[number] = evolve(old, **changes)
    moved = (rows[number].stated or Decimal(0)) - (old.stated or Decimal(0))
    total = evolve(table.total, stated=Decimal(100) + moved, grade=None)
    return evolve(table, indicators=tuple(rows), total=total)
