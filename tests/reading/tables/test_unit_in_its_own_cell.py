"""The unit of money may stand in a cell of its own, wherever that is."""

from __future__ import annotations

import pytest

from reading.grid import Grid
from reading.tables.recognise import recognise
from tests.reading.drawn import drawn

TABLE = """
| 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 |
| 产出指标 | 数量指标 | 养护里程 | ≥10公里 | 10公里 | 90 | 90 |
"""
BELOW_THE_LABEL = """
| 项目资金 | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 得分 |
| （万元） | 年度资金总额 | 100 | 120 | 118 | 10 | 9.8 |
| ^ | 其中：财政拨款 | 100 | 120 | 118 | | |
"""
BEFORE_EACH_AMOUNT = """
| 资金来源 | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 得分 |
| 年度资金总额 | 万元 | 100 | 120 | 118 | 10 | 9.8 |
| 其中：财政拨款 | 万元 | 100 | 120 | 118 | | |
"""
IN_A_ROW_OF_ITS_OWN = """
| 项目资金 | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 得分 |
| | 单位：万元 | | | | | |
| | 年度资金总额 | 100 | 120 | 118 | 10 | 9.8 |
| | 其中：财政拨款 | 100 | 120 | 118 | | |
"""
AMONG_THE_HEADINGS = """
| 项目资金 | 金额单位：万元 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 得分 |
| ^ | 年度资金总额 | 100 | 120 | 118 | 10 | 9.8 |
| ^ | 其中：财政拨款 | 100 | 120 | 118 | | |
"""
ABOVE_THE_HEADINGS = """
| | | | | | | （万元） |
| 项目资金 | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 得分 |
| | 年度资金总额 | 100 | 120 | 118 | 10 | 9.8 |
| | 其中：财政拨款 | 100 | 120 | 118 | | |
"""
BLOCKS = {
    "below the label of the block": BELOW_THE_LABEL,
    "before each amount": BEFORE_EACH_AMOUNT,
    "in a row of its own": IN_A_ROW_OF_ITS_OWN,
    "among the headings": AMONG_THE_HEADINGS,
    "above the headings": ABOVE_THE_HEADINGS,
}


def form(block: str, unit: str = "万元") -> Grid:
    text = "| 项目支出绩效自评表 | < | < | < | < | < | < |" + block + TABLE.lstrip()
    return drawn(text.replace("万元", unit))


@pytest.mark.parametrize("unit", ["万元", "元", "亿元"])
@pytest.mark.parametrize("where", BLOCKS)
def test_the_lines_keep_their_names_and_the_unit_is_read(where: str, unit: str) -> None:
    (read_,) = recognise(form(BLOCKS[where], unit))
    assert [line.label for line in read_.funds.lines] == [
        "年度资金总额",
        "其中：财政拨款",
    ]
    assert [str(line.spent and line.spent.value) for line in read_.funds.lines] == [
        "118",
        "118",
    ]
    assert read_.funds.unit == unit
    assert read_.warnings == ()


def test_amounts_without_headings_have_their_unit_between_or_behind() -> None:
    for row in ("| 年度资金总额 | 万元 | 150 |", "| 年度资金总额 | 150 | 万元 |"):
        (read_,) = recognise(form(f"\n{row} | | | |\n"))
        assert [line.label for line in read_.funds.lines] == ["年度资金总额"]
        assert read_.funds.unit == "万元"


def test_a_unit_of_an_indicator_is_none_of_the_funds() -> None:
    block = BELOW_THE_LABEL.replace("（万元）", "")
    table = TABLE.replace("| 完成值 |", "| 度量单位 |").replace(
        "| 10公里 |", "| 万元 |"
    )
    title = "| 项目支出绩效自评表 | < | < | < | < | < | < |"
    (read_,) = recognise(drawn(title + block + table.lstrip()))
    assert read_.funds.unit is None
    assert len(read_.funds.lines) == 2
